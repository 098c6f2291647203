//! What can be asked for, and in which groups.

client_core::open_enum! {
    /// One permission, as the bank knows it. To ask for any, see [`PermissionGroup`].
    #[doc(alias = "permissions")]
    pub enum Permission {
        /// Registration data of a person.
        PersonalIdentifications = "CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ",
        /// Qualification and relations of a person. The misspelling is the standard's.
        PersonalAdditionalInformation = "CUSTOMERS_PERSONAL_ADITTIONALINFO_READ",
        /// Registration data of a company.
        BusinessIdentifications = "CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ",
        /// Qualification and relations of a company. The misspelling is the standard's.
        BusinessAdditionalInformation = "CUSTOMERS_BUSINESS_ADITTIONALINFO_READ",
        /// Accounts.
        Accounts = "ACCOUNTS_READ",
        /// Their balances.
        AccountBalances = "ACCOUNTS_BALANCES_READ",
        /// Their overdraft limits.
        AccountOverdraftLimits = "ACCOUNTS_OVERDRAFT_LIMITS_READ",
        /// Their transactions.
        AccountTransactions = "ACCOUNTS_TRANSACTIONS_READ",
        /// Credit cards.
        CardAccounts = "CREDIT_CARDS_ACCOUNTS_READ",
        /// Their limits.
        CardLimits = "CREDIT_CARDS_ACCOUNTS_LIMITS_READ",
        /// Their transactions.
        CardTransactions = "CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ",
        /// Their bills.
        CardBills = "CREDIT_CARDS_ACCOUNTS_BILLS_READ",
        /// The transactions of their bills.
        CardBillTransactions = "CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ",
        /// Loans.
        Loans = "LOANS_READ",
        /// Their warranties.
        LoanWarranties = "LOANS_WARRANTIES_READ",
        /// Their instalments to come.
        LoanScheduledInstalments = "LOANS_SCHEDULED_INSTALMENTS_READ",
        /// What was paid on them.
        LoanPayments = "LOANS_PAYMENTS_READ",
        /// Financings.
        Financings = "FINANCINGS_READ",
        /// Their warranties.
        FinancingWarranties = "FINANCINGS_WARRANTIES_READ",
        /// Their instalments to come.
        FinancingScheduledInstalments = "FINANCINGS_SCHEDULED_INSTALMENTS_READ",
        /// What was paid on them.
        FinancingPayments = "FINANCINGS_PAYMENTS_READ",
        /// Unarranged overdrafts.
        Overdrafts = "UNARRANGED_ACCOUNTS_OVERDRAFT_READ",
        /// Their warranties.
        OverdraftWarranties = "UNARRANGED_ACCOUNTS_OVERDRAFT_WARRANTIES_READ",
        /// Their instalments to come.
        OverdraftScheduledInstalments = "UNARRANGED_ACCOUNTS_OVERDRAFT_SCHEDULED_INSTALMENTS_READ",
        /// What was paid on them.
        OverdraftPayments = "UNARRANGED_ACCOUNTS_OVERDRAFT_PAYMENTS_READ",
        /// Advances on invoices.
        InvoiceFinancings = "INVOICE_FINANCINGS_READ",
        /// Their warranties.
        InvoiceFinancingWarranties = "INVOICE_FINANCINGS_WARRANTIES_READ",
        /// Their instalments to come.
        InvoiceFinancingScheduledInstalments = "INVOICE_FINANCINGS_SCHEDULED_INSTALMENTS_READ",
        /// What was paid on them.
        InvoiceFinancingPayments = "INVOICE_FINANCINGS_PAYMENTS_READ",
        /// Bank deposits and bills of fixed income.
        BankFixedIncomes = "BANK_FIXED_INCOMES_READ",
        /// Debentures and other credit of fixed income.
        CreditFixedIncomes = "CREDIT_FIXED_INCOMES_READ",
        /// Funds.
        Funds = "FUNDS_READ",
        /// Shares and the like.
        VariableIncomes = "VARIABLE_INCOMES_READ",
        /// Treasury bonds.
        TreasureTitles = "TREASURE_TITLES_READ",
        /// Currency exchange.
        Exchanges = "EXCHANGES_READ",
        /// What the consent reaches. Part of every consent.
        Resources = "RESOURCES_READ",
    }
}

/// What can be asked for. Banks grant each group whole or, where they do not offer it, not at all;
/// asking for part of one is refused, so the groups are all there is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PermissionGroup {
    /// Registration data of the customer, person or company as the consent is.
    Identification,
    /// Qualification and relations of the customer, person or company as the consent is.
    AdditionalInformation,
    /// Accounts and their balances.
    AccountBalances,
    /// Accounts and their overdraft limits.
    AccountLimits,
    /// Accounts and their transactions.
    AccountStatements,
    /// Credit cards and their limits.
    CardLimits,
    /// Credit cards and their transactions.
    CardTransactions,
    /// Credit cards, their bills and the transactions of those.
    CardBills,
    /// Loans, financings, overdrafts and advances on invoices, with all that belongs to them.
    CreditOperations,
    /// Investments of all five kinds.
    Investments,
    /// Currency exchange.
    Exchanges,
}

impl PermissionGroup {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Identification,
        Self::AdditionalInformation,
        Self::AccountBalances,
        Self::AccountLimits,
        Self::AccountStatements,
        Self::CardLimits,
        Self::CardTransactions,
        Self::CardBills,
        Self::CreditOperations,
        Self::Investments,
        Self::Exchanges,
    ];

    /// The permissions of the group in a company's consent, or a person's.
    pub(crate) fn permissions(self, of_company: bool) -> &'static [Permission] {
        use Permission as P;
        match (self, of_company) {
            (Self::Identification, false) => &[P::PersonalIdentifications],
            (Self::Identification, true) => &[P::BusinessIdentifications],
            (Self::AdditionalInformation, false) => &[P::PersonalAdditionalInformation],
            (Self::AdditionalInformation, true) => &[P::BusinessAdditionalInformation],
            (Self::AccountBalances, _) => &[P::Accounts, P::AccountBalances],
            (Self::AccountLimits, _) => &[P::Accounts, P::AccountOverdraftLimits],
            (Self::AccountStatements, _) => &[P::Accounts, P::AccountTransactions],
            (Self::CardLimits, _) => &[P::CardAccounts, P::CardLimits],
            (Self::CardTransactions, _) => &[P::CardAccounts, P::CardTransactions],
            (Self::CardBills, _) => &[P::CardAccounts, P::CardBills, P::CardBillTransactions],
            (Self::CreditOperations, _) => &[
                P::Loans,
                P::LoanWarranties,
                P::LoanScheduledInstalments,
                P::LoanPayments,
                P::Financings,
                P::FinancingWarranties,
                P::FinancingScheduledInstalments,
                P::FinancingPayments,
                P::Overdrafts,
                P::OverdraftWarranties,
                P::OverdraftScheduledInstalments,
                P::OverdraftPayments,
                P::InvoiceFinancings,
                P::InvoiceFinancingWarranties,
                P::InvoiceFinancingScheduledInstalments,
                P::InvoiceFinancingPayments,
            ],
            (Self::Investments, _) => &[
                P::BankFixedIncomes,
                P::CreditFixedIncomes,
                P::Funds,
                P::VariableIncomes,
                P::TreasureTitles,
            ],
            (Self::Exchanges, _) => &[P::Exchanges],
        }
    }
}
