//! How money moves.

use serde::{Serialize, Serializer};

client_core::open_enum! {
    /// How an installment is to be paid or was paid.
    ///
    /// Pix goes by two names: a charge that awaits its payer is [`PixCharge`](Self::PixCharge), a
    /// Pix that was received is [`Pix`](Self::Pix).
    #[doc(alias = "metodo_pagamento")]
    #[doc(alias = "forma_pagamento")]
    pub enum PaymentMethod {
        /// Cash.
        Cash = "DINHEIRO",
        /// Credit card.
        CreditCard = "CARTAO_CREDITO",
        /// Boleto.
        Boleto = "BOLETO_BANCARIO",
        /// Credit card through a payment link. Sales and contracts spell it `LINK_PAGAMENTO`.
        CreditCardLink = "CARTAO_CREDITO_VIA_LINK" | "LINK_PAGAMENTO",
        /// Cheque.
        Cheque = "CHEQUE",
        /// Debit card.
        DebitCard = "CARTAO_DEBITO",
        /// Bank transfer.
        BankTransfer = "TRANSFERENCIA_BANCARIA",
        /// Another method. One public client of the second generation spells it in the plural.
        Other = "OUTRO" | "OUTROS",
        /// Digital wallet.
        DigitalWallet = "CARTEIRA_DIGITAL",
        /// Cashback.
        Cashback = "CASHBACK",
        /// Store credit.
        StoreCredit = "CREDITO_LOJA",
        /// Virtual credit. Two lists of settlements drop the last letter.
        VirtualCredit = "CREDITO_VIRTUAL" | "CREDITO_VIRTUA",
        /// Deposit at a bank.
        BankDeposit = "DEPOSITO_BANCARIO",
        /// Pix, received or paid.
        Pix = "PIX_PAGAMENTO_INSTANTANEO",
        /// Loyalty program.
        LoyaltyProgram = "PROGRAMA_FIDELIDADE",
        /// Nothing is paid.
        NoPayment = "SEM_PAGAMENTO",
        /// Food voucher.
        FoodVoucher = "VALE_ALIMENTACAO",
        /// Fuel voucher.
        FuelVoucher = "VALE_COMBUSTIVEL",
        /// Gift voucher.
        GiftVoucher = "VALE_PRESENTE",
        /// Meal voucher.
        MealVoucher = "VALE_REFEICAO",
        /// A Pix charge that awaits its payer. Sales and contracts spell it `COBRANCA_PIX`.
        PixCharge = "PIX_COBRANCA" | "COBRANCA_PIX",
        /// Direct debit.
        DirectDebit = "DEBITO_AUTOMATICO",
    }
}

/// How the body of a change of a settlement spells [`PaymentMethod::VirtualCredit`].
const VIRTUAL_CREDIT_IN_UPDATES: &str = "CREDITO_VIRTUA";

impl PaymentMethod {
    /// Whether a settlement may be created or changed with this method. Methods this version does
    /// not know are left to the server to judge.
    pub(crate) fn settles(&self) -> bool {
        !matches!(
            self,
            Self::LoyaltyProgram
                | Self::NoPayment
                | Self::FoodVoucher
                | Self::FuelVoucher
                | Self::GiftVoucher
                | Self::MealVoucher
                | Self::PixCharge
                | Self::DirectDebit
        )
    }

    /// The spelling that the body of a change of a settlement takes.
    pub(crate) fn as_update_str(&self) -> &str {
        match self {
            Self::VirtualCredit => VIRTUAL_CREDIT_IN_UPDATES,
            other => other.as_str(),
        }
    }

    /// The spelling of sales and contracts.
    pub(crate) fn as_sales_str(&self) -> &str {
        match self {
            Self::CreditCardLink => "LINK_PAGAMENTO",
            Self::PixCharge => "COBRANCA_PIX",
            other => other.as_str(),
        }
    }
}

/// Writes a method as sales and contracts spell it.
pub(crate) fn as_sales_spell_it<S: Serializer>(
    method: &Option<PaymentMethod>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    method
        .as_ref()
        .map(PaymentMethod::as_sales_str)
        .serialize(serializer)
}
