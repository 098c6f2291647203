//! Pix keys of accounts.

use brazil_types::PixKey;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::check;

client_core::open_enum! {
    /// What kind of Pix key.
    pub enum AliasKind {
        /// A random key.
        Random = "EVP",
        /// CPF or CNPJ.
        TaxId = "TAX_ID",
        /// E-mail.
        Email = "EMAIL",
        /// Telephone.
        Phone = "PHONE",
    }

    /// Where a Pix key stands. Use a key only when it is active.
    #[doc(alias = "aliasStatus")]
    pub enum AliasStatus {
        /// The holder must send the code that was sent to the key.
        IdentityValidationPending = "IDENTITY_VALIDATION_PENDING",
        /// Being registered at the central bank.
        RegistrationPending = "CLEARING_REGISTRATION_PENDING",
        /// In use.
        Active = "ACTIVE",
        /// Deleted.
        Excluded = "EXCLUDED",
        /// Being deleted.
        DeletionPending = "PENDING_DELETION",
        /// Refused.
        Rejected = "REJECTED",
        /// Not confirmed in time.
        Expired = "EXPIRED",
        /// Not a key.
        InvalidKey = "INVALID_KEY",
        /// Held at another institution: claim its portability to go on.
        PortabilityConfirmationPending = "PENDING_PORTABILITY_CONFIRMATION",
        /// Held by somebody else: claim its ownership to go on.
        ClaimConfirmationPending = "PENDING_CLAIM_CONFIRMATION",
        /// Given to another institution.
        DonatedForPortability = "DONATED_FOR_PORTABILITY",
        /// Another institution asks for it: answer.
        PortabilityRequested = "PORTABILITY_REQUESTED",
        /// The holder must confirm the portability.
        PortabilityUserConfirmationPending = "USER_CONFIRMATION_PENDING_PORTABILITY",
        /// The portability is at the central bank.
        PortabilityAtDict = "PENDING_PORTABILITY_DICT",
        /// The institution that holds it must answer the portability.
        PortabilityAwaitingDonor = "AWAITING_RETURN_PSP_DONOR",
        /// The portability failed.
        PortabilityFailed = "UNSUCCESSFUL_PORTABILITY",
        /// The portability is being cancelled.
        PortabilityCancelRequested = "CANCEL_PORTABILITY_REQUEST",
        /// The portability is confirmed.
        PortabilityConfirmed = "CONFIRM_CLAIMING_PORTABILITY",
        /// The portability is done.
        PortabilityDone = "SUCCESSFUL_PORTABILITY",
        /// The claim is at the central bank.
        ClaimAtDict = "PENDING_CLAIM_DICT",
        /// The institution that holds it must answer the claim.
        ClaimAwaitingDonor = "CLAIM_AWAITING_RETURN_PSP_DONOR",
        /// The claim is won: claim the ownership again to complete it.
        ClaimCompletionPending = "PENDING_VALIDATION_COMPLETE_CLAIM",
        /// The claim is done.
        ClaimDone = "SUCCESSFUL_CLAIM",
        /// The claim failed.
        ClaimFailed = "UNSUCCESSFUL_CLAIM",
        /// The claim is being cancelled.
        ClaimCancelRequested = "CANCEL_CLAIM_REQUEST",
        /// Somebody else claims it: answer.
        OwnershipRequested = "OWNERSHIP_REQUESTED",
        /// The holder must prove to hold it.
        OwnershipValidationPending = "USER_KEY_OWNERSHIP_VALIDATION_PENDING",
        /// The institution that holds it gives it away.
        DonorConfirmed = "DONOR_PSP_KEY_CONFIRMED",
        /// The institution that holds it has not confirmed.
        DonorUnconfirmed = "DONOR_PSP_KEY_UNCONFIRMED",
        /// The time to resolve the claim is over.
        ClaimResolutionPeriodClosed = "CLAIM_RESOLUTION_PERIOD_CLOSED",
        /// Given to who claimed it.
        DonatedByClaim = "DONATED_BY_CLAIM",
        /// The holder takes the cancelled claim back.
        DonorClaimOrderCanceled = "CANCEL_PSP_DONOR_OWNERSHIP_CLAIM_ORDER",
        /// Being updated.
        UpdatePending = "PENDING_UPDATE",
        /// The completion of the claim is at the central bank.
        ClaimCompletionAtDict = "PENDING_COMPLETE_CLAIM_DICT",
        /// The holder asks to cancel the claim.
        DonorClaimCancelRequested = "CANCEL_DONOR_CLAIM_REQUEST",
    }

    /// Why a Pix key is updated. A random key takes the last two only.
    pub enum AliasUpdateReason {
        /// The holder asked for it.
        UserRequested = "USER_REQUESTED",
        /// The registers disagreed.
        Reconciliation = "RECONCILIATION",
        /// The account moved to another branch.
        BranchTransfer = "BRANCH_TRANSFER",
        /// The tax authority has other names; changes name and trade name alone, but for random
        /// keys.
        TaxAuthorityValidation = "RFB_VALIDATION",
    }

    /// Why a claim is cancelled.
    pub enum ClaimCancelReason {
        /// Fraud.
        Fraud = "FRAUD",
        /// The holder asked for it.
        UserRequested = "USER_REQUESTED",
        /// The account is closed.
        AccountClosure = "ACCOUNT_CLOSURE",
    }
}

/// A Pix key to be registered for an account. Up to 5 for a person and 20 for a company.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewAlias {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    #[serde(rename = "type")]
    kind: AliasKind,
}

impl NewAlias {
    /// A random key, which the central bank makes up.
    #[doc(alias = "EVP")]
    #[doc(alias = "chave aleatoria")]
    pub fn random() -> Self {
        Self {
            name: None,
            kind: AliasKind::Random,
        }
    }

    /// A telephone, an e-mail, or the holder's own CPF or CNPJ.
    ///
    /// ```
    /// use matera_client::{PixKey, model::NewAlias};
    ///
    /// let key = PixKey::parse("+5547999990000")?;
    /// let alias = NewAlias::of(&key)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a random key: nobody chooses one,
    /// see [`random`](Self::random).
    pub fn of(key: &PixKey) -> Result<Self> {
        let kind = match key {
            PixKey::Cpf(_) | PixKey::Cnpj(_) => AliasKind::TaxId,
            PixKey::Phone(_) => AliasKind::Phone,
            PixKey::Email(_) => AliasKind::Email,
            // A random key, or a kind that this version does not know.
            _ => {
                return Err(Error::input(
                    "a random Pix key is made by the central bank; register NewAlias::random()",
                ));
            }
        };
        Ok(Self {
            name: Some(Redacted::new(key.expose().to_owned())),
            kind,
        })
    }
}

/// A Pix key of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Alias {
    /// The key; a random one has none before it is registered.
    pub name: Option<Redacted<String>>,
    /// What kind of key.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<AliasKind>,
    /// Where it stands.
    pub status: Option<AliasStatus>,
}

/// The Pix keys of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Aliases {
    /// The keys; the provider leaves the list out when there are none.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub aliases: Vec<Alias>,
}

/// What the registration of a Pix key answers. It is not done yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AliasRegistration {
    /// Names the registration where a code must be sent back.
    #[serde(rename = "protocolId")]
    #[doc(alias = "protocolId")]
    pub protocol: Option<AliasProtocol>,
    /// Whether the holder was sent a code that must be sent back.
    #[serde(rename = "needsIdentifyConfirmation")]
    #[doc(alias = "needsIdentifyConfirmation")]
    pub needs_confirmation: Option<bool>,
    /// The key.
    pub alias: Option<Alias>,
}

client_core::id_type! {
    /// The registration of a Pix key that waits for a code.
    #[doc(alias = "protocolId")]
    pub struct AliasProtocol;
}

/// What to do with a claim of ownership that waits for the claimer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnershipClaim {
    /// Opens the claim, or completes it: then the holder is sent a code.
    Confirm,
    /// Gives it up.
    GiveUp(ClaimCancelReason),
}

/// What the provider takes for a Pix key in a path.
pub(crate) fn check_key(key: &str) -> Result<()> {
    check::not_empty(key, "alias")?;
    check::at_most(key, 77, "alias")
}

/// Random keys take part in no claim and in few updates.
pub(crate) fn is_random(key: &str) -> bool {
    matches!(PixKey::parse(key), Ok(PixKey::Random(_)))
}

/// CPF and CNPJ are not claimed: who they belong to is known.
pub(crate) fn is_tax_id(key: &str) -> bool {
    matches!(PixKey::parse(key), Ok(PixKey::Cpf(_) | PixKey::Cnpj(_)))
}
