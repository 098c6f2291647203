//! Cards of an account.

use client_core::money::Amount;
use serde::Serialize;
use time::Date;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, Address, CardBrand, Currency, ShortCardId, TransactionReceipt, Unpublished, check,
};
use crate::operations::wallet as row;

/// Cards of an account: reached by [`Matera::wallet`].
///
/// What cards, their balances and their statements look like is not published.
#[doc(alias = "cartoes")]
#[derive(Clone, Copy, Debug)]
pub struct WalletArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Cards of an account.
    #[doc(alias = "cartoes")]
    pub fn wallet(&self) -> WalletArea<'_> {
        WalletArea { client: self }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card<'a> {
    card_type: &'a CardBrand,
    credit_card_token: &'a str,
}

#[derive(Serialize)]
struct Name<'a> {
    alias: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PrepaidCard<'a> {
    mail_address: &'a Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    mother_name: Option<&'a str>,
}

#[derive(Serialize)]
struct Withdrawal<'a> {
    amount: Amount,
    currency: &'a Currency,
}

#[derive(Serialize)]
struct Funds<'a> {
    value: Amount,
    currency: &'a Currency,
}

impl WalletArea<'_> {
    /// The cards of an account. The path is of a hash example (H).
    pub fn list(&self, account: &AccountId) -> Action<Unpublished> {
        Action::data(self.client, Ok(Draft::of(&row::LIST).of_account(account)))
    }

    /// Adds a card, by the token that stands for it. The path is of a hash example (H).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent without a token.
    #[doc(alias = "creditCardToken")]
    pub fn add(
        &self,
        account: &AccountId,
        brand: &CardBrand,
        token: &str,
    ) -> KeyedAction<Unpublished> {
        let card = Card {
            card_type: brand,
            credit_card_token: token,
        };
        let draft = Draft::of(&row::ADD).of_account(account);
        let draft = check::not_empty(token, "creditCardToken").and_then(|()| draft.json(&card));
        Action::data(self.client, draft).keyed()
    }

    /// Gives a card another name. Method and path are a guess (I-). Never repeated by itself when
    /// the outcome is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "alias")]
    pub fn rename(&self, account: &AccountId, card: &ShortCardId, name: &str) -> Action<()> {
        let draft = Draft::of(&row::RENAME).of_account(account);
        let draft = draft.argument("shortId", card);
        let draft =
            check::not_empty(name, "alias").and_then(|()| draft.json(&Name { alias: name }));
        Action::empty(self.client, draft)
    }

    /// Asks for a prepaid card to be sent to an address. The path is inferred (I+).
    #[doc(alias = "prepaid")]
    pub fn request_prepaid(
        &self,
        account: &AccountId,
        address: &Address,
        mother_name: Option<&str>,
    ) -> KeyedAction<()> {
        let body = PrepaidCard {
            mail_address: address,
            mother_name,
        };
        let draft = Draft::of(&row::REQUEST_PREPAID).of_account(account);
        let draft = address
            .check("mailAddress")
            .and_then(|()| draft.json(&body));
        Action::empty(self.client, draft).keyed()
    }

    /// Deletes a card, by the token that stands for it. The path is of a hash example (H). Never
    /// repeated by itself when the outcome is unknown.
    pub fn delete(&self, token: &str) -> Action<()> {
        let draft = Draft::of(&row::DELETE).argument("creditCardToken", token);
        Action::empty(self.client, Ok(draft))
    }

    /// The balance of a card. The path is of a hash example (H).
    pub fn balance(&self, account: &AccountId, card: &ShortCardId) -> Action<Unpublished> {
        let draft = Draft::of(&row::BALANCE).of_account(account);
        Action::data(self.client, Ok(draft.argument("shortId", card)))
    }

    /// The statement of a card between two days, both included. The path is of a hash example (H).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after `to`.
    #[doc(alias = "extrato")]
    pub fn statement(
        &self,
        account: &AccountId,
        card: &ShortCardId,
        from: Date,
        to: Date,
    ) -> Action<Unpublished> {
        let draft = Draft::of(&row::STATEMENT).of_account(account);
        let draft = draft.argument("shortId", card);
        let draft = draft.with_days(("startDate", from), ("endDate", to));
        Action::data(self.client, draft)
    }

    /// Takes money off a card into its account. The path is of a hash example (H).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount
    /// that is not above 0.01, too large, or not whole cents.
    pub fn withdraw(
        &self,
        account: &AccountId,
        card: &ShortCardId,
        amount: Amount,
        currency: &Currency,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::WITHDRAW).of_account(account);
        let draft = draft.argument("shortId", card);
        let body = Withdrawal { amount, currency };
        let draft = check::above_a_cent(amount, "amount").and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }

    /// Puts money of an account onto its prepaid card. The path is of a hash example (H).
    ///
    /// # Errors
    /// As [`withdraw`](Self::withdraw).
    #[doc(alias = "funds")]
    pub fn add_funds(
        &self,
        account: &AccountId,
        card: &ShortCardId,
        value: Amount,
        currency: &Currency,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::ADD_FUNDS).of_account(account);
        let draft = draft.argument("shortId", card);
        let body = Funds { value, currency };
        let draft = check::above_a_cent(value, "value").and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }
}
