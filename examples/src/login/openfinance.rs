//! `login openfinance`: pushed and signed request, mTLS, encrypted id token.

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use brazil_types::Cpf;
use clap::ValueEnum;
use client_core::auth::TokenCache;
use client_core::auth::store::MemoryTokenStore;
use client_core::http::{ClientIdentity, ReqwestTransport};
use openfinance_client::jose::{DecryptionKey, DecryptionKeys, SigningKey};
use openfinance_client::login::{
    Authorization, CertificateThumbprint, Login, RelyingParty, ResponseType, ServerMetadata,
};
use openfinance_client::model::{ConsentId, NewConsent, PermissionGroup};
use openfinance_client::sandbox::Sandbox;
use openfinance_client::{Error, SecretString};
use serde_json::json;
use thiserror::Error;
use url::Url;

use super::pasted;
use crate::cli::{Console, Exit};

/// A call that works, for messages about bad usage.
const EXAMPLE: &str = "cargo run --release --example login -- openfinance --sandbox --refresh";

pub(super) const NOTES: &str = "\
Prints the address to open in the customer's browser. Paste the address that the browser ends up at,
fragment included: the answer stands behind its #. The code is exchanged over mTLS, every check of the
profile is made on both id tokens, and what they say is printed as one line of JSON. No token is ever
printed, and nothing is stored.

Without --sandbox all of --issuer, --cert, --key, --signing-key, --kid, --encryption-key, --client-id,
--redirect-uri and --scope are needed; the scope names a consent that was created before.

Exit code: 0 done, 1 failed, 2 wrong arguments.

Examples:
  cargo run --release --example login -- openfinance --sandbox --refresh

  cargo run --release --example login -- openfinance --issuer https://auth.bank.example \\
      --ca icp-brasil.pem --cert brcac.pem --key brcac.key --signing-key brseal.key --kid my-sig-kid \\
      --encryption-key encryption.key --client-id my-client-id \\
      --redirect-uri https://app.example.com/callback \\
      --scope 'openid consent:urn:bank:C1DD33 accounts resources' --refresh";

#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// The bank's authorization server, as its tokens name it
    #[arg(long, value_name = "URL", required_unless_present = "sandbox")]
    issuer: Option<Url>,
    /// Further authorities to trust, such as ICP-Brasil's, in PEM
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// The transport certificate (BRCAC) with its chain, in PEM
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox")]
    cert: Option<PathBuf>,
    /// The key of the transport certificate, in PEM
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox")]
    key: Option<PathBuf>,
    /// The key that signs requests, in PEM
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox")]
    signing_key: Option<PathBuf>,
    /// The id of the signing key in the directory
    #[arg(long, value_name = "ID", required_unless_present = "sandbox")]
    kid: Option<String>,
    /// The key that id tokens are encrypted to, in PEM
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox")]
    encryption_key: Option<PathBuf>,
    /// The id that the bank gave at registration
    #[arg(long, value_name = "ID", required_unless_present = "sandbox")]
    client_id: Option<String>,
    /// Where the bank sends the customer back to, exactly as registered
    #[arg(long, value_name = "URI", required_unless_present = "sandbox")]
    redirect_uri: Option<String>,
    /// What is asked for, separated by blanks: `openid`, the consent's own scope, those of the APIs
    #[arg(long, value_name = "SCOPES", required_unless_present = "sandbox")]
    scope: Option<String>,
    /// What the customer comes back with
    #[arg(long, value_enum, default_value_t, value_name = "TYPE")]
    response_type: Answer,
    /// Refresh the token once, too
    #[arg(long)]
    refresh: bool,
    /// Log an invented customer in at the fictional bank instead; nothing has to be pasted
    #[arg(long)]
    sandbox: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Answer {
    /// A code and an id token, behind the #
    #[default]
    #[value(
        name = "code id_token",
        alias = "code+id_token",
        alias = "code-id_token"
    )]
    CodeIdToken,
    /// A code alone, behind the ?
    #[value(name = "code")]
    Code,
}

impl From<Answer> for ResponseType {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::CodeIdToken => Self::CodeIdToken,
            Answer::Code => Self::Code,
        }
    }
}

/// Why nobody is logged in.
#[derive(Debug, Error)]
enum Failure {
    #[error("{option} is needed")]
    Missing { option: &'static str },
    #[error("{option} cannot be read ({}): {cause}", path.display())]
    Unreadable {
        option: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
    #[error("--scope names nothing but openid; add the consent's scope, such as consent:urn:…")]
    NoScope,
    #[error("--issuer has no discovery document address: {0}")]
    Issuer(url::ParseError),
    #[error("the bank gave no refresh token, so there is nothing to refresh")]
    NothingToRefresh,
    #[error(transparent)]
    Client(#[from] Error),
    #[error("{0}")]
    Paste(Box<super::Failure>),
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
}

/// Who we are at the bank, and what we ask for there.
struct Visit {
    party: RelyingParty,
    request: Authorization,
    /// What the grant is kept under while the program runs.
    consent: ConsentId,
}

pub(super) async fn run(args: &Args, stdin: &mut dyn BufRead, console: &mut Console<'_>) -> Exit {
    match log_in(args, stdin, console).await {
        Ok(()) => Exit::Done,
        Err(failure @ (Failure::Missing { .. } | Failure::NoScope | Failure::Issuer(_))) => {
            console.refuse(failure, EXAMPLE)
        }
        Err(failure) => console.fail(failure),
    }
}

async fn log_in(
    args: &Args,
    stdin: &mut dyn BufRead,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let sandbox = match args.sandbox {
        true => Some(Sandbox::start().await?),
        false => None,
    };
    let visit = match &sandbox {
        Some(sandbox) => at_sandbox(args, sandbox).await?,
        None => at_bank(args).await?,
    };
    let (address, pending) = visit.party.start(&visit.request).await?;
    writeln!(console.stdout, "{address}").map_err(Failure::Stdout)?;
    console.stdout.flush().map_err(Failure::Stdout)?;
    let callback = match &sandbox {
        Some(sandbox) => sandbox.agree(&address).await?,
        None => {
            let _ = writeln!(
                console.stderr,
                "Open this address in the customer's browser and agree. Then paste the address that \
                 the browser ends up at, all of it, and press Enter."
            );
            pasted(stdin).map_err(|failure| Failure::Paste(Box::new(failure)))?
        }
    };
    let login = visit.party.finish(&pending, &callback).await?;
    let refreshed = match args.refresh {
        true => Some(refresh(&visit, &login).await?),
        false => None,
    };
    tell(&visit, &login, refreshed, console).map_err(Failure::Stdout)
}

/// An invented customer who is asked for balances.
async fn at_sandbox(args: &Args, sandbox: &Sandbox) -> Result<Visit, Failure> {
    let (bank, party) = (sandbox.bank()?, sandbox.relying_party()?);
    let person = Cpf::parse("52998224725").map_err(|cause| Error::input(cause.to_string()))?;
    let asked = NewConsent::of_person(person).allow(PermissionGroup::AccountBalances);
    let consent = bank.consents().create(&asked).send().await?.id;
    let request = Authorization::of_consent(&consent, sandbox.redirect_uri())
        .response_type(args.response_type.into());
    Ok(Visit {
        party,
        request,
        consent,
    })
}

async fn at_bank(args: &Args) -> Result<Visit, Failure> {
    let scope = required(&args.scope, "--scope")?;
    let request = request(args, scope)?;
    let issuer = required(&args.issuer, "--issuer")?;
    let certificate = read(&args.cert, "--cert")?;
    let key = SecretString::from(read(&args.key, "--key")?);
    let mut transport =
        ReqwestTransport::builder().identity(ClientIdentity::from_pem(&certificate, &key)?);
    if args.ca.is_some() {
        transport = transport.add_roots(read(&args.ca, "--ca")?);
    }
    let transport = Arc::new(transport.build()?);
    let signing_key = SecretString::from(read(&args.signing_key, "--signing-key")?);
    let signer = SigningKey::from_pem(required(&args.kid, "--kid")?, &signing_key)?;
    let encryption_key = SecretString::from(read(&args.encryption_key, "--encryption-key")?);
    // No option tells its id, and there is no other key that a token could mean.
    let decryption = DecryptionKey::from_pem("encryption", &encryption_key)?;
    let decryption = DecryptionKeys::from(decryption).of_any_id();

    let issuer = issuer.as_str().trim_end_matches('/');
    let discovery = format!("{issuer}/.well-known/openid-configuration");
    let discovery = Url::parse(&discovery).map_err(Failure::Issuer)?;
    let metadata = ServerMetadata::fetch(&discovery, issuer, transport.clone()).await?;
    let client_id = required(&args.client_id, "--client-id")?;
    let party = RelyingParty::builder(metadata, client_id, Arc::new(signer), decryption)
        .with_transport(transport)
        .with_certificate(CertificateThumbprint::of_pem(&certificate)?)
        .build()?;
    Ok(Visit {
        party,
        request,
        consent: ConsentId::new(scope.as_str()),
    })
}

fn request(args: &Args, scope: &str) -> Result<Authorization, Failure> {
    let redirect_uri = required(&args.redirect_uri, "--redirect-uri")?;
    let mut scopes = scope.split_whitespace().filter(|scope| *scope != "openid");
    let first = scopes.next().ok_or(Failure::NoScope)?;
    let request = Authorization::with_dynamic_scope(first, redirect_uri);
    let request = scopes.fold(request, |request, scope| request.also(scope));
    Ok(request.response_type(args.response_type.into()))
}

fn required<'a, T>(given: &'a Option<T>, option: &'static str) -> Result<&'a T, Failure> {
    given.as_ref().ok_or(Failure::Missing { option })
}

fn read(path: &Option<PathBuf>, option: &'static str) -> Result<String, Failure> {
    let path: &Path = required(path, option)?;
    std::fs::read_to_string(path).map_err(|cause| Failure::Unreadable {
        option,
        path: path.to_owned(),
        cause,
    })
}

/// Spends the refresh token once; gives how long the new access token lives, in seconds.
async fn refresh(visit: &Visit, login: &Login) -> Result<u64, Failure> {
    if login.tokens.refresh_token.is_none() {
        return Err(Failure::NothingToRefresh);
    }
    let store = Arc::new(MemoryTokenStore::new());
    let grant = visit.party.grant(store, &visit.consent);
    grant.install(login.tokens.clone().into_grant()?).await?;
    let cache = TokenCache::new(Arc::new(grant));
    let first = cache.token().await?;
    cache.refuse(first.generation());
    let second = cache.token().await?;
    Ok(second.time_left().unwrap_or_default().as_secs())
}

/// What the tokens say of login and customer, and nothing that could be used as one.
fn tell(
    visit: &Visit,
    login: &Login,
    refreshed: Option<u64>,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let id_token = &login.id_token;
    let claims = json!({
        "iss": visit.party.metadata().issuer,
        "client_id": visit.party.client_id(),
        "sub": id_token.subject.expose(),
        "acr": id_token.assurance.as_str(),
        "iat": id_token.issued_at.unix_timestamp(),
        "scope": login.tokens.scope,
        "expires_in": login.tokens.lifetime.as_secs(),
        "has_refresh_token": login.tokens.refresh_token.is_some(),
        "refreshed_expires_in": refreshed,
    });
    writeln!(console.stdout, "{claims}")?;
    console.stdout.flush()
}
