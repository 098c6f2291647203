//! Reaching the provider, or its stand-in.

mod belvo;
mod blu;
mod contaazul;
mod matera;
mod openfinance;

use std::any::Any;

use client_core::Error;
use futures_util::FutureExt as _;
use futures_util::future::{self, LocalBoxFuture};
use url::Url;

use super::Period;
use super::args::{Args, Provider};
use super::place::Subject;
use super::source::Source;
use crate::access::AccessError;
use crate::variables::Variables;

/// What a dump is of, and where its lists come from.
pub(super) struct Reached {
    pub(super) subject: Subject,
    pub(super) default_period: Period,
    pub(super) lists: Lists,
    /// A stand-in, which stops when dropped.
    _sandbox: Option<Box<dyn Any>>,
}

/// The lists of a period, in the same order every time. To know them the provider may have to be
/// asked.
pub(super) type Lists = Box<dyn Fn(Period) -> LocalBoxFuture<'static, Result<Vec<Source>, Error>>>;

/// Lists that are known beforehand.
fn known(lists: impl Fn(Period) -> Vec<Source> + 'static) -> Lists {
    Box::new(move |period| future::ready(Ok(lists(period))).boxed_local())
}

pub(super) async fn reach(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    Ok(match (args.provider, args.sandbox) {
        (Provider::Belvo, true) => belvo::demo().await?,
        (Provider::Belvo, false) => belvo::live(args, variables)?,
        (Provider::Blu, true) => blu::demo().await?,
        (Provider::Blu, false) => blu::live(args, variables)?,
        (Provider::ContaAzul, true) => contaazul::demo(args.addresses.environment).await?,
        (Provider::ContaAzul, false) => contaazul::live(args, variables).await?,
        (Provider::Matera, true) => matera::demo().await?,
        (Provider::Matera, false) => matera::live(args, variables)?,
        (Provider::OpenFinance, true) => openfinance::demo().await?,
        (Provider::OpenFinance, false) => openfinance::live(args, variables).await?,
    })
}

fn subject(provider: Provider, server: Option<&Url>, company: Option<&str>) -> Subject {
    Subject {
        provider: provider.name().to_owned(),
        server: server.map(ToString::to_string),
        company: company.map(str::to_owned),
    }
}

/// The stand-ins tell the same story in every run, the bank's in every run of a day, so a dump of one
/// can be resumed in the next.
fn in_sandbox(provider: Provider) -> Subject {
    Subject {
        provider: provider.name().to_owned(),
        server: Some("sandbox".to_owned()),
        company: None,
    }
}
