//! The lists for people: what may be one movement or two, and which consents need somebody.

use std::io::{self, Write};

use super::account::Source;
use super::picture::Picture;
use super::renewal::Renewal;
use super::store::Movement;
use crate::report::{Plain, disarmed};

/// Pairs of movements that may be one, with their texts: only a person can tell.
pub(super) fn doubtful(picture: &Picture, file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record([
        "company",
        "bank",
        "account",
        "amount",
        "day",
        "source",
        "id",
        "text",
        "other_day",
        "other_source",
        "other_id",
        "other_text",
    ])?;
    for (line, doubt) in picture.doubts() {
        let [one, other] = doubt.sources.map(Source::as_str);
        let day = |movement: &Movement| movement.day.to_string();
        csv.write_record([
            &*disarmed(&line.account.company),
            &disarmed(&line.account.bank),
            &line.account.key,
            &Plain(doubt.one.cents.into()).to_string(),
            &day(&doubt.one),
            one,
            &doubt.one.id,
            &disarmed(&doubt.one.text),
            &day(&doubt.other),
            other,
            &doubt.other.id,
            &disarmed(&doubt.other.text),
        ])?;
    }
    csv.flush()
}

/// Consents that end soon or have ended, and what to do.
pub(super) fn renewals(renewals: &[Renewal], file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(["company", "bank", "consent_id", "ends_at", "step", "detail"])?;
    for one in renewals {
        let end = one.ends_at.map(|end| end.date().to_string());
        csv.write_record([
            &*disarmed(&one.company),
            &disarmed(&one.bank),
            &one.consent_id,
            &end.unwrap_or_default(),
            one.step.code(),
            &disarmed(one.step.detail()),
        ])?;
    }
    csv.flush()
}
