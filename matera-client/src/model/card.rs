//! Cards of accounts.

client_core::open_enum! {
    /// The brand of a card.
    #[doc(alias = "cardType")]
    #[doc(alias = "bandeira")]
    pub enum CardBrand {
        /// Visa.
        Visa = "VISA",
        /// Mastercard.
        Master = "MASTER",
        /// Vegas.
        Vegas = "VEGAS",
        /// American Express.
        Amex = "AMEX",
        /// Diners.
        Diners = "DINERS",
        /// Elo.
        Elo = "ELO",
        /// VR.
        Vr = "VR",
    }
}

client_core::id_type! {
    /// The short name of a card within its account: digits or 32 hexadecimal letters.
    #[doc(alias = "shortId")]
    pub struct ShortCardId;
}
