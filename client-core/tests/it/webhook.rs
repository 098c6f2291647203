//! Signatures in here were made with Python's `hmac`, not with our own signer.

use std::sync::{Arc, Barrier};
use std::time::Duration;

use client_core::webhook::{
    MemoryReplayGuard, ReplayGuard, ReplayGuardError, Sight, SignatureEncoding, SignatureScheme,
    TimestampFormat, TimestampRule, Verifier, VerifierError, WebhookError,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use secrecy::SecretString;
use time::OffsetDateTime;
use time::macros::datetime;

const BODY: &[u8] = include_bytes!("../fixtures/webhook_charge_paid.json");
const NOW: OffsetDateTime = datetime!(2026-11-21 12:00:00 UTC);

const NEW_SECRET: &str = "padaria-tres-irmaos-2026-11";
const OLD_SECRET: &str = "padaria-tres-irmaos-2026-05";

const NEW_HEX: &str = "279e802fb9052a0243132ace7cb0761cce02d6b6641220c99ac0890825b10362";
const OLD_HEX: &str = "c369a0a10f97685350a746af3d9737f2d1d9fea3a64523ed8c4c9e9ab2f72ee0";
const NEW_BASE64: &str = "J56AL7kFKgJDEyrOfLB2HM4C1rZkEiDJmsCJCCWxA2I=";

const SIGNATURE: HeaderName = HeaderName::from_static("x-ca-signature");
const TIMESTAMP: HeaderName = HeaderName::from_static("x-ca-timestamp");

fn scheme() -> SignatureScheme {
    SignatureScheme::new(SIGNATURE).with_prefix("sha256=")
}

fn verifier(scheme: SignatureScheme) -> Verifier {
    Verifier::builder(scheme)
        .with_secret("2026-11", SecretString::from(NEW_SECRET))
        .with_secret("2026-05", SecretString::from(OLD_SECRET))
        .build()
        .unwrap()
}

fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::try_from(*value).unwrap()))
        .collect()
}

fn signed(signature: &str) -> HeaderMap {
    headers(&[(SIGNATURE, signature)])
}

#[test]
fn accepts_either_secret_and_says_which() {
    let verifier = verifier(scheme());
    for (signature, id) in [(NEW_HEX, "2026-11"), (OLD_HEX, "2026-05")] {
        let verified = verifier
            .verify(&signed(&format!("sha256={signature}")), BODY, NOW)
            .unwrap();
        assert_eq!(verified.secret_id(), id);
        assert_eq!(verified.sent_at(), None);
        assert_eq!(
            verified.replay_key(),
            "876358f66c4cd21922171e483ea9699604ef05fa59fd93225209afe72e220686"
        );
    }
}

#[test]
fn accepts_upper_case_hex_and_base64_with_or_without_padding() {
    let upper = format!("sha256={}", NEW_HEX.to_uppercase());
    assert!(
        verifier(scheme())
            .verify(&signed(&upper), BODY, NOW)
            .is_ok()
    );

    let base64 = SignatureScheme::new(SIGNATURE).with_encoding(SignatureEncoding::Base64);
    for text in [NEW_BASE64, NEW_BASE64.trim_end_matches('=')] {
        assert!(
            verifier(base64.clone())
                .verify(&signed(text), BODY, NOW)
                .is_ok()
        );
    }
}

#[test]
fn one_matching_signature_of_several_is_enough() {
    let verifier = verifier(scheme());
    let stranger = "00".repeat(32);
    for text in [
        format!("sha256={stranger} sha256={NEW_HEX}"),
        format!("sha256={stranger}, sha256={NEW_HEX}"),
        format!("sha512=unknown sha256={NEW_HEX}"),
    ] {
        assert!(verifier.verify(&signed(&text), BODY, NOW).is_ok(), "{text}");
    }
    let mut repeated = signed(&format!("sha256={stranger}"));
    repeated.append(
        SIGNATURE,
        HeaderValue::try_from(format!("sha256={NEW_HEX}")).unwrap(),
    );
    assert!(verifier.verify(&repeated, BODY, NOW).is_ok());

    let many = format!("sha256={stranger} ").repeat(9);
    let refused = verifier.verify(&signed(&many), BODY, NOW);
    assert!(matches!(
        refused,
        Err(WebhookError::TooManySignatures { limit: 8, .. })
    ));
}

#[test]
fn every_changed_byte_is_noticed() {
    let verifier = verifier(scheme());
    let headers = signed(&format!("sha256={NEW_HEX}"));
    for index in 0..BODY.len() {
        let mut changed = BODY.to_vec();
        changed[index] ^= 1;
        let refused = verifier.verify(&headers, &changed, NOW);
        assert!(
            matches!(refused, Err(WebhookError::NoSecretMatched { tried: 2 })),
            "{index}"
        );
    }
    // The raw body: JSON that means the same is another message.
    let trimmed = BODY.trim_ascii_end();
    assert!(verifier.verify(&headers, trimmed, NOW).is_err());
    assert!(verifier.verify(&headers, b"", NOW).is_err());
}

#[test]
fn malformed_signatures_are_told_from_wrong_ones() {
    let verifier = verifier(scheme());
    let too_short = format!("sha256={}", &NEW_HEX[..62]);
    let too_long = format!("sha256={NEW_HEX}00");
    let other_case = format!("SHA256={NEW_HEX}");
    let spaced = format!("sha256= {NEW_HEX}");
    for text in [
        "",
        "sha256=",
        "sha1=abc",
        NEW_HEX,
        &too_short,
        &too_long,
        &other_case,
        &spaced,
    ] {
        let refused = verifier.verify(&signed(text), BODY, NOW).unwrap_err();
        assert!(
            matches!(refused, WebhookError::MalformedSignature { .. }),
            "{text}: {refused:?}"
        );
    }
    let mut not_text = HeaderMap::new();
    not_text.insert(
        SIGNATURE,
        HeaderValue::from_bytes(b"sha256=\xff\xfe").unwrap(),
    );
    assert_eq!(
        verifier
            .verify(&not_text, BODY, NOW)
            .unwrap_err()
            .to_string(),
        "webhook refused: header `x-ca-signature` must hold `sha256=` and 64 hex digits, \
         got 9 bytes of another shape"
    );
    let missing = verifier.verify(&HeaderMap::new(), BODY, NOW).unwrap_err();
    assert!(matches!(missing, WebhookError::MissingHeader { header } if header == SIGNATURE));
}

#[test]
fn a_signed_timestamp_is_part_of_the_content_in_every_format() {
    for (format, text, signature, sent_at) in [
        (
            TimestampFormat::UnixSeconds,
            "1795262400",
            "c83e150af440b4c8a4528a69b8f8fd90e04b8062f70d27fd58f702c33a378dbd",
            NOW,
        ),
        (
            TimestampFormat::UnixMillis,
            "1795262400123",
            "7d39d9de855c01e908187e79a479763284007da7fdb3a19fcd4e4a9d29e0b213",
            datetime!(2026-11-21 12:00:00.123 UTC),
        ),
        (
            TimestampFormat::Rfc3339,
            "2026-11-21T09:00:00-03:00",
            "b5ac447453093655a212912a9ba02ae427e24264ca3c60384eeff7463053749b",
            NOW,
        ),
    ] {
        let rule = TimestampRule::signed(TIMESTAMP).with_format(format);
        let verifier = verifier(scheme().with_timestamp(rule));
        let signature = format!("sha256={signature}");
        let sent = headers(&[(SIGNATURE, &signature), (TIMESTAMP, text)]);
        assert_eq!(
            verifier.verify(&sent, BODY, NOW).unwrap().sent_at(),
            Some(sent_at)
        );

        // A fresh date on an old message does not pass.
        let redated = headers(&[
            (SIGNATURE, &signature),
            (TIMESTAMP, &text.replace("00", "01")),
        ]);
        let refused = verifier.verify_stored(&redated, BODY);
        assert!(
            matches!(refused, Err(WebhookError::NoSecretMatched { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn tolerance_holds_to_both_sides_and_stored_messages_ignore_it() {
    let rule = TimestampRule::signed(TIMESTAMP)
        .with_tolerance(Duration::from_secs(300), Duration::from_secs(60));
    let verifier = verifier(scheme().with_timestamp(rule));
    let sent = headers(&[
        (
            SIGNATURE,
            "sha256=c83e150af440b4c8a4528a69b8f8fd90e04b8062f70d27fd58f702c33a378dbd",
        ),
        (TIMESTAMP, "1795262400"),
    ]);
    let at = |seconds| verifier.verify(&sent, BODY, NOW + time::Duration::seconds(seconds));

    assert!(at(300).is_ok());
    assert!(at(-60).is_ok());
    assert!(matches!(
        at(301),
        Err(WebhookError::TooOld { age, .. }) if age == Duration::from_secs(301)
    ));
    assert!(matches!(
        at(-61),
        Err(WebhookError::TooNew { ahead, .. }) if ahead == Duration::from_secs(61)
    ));
    assert!(verifier.verify_stored(&sent, BODY).is_ok());
    assert!(
        verifier
            .verify(&sent, b"{}", NOW + time::Duration::days(9))
            .is_err_and(
                // Whoever cannot sign learns nothing about our clock.
                |error| matches!(error, WebhookError::NoSecretMatched { .. })
            )
    );
}

#[test]
fn timestamps_that_cannot_be_read_are_refused() {
    let verifier = verifier(scheme().with_timestamp(TimestampRule::unsigned(TIMESTAMP)));
    let signature = format!("sha256={NEW_HEX}");
    let with = |text| headers(&[(SIGNATURE, &signature), (TIMESTAMP, text)]);

    assert!(verifier.verify(&with("1795262400"), BODY, NOW).is_ok());
    for text in [
        "",
        "soon",
        "1795262400.5",
        "99999999999999999999",
        "9223372036854775807",
    ] {
        let refused = verifier.verify(&with(text), BODY, NOW).unwrap_err();
        assert!(
            matches!(refused, WebhookError::MalformedTimestamp { .. }),
            "{text}"
        );
    }
    let mut twice = with("1795262400");
    twice.append(TIMESTAMP, HeaderValue::from_static("1795262401"));
    let refused = verifier.verify(&twice, BODY, NOW).unwrap_err();
    assert!(matches!(refused, WebhookError::MalformedTimestamp { .. }));
    let refused = verifier.verify(&signed(&signature), BODY, NOW).unwrap_err();
    assert!(matches!(refused, WebhookError::MissingHeader { header } if header == TIMESTAMP));
}

#[test]
fn a_replay_is_refused_whatever_its_spelling_until_forgotten() {
    let guard = Arc::new(MemoryReplayGuard::new(10, Duration::from_secs(600)));
    let verifier = Verifier::builder(scheme())
        .with_secret("2026-11", SecretString::from(NEW_SECRET))
        .with_secret("2026-05", SecretString::from(OLD_SECRET))
        .with_replay_guard(guard)
        .build()
        .unwrap();
    let lower = signed(&format!("sha256={NEW_HEX}"));
    let upper = signed(&format!("sha256={}", NEW_HEX.to_uppercase()));
    let by_old_secret = signed(&format!("sha256={OLD_HEX}"));

    // What does not pass the signature does not reach the guard either.
    assert!(
        verifier
            .verify(&signed(&format!("sha256={}", "00".repeat(32))), BODY, NOW)
            .is_err()
    );
    let verified = verifier.verify(&lower, BODY, NOW).unwrap();
    for again in [&lower, &upper, &by_old_secret] {
        let refused = verifier
            .verify(again, BODY, NOW + Duration::from_secs(5))
            .unwrap_err();
        assert!(matches!(refused, WebhookError::Replayed { first_seen } if first_seen == NOW));
        assert!(verifier.verify_stored(again, BODY).is_ok());
    }
    verifier.forget(&verified).unwrap();
    assert!(verifier.verify(&upper, BODY, NOW).is_ok());
}

#[test]
fn of_many_deliveries_at_once_one_is_first() {
    let guard = MemoryReplayGuard::new(100, Duration::from_secs(600));
    let start = Barrier::new(16);
    let firsts = std::thread::scope(|scope| {
        let deliveries: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    guard.first_sight("event-1", NOW).unwrap()
                })
            })
            .collect();
        deliveries
            .into_iter()
            .map(|delivery| delivery.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert_eq!(
        firsts
            .iter()
            .filter(|sight| **sight == Sight::First)
            .count(),
        1
    );
}

#[test]
fn the_memory_guard_is_bounded_and_expires() {
    let guard = MemoryReplayGuard::new(2, Duration::from_secs(60));
    let at = |seconds| NOW + time::Duration::seconds(seconds);

    assert_eq!(guard.first_sight("a", at(10)).unwrap(), Sight::First);
    // Callers' clocks may run in any order.
    assert_eq!(guard.first_sight("b", at(0)).unwrap(), Sight::First);
    let full = guard.first_sight("c", at(60)).unwrap_err();
    assert!(matches!(full, ReplayGuardError::Full { capacity: 2 }));
    assert_eq!(
        guard.first_sight("b", at(60)).unwrap(),
        Sight::Again { first_seen: at(0) }
    );

    assert_eq!(
        guard.first_sight("c", at(61)).unwrap(),
        Sight::First,
        "b has expired, a has not"
    );
    assert_eq!(
        guard.first_sight("a", at(61)).unwrap(),
        Sight::Again { first_seen: at(10) }
    );
    guard.forget("a").unwrap();
    guard.forget("never seen").unwrap();
    assert_eq!(guard.first_sight("a", at(62)).unwrap(), Sight::First);
}

#[test]
fn a_guard_that_fails_lets_nothing_pass() {
    #[derive(Debug)]
    struct Broken;
    impl ReplayGuard for Broken {
        fn first_sight(&self, _: &str, _: OffsetDateTime) -> Result<Sight, ReplayGuardError> {
            Err(ReplayGuardError::Store("connection refused".into()))
        }
        fn forget(&self, _: &str) -> Result<(), ReplayGuardError> {
            Ok(())
        }
        fn retention(&self) -> Duration {
            Duration::MAX
        }
    }
    let verifier = Verifier::builder(scheme())
        .with_secret("only", SecretString::from(NEW_SECRET))
        .with_replay_guard(Arc::new(Broken))
        .build()
        .unwrap();
    let refused = verifier
        .verify(&signed(&format!("sha256={NEW_HEX}")), BODY, NOW)
        .unwrap_err();
    assert!(matches!(
        refused,
        WebhookError::ReplayGuard(ReplayGuardError::Store(_))
    ));
    let cause = std::error::Error::source(&refused)
        .and_then(|guard| guard.source())
        .unwrap();
    assert_eq!(cause.to_string(), "connection refused");
}

#[test]
fn mistakes_of_configuration_are_named() {
    let build = |secrets: &[(&str, &str)]| {
        secrets
            .iter()
            .fold(Verifier::builder(scheme()), |builder, (id, secret)| {
                builder.with_secret(*id, SecretString::from(*secret))
            })
            .build()
            .err()
    };
    assert_eq!(build(&[]), Some(VerifierError::NoSecret));
    for blank in ["", "  \n"] {
        let error = VerifierError::EmptySecret { id: "new".into() };
        assert_eq!(build(&[("old", "something"), ("new", blank)]), Some(error));
    }
    assert_eq!(
        build(&[("same", "one"), ("same", "two")]),
        Some(VerifierError::DuplicateSecretId { id: "same".into() })
    );

    let forgetful = |seconds| {
        Verifier::builder(scheme().with_timestamp(TimestampRule::signed(TIMESTAMP)))
            .with_secret("only", SecretString::from(NEW_SECRET))
            .with_replay_guard(Arc::new(MemoryReplayGuard::new(
                9,
                Duration::from_secs(seconds),
            )))
            .build()
    };
    assert_eq!(
        forgetful(599).err(),
        Some(VerifierError::RetentionTooShort {
            retention: Duration::from_secs(599),
            needed: Duration::from_secs(600),
        })
    );
    assert!(forgetful(600).is_ok());
}

#[test]
fn neither_secrets_nor_bodies_nor_signatures_are_printed() {
    let builder = Verifier::builder(scheme())
        .with_secret("2026-11", SecretString::from(NEW_SECRET))
        .with_replay_guard(Arc::new(MemoryReplayGuard::new(
            9,
            Duration::from_secs(600),
        )));
    let mut printed = format!("{builder:?}");
    let verifier = builder.build().unwrap();
    printed += &format!("{verifier:?}");
    for signature in [NEW_HEX, OLD_HEX, "not a signature"] {
        let sent = signed(&format!("sha256={signature}"));
        for _ in 0..2 {
            if let Err(error) = verifier.verify(&sent, BODY, NOW) {
                printed += &format!("{error} {error:?}");
            }
        }
    }
    assert!(printed.contains("2026-11") && printed.contains("Replayed"));
    for planted in [
        NEW_SECRET,
        NEW_HEX,
        OLD_HEX,
        "not a signature",
        "Irm",
        "1250",
    ] {
        assert!(!printed.contains(planted), "{planted} in {printed}");
    }
}
