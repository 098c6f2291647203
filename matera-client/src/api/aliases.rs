//! Pix keys: registered, listed, looked up, claimed.

use client_core::{Error, Result};
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, AliasLookUp, AliasProtocol, AliasRegistration, AliasStatus, AliasUpdateReason,
    Aliases, ClaimCancelReason, EndToEndId, NewAlias, OwnershipClaim, Unpublished, check,
    check_key, is_random, is_tax_id,
};
use crate::operations::Endpoint;
use crate::operations::aliases as row;

const DELETION_REASON: HeaderName = HeaderName::from_static("deletionreason");
const END_TO_END_ID: HeaderName = HeaderName::from_static("x-endtoendid");

/// Pix keys: reached by [`Matera::aliases`].
///
/// A key in an argument is as [`PixKey`](crate::PixKey) exposes it: digits of a CPF or CNPJ, a
/// telephone with `+55`, an e-mail, a random key with its hyphens.
#[doc(alias = "chaves pix")]
#[derive(Clone, Copy, Debug)]
pub struct AliasArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Pix keys: registered, listed, looked up, claimed.
    #[doc(alias = "chaves pix")]
    pub fn aliases(&self) -> AliasArea<'_> {
        AliasArea { client: self }
    }
}

#[derive(Serialize)]
struct Registration<'a> {
    alias: &'a NewAlias,
}

#[derive(Serialize)]
struct Because<'a, R> {
    reason: &'a R,
}

#[derive(Serialize)]
struct Decision<'a> {
    confirm: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a ClaimCancelReason>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verification<'a> {
    verification_code: &'a str,
    protocol_id: &'a AliasProtocol,
}

impl AliasArea<'_> {
    /// Registers a Pix key for an account. It is done when [`list`](Self::list) shows it as active;
    /// where the answer asks for a confirmation, [`verify`](Self::verify) it first. Documented (D).
    #[doc(alias = "cadastrar chave")]
    pub fn register(
        &self,
        account: &AccountId,
        alias: &NewAlias,
    ) -> KeyedAction<AliasRegistration> {
        let draft = Draft::of(&row::REGISTER).of_account(account);
        Action::data(self.client, draft.json(&Registration { alias })).keyed()
    }

    /// The Pix keys of an account. Documented (D).
    pub fn list(&self, account: &AccountId) -> Action<Aliases> {
        Action::data(self.client, Ok(Draft::of(&row::LIST).of_account(account)))
    }

    /// Whose a Pix key is, anywhere in the country, with what a Pix to it needs. Documented (D).
    ///
    /// The central bank counts look-ups against the account and takes the right to make more away
    /// when no Pix follows: ask only to pay, never in a loop, and keep nothing beyond the payment.
    ///
    /// # Errors
    /// [`ErrorKind::RateLimited`](client_core::ErrorKind::RateLimited) when the account has asked
    /// too often.
    #[doc(alias = "DICT")]
    #[doc(alias = "consultar chave")]
    pub fn look_up(&self, account: &AccountId, key: &str) -> Action<AliasLookUp> {
        let draft = of_key(&row::LOOK_UP, account, key);
        Action::data(
            self.client,
            draft.map(|draft| draft.argument("country", "BRA")),
        )
    }

    /// Deletes a Pix key because its holder asks for it. Documented (D). The provider takes no key
    /// of idempotency here: never repeated by itself when the outcome is unknown.
    pub fn delete(&self, account: &AccountId, key: &str) -> Action<()> {
        let reason = HeaderValue::from_static("USER_REQUESTED");
        let draft = of_key(&row::DELETE, account, key);
        Action::empty(
            self.client,
            draft.map(|draft| draft.header(DELETION_REASON, reason)),
        )
    }

    /// Updates what the central bank knows of a Pix key. The path is of a hash example (H), which
    /// leaves open what else is hashed; see
    /// [`HashAmbiguity::AliasUpdateAction`](crate::HashAmbiguity::AliasUpdateAction). The shape of
    /// the answer is not published.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a random key and a reason that it
    /// does not take.
    pub fn update(
        &self,
        account: &AccountId,
        key: &str,
        reason: &AliasUpdateReason,
    ) -> KeyedAction<Unpublished> {
        let draft = of_key(&row::UPDATE, account, key).and_then(|draft| {
            use AliasUpdateReason as Reason;
            let unfit = matches!(reason, Reason::UserRequested | Reason::Reconciliation);
            if is_random(key) && unfit {
                return Err(Error::input(
                    "reason: a random Pix key takes BRANCH_TRANSFER and RFB_VALIDATION only",
                ));
            }
            draft.json(&Because { reason })
        });
        Action::data(self.client, draft).keyed()
    }

    /// Sends back the code that the holder was sent. The path is of a hash example (H).
    #[doc(alias = "otp-validation")]
    pub fn verify(
        &self,
        account: &AccountId,
        key: &str,
        protocol: &AliasProtocol,
        code: &str,
    ) -> KeyedAction<()> {
        let draft = of_key(&row::VERIFY, account, key).and_then(|draft| {
            check::not_empty(code, "verificationCode")?;
            draft.json(&Verification {
                verification_code: code,
                protocol_id: protocol,
            })
        });
        Action::empty(self.client, draft).keyed()
    }

    /// Claims a Pix key of the same holder from another institution, or refuses to
    /// (`confirm = false`). The path is of a hash example (H).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a random key, which stays where it
    /// is.
    #[doc(alias = "portability-claims")]
    pub fn claim_portability(
        &self,
        account: &AccountId,
        key: &str,
        confirm: bool,
    ) -> KeyedAction<()> {
        let decision = Decision {
            confirm,
            reason: None,
        };
        let draft = of_claimed(&row::CLAIM_PORTABILITY, account, key);
        Action::empty(self.client, draft.and_then(|draft| draft.json(&decision))).keyed()
    }

    /// Cancels a claim of portability. What becomes of it is told by callback and by the key's
    /// status. The path is of a hash example (H), the shape of the answer is not published.
    #[doc(alias = "cancel-portability-claims")]
    pub fn cancel_portability(
        &self,
        account: &AccountId,
        key: &str,
        reason: &ClaimCancelReason,
    ) -> KeyedAction<Unpublished> {
        let draft = of_claimed(&row::CANCEL_PORTABILITY, account, key);
        let draft = draft.and_then(|draft| draft.json(&Because { reason }));
        Action::data(self.client, draft).keyed()
    }

    /// Lets a Pix key go to another institution, or not. The path is of a hash example (H), the
    /// shape of the answer is not published.
    #[doc(alias = "portability-claim-responses")]
    pub fn answer_portability(
        &self,
        account: &AccountId,
        key: &str,
        confirm: bool,
    ) -> KeyedAction<Unpublished> {
        self.answer(&row::ANSWER_PORTABILITY, account, key, confirm)
    }

    /// Claims a Pix key that somebody else holds: opens the claim, completes it, or gives it up,
    /// as the key's status says. The path is of a hash example (H), the shape of the answer is not
    /// published.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a random key, a CPF or a CNPJ, which
    /// belong to one holder for good.
    #[doc(alias = "ownership-claims")]
    #[doc(alias = "reivindicacao")]
    pub fn claim_ownership(
        &self,
        account: &AccountId,
        key: &str,
        claim: &OwnershipClaim,
    ) -> KeyedAction<Unpublished> {
        let decision = match claim {
            OwnershipClaim::Confirm => Decision {
                confirm: true,
                reason: None,
            },
            OwnershipClaim::GiveUp(reason) => Decision {
                confirm: false,
                reason: Some(reason),
            },
        };
        let draft = of_owned(&row::CLAIM_OWNERSHIP, account, key);
        Action::data(self.client, draft.and_then(|draft| draft.json(&decision))).keyed()
    }

    /// Cancels a claim of ownership. As [`cancel_portability`](Self::cancel_portability).
    #[doc(alias = "cancel-ownership-claims")]
    pub fn cancel_ownership(
        &self,
        account: &AccountId,
        key: &str,
        reason: &ClaimCancelReason,
    ) -> KeyedAction<Unpublished> {
        let draft = of_owned(&row::CANCEL_OWNERSHIP, account, key);
        let draft = draft.and_then(|draft| draft.json(&Because { reason }));
        Action::data(self.client, draft).keyed()
    }

    /// Gives a Pix key to who claims it, or not. As
    /// [`answer_portability`](Self::answer_portability).
    #[doc(alias = "ownership-claim-responses")]
    pub fn answer_ownership(
        &self,
        account: &AccountId,
        key: &str,
        confirm: bool,
    ) -> KeyedAction<Unpublished> {
        self.answer(&row::ANSWER_OWNERSHIP, account, key, confirm)
    }

    fn answer(
        &self,
        row: &'static Endpoint,
        account: &AccountId,
        key: &str,
        confirm: bool,
    ) -> KeyedAction<Unpublished> {
        let decision = Decision {
            confirm,
            reason: None,
        };
        let draft = of_key(row, account, key);
        Action::data(self.client, draft.and_then(|draft| draft.json(&decision))).keyed()
    }
}

/// Filters of an account's Pix keys.
impl Action<Aliases> {
    /// Only those that stand there.
    #[doc(alias = "aliasStatus")]
    pub fn status(self, status: &AliasStatus) -> Self {
        self.change(|draft| Ok(draft.with_query("aliasStatus", status)))
    }
}

/// What else a look-up may say and ask for.
impl Action<AliasLookUp> {
    /// Asks for the central bank's statistics of key and holder too.
    #[doc(alias = "includeStatistics")]
    pub fn with_statistics(self) -> Self {
        self.change(|draft| Ok(draft.with_query("includeStatistics", true)))
    }

    /// The name of the Pix, where Open Finance has given it one already.
    #[doc(alias = "X-EndToEndId")]
    pub fn for_open_finance(self, pix: &EndToEndId) -> Self {
        self.change(|draft| {
            let value = HeaderValue::from_str(pix.as_str())
                .map_err(|_| Error::input("X-EndToEndId cannot stand in a header"))?;
            Ok(draft.header(END_TO_END_ID, value))
        })
    }
}

fn of_key(row: &'static Endpoint, account: &AccountId, key: &str) -> Result<Draft> {
    check_key(key)?;
    Ok(Draft::of(row).of_account(account).argument("alias", key))
}

/// For claims of portability.
fn of_claimed(row: &'static Endpoint, account: &AccountId, key: &str) -> Result<Draft> {
    if is_random(key) {
        return Err(Error::input(
            "alias is a random Pix key, which cannot be claimed; register a new one",
        ));
    }
    of_key(row, account, key)
}

/// For claims of ownership.
fn of_owned(row: &'static Endpoint, account: &AccountId, key: &str) -> Result<Draft> {
    if is_tax_id(key) {
        return Err(Error::input(
            "alias is a CPF or CNPJ, of which no ownership is claimed; claim its portability",
        ));
    }
    of_claimed(row, account, key)
}
