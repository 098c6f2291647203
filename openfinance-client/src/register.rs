//! What the register of consents is told: from the bank's answers and notifications to
//! [`ConsentRegistry`].
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! use std::sync::Arc;
//!
//! use brazil_types::Cpf;
//! use client_core::SystemClock;
//! use client_core::audit::{
//!     AuditTrail, LegalBasis, MemorySink, OnAuditFailure, Pseudonymizer,
//! };
//! use client_core::consent::{ConsentRegistry, MemoryConsentStore};
//! use openfinance_client::model::{NewConsent, PermissionGroup};
//! use openfinance_client::register::{ConsentRegister, Grounds};
//! use openfinance_client::sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await?;
//! let (bank, party) = (sandbox.bank()?, sandbox.relying_party()?);
//! let trail = AuditTrail::new(Arc::new(MemorySink::new()), OnAuditFailure::Stop);
//! let store = Arc::new(MemoryConsentStore::new());
//! let registry = ConsentRegistry::new(store, trail, Arc::new(SystemClock));
//! let pseudonyms = Pseudonymizer::new(&"one secret key for each tenant".into())?;
//! let register = ConsentRegister::new(registry, &party.metadata().issuer, Arc::new(pseudonyms));
//!
//! let asked = NewConsent::of_person(Cpf::parse("529.982.247-25")?)
//!     .allow(PermissionGroup::AccountStatements);
//! let consent = bank.consents().create(&asked).send().await?;
//! let grounds = Grounds::new(LegalBasis::Consent, "bank reconciliation");
//! register.asked(&asked, &consent, &grounds).await?;
//!
//! // Every day, for nobody tells when a customer revokes:
//! sandbox.revoke_consents();
//! let found = register.refresh(&bank).await?;
//! assert_eq!(found.changes.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```

use std::sync::Arc;

use client_core::audit::{Evidence, Expiry, LegalBasis, Pseudonymizer, SubjectToken};
use client_core::consent::{
    ConsentChange, ConsentKey, ConsentRecord, ConsentRegistry, ConsentRequest, ConsentSighting,
    EndedBy,
};
use client_core::{Error, Result};
use time::OffsetDateTime;

use crate::bank::Bank;
use crate::model::{
    self, Consent, ConsentId, ConsentStatus, IdentifiedParty, NewConsent, PaymentConsent,
    PaymentConsentStatus, RecurringConsent, RecurringConsentStatus, RejectedBy, RejectionCode,
};
use crate::webhook::{Notification, Subject};

/// The provider's name in the register.
pub const PROVIDER: &str = "openfinance";

const PAYMENT: &str = "payments";
const RECURRING: &str = "recurring-payments";

/// One bank's consents in a [`ConsentRegistry`], by the pseudonyms of their holders. Cheap to
/// clone.
#[derive(Clone, Debug)]
pub struct ConsentRegister {
    registry: ConsentRegistry,
    issuer: Arc<str>,
    pseudonyms: Arc<Pseudonymizer>,
}

/// On which grounds a consent is asked for: legal basis and purpose (LGPD, art. 7 and 6, I).
#[derive(Clone, Debug)]
pub struct Grounds {
    legal_basis: LegalBasis,
    purpose: String,
    evidence: Option<Evidence>,
}

impl Grounds {
    /// The legal basis and what for, in words that are the same for everybody.
    pub fn new(legal_basis: LegalBasis, purpose: impl Into<String>) -> Self {
        Self {
            legal_basis,
            purpose: purpose.into(),
            evidence: None,
        }
    }

    /// What the customer was shown.
    #[must_use]
    pub fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }
}

/// What [`ConsentRegister::refresh`] found.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Refreshed {
    /// What changed, of which consent.
    pub changes: Vec<(ConsentKey, ConsentChange)>,
    /// Which consents could not be read or taken down, and why: they are read again next time.
    pub failures: Vec<(ConsentKey, Error)>,
}

/// A consent as a bank answers it: [`Consent`], [`PaymentConsent`], [`RecurringConsent`].
pub trait AnsweredConsent {
    /// Its id.
    fn consent_id(&self) -> &str;

    /// Where it stands, in the register's words.
    fn sighting(&self) -> ConsentSighting;
}

impl ConsentRegister {
    /// The consents of the bank whose authorization server is `issuer`, in `registry`. The key of
    /// `pseudonyms` decides who is recognised again: keep it as long as the register.
    pub fn new(
        registry: ConsentRegistry,
        issuer: impl Into<String>,
        pseudonyms: Arc<Pseudonymizer>,
    ) -> Self {
        Self {
            registry,
            issuer: issuer.into().into(),
            pseudonyms,
        }
    }

    /// The registry, for what is due, of a subject, to be exported.
    pub fn registry(&self) -> &ConsentRegistry {
        &self.registry
    }

    /// What a consent is found by.
    pub fn key(&self, consent_id: &str) -> ConsentKey {
        ConsentKey::new(PROVIDER, &*self.issuer, consent_id)
    }

    /// Takes down a consent to data, right after it was created.
    ///
    /// # Errors
    /// Those of [`ConsentRegistry::asked`]. The consent exists at the bank all the same: try again.
    pub async fn asked(
        &self,
        asked: &NewConsent,
        answer: &Consent,
        grounds: &Grounds,
    ) -> Result<ConsentRecord> {
        let person = asked.person();
        let company = asked.company();
        let scopes = asked.permissions();
        let scopes = scopes.iter().map(|permission| permission.as_str());
        let request = self
            .request(
                answer.consent_id(),
                person.expose(),
                company.as_ref().map(|company| company.expose()),
                grounds,
            )?
            .scopes(scopes)
            .until(expiry(answer.ends_at()));
        self.registry.asked(request).await
    }

    /// Takes down a consent to one payment, right after it was created.
    ///
    /// # Errors
    /// As [`asked`](Self::asked); [`ErrorKind::Input`](client_core::ErrorKind::Input) when the
    /// bank's answer does not say whose it is.
    pub async fn asked_to_pay(
        &self,
        answer: &PaymentConsent,
        grounds: &Grounds,
    ) -> Result<ConsentRecord> {
        let parties = (&answer.logged_user, &answer.business_entity);
        let request = self.request_of(answer.consent_id(), parties, grounds)?;
        let request = request.scopes([PAYMENT]).until(expiry(answer.expires_at));
        self.registry.asked(request).await
    }

    /// Takes down a consent to automatic payments, right after it was created.
    ///
    /// # Errors
    /// As [`asked_to_pay`](Self::asked_to_pay).
    pub async fn asked_to_pay_automatically(
        &self,
        answer: &RecurringConsent,
        grounds: &Grounds,
    ) -> Result<ConsentRecord> {
        let parties = (&answer.logged_user, &answer.business_entity);
        let request = self.request_of(answer.consent_id(), parties, grounds)?;
        let request = request.scopes([RECURRING]).until(expiry(answer.expires_at));
        self.registry.asked(request).await
    }

    /// Takes down what an answer of the bank changes: of reading a consent, prolonging it, editing
    /// it. `None` when it changes nothing.
    ///
    /// # Errors
    /// Those of [`ConsentRegistry::observed`].
    pub async fn observed(&self, answer: &impl AnsweredConsent) -> Result<Option<ConsentChange>> {
        let key = self.key(answer.consent_id());
        self.registry.observed(&key, &answer.sighting()).await
    }

    /// Reads the consent that a notification is about, and takes down what changed. Notifications
    /// of payments and enrolments change no consent.
    ///
    /// # Errors
    /// Those of reading it, and of [`observed`](Self::observed): the notification is not answered
    /// with 202 for nothing, read the consent later.
    pub async fn notified(
        &self,
        bank: &Bank,
        notification: &Notification,
    ) -> Result<Option<ConsentChange>> {
        match &notification.subject {
            Subject::PaymentConsent(id) if notification.api_version < 5 => {
                let answer = bank.payments_v4().get_consent(id).send().await?;
                self.observed(&answer).await
            }
            Subject::PaymentConsent(id) => {
                let answer = bank.payments().get_consent(id).send().await?;
                self.observed(&answer).await
            }
            Subject::RecurringConsent(id) => {
                let answer = bank.automatic_payments().get_consent(id).send().await?;
                self.observed(&answer).await
            }
            Subject::Payment(_) | Subject::RecurringPayment(_) | Subject::Enrollment(_) => Ok(None),
        }
    }

    /// Reads every consent to data at this bank that has not ended, and takes down what changed.
    /// Costs nothing of the monthly quotas; once a day, for banks do not tell. One that cannot be
    /// read does not stop the others.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](client_core::ErrorKind::Store) when the register cannot be listed.
    pub async fn refresh(&self, bank: &Bank) -> Result<Refreshed> {
        let mut refreshed = Refreshed::default();
        for record in self.registry.all().await? {
            if !self.is_refreshed(&record) {
                continue;
            }
            let key = record.key().clone();
            match self.read_again(bank, &key).await {
                Ok(Some(change)) => refreshed.changes.push((key, change)),
                Ok(None) => {}
                Err(error) => refreshed.failures.push((key, error)),
            }
        }
        Ok(refreshed)
    }

    fn is_refreshed(&self, record: &ConsentRecord) -> bool {
        let key = record.key();
        let is_ours = key.provider == PROVIDER && *key.institution == *self.issuer;
        let pays = [PAYMENT, RECURRING];
        let pays = record.asked_scopes().iter().any(|s| pays.contains(&&**s));
        is_ours && !pays && !record.state().is_end()
    }

    async fn read_again(&self, bank: &Bank, key: &ConsentKey) -> Result<Option<ConsentChange>> {
        let id = ConsentId::new(&*key.id);
        let answer = bank.consents().get(&id).send().await?;
        self.observed(&answer).await
    }

    /// Revokes a consent to data at the bank, and takes it down as ended by us: at the customer's
    /// wish or because it is not needed any more.
    ///
    /// # Errors
    /// Those of [`Consents::revoke`](crate::api::Consents::revoke) and of
    /// [`ConsentRegistry::observed`].
    pub async fn revoke(&self, bank: &Bank, id: &ConsentId) -> Result<Option<ConsentChange>> {
        bank.consents().revoke(id).send().await?;
        let ended = ConsentSighting::revoked(Some(EndedBy::Receiver), None);
        self.registry.observed(&self.key(id.as_str()), &ended).await
    }

    fn request_of(
        &self,
        id: &str,
        (person, company): (&Option<IdentifiedParty>, &Option<IdentifiedParty>),
        grounds: &Grounds,
    ) -> Result<ConsentRequest> {
        let number = |party: &IdentifiedParty| party.document.number.expose().clone();
        let person = person.as_ref().map(number).ok_or_else(|| {
            Error::input("loggedUser is missing: the bank does not say whose consent it is")
        })?;
        let company = company.as_ref().map(number);
        self.request(id, &person, company.as_deref(), grounds)
    }

    fn request(
        &self,
        id: &str,
        person: &str,
        company: Option<&str>,
        grounds: &Grounds,
    ) -> Result<ConsentRequest> {
        let person = self.pseudonym(person)?;
        let company = company.map(|company| self.pseudonym(company)).transpose()?;
        let (subject, given_by) = match company {
            Some(company) => (company, Some(person)),
            None => (person, None),
        };
        let basis = grounds.legal_basis.clone();
        let request = ConsentRequest::new(self.key(id), subject, basis, &*grounds.purpose);
        let request = match given_by {
            Some(person) => request.given_by(person),
            None => request,
        };
        Ok(match &grounds.evidence {
            Some(evidence) => request.evidence(evidence.clone()),
            None => request,
        })
    }

    fn pseudonym(&self, document: &str) -> Result<SubjectToken> {
        let token = self.pseudonyms.tax_id(document);
        token.map_err(|cause| Error::input(cause.to_string()))
    }
}

impl AnsweredConsent for Consent {
    fn consent_id(&self) -> &str {
        self.id.as_str()
    }

    fn sighting(&self) -> ConsentSighting {
        let sighting = match self.status {
            ConsentStatus::Authorised => {
                let scopes = self
                    .permissions
                    .iter()
                    .map(|permission| permission.as_str());
                ConsentSighting::granted(scopes, expiry(self.ends_at()))
            }
            ConsentStatus::Rejected => ended(self),
            _ => ConsentSighting::awaiting(),
        };
        sighting.since(self.status_since)
    }
}

/// `REJECTED` stands for a no, a withdrawal and an end of time alike; the reason tells which.
fn ended(consent: &Consent) -> ConsentSighting {
    let rejection = consent.rejection.as_ref();
    let code = rejection.and_then(|rejection| rejection.reason.as_ref()?.code.as_ref());
    let by = rejection.and_then(|rejection| rejection.rejected_by.as_ref());
    let by = by.and_then(|by| match by {
        RejectedBy::Customer => Some(EndedBy::Holder),
        RejectedBy::Bank => Some(EndedBy::Institution),
        RejectedBy::Receiver => Some(EndedBy::Receiver),
        _ => None,
    });
    let reason = code.map(|code| code.as_str().to_owned());
    match code {
        Some(RejectionCode::Revoked) => ConsentSighting::revoked(by, reason),
        Some(RejectionCode::Expired | RejectionCode::Ended) => ConsentSighting::expired(reason),
        _ => ConsentSighting::rejected(by, reason),
    }
}

impl AnsweredConsent for PaymentConsent {
    fn consent_id(&self) -> &str {
        self.id.as_str()
    }

    fn sighting(&self) -> ConsentSighting {
        let sighting = match self.status {
            PaymentConsentStatus::Authorised => {
                ConsentSighting::granted([PAYMENT], expiry(self.expires_at))
            }
            PaymentConsentStatus::Rejected => {
                let rejection = self.rejection.as_ref();
                let reason = rejection.map(|rejection| rejection.code.as_str().to_owned());
                ConsentSighting::rejected(None, reason)
            }
            PaymentConsentStatus::Consumed => ConsentSighting::used(),
            _ => ConsentSighting::awaiting(),
        };
        sighting.since(self.status_since)
    }
}

impl AnsweredConsent for RecurringConsent {
    fn consent_id(&self) -> &str {
        self.id.as_str()
    }

    fn sighting(&self) -> ConsentSighting {
        let sighting = match self.status {
            RecurringConsentStatus::Authorised => {
                ConsentSighting::granted([RECURRING], expiry(self.expires_at))
            }
            RecurringConsentStatus::Rejected => {
                let rejection = self.rejection.as_ref();
                let by = rejection.and_then(|one| one.rejected_by.as_ref());
                let reason = rejection.and_then(|one| Some(&one.reason.as_ref()?.code));
                let reason = reason.map(|code| code.as_str().to_owned());
                ConsentSighting::rejected(by.and_then(party), reason)
            }
            RecurringConsentStatus::Revoked => {
                let revocation = self.revocation.as_ref();
                let by = revocation.and_then(|one| one.revoked_by.as_ref());
                let reason = revocation.and_then(|one| Some(&one.reason.as_ref()?.code));
                let reason = reason.map(|code| code.as_str().to_owned());
                ConsentSighting::revoked(by.and_then(party), reason)
            }
            RecurringConsentStatus::Consumed => ConsentSighting::used(),
            _ => ConsentSighting::awaiting(),
        };
        sighting.since(self.status_since)
    }
}

/// Who ended an automatic payment's consent.
fn party(by: &model::EndedBy) -> Option<EndedBy> {
    match by {
        model::EndedBy::Customer => Some(EndedBy::Holder),
        model::EndedBy::Bank => Some(EndedBy::Institution),
        model::EndedBy::Initiator => Some(EndedBy::Receiver),
        _ => None,
    }
}

fn expiry(end: Option<OffsetDateTime>) -> Expiry {
    end.map_or(Expiry::Indefinite, Expiry::At)
}
