//! What secures a contract of credit.

use client_core::money::{Amount, amount_string_exact};
use serde::{Deserialize, Serialize};

use super::Currency;

/// Something that secures a contract.
#[doc(alias = "garantia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Warranty {
    /// The currency of its value.
    pub currency: Currency,
    /// What it is, in broad terms.
    #[serde(rename = "warrantyType")]
    #[doc(alias = "warrantyType")]
    pub kind: WarrantyKind,
    /// What it is, closer.
    #[serde(rename = "warrantySubType")]
    #[doc(alias = "warrantySubType")]
    pub subkind: WarrantySubkind,
    /// What it was worth when given. Zero for a personal guarantee that cannot be told in money.
    #[serde(rename = "warrantyAmount", with = "amount_string_exact")]
    #[doc(alias = "warrantyAmount")]
    pub amount: Amount,
}

client_core::open_enum! {
    /// What secures a contract, in broad terms.
    #[doc(alias = "warrantyType")]
    pub enum WarrantyKind {
        /// Receivables, assigned.
        AssignedReceivables = "CESSAO_DIREITOS_CREDITORIOS",
        /// A deposit.
        Deposit = "CAUCAO",
        /// Goods, pledged.
        Pledge = "PENHOR",
        /// Goods that belong to the lender until all is paid.
        FiduciaryTransfer = "ALIENACAO_FIDUCIARIA",
        /// Real estate, mortgaged.
        Mortgage = "HIPOTECA",
        /// A guarantee of the government.
        Government = "OPERACOES_GARANTIDAS_PELO_GOVERNO",
        /// Another that is not personal.
        OtherNonPersonal = "OUTRAS_GARANTIAS_NAO_FIDEJUSSORIAS",
        /// Insurance and the like.
        Insurance = "SEGUROS_ASSEMELHADOS",
        /// A personal guarantee.
        Personal = "GARANTIA_FIDEJUSSORIA",
        /// Leased goods.
        LeasedGoods = "BENS_ARRENDADOS",
        /// A guarantee from abroad.
        International = "GARANTIAS_INTERNACIONAIS",
        /// A guarantee of another body.
        OtherEntity = "OPERACOES_GARANTIDAS_OUTRAS_ENTIDADES",
        /// An agreement to set off.
        Netting = "ACORDOS_COMPENSACAO",
    }
}

client_core::open_enum! {
    /// What secures a contract, closer. "Art. 36", "23" and "37" are those of the central bank
    /// rules on capital that the lists come from.
    #[doc(alias = "warrantySubType")]
    pub enum WarrantySubkind {
        /// Shares and debentures.
        SharesAndDebentures = "ACOES_DEBENTURES",
        /// An agreement to set off and settle.
        NettingAgreement = "ACORDOS_COMPENSACAO_LIQUIDACAO_OBRIGACOES",
        /// Investments of fixed income.
        FixedIncome = "APLICACOES_FINANCEIRAS_RENDA_FIXA",
        /// Investments of variable income.
        VariableIncome = "APLICACOES_FINANCEIRAS_RENDA_VARIAVEL",
        /// A policy of export credit.
        ExportCreditPolicy = "APOLICES_CREDITO_EXPORTACAO",
        /// The agreement on reciprocal credits (CCR).
        ReciprocalCredit = "CCR_CONVENIO_CREDITOS_RECIPROCOS",
        /// Cheques.
        Cheques = "CHEQUES",
        /// Civil insurance.
        CivilLiability = "CIVIL",
        /// Rents to be received.
        Rents = "DIREITOS_SOBRE_ALUGUEIS",
        /// Deposits, savings, gold or federal bonds (art. 36).
        DepositsGoldAndFederalBonds = "DEPOSITOS_A_VISTA_A_PRAZO_POUPANCA_OURO_TITULOS_PUBLICOS_FEDERAIS_ART_36",
        /// A deposit of titles of the bodies of art. 23.
        TitlesOfEntities = "DEPOSITO_TITULOS_EMITIDOS_ENTIDADES_ART_23",
        /// Trade bills.
        TradeBills = "DUPLICATAS",
        /// A multilateral development bank (art. 37).
        DevelopmentBank = "EMD_ENTIDADES_MULTILATERAIS_DESENVOLVIMENTO_ART_37",
        /// Equipment.
        Equipment = "EQUIPAMENTOS",
        /// A state or the federal district.
        State = "ESTADUAL_OU_DISTRITAL",
        /// Card sales.
        CardReceivables = "FATURA_CARTAO_CREDITO",
        /// The federation.
        Federal = "FEDERAL",
        /// The fund for variations of wages (FCVS).
        WageVariationFund = "FCVS_FUNDO_COMPENSACAO_VARIACOES_SALARIAIS",
        /// The guarantee fund for investments (FGI).
        InvestmentGuaranteeFund = "FGI_FUNDO_GARANTIDOR_INVESTIMENTOS",
        /// The guarantee fund for competitiveness (FGPC).
        CompetitivenessFund = "FGPC_FUNDO_GARANTIA_PROMOCAO_COMPETIT",
        /// The workers' severance fund (FGTS).
        SeveranceFund = "FGTS_FUNDO_GARANTIA_TEMPO_SERVICO",
        /// A fund that endorses.
        EndorsementFund = "FUNDO_GARANTIDOR_AVAL",
        /// The fund for competitiveness by law 9.531 (art. 37).
        CompetitivenessFundByLaw = "GARANTIA_PRESTADA_FGPC_LEI_9531_ART_37",
        /// A fund or other cover of credit risk (art. 37).
        RiskCoverFund = "GARANTIA_PRESTADA_FUNDOS_QUAISQUER_OUTROS_MECANISMOS_COBERTURA_RISCO_CREDITO_ART_37",
        /// The treasury or the central bank, or assets set apart (art. 37).
        TreasuryOrCentralBank = "GARANTIA_PRESTADA_TESOURO_NACIONAL_OU_BACEN_ART_37_BENS_DIREITOS_INTEGRANTES_PATRIMONIO_AFETACAO",
        /// Real estate.
        RealEstate = "IMOVEIS",
        /// A home.
        Home = "IMOVEIS_RESIDENCIAIS",
        /// Counts as lowering the risk.
        Mitigating = "MITIGADORAS",
        /// A municipality.
        Municipal = "MUNICIPAL",
        /// Does not count as lowering the risk.
        NonMitigating = "NAO_MITIGADORAS",
        /// Promissory notes and other claims.
        PromissoryNotes = "NOTAS_PROMISSORIAS_OUTROS_DIREITOS_CREDITO",
        /// Another (wire `OUTRAS`).
        OtherKind = "OUTRAS",
        /// Another.
        Other = "OUTROS",
        /// Other goods.
        OtherGoods = "OUTROS_BENS",
        /// Of another rank than the first.
        OtherRank = "OUTROS_GRAUS",
        /// Other real estate.
        OtherRealEstate = "OUTROS_IMOVEIS",
        /// Other insurance and the like.
        OtherInsurance = "OUTROS_SEGUROS_ASSEMELHADOS",
        /// A person.
        Person = "PESSOA_FISICA",
        /// A person abroad.
        PersonAbroad = "PESSOA_FISICA_EXTERIOR",
        /// A company.
        Company = "PESSOA_JURIDICA",
        /// A company abroad.
        CompanyAbroad = "PESSOA_JURIDICA_EXTERIOR",
        /// Of the first rank, on assets set apart.
        FirstRankSetApart = "PRIMEIRO_GRAU_BENS_DIREITOS_INTEGRANTES_PATRIMONIO_AFETACAO",
        /// Of the first rank, on a home.
        FirstRankHome = "PRIMEIRO_GRAU_IMOVEIS_RESIDENCIAIS",
        /// Of the first rank, on something else.
        FirstRankOther = "PRIMEIRO_GRAU_OUTROS",
        /// The farming insurance programme (PROAGRO).
        FarmingInsurance = "PROAGRO",
        /// Farm produce with a warehouse warrant.
        FarmProduceWithWarrant = "PRODUTOS_AGROPECUARIOS_COM_WARRANT",
        /// Farm produce without one.
        FarmProduceWithoutWarrant = "PRODUTOS_AGROPECUARIOS_SEM_WARRANT",
        /// The export credit insurer (SBCE).
        ExportCreditInsurer = "SBCE_SOCIEDADE_BRASILEIRA_CREDITO_EXPORTAÇÃO",
        /// Rural insurance.
        RuralInsurance = "SEGURO_RURAL",
        /// Nothing closer.
        Unspecified = "SEM_SUB_TIPO_GARANTIA",
        /// Taxes and other public revenue.
        TaxRevenue = "TRIBUTOS_RECEITAS_ORCAMENTARIAS",
        /// Vehicles.
        Vehicles = "VEICULOS",
        /// Motor vehicles.
        MotorVehicles = "VEICULOS_AUTOMOTORES",
    }
}
