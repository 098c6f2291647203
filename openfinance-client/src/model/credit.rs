//! Contracts of credit: loans, financings, advances on invoices and unarranged overdrafts.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{ContractId, ContractedFee, Currency, FinanceCharge, InterestRate, days};

/// A contract as the lists show it.
#[doc(alias = "contrato")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreditContractSummary {
    /// Identifier.
    #[serde(rename = "contractId")]
    #[doc(alias = "contractId")]
    pub id: ContractId,
    /// The bank by the name its customers know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// CNPJ of the company that gave the credit, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_cnpj: Option<String>,
    /// What family of credit it is.
    #[serde(rename = "productType")]
    #[doc(alias = "productType")]
    pub product: CreditProduct,
    /// What it is within its family.
    #[serde(rename = "productSubType")]
    #[doc(alias = "productSubType")]
    pub modality: CreditModality,
    /// What it is within its modality. Of loans alone, before 2.7.0.
    #[serde(
        rename = "productSubTypeCategory",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "productSubTypeCategory")]
    pub category: Option<LoanCategory>,
    /// The central bank's number of the contract (IPOC). Holds the customer's document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipoc_code: Option<Redacted<String>>,
}

/// A contract with its terms. One shape for all four families: the API of loans fills more of it
/// than the others.
#[doc(alias = "contrato")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreditContract {
    /// The number the bank gave it.
    #[serde(rename = "contractNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "contractNumber")]
    pub number: Option<Redacted<String>>,
    /// The central bank's number of the contract (IPOC). Holds the customer's document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipoc_code: Option<Redacted<String>>,
    /// What the bank calls the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_name: Option<String>,
    /// What family of credit it is.
    #[serde(rename = "productType")]
    #[doc(alias = "productType")]
    pub product: CreditProduct,
    /// What it is within its family.
    #[serde(rename = "productSubType")]
    #[doc(alias = "productSubType")]
    pub modality: CreditModality,
    /// What it is within its modality. Of loans alone, before 2.7.0.
    #[serde(
        rename = "productSubTypeCategory",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "productSubTypeCategory")]
    pub category: Option<LoanCategory>,
    /// The day of the agreement; of revolving credit, of the last one.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub contract_date: Option<Date>,
    /// The days the money was paid out.
    #[serde(default, with = "days", skip_serializing_if = "Vec::is_empty")]
    pub disbursement_dates: Vec<Date>,
    /// The day it was paid off, or cancelled with nothing left to pay.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub settlement_date: Option<Date>,
    /// What was lent, without fees, charges and insurance. Zero when the contract names no amount.
    #[serde(rename = "contractAmount", with = "amount_string_exact")]
    #[doc(alias = "contractAmount")]
    pub amount: Amount,
    /// The currency of all amounts here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The day the last payment is due; of revolving credit, the day it ends.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Date>,
    /// How often instalments are due.
    #[serde(
        rename = "instalmentPeriodicity",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "instalmentPeriodicity")]
    pub periodicity: Option<InstalmentPeriodicity>,
    /// How often, in words, when none of the named.
    #[serde(
        rename = "instalmentPeriodicityAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "instalmentPeriodicityAdditionalInfo")]
    pub periodicity_details: Option<String>,
    /// The day the first instalment is due.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub first_instalment_due_date: Option<Date>,
    /// All it costs in a year, interest, fees, taxes and insurance (CET), as a fraction: `0.29` is
    /// 29 %. Overdrafts may leave it out.
    #[serde(
        rename = "CET",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "CET")]
    pub total_effective_cost: Option<Amount>,
    /// Whether insurance was bought with it.
    #[serde(
        rename = "hasInsuranceContracted",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "hasInsuranceContracted")]
    pub has_insurance: Option<bool>,
    /// How the debt shrinks.
    #[serde(
        rename = "amortizationScheduled",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "amortizationScheduled")]
    pub amortization: Option<Amortization>,
    /// How it shrinks, in words, when none of the named.
    #[serde(
        rename = "amortizationScheduledAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "amortizationScheduledAdditionalInfo")]
    pub amortization_details: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cnpj_consignor: Option<String>,
    /// What it was called before 2.6.0. A bank may send both.
    #[serde(skip_serializing_if = "Option::is_none")]
    cnpj_consignee: Option<String>,
    /// What interest is made of; empty when there is none.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub interest_rates: Vec<InterestRate>,
    /// The fees agreed on.
    #[serde(
        rename = "contractedFees",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "contractedFees")]
    pub fees: Vec<ContractedFee>,
    /// The charges agreed on.
    #[serde(
        rename = "contractedFinanceCharges",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "contractedFinanceCharges")]
    pub finance_charges: Vec<FinanceCharge>,
    /// What the next instalment comes to; zero when all is paid. Of loans alone.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_instalment_amount: Option<Amount>,
}

impl CreditContract {
    /// CNPJ of the employer or agency that pays out of the wage, without punctuation. Of loans
    /// alone.
    #[doc(alias = "cnpjConsignor")]
    #[doc(alias = "cnpjConsignee")]
    pub fn payroll_company_cnpj(&self) -> Option<&str> {
        let cnpj = self
            .cnpj_consignor
            .as_ref()
            .or(self.cnpj_consignee.as_ref());
        cnpj.map(String::as_str)
    }
}

client_core::open_enum! {
    /// A family of credit.
    #[doc(alias = "productType")]
    pub enum CreditProduct {
        /// A loan.
        Loan = "EMPRESTIMOS",
        /// A financing: credit for one purpose.
        Financing = "FINANCIAMENTOS",
        /// A financing of farming.
        RuralFinancing = "FINANCIAMENTOS_RURAIS",
        /// A financing of a home or other real estate.
        RealEstateFinancing = "FINANCIAMENTOS_IMOBILIARIOS",
        /// An advance on receivables.
        DiscountedReceivables = "DIREITOS_CREDITORIOS_DESCONTADOS",
        /// An account in the red beyond what was agreed.
        UnarrangedOverdraft = "ADIANTAMENTO_A_DEPOSITANTES",
    }
}

client_core::open_enum! {
    /// What a contract is within its family.
    #[doc(alias = "productSubType")]
    pub enum CreditModality {
        /// Loan: secured by a home.
        HomeEquity = "HOME_EQUITY",
        /// Loan: an agreed overdraft of a person.
        ArrangedOverdraft = "CHEQUE_ESPECIAL",
        /// Loan: an agreed overdraft of a company.
        GuaranteedAccount = "CONTA_GARANTIDA",
        /// Loan: working capital up to a ceiling.
        RevolvingWorkingCapital = "CAPITAL_GIRO_TETO_ROTATIVO",
        /// Loan: to a person, not paid out of the wage.
        PersonalLoan = "CREDITO_PESSOAL_SEM_CONSIGNACAO",
        /// Loan: to a person, paid out of the wage.
        PayrollLoan = "CREDITO_PESSOAL_COM_CONSIGNACAO",
        /// Loan: microcredit with guidance for small business.
        ProductiveMicrocredit = "MICROCREDITO_PRODUTIVO_ORIENTADO",
        /// Loan: working capital for at most 365 days.
        ShortTermWorkingCapital = "CAPITAL_GIRO_PRAZO_VENCIMENTO_ATE_365_DIAS",
        /// Loan: working capital for more than 365 days.
        LongTermWorkingCapital = "CAPITAL_GIRO_PRAZO_VENCIMENTO_SUPERIOR_365_DIAS",
        /// Financing: of a vehicle.
        Vehicle = "AQUISICAO_BENS_VEICULOS_AUTOMOTORES",
        /// Financing: of other goods.
        OtherGoods = "AQUISICAO_BENS_OUTROS_BENS",
        /// Financing: microcredit.
        Microcredit = "MICROCREDITO",
        /// Financing of farming: running costs.
        FarmingCosts = "CUSTEIO",
        /// Financing of farming: investment.
        FarmingInvestment = "INVESTIMENTO",
        /// Financing of farming: processing.
        FarmingProcessing = "INDUSTRIALIZACAO",
        /// Financing of farming: bringing to market.
        FarmingMarketing = "COMERCIALIZACAO",
        /// Financing of a home: within the public housing system (SFH).
        HousingSystem = "FINANCIAMENTO_HABITACIONAL_SFH",
        /// Financing of a home: outside the public housing system.
        OtherHousing = "FINANCIAMENTO_HABITACIONAL_EXCETO_SFH",
        /// Advance: on trade bills.
        TradeBills = "DESCONTO_DUPLICATAS",
        /// Advance: on cheques.
        Cheques = "DESCONTO_CHEQUES",
        /// Advance: on card sales.
        CardReceivables = "ANTECIPACAO_FATURA_CARTAO_CREDITO",
        /// Advance: on other receivables.
        OtherReceivables = "OUTROS_DIREITOS_CREDITORIOS_DESCONTADOS",
        /// Advance: on other titles.
        OtherTitles = "OUTROS_TITULOS_DESCONTADOS",
        /// An account in the red beyond what was agreed.
        UnarrangedOverdraft = "ADIANTAMENTO_A_DEPOSITANTES",
    }
}

client_core::open_enum! {
    /// What a loan is within its modality, as told before version 2.7.0.
    #[doc(alias = "productSubTypeCategory")]
    pub enum LoanCategory {
        /// To a person, without security.
        Unsecured = "CREDITO_PESSOAL_CLEAN",
        /// Paid out of the wage of a federal civil servant.
        FederalPayroll = "CONSIGNADO_SIAPE",
        /// Another.
        Other = "OUTRO",
    }
}

client_core::open_enum! {
    /// How often instalments are due.
    pub enum InstalmentPeriodicity {
        /// At no regular time.
        Irregular = "SEM_PERIODICIDADE_REGULAR",
        /// Every week.
        Weekly = "SEMANAL",
        /// Every two weeks.
        Fortnightly = "QUINZENAL",
        /// Every month.
        Monthly = "MENSAL",
        /// Every two months.
        Bimonthly = "BIMESTRAL",
        /// Every three months.
        Quarterly = "TRIMESTRAL",
        /// Every six months.
        HalfYearly = "SEMESTRAL",
        /// Every year.
        Yearly = "ANUAL",
        /// As the details say.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// How a debt shrinks.
    pub enum Amortization {
        /// By equal parts of the debt, so that instalments fall (SAC).
        Constant = "SAC",
        /// By equal instalments (French system, "tabela Price").
        Price = "PRICE",
        /// By the mean of both (SAM).
        Mixed = "SAM",
        /// Without a schedule.
        Unscheduled = "SEM_SISTEMA_AMORTIZACAO",
        /// As the details say.
        Other = "OUTROS",
    }
}
