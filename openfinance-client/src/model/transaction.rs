//! What moved on an account.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{Money, TransactionId, TransactionTime};

/// One entry of an account's statement.
#[doc(alias = "lancamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AccountTransaction {
    /// Identifier: fixed once the entry is [booked](Self::is_booked). Until then it may change, and
    /// several entries may share one.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: TransactionId,
    /// Whether it has taken place.
    #[serde(rename = "completedAuthorisedPaymentType")]
    #[doc(alias = "completedAuthorisedPaymentType")]
    pub status: TransactionStatus,
    /// Whether it came or went: [`amount`](Self::amount) has no sign.
    #[serde(rename = "creditDebitType")]
    #[doc(alias = "creditDebitType")]
    pub direction: CreditDebit,
    /// The text of the statement.
    #[serde(rename = "transactionName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "transactionName")]
    pub description: Option<Redacted<String>>,
    /// What it is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: TransactionKind,
    /// What it is, in words, where the kind is another.
    #[serde(rename = "typeAdditionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "typeAdditionalInfo")]
    pub kind_description: Option<Redacted<String>>,
    /// How much, never negative.
    #[serde(rename = "transactionAmount")]
    #[doc(alias = "transactionAmount")]
    pub amount: Money,
    /// When.
    #[serde(rename = "transactionDateTime")]
    #[doc(alias = "transactionDateTime")]
    pub time: TransactionTime,
    /// CPF or CNPJ of the other side; of payroll the employer's. Often missing.
    #[serde(rename = "partieCnpjCpf", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partieCnpjCpf")]
    pub counterparty_document: Option<Redacted<String>>,
    /// Whether the other side is a person.
    #[serde(rename = "partiePersonType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partiePersonType")]
    pub counterparty_person: Option<PersonKind>,
    /// COMPE code of the other side's bank; many payment institutions have none.
    #[serde(rename = "partieCompeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partieCompeCode")]
    pub counterparty_bank_code: Option<String>,
    /// ISPB of the other side's bank. Since version 2.5.
    #[serde(rename = "codeISPB", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codeISPB")]
    pub counterparty_ispb: Option<String>,
    /// Branch of the other side's account.
    #[serde(rename = "partieBranchCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partieBranchCode")]
    pub counterparty_branch_code: Option<Redacted<String>>,
    /// Number of the other side's account, without its check digit.
    #[serde(rename = "partieNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partieNumber")]
    pub counterparty_account_number: Option<Redacted<String>>,
    /// Check digit of that number.
    #[serde(rename = "partieCheckDigit", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "partieCheckDigit")]
    pub counterparty_check_digit: Option<Redacted<String>>,
}

impl AccountTransaction {
    /// Whether it has taken place: its id, day and amount are final.
    pub fn is_booked(&self) -> bool {
        self.status == TransactionStatus::Booked
    }

    /// The day in Brasília; see [`TransactionTime::brasilia_day`].
    pub fn day(&self) -> Date {
        self.time.brasilia_day()
    }
}

client_core::open_enum! {
    /// Whether a transaction has taken place.
    pub enum TransactionStatus {
        /// It has, and its id is final.
        Booked = "TRANSACAO_EFETIVADA",
        /// Not finally. Id, day and amount may change, and it may vanish.
        Processing = "TRANSACAO_PROCESSANDO",
        /// It is due later, today at the earliest.
        Future = "LANCAMENTO_FUTURO",
    }
}

client_core::open_enum! {
    /// Whether money came or went.
    pub enum CreditDebit {
        /// It came.
        Credit = "CREDITO",
        /// It went.
        Debit = "DEBITO",
    }
}

client_core::open_enum! {
    /// What a transaction is.
    pub enum TransactionKind {
        /// A transfer to another bank.
        Ted = "TED",
        /// A transfer to another bank, of the kind that was abolished in 2024.
        Doc = "DOC",
        /// A Pix.
        Pix = "PIX",
        /// A transfer within the bank.
        SameBankTransfer = "TRANSFERENCIA_MESMA_INSTITUICAO",
        /// A boleto.
        Boleto = "BOLETO",
        /// A bill of a utility or a public authority.
        Utility = "CONVENIO_ARRECADACAO",
        /// The fee of a package of services.
        ServicePackage = "PACOTE_TARIFA_SERVICOS",
        /// The fee of a single service.
        ServiceFee = "TARIFA_SERVICOS_AVULSOS",
        /// Wages.
        Payroll = "FOLHA_PAGAMENTO",
        /// A deposit.
        Deposit = "DEPOSITO",
        /// Cash taken out.
        Withdrawal = "SAQUE",
        /// A card payment.
        Card = "CARTAO",
        /// Interest and charges of the overdraft.
        OverdraftInterest = "ENCARGOS_JUROS_CHEQUE_ESPECIAL",
        /// What an investment earned.
        InvestmentIncome = "RENDIMENTO_APLIC_FINANCEIRA",
        /// Wages passed on from another bank.
        SalaryPortability = "PORTABILIDADE_SALARIO",
        /// Money put into an investment. Since version 2.5.
        Investment = "APLICACAO_FINANCEIRA",
        /// Money taken out of one.
        Redemption = "RESGATE_APLIC_FINANCEIRA",
        /// A credit operation.
        Credit = "OPERACAO_CREDITO",
        /// Money set aside within the account, or taken back. Since version 2.5.
        ReservedTransfer = "TRANSFERENCIA_SALDO_RESERVADO",
        /// Something else, said in words.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// Whether somebody is a person or a company.
    pub enum PersonKind {
        /// A person.
        Natural = "PESSOA_NATURAL",
        /// A company.
        Legal = "PESSOA_JURIDICA",
    }
}
