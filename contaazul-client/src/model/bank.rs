//! Banks and institutions as the ERP names them.

client_core::open_enum! {
    /// The institution of a financial account.
    #[doc(alias = "banco")]
    #[doc(alias = "instituicao_bancaria")]
    pub enum Bank {
        /// Banco do Brasil.
        BancoDoBrasil = "BANCO_BRASIL" | "BANCO_DO_BRASIL",
        /// Bradesco.
        Bradesco = "BRADESCO",
        /// Caixa Econômica Federal.
        CaixaEconomica = "CAIXA_ECONOMICA",
        /// HSBC.
        Hsbc = "HSBC",
        /// Itaú.
        Itau = "ITAU",
        /// Inter.
        Inter = "INTER",
        /// Original.
        Original = "ORIGINAL",
        /// Santander.
        Santander = "SANTANDER",
        /// Bancoob.
        Bancoob = "BANCOOB",
        /// Banestes.
        Banestes = "BANESTES",
        /// Banpará.
        Banpara = "BANPARA",
        /// Banrisul.
        Banrisul = "BANRISUL",
        /// BCN.
        Bcn = "BCN",
        /// Bank Boston.
        BankBoston = "BANK_BOSTON",
        /// Banco de Brasília.
        BancoDeBrasilia = "BANCO_BRASILIA",
        /// Banco do Nordeste.
        BancoDoNordeste = "BANCO_NORDESTE",
        /// Citibank.
        Citibank = "CITIBANK",
        /// Credisan.
        Credisan = "CREDISAN",
        /// Nossa Caixa.
        NossaCaixa = "NOSSA_CAIXA",
        /// Mercantil.
        Mercantil = "MERCANTIL",
        /// Real.
        Real = "REAL",
        /// Safra.
        Safra = "SAFRA",
        /// Sicredi.
        Sicredi = "SICREDI",
        /// Sudameris.
        Sudameris = "SUDAMERIS",
        /// Unibanco.
        Unibanco = "UNIBANCO",
        /// Sicoob.
        Sicoob = "SICOOB",
        /// Ailos.
        Ailos = "AILOS",
        /// BS2.
        Bs2 = "BS2",
        /// Nubank.
        Nubank = "NUBANK",
        /// Unicred.
        Unicred = "UNICRED",
        /// Neon.
        Neon = "NEON",
        /// C6 Bank.
        C6Bank = "C6",
        /// Cora.
        Cora = "CORA",
        /// Acesso.
        Acesso = "ACESSO",
        /// Stone.
        Stone = "STONE",
        /// Agibank.
        Agibank = "AGIBANK",
        /// Asaas.
        Asaas = "ASAAS",
        /// Topázio.
        Topazio = "TOPAZIO",
        /// Daycoval.
        Daycoval = "DAYCOVAL",
        /// Banco da Amazônia.
        BancoDaAmazonia = "BANCO_AMAZONIA",
        /// Banese.
        Banese = "BANESE",
        /// BTG Pactual.
        BtgPactual = "BTG_PACTUAL",
        /// Omni.
        Omni = "OMNI",
        /// Genial.
        Genial = "GENIAL",
        /// Capital.
        Capital = "CAPITAL",
        /// Ribeirão Preto.
        RibeiraoPreto = "RIBEIRAO_PRETO",
        /// Pan.
        Pan = "PAN",
        /// BMG.
        Bmg = "BMG",
        /// BNP Paribas Brasil.
        BnpParibasBrasil = "BNP_PARIBAS_BRASIL",
        /// CCR São Miguel do Oeste.
        CcrSaoMiguelOeste = "CCR_SAO_MIGUEL_OESTE",
        /// Credisis.
        Credisis = "CREDISIS",
        /// Cresol.
        Cresol = "CRESOL",
        /// FitBank.
        FitBank = "FITBANK",
        /// Gerencianet.
        Gerencianet = "GERENCIANET",
        /// Global SCM.
        GlobalScm = "GLOBAL_SCM",
        /// J.P. Morgan.
        JpMorgan = "JP_MORGAN",
        /// Juno.
        Juno = "JUNO",
        /// Mercado Pago.
        MercadoPago = "MERCADO_PAGO",
        /// Modal.
        Modal = "MODAL",
        /// Money Plus.
        MoneyPlus = "MONEY_PLUS",
        /// Next.
        Next = "NEXT",
        /// Ótimo.
        Otimo = "OTIMO",
        /// PagSeguro.
        PagSeguro = "PAGSEGURO",
        /// PicPay.
        PicPay = "PICPAY",
        /// PJBank.
        PjBank = "PJBANK",
        /// Polocred.
        Polocred = "POLOCRED",
        /// Rendimento.
        Rendimento = "RENDIMENTO",
        /// Uniprime.
        Uniprime = "UNIPRIME",
        /// Uniprime Norte do Paraná.
        UniprimeNorteParana = "UNIPRIME_NORTE_PARANA",
        /// Vórtx DTVM.
        VortxDtvm = "VORTX_DTVM",
        /// BRL Trust.
        BrlTrust = "BRL_TRUST",
        /// Iugu.
        Iugu = "IUGU",
        /// A bank that is not in the list.
        Other = "OUTROS",
        /// Not a bank.
        NotABank = "NAO_BANCO",
    }
}
