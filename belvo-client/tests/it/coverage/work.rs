//! Mexican employments and risk insights.

use time::macros::date;

use super::{Case, done, id, none, one, page, session};
use crate::harness::link;

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "employment_records.list": |belvo| page(belvo.employment_records().list(&link()).send()).await;
        "employment_records.get": |belvo| one(&belvo.employment_records().get(&id()).send().await?);
        "employment_records.retrieve": |belvo| {
            done(belvo.employment_records().retrieve(&link()).with_pdf().send().await?)
        };
        "employment_records.delete": |belvo| none(belvo.employment_records().delete(&id()).send().await?);
        "current_employments.list": |belvo| page(belvo.current_employments().list(&link()).send()).await;
        "current_employments.get": |belvo| one(&belvo.current_employments().get(&id()).send().await?);
        "current_employments.retrieve": |belvo| {
            done(belvo.current_employments().retrieve(&link()).send().await?)
        };
        "current_employments.delete": |belvo| none(belvo.current_employments().delete(&id()).send().await?);
        "employment_metrics.list": |belvo| page(belvo.employment_metrics().list(&link()).send()).await;
        "employment_metrics.get": |belvo| one(&belvo.employment_metrics().get(&id()).send().await?);
        "employment_metrics.retrieve": |belvo| {
            done(belvo.employment_metrics().retrieve(&link()).reference_date(date!(2026 - 11 - 01)).send().await?)
        };
        "employment_metrics.delete": |belvo| none(belvo.employment_metrics().delete(&id()).send().await?);
        "risk_insights.list": |belvo| page(belvo.risk_insights().list(&link()).send()).await;
        "risk_insights.get": |belvo| one(&belvo.risk_insights().get(&id()).send().await?);
        "risk_insights.retrieve": |belvo| {
            done(belvo.risk_insights().retrieve(&link()).send().await?)
        };
        "risk_insights.delete": |belvo| none(belvo.risk_insights().delete(&id()).send().await?);
        "risk_insights.resume": |belvo| {
            done(belvo.risk_insights().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
    }
}
