//! What banks answer and take.
//!
//! Names are English; the wire's own are in the documentation of every field where they differ.
//! What a bank may leave out, or an older minor version did, is an `Option`. What may hold personal
//! data prints as `[redacted]`. Moments are in UTC; days without a time are days in Brasília.

mod consent;
mod ids;
mod money;
mod new_consent;
mod party;
mod permission;
mod resource;

pub use self::consent::{
    Consent, ConsentExtension, ConsentRejection, ConsentStatus, Journey, RejectedBy, RejectionCode,
    RejectionReason,
};
pub use self::ids::{ConsentId, LinkId, ResourceId};
pub use self::money::{Currency, Money};
pub use self::new_consent::{NewConsent, NewExtension};
pub use self::party::{DocumentKind, IdentifiedParty, PartyDocument};
pub use self::permission::{Permission, PermissionGroup};
pub use self::resource::{Resource, ResourceKind, ResourceStatus};
