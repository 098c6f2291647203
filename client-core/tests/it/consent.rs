//! The register of consents: what it keeps, what it tells the audit log, what it never mixes up.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use client_core::audit::{
    AuditError, AuditEvent, AuditKind, AuditSink, AuditTrail, Evidence, Expiry, LegalBasis,
    MemorySink, OnAuditFailure, Pseudonymizer, SubjectToken, read_entries, verify_chain,
};
use client_core::consent::{
    ConsentEvent, ConsentKey, ConsentRecord, ConsentRegistry, ConsentRequest, ConsentSighting,
    ConsentStore, EndedBy, FileConsentStore, MemoryConsentStore, write_json_lines, write_report,
};
use client_core::{ErrorKind, Outcome};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const NOON: OffsetDateTime = datetime!(2026-11-21 12:00 UTC);
const CPF: &str = "529.982.247-25";

/// A registry over `store`, its log, and hours that have passed since noon.
struct Bench {
    registry: ConsentRegistry,
    log: Arc<MemorySink>,
    hours: Arc<AtomicI64>,
}

impl Bench {
    fn over(store: Arc<dyn ConsentStore>) -> Self {
        let log = Arc::new(MemorySink::new());
        let hours = Arc::new(AtomicI64::new(0));
        let passed = Arc::clone(&hours);
        let clock = move || NOON + Duration::hours(passed.load(Ordering::SeqCst));
        let trail = AuditTrail::new(log.clone(), OnAuditFailure::Stop);
        let registry = ConsentRegistry::new(store, trail, Arc::new(clock));
        Self {
            registry,
            log,
            hours,
        }
    }

    fn in_memory() -> Self {
        Self::over(Arc::new(MemoryConsentStore::new()))
    }

    fn at_hour(&self, hour: i64) {
        self.hours.store(hour, Ordering::SeqCst);
    }

    /// The kinds of the events in the log, whose chain holds.
    fn logged(&self) -> Vec<String> {
        let log = self.log.json_lines();
        verify_chain(log.as_bytes()).unwrap();
        let entries = read_entries(log.as_bytes());
        entries
            .map(|entry| entry.unwrap().kind().to_owned())
            .collect()
    }
}

fn subject(tax_id: &str) -> SubjectToken {
    let pseudonyms = Pseudonymizer::new(&"padaria-tres-irmaos-tenant-key".into()).unwrap();
    pseudonyms.tax_id(tax_id).unwrap()
}

fn key(id: &str) -> ConsentKey {
    ConsentKey::new("openfinance", "https://auth.bancoficticio.example", id)
}

fn request(id: &str) -> ConsentRequest {
    let basis = LegalBasis::Contract;
    ConsentRequest::new(key(id), subject(CPF), basis, "conciliação bancária")
        .scopes(["ACCOUNTS_READ", "RESOURCES_READ"])
        .evidence(Evidence::of(b"o que foi mostrado"))
}

fn granted(until: Expiry) -> ConsentSighting {
    ConsentSighting::granted(["ACCOUNTS_READ", "RESOURCES_READ"], until)
}

fn in_days(days: i64) -> Expiry {
    Expiry::At(NOON + Duration::days(days))
}

fn steps(record: &ConsentRecord) -> Vec<&str> {
    let history = record.history().iter();
    history.map(|change| change.what.as_str()).collect()
}

#[tokio::test]
async fn a_life_is_kept_step_by_step_and_every_step_is_in_the_log() {
    let bench = Bench::in_memory();
    let registry = &bench.registry;
    let key = key("urn:bancoficticio:1");
    registry.asked(request(&key.id)).await.unwrap();
    let awaiting = ConsentSighting::awaiting();
    assert_eq!(registry.observed(&key, &awaiting).await.unwrap(), None);

    bench.at_hour(1);
    let seen = granted(in_days(90)).since(Some(NOON));
    let change = registry.observed(&key, &seen).await.unwrap().unwrap();
    assert_eq!(change.what, ConsentEvent::Granted);
    assert_eq!(change.recorded_at, NOON + Duration::HOUR);
    assert_eq!(change.happened_at, Some(NOON));
    assert_eq!(registry.observed(&key, &seen).await.unwrap(), None);

    for (sighting, what) in [
        (granted(in_days(180)), ConsentEvent::Renewed),
        (granted(Expiry::Indefinite), ConsentEvent::Renewed),
        (granted(in_days(30)), ConsentEvent::Changed),
        (
            ConsentSighting::granted(["RESOURCES_READ"], in_days(30)),
            ConsentEvent::Changed,
        ),
    ] {
        let change = registry.observed(&key, &sighting).await.unwrap().unwrap();
        assert_eq!(change.what, what);
    }
    let record = registry.get(&key).await.unwrap().unwrap();
    assert_eq!(record.granted_scopes(), ["RESOURCES_READ"]);

    let reason = Some("CUSTOMER_MANUALLY_REVOKED".to_owned());
    let gone = ConsentSighting::revoked(Some(EndedBy::Holder), reason.clone());
    registry.observed(&key, &gone).await.unwrap().unwrap();
    // An answer that was under way still shows what was.
    assert_eq!(registry.observed(&key, &seen).await.unwrap(), None);
    let record = registry.get(&key).await.unwrap().unwrap();
    assert_eq!(
        steps(&record),
        [
            "asked", "granted", "renewed", "renewed", "changed", "changed", "revoked"
        ]
    );
    assert!(record.granted_scopes().is_empty());
    let last = record.history().last().unwrap();
    assert_eq!(
        (&last.ended_by, &last.reason),
        (&Some(EndedBy::Holder), &reason)
    );
    assert_eq!(
        bench.logged(),
        [
            "consent.created",
            "consent.authorised",
            "consent.renewed",
            "consent.renewed",
            "consent.changed",
            "consent.changed",
            "consent.revoked"
        ]
    );
    let log = bench.log.json_lines();
    assert!(log.contains("CUSTOMER_MANUALLY_REVOKED") && log.contains("text_sha256"));
    assert!(
        !log.contains("52998224725")
            && !log.contains("529.982")
            && !format!("{record:?}").contains("529.982")
    );
}

#[tokio::test]
async fn what_is_due_comes_with_the_nearest_end_first_and_what_is_over_is_taken_down() {
    let bench = Bench::in_memory();
    let registry = &bench.registry;
    for (id, end) in [
        ("c-40", in_days(40)),
        ("c-20", in_days(20)),
        ("c-10", in_days(10)),
        ("c-endless", Expiry::Indefinite),
        ("c-1", in_days(1)),
    ] {
        registry.asked(request(id)).await.unwrap();
        registry.observed(&key(id), &granted(end)).await.unwrap();
    }
    registry.asked(request("c-asked")).await.unwrap();
    bench.at_hour(48);
    let due = registry.due_for_renewal(Duration::days(30)).await.unwrap();
    let ids: Vec<_> = due.iter().map(|record| &*record.key().id).collect();
    assert_eq!(ids, ["c-10", "c-20"]);

    let over = registry.expire_overdue().await.unwrap();
    assert_eq!(over.len(), 1);
    assert_eq!(*over[0].state(), ConsentEvent::Expired);
    let happened = over[0].history().last().unwrap().happened_at;
    assert_eq!(happened, Some(NOON + Duration::DAY));
    assert!(registry.expire_overdue().await.unwrap().is_empty());
}

#[tokio::test]
async fn asking_twice_is_once_and_another_under_the_same_key_is_refused() {
    let bench = Bench::in_memory();
    let registry = &bench.registry;
    let first = registry.asked(request("c-1")).await.unwrap();
    assert_eq!(registry.asked(request("c-1")).await.unwrap(), first);
    let other = request("c-1").given_by(subject("111.444.777-35"));
    let error = registry.asked(other).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Input, Outcome::NotSent)
    );
    let unknown = registry
        .observed(&key("c-2"), &granted(Expiry::Indefinite))
        .await
        .unwrap_err();
    assert!(
        unknown.to_string().contains("not in the register"),
        "{unknown}"
    );
    assert_eq!(bench.logged(), ["consent.created"]);

    let tells = ConsentRequest::new(
        key("c-3"),
        subject(CPF),
        LegalBasis::Consent,
        "conciliação para 529.982.247-25",
    );
    let error = registry.asked(tells).await.unwrap_err();
    assert!(error.to_string().contains("`purpose`"), "{error}");
    assert_eq!(registry.get(&key("c-3")).await.unwrap(), None);
}

#[tokio::test]
async fn ids_that_the_log_does_not_take_are_hashed_there() {
    let bench = Bench::in_memory();
    let id = format!("urn:bancoficticio:{}", "açaí ".repeat(30));
    bench.registry.asked(request(&id)).await.unwrap();
    let log = bench.log.json_lines();
    let entry = read_entries(log.as_bytes()).next().unwrap().unwrap();
    assert!(entry.consent_id().unwrap().starts_with("sha256:"));
    let record = bench.registry.get(&key(&id)).await.unwrap().unwrap();
    assert_eq!(record.key().id, id);
    assert_eq!(entry.consent_id(), Some(&*record.key().id_in_log()));
    assert_eq!(entry.facts().unwrap().scopes, record.asked_scopes());
    assert_eq!(key("urn:bank:C1").id_in_log(), "urn:bank:C1");
}

#[tokio::test]
async fn what_rests_on_a_consent_is_logged_with_its_grounds() {
    let bench = Bench::in_memory();
    let record = bench.registry.asked(request("c-1")).await.unwrap();
    let pull = record.audit_event(AuditKind::DATA_PULLED, NOON);
    let pull = pull.record_count("transactions", 3).build().unwrap();
    bench.log.append(&pull).await.unwrap();

    let log = bench.log.json_lines();
    let facts = read_entries(log.as_bytes()).nth(1).unwrap().unwrap();
    let facts = facts.facts().unwrap();
    assert_eq!(facts.subject.as_ref(), Some(record.subject()));
    assert_eq!(facts.consent_id.as_deref(), Some("c-1"));
    assert_eq!(facts.legal_basis.as_ref(), Some(record.legal_basis()));
    assert_eq!(facts.purpose.as_deref(), Some(record.purpose()));
    assert_eq!(facts.source.as_deref(), Some("openfinance"));
}

#[tokio::test]
async fn a_consent_was_in_force_from_its_grant_to_its_end() {
    let bench = Bench::in_memory();
    let granted = |days| ConsentSighting::granted(["RESOURCES_READ"], in_days(days));
    bench.registry.asked(request("c-1")).await.unwrap();
    for (hour, seen) in [
        (1, granted(1)),
        (48, granted(9)),
        (72, ConsentSighting::revoked(None, None)),
    ] {
        bench.at_hour(hour);
        bench.registry.observed(&key("c-1"), &seen).await.unwrap();
    }
    let record = bench.registry.get(&key("c-1")).await.unwrap().unwrap();
    let in_force = |hour| record.was_in_force(NOON + Duration::hours(hour));
    assert!(!in_force(-1) && !in_force(0), "asked for, not granted");
    assert!(in_force(1) && in_force(23));
    assert!(!in_force(24) && !in_force(47), "over, and not yet renewed");
    assert!(in_force(48) && in_force(71));
    assert!(!in_force(72) && !in_force(200), "revoked");
}

#[test]
fn a_mistyped_directory_is_no_empty_register() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("consents");
    let error = FileConsentStore::open_existing(&home).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(!home.exists(), "looking makes nothing");
    FileConsentStore::open(&home).unwrap();
    FileConsentStore::open_existing(&home).unwrap();
}

/// Keeps nothing.
#[derive(Debug)]
struct FullDisk;

#[async_trait]
impl AuditSink for FullDisk {
    async fn append(&self, _: &AuditEvent) -> Result<(), AuditError> {
        Err(AuditError::sink("no space left"))
    }
}

#[tokio::test]
async fn nothing_changes_that_cannot_be_audited() {
    let store = Arc::new(MemoryConsentStore::new());
    let trail = AuditTrail::new(Arc::new(FullDisk), OnAuditFailure::Stop);
    let registry = ConsentRegistry::new(store.clone(), trail, Arc::new(|| NOON));
    let error = registry.asked(request("c-1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(store.list().await.unwrap().is_empty());
}

#[tokio::test]
async fn files_keep_all_of_it_for_the_next_process() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("consents");
    let bench = Bench::over(Arc::new(FileConsentStore::open(&home).unwrap()));
    let company = subject("12ABC34501DE35");
    let basis = LegalBasis::SensitiveFraudPrevention;
    let asked = ConsentRequest::new(key("c-1"), company.clone(), basis, "prevenção a fraude")
        .given_by(subject(CPF))
        .until(in_days(300));
    bench.registry.asked(asked).await.unwrap();
    let seen = granted(in_days(300)).since(Some(NOON));
    bench.registry.observed(&key("c-1"), &seen).await.unwrap();
    bench.registry.asked(request("c-2")).await.unwrap();
    let before = bench.registry.all().await.unwrap();

    // A writer that died left half a file behind.
    std::fs::write(home.join("half.consent.tmp"), "{").unwrap();
    let reopened = FileConsentStore::open(&home).unwrap();
    assert_eq!(reopened.list().await.unwrap(), before);
    assert!(!home.join("half.consent.tmp").exists());
    let again = Bench::over(Arc::new(reopened));
    let found = again.registry.get(&key("c-1")).await.unwrap().unwrap();
    assert_eq!(found, before[0]);
    assert_eq!(
        (found.subject(), found.granted_scopes().len()),
        (&company, 2)
    );

    let file = files(&home).remove(0);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("granted", "revoked")).unwrap();
    std::fs::write(&file, text.replace("asked", "axked")).unwrap();
    let error = again.registry.all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("damaged"), "{error}");
}

fn files(home: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(home).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "consent"))
        .collect();
    paths.sort();
    paths
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_that_see_the_same_change_one_takes_it_down() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("consents");
    let benches: Vec<_> = (0..4)
        .map(|_| Bench::over(Arc::new(FileConsentStore::open(&home).unwrap())))
        .collect();
    benches[0].registry.asked(request("c-1")).await.unwrap();
    let changes = Arc::new(Mutex::new(0));
    let mut seeing = tokio::task::JoinSet::new();
    for bench in &benches {
        let (registry, changes) = (bench.registry.clone(), Arc::clone(&changes));
        seeing.spawn(async move {
            let seen = granted(in_days(90));
            if registry
                .observed(&key("c-1"), &seen)
                .await
                .unwrap()
                .is_some()
            {
                *changes.lock().unwrap() += 1;
            }
        });
    }
    seeing.join_all().await;
    assert_eq!(*changes.lock().unwrap(), 1);
    let record = benches[3].registry.get(&key("c-1")).await.unwrap().unwrap();
    assert_eq!(steps(&record), ["asked", "granted"]);
}

#[tokio::test]
async fn a_subject_and_a_period_are_found_in_the_register_and_in_the_log() {
    let bench = Bench::in_memory();
    let registry = &bench.registry;
    let (person, company) = (subject(CPF), subject("12ABC34501DE35"));
    registry.asked(request("c-old")).await.unwrap();
    let no = ConsentSighting::rejected(Some(EndedBy::Institution), None);
    registry.observed(&key("c-old"), &no).await.unwrap();
    bench.at_hour(24);
    let asked = ConsentRequest::new(
        key("c-firm"),
        company.clone(),
        LegalBasis::Contract,
        "caixa",
    )
    .given_by(person.clone());
    registry.asked(asked).await.unwrap();
    let other = subject("111.444.777-35");
    let asked = ConsentRequest::new(key("c-other"), other, LegalBasis::Contract, "caixa");
    registry.asked(asked).await.unwrap();

    let found = |who: SubjectToken, from, to| async move {
        let from = NOON + Duration::hours(from);
        let records = registry
            .of_subject(&who, from, NOON + Duration::hours(to))
            .await;
        let records = records.unwrap();
        records
            .into_iter()
            .map(|record| record.key().id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(person.clone(), 0, 48).await, ["c-firm", "c-old"]);
    assert_eq!(found(person.clone(), 12, 48).await, ["c-firm"]);
    assert_eq!(found(person.clone(), 0, 24).await, ["c-old"]);
    assert_eq!(found(company, 30, 31).await, ["c-firm"], "it still awaits");

    let log = bench.log.json_lines();
    let entries = read_entries(log.as_bytes()).map(Result::unwrap);
    let of_person: Vec<_> = entries.filter(|entry| entry.concerns(&person)).collect();
    let numbers: Vec<_> = of_person.iter().map(|entry| entry.seq()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(of_person[2].recorded_at(), NOON + Duration::DAY);

    let cut = log.replacen("c-old", "c-new", 1);
    let mut entries = read_entries(cut.as_bytes());
    assert_eq!(entries.next().unwrap().unwrap_err().line, 1);
    assert!(entries.next().is_none());
}

#[tokio::test]
async fn evidence_reads_back_and_can_be_read() {
    let bench = Bench::in_memory();
    let registry = &bench.registry;
    registry
        .asked(request("c-1").until(in_days(30)))
        .await
        .unwrap();
    let seen = ConsentSighting::granted(["RESOURCES_READ"], in_days(30));
    registry.observed(&key("c-1"), &seen).await.unwrap();
    let reason = Some("CONSENT_MAX_DATE_REACHED".to_owned());
    let over = ConsentSighting::expired(reason);
    registry.observed(&key("c-1"), &over).await.unwrap();
    let records = registry.all().await.unwrap();

    let mut lines = Vec::new();
    write_json_lines(&records, &mut lines).unwrap();
    let text = String::from_utf8(lines).unwrap();
    assert_eq!(text.lines().count(), 1);
    let read: ConsentRecord = serde_json::from_str(&text).unwrap();
    assert_eq!(read, records[0]);

    let mut report = Vec::new();
    write_report(&records, &mut report).unwrap();
    let expected = format!(
        "Consent c-1 at https://auth.bancoficticio.example (openfinance)
  of           {}
  legal basis  contract (LGPD, art. 7, V)
  purpose      conciliação bancária
  asked for    ACCOUNTS_READ, RESOURCES_READ
  2026-11-21T12:00:00Z  asked until 2026-12-21T12:00:00Z
  2026-11-21T12:00:00Z  granted until 2026-12-21T12:00:00Z: RESOURCES_READ
  2026-11-21T12:00:00Z  expired (CONSENT_MAX_DATE_REACHED)

",
        subject(CPF)
    );
    assert_eq!(String::from_utf8(report).unwrap(), expected);
}
