//! The institutions, in the order of their COMPE codes.

use super::Bank;
use time::Date;
use time::macros::date;

/// The month of the lists that [`BANKS`] was compiled from; their day is not recorded.
pub const BANKS_AS_OF: Date = date!(2026 - 08 - 01);

/// The institutions that businesses meet most: a selection, not the register. Decommissioned ones
/// stay, because old files name them.
pub const BANKS: [Bank; 48] = [
    Bank::new(
        *b"001",
        *b"00000000000191",
        "Banco do Brasil",
        "Banco do Brasil S.A.",
    ),
    Bank::new(
        *b"003",
        *b"04902979000144",
        "Banco da Amazônia",
        "Banco da Amazônia S.A.",
    ),
    Bank::new(
        *b"004",
        *b"07237373000120",
        "Banco do Nordeste",
        "Banco do Nordeste do Brasil S.A.",
    ),
    Bank::new(
        *b"021",
        *b"28127603000178",
        "Banestes",
        "BANESTES S.A. Banco do Estado do Espírito Santo",
    ),
    Bank::new(
        *b"033",
        *b"90400888000142",
        "Santander",
        "BANCO SANTANDER (BRASIL) S.A.",
    ),
    Bank::new(
        *b"041",
        *b"92702067000196",
        "Banrisul",
        "Banco do Estado do Rio Grande do Sul S.A.",
    ),
    Bank::new(
        *b"070",
        *b"00000208000100",
        "BRB",
        "BRB - Banco de Brasília S.A.",
    ),
    Bank::new(*b"077", *b"00416968000101", "Inter", "Banco Inter S.A."),
    Bank::new(
        *b"085",
        *b"05463212000129",
        "Ailos",
        "Cooperativa Central de Crédito - Ailos",
    ),
    Bank::new(
        *b"104",
        *b"00360305000104",
        "Caixa",
        "Caixa Econômica Federal",
    ),
    Bank::new(
        *b"133",
        *b"10398952000169",
        "Cresol",
        "CONFEDERAÇÃO NACIONAL DAS COOPERATIVAS CENTRAIS DE CRÉDITO E ECONOMIA FAMILIAR E SOLIDÁRIA - CRESOL CONFEDERAÇÃO",
    ),
    Bank::new(
        *b"136",
        *b"00315557000111",
        "Unicred",
        "COOPERATIVA CENTRAL DE CRÉDITO UNICRED DO BRASIL - UNICRED DO BRASIL",
    ),
    Bank::new(
        *b"197",
        *b"16501555000157",
        "Stone",
        "STONE INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"208",
        *b"30306294000145",
        "BTG Pactual",
        "Banco BTG Pactual S.A.",
    ),
    Bank::new(
        *b"212",
        *b"92894922000108",
        "Original",
        "Banco Original S.A.",
    ),
    Bank::new(*b"218", *b"71027866000134", "BS2", "Banco BS2 S.A."),
    Bank::new(
        *b"237",
        *b"60746948000112",
        "Bradesco",
        "Banco Bradesco S.A.",
    ),
    Bank::new(
        *b"243",
        *b"33923798000100",
        "Banco Master",
        "BANCO MASTER S/A - EM LIQUIDAÇÃO EXTRAJUDICIAL",
    )
    .in_liquidation(),
    Bank::new(
        *b"246",
        *b"28195667000106",
        "ABC Brasil",
        "Banco ABC Brasil S.A.",
    ),
    Bank::new(
        *b"260",
        *b"18236120000158",
        "Nubank (Nu Pagamentos)",
        "NU PAGAMENTOS S.A. - INSTITUIÇÃO DE PAGAMENTO",
    ),
    Bank::new(
        *b"274",
        *b"11581339000145",
        "BMP",
        "BMP SOCIEDADE DE CRÉDITO AO MICROEMPREENDEDOR E A EMPRESA DE PEQUENO PORTE LTDA.",
    ),
    Bank::new(
        *b"290",
        *b"08561701000101",
        "PagSeguro / PagBank",
        "PAGSEGURO INTERNET INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"301",
        *b"13370835000185",
        "Dock",
        "DOCK INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(*b"318", *b"61186680000174", "BMG", "Banco BMG S.A."),
    Bank::new(
        *b"323",
        *b"10573521000191",
        "Mercado Pago",
        "MERCADO PAGO INSTITUIÇÃO DE PAGAMENTO LTDA.",
    ),
    Bank::new(*b"336", *b"31872495000172", "C6", "Banco C6 S.A."),
    Bank::new(*b"341", *b"60701190000104", "Itaú", "ITAÚ UNIBANCO S.A."),
    Bank::new(*b"348", *b"33264668000103", "XP", "Banco XP S.A."),
    Bank::new(
        *b"362",
        *b"01027058000191",
        "Cielo",
        "CIELO S.A. - INSTITUIÇÃO DE PAGAMENTO",
    ),
    Bank::new(
        *b"364",
        *b"09089356000118",
        "Efí",
        "EFÍ S.A. - INSTITUIÇÃO DE PAGAMENTO",
    ),
    Bank::new(
        *b"380",
        *b"22896431000110",
        "PicPay",
        "PICPAY INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"389",
        *b"17184037000110",
        "Mercantil",
        "Banco Mercantil do Brasil S.A.",
    ),
    Bank::new(
        *b"401",
        *b"15111975000164",
        "iugu",
        "IUGU INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"403",
        *b"37880206000163",
        "Cora",
        "CORA SOCIEDADE DE CRÉDITO, FINANCIAMENTO E INVESTIMENTO S.A.",
    ),
    Bank::new(
        *b"404",
        *b"37241230000152",
        "SumUp SCD",
        "SUMUP SOCIEDADE DE CRÉDITO DIRETO S.A.",
    ),
    Bank::new(*b"413", *b"01858774000110", "BV", "BANCO BV S.A."),
    Bank::new(*b"422", *b"58160789000128", "Safra", "Banco Safra S.A."),
    Bank::new(
        *b"461",
        *b"19540550000121",
        "Asaas",
        "ASAAS GESTÃO FINANCEIRA INSTITUIÇÃO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"509",
        *b"13935893000109",
        "Celcoin",
        "CELCOIN INSTITUICAO DE PAGAMENTO S.A.",
    ),
    Bank::new(
        *b"536",
        *b"20855875000182",
        "Neon",
        "NEON PAGAMENTOS S.A. - INSTITUIÇÃO DE PAGAMENTO",
    ),
    Bank::new(
        *b"542",
        *b"18189547000142",
        "CloudWalk (InfinitePay)",
        "CLOUDWALK INSTITUIÇÃO DE PAGAMENTO E SERVICOS LTDA",
    ),
    Bank::new(*b"623", *b"59285411000113", "Pan", "Banco Pan S.A."),
    Bank::new(
        *b"655",
        *b"59588111000103",
        "Votorantim",
        "Banco Votorantim S.A.",
    ),
    Bank::new(
        *b"703",
        *b"10440482000154",
        "Getnet",
        "GETNET ADQUIRÊNCIA E SERVIÇOS PARA MEIOS DE PAGAMENTO S.A. INSTITUIÇÃO DE PAGAMENTO",
    )
    .without_listed_pix(),
    Bank::new(
        *b"707",
        *b"62232889000190",
        "Daycoval",
        "Banco Daycoval S.A.",
    ),
    Bank::new(
        *b"745",
        *b"33479023000180",
        "Citibank",
        "Banco Citibank S.A.",
    ),
    Bank::new(
        *b"748",
        *b"01181521000155",
        "Sicredi",
        "BANCO COOPERATIVO SICREDI S.A.",
    ),
    Bank::new(
        *b"756",
        *b"02038232000164",
        "Sicoob",
        "BANCO COOPERATIVO SICOOB S.A. - BANCO SICOOB",
    ),
];
