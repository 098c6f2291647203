//! The program `login`: a person agrees in the browser, and tokens come of it.

mod args;
mod callback;
mod openfinance;

use std::ffi::OsString;
use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditKind, AuditOutcome, EventError, JsonLinesSink,
};
use client_core::{Error, ErrorKind, Outcome};
use contaazul_client::model::CompanyId;
use contaazul_client::{Application, NewConnection, PendingAuthorization};
use http::StatusCode;
use thiserror::Error;
use time::OffsetDateTime;
use url::Url;

use self::callback::{CallbackListener, Page};
use crate::cli::{self, Console, Exit};
use crate::contaazul::{self, AccessError, GrantStore};
use crate::variables::Variables;

use self::args::{Args, ContaAzulArgs, Provider};

/// The audit log's name in the store's folder.
pub const AUDIT_LOG: &str = "audit.jsonl";
/// How long a person may take in the browser.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// Longer than any address a browser shows.
const LONGEST_PASTE: u64 = 64 * 1024;

/// Why there is no grant.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error("--redirect-uri is not an address: {0}; write it as it is registered")]
    RedirectUri(url::ParseError),
    #[error("cannot listen on {}: {cause}; choose another port or free it", address.authority())]
    Listen { address: Url, cause: io::Error },
    #[error("nobody came back within {} minutes; start again", PATIENCE.as_secs() / 60)]
    NobodyCame,
    #[error("nothing was pasted; start again and paste the address the browser ends up at")]
    NothingPasted,
    #[error("cannot read what was pasted: {0}")]
    Paste(io::Error),
    #[error(
        "the server does not tell whose grant this is ({0}); it is not stored. Start again with \
         --company and an id of your own"
    )]
    NoCompany(Error),
    #[error(
        "the server refuses the new token ({0}); the grant is not stored. Sign in as a user of the \
         company's ERP: the developer portal's login gives tokens that nothing accepts"
    )]
    NotOfTheErp(Error),
    #[error(transparent)]
    Client(#[from] Error),
    #[error("the grant is stored, but the audit log cannot be written: {0}")]
    Audit(#[from] AuditError),
    #[error("the grant is stored, but the audit log cannot be written: {0}")]
    AuditEvent(#[from] EventError),
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
    #[error("the asynchronous runtime cannot be started: {0}")]
    Runtime(io::Error),
}

impl Failure {
    fn is_usage(&self) -> bool {
        match self {
            Self::Access(error) => error.is_usage(),
            Self::RedirectUri(_) => true,
            _ => false,
        }
    }
}

/// Runs the program on the variables and the input of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    run_with(
        args,
        &Variables::of_process(),
        &mut io::stdin().lock(),
        console,
    )
}

/// Runs the program: shows where to agree, waits, exchanges the code, stores the grant.
pub fn run_with(
    args: Vec<OsString>,
    variables: &Variables,
    stdin: &mut dyn BufRead,
    console: &mut Console<'_>,
) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(cause) => return console.fail(Failure::Runtime(cause)),
    };
    match args.provider {
        Provider::ContaAzul(args) => {
            let done = runtime.block_on(login(&args, variables, stdin, console));
            match done {
                Ok(()) => Exit::Done,
                Err(failure) if failure.is_usage() => console.refuse(failure, args::EXAMPLE),
                Err(failure) => console.fail(failure),
            }
        }
        Provider::OpenFinance(args) => runtime.block_on(openfinance::run(&args, stdin, console)),
    }
}

async fn login(
    args: &ContaAzulArgs,
    variables: &Variables,
    stdin: &mut dyn BufRead,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let redirect = Url::parse(&args.redirect_uri).map_err(Failure::RedirectUri)?;
    let application = contaazul::application(variables, &args.addresses, args.environment())?;
    // Opened first: a code is used up by its exchange, so there must be a place for the grant.
    let directory = args
        .grants
        .directory(variables)
        .ok_or(AccessError::NoStore)?;
    let store = GrantStore::open(&directory)?;
    let listener = CallbackListener::at(&redirect)
        .await
        .map_err(|cause| Failure::Listen {
            address: redirect,
            cause,
        })?;
    let (address, pending) = application.authorize(&args.redirect_uri)?;
    show(&address, listener.is_some(), console).map_err(Failure::Stdout)?;
    let connection = match listener {
        Some(listener) => receive(listener, &application, &pending, console).await?,
        None => application.connect(&pending, &pasted(stdin)?).await?,
    };
    let company = company_of(&connection, args.company.as_deref()).await?;
    connection.save_as(store, &company).await?;
    record(&directory, &company)?;
    tell(&company, &directory, console).map_err(Failure::Stdout)
}

/// The address goes to stdout, what to do with it to stderr.
fn show(address: &Url, listening: bool, console: &mut Console<'_>) -> io::Result<()> {
    let then = if listening {
        "and agree; the answer is received here."
    } else {
        "and agree. Then paste the address that the browser ends up at, and press Enter."
    };
    // Without stderr the address alone must do.
    let _ = writeln!(
        console.stderr,
        "Open this address in a browser, signed in as a user of the company's ERP, {then}"
    );
    writeln!(console.stdout, "{address}")?;
    console.stdout.flush()
}

/// Waits for the browser. Calls with another state are somebody else's, and no reason to give up.
async fn receive(
    mut listener: CallbackListener,
    application: &Application,
    pending: &PendingAuthorization,
    console: &mut Console<'_>,
) -> Result<NewConnection, Failure> {
    let until = tokio::time::Instant::now() + PATIENCE;
    let outcome = loop {
        let callback = tokio::time::timeout_at(until, listener.next()).await;
        let Ok(Some(callback)) = callback else {
            break Err(Failure::NobodyCame);
        };
        if pending
            .read_callback(&callback.query)
            .is_err_and(is_foreign)
        {
            let _ = writeln!(console.stderr, "ignored a callback with another state");
            callback.show(Page::NotOurs);
            continue;
        }
        let connected = application.connect(pending, &callback.query).await;
        callback.show(match &connected {
            Ok(_) => Page::Connected,
            Err(_) => Page::Failed,
        });
        break connected.map_err(Failure::from);
    };
    listener.close().await;
    outcome
}

/// A refusal by the person or the provider comes with our state; this one did not.
fn is_foreign(error: Error) -> bool {
    error.kind() == ErrorKind::Auth && error.outcome() == Outcome::NotSent
}

fn pasted(stdin: &mut dyn BufRead) -> Result<String, Failure> {
    let mut line = String::new();
    stdin
        .take(LONGEST_PASTE)
        .read_line(&mut line)
        .map_err(Failure::Paste)?;
    match line.trim() {
        "" => Err(Failure::NothingPasted),
        address => Ok(address.to_owned()),
    }
}

async fn company_of(connection: &NewConnection, named: Option<&str>) -> Result<CompanyId, Failure> {
    if let Some(named) = named {
        return Ok(CompanyId::new(named));
    }
    let company = connection.company().await.map_err(|error| {
        if error.status() == Some(StatusCode::UNAUTHORIZED) {
            Failure::NotOfTheErp(error)
        } else {
            Failure::NoCompany(error)
        }
    })?;
    company.id.ok_or_else(|| {
        let lacks_id = "the connected company has no id_empresa";
        Failure::NoCompany(Error::new(ErrorKind::Decode, Outcome::Applied, lacks_id))
    })
}

fn record(directory: &Path, company: &CompanyId) -> Result<(), Failure> {
    let event = || {
        AuditEvent::builder(AuditKind::OAUTH_GRANTED, OffsetDateTime::now_utc())
            .outcome(AuditOutcome::Succeeded)
            .actor(Actor::System("login".to_owned()))
            .source("contaazul")
    };
    // An id that could be a document by its digits stays out of the log.
    let event = event()
        .reference(company.as_str())
        .build()
        .or_else(|_| event().build())?;
    let log: PathBuf = directory.join(AUDIT_LOG);
    Ok(JsonLinesSink::open(log)?.append_blocking(&event)?)
}

fn tell(company: &CompanyId, directory: &Path, console: &mut Console<'_>) -> io::Result<()> {
    let _ = writeln!(
        console.stderr,
        "Connected. With these variables, and those of the application, run `dump contaazul`:"
    );
    // The programs that use the grant may run elsewhere.
    let directory = std::path::absolute(directory)?;
    writeln!(console.stdout, "{}={company}", contaazul::COMPANY)?;
    writeln!(
        console.stdout,
        "{}={}",
        contaazul::STORE,
        directory.display()
    )?;
    console.stdout.flush()
}
