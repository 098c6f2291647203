//! From a request to what answers it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;
use wiremock::{Request, Respond, ResponseTemplate};

use super::accounts::{self, Keeper};
use super::ask::Ask;
use super::authority::Authority;
use super::automatic::{self, Recurring};
use super::cards;
use super::consents::{self, Consent};
use super::credit;
use super::customers;
use super::deviation::{self, Deviation, Place};
use super::directory::{self, Registration};
use super::enrollments::{self, Enrollment};
use super::exchanges;
use super::investments;
use super::payments::{self, Ledger};
use super::quota::Limits;
use super::reply::{Answer, Reply};
use super::resources;
use super::signed::{self, Messages};
use super::story::Story;
use crate::login::CertificateThumbprint;

/// The whole state of the bank.
#[derive(Debug)]
pub(super) struct World {
    pub(super) authority: Authority,
    pub(super) consents: Vec<Consent>,
    /// How many more times resources answers 202.
    pub(super) assembling: u32,
    pub(super) registration: Option<Registration>,
    pub(super) messages: Messages,
    pub(super) payments: Ledger,
    pub(super) recurring: Recurring,
    pub(super) enrollments: Vec<Enrollment>,
    pub(super) story: Story,
    /// Who the bank is.
    pub(super) keeper: Keeper,
    /// Whether one person alone can prolong no consent.
    pub(super) needs_several_approvers: bool,
    pub(super) limits: Limits,
    /// How many calls there were.
    turn: usize,
}

impl World {
    pub(super) fn new(authority: Authority) -> Self {
        Self {
            authority,
            consents: Vec::new(),
            assembling: 0,
            registration: None,
            messages: Messages::default(),
            payments: Ledger::default(),
            recurring: Recurring::default(),
            enrollments: Vec::new(),
            story: Story::default(),
            keeper: Keeper::default(),
            needs_several_approvers: false,
            limits: Limits::default(),
            turn: 0,
        }
    }

    pub(super) fn revoke_consents(&mut self) {
        for consent in &mut self.consents {
            consent.reject("USER", "CUSTOMER_MANUALLY_REVOKED");
            self.authority.end_consent(&consent.id);
        }
    }
}

/// Answers everything. One lock around the world: requests are handled one after the other.
#[derive(Clone, Debug)]
pub(super) struct Router {
    world: Arc<Mutex<World>>,
}

/// The APIs that speak signed messages.
const SIGNED: [&str; 3] = ["payments", "automatic-payments", "enrollments"];

const INTERACTION_ID: &str = "x-fapi-interaction-id";
const OTHER_ID: &str = "00000000-0000-4000-8000-00000000dead";

impl Respond for Router {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let reply = self.answer(request).unwrap_or_else(|refusal| refusal);
        let asked = request.headers.get(INTERACTION_ID);
        let asked = asked.and_then(|id| id.to_str().ok());
        let deviations = &self.world().authority.deviations;
        let told = match asked {
            Some(_) if deviations.contains(&Deviation::NoInteractionId) => None,
            Some(_) if deviations.contains(&Deviation::OtherInteractionId) => Some(OTHER_ID),
            id => id,
        };
        let reply = match told {
            Some(id) => reply.with_header(INTERACTION_ID, id),
            None => reply,
        };
        reply.into()
    }
}

impl Router {
    pub(super) fn new(world: World) -> Self {
        Self {
            world: Arc::new(Mutex::new(world)),
        }
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Answer {
        let mut world = self.world();
        let segments = segments(request);
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", [".well-known", "openid-configuration"]) => {
                Ok(Reply::json(200, world.authority.metadata()))
            }
            ("GET", ["participants"]) => {
                let participants = directory::participants(&world.authority.base);
                Ok(Reply::json(200, participants))
            }
            ("GET", ["jwks"]) => Ok(Reply::json(200, world.authority.published_keys())),
            ("GET", ["keystore", signed::BANK, "application.jwks"]) => {
                Ok(Reply::json(200, world.authority.published_keys()))
            }
            ("GET", ["authorize"]) => consents::login_page(&mut world, request),
            ("POST", ["par"]) => world.authority.push(request),
            ("POST", ["token"]) => world.authority.token(request),
            ("POST", ["register"]) => directory::register(&mut world, request),
            (method, ["register", _]) => directory::manage(&mut world, request, method),
            ("POST", ["revoke"]) => world.authority.revoke_token(request),
            (method, ["open-banking", api, version, path @ ..]) => {
                let mut ask = check(&world, request)?;
                world.limits.admit(request, api, path)?;
                let is_signed = SIGNED.contains(api);
                if is_signed {
                    ask = signed::open(&mut world, ask)?;
                } else {
                    refuse_by_deviation(&mut world, &ask)?;
                }
                world.turn += 1;
                let turn = world.turn;
                let answer = api_call(&mut world, &ask, method, (api, version), path);
                let place = Place { api, path, turn };
                let answer = deviation::bend(&world.authority.deviations, place, answer);
                let answer = match is_signed {
                    true => signed::seal(&mut world, answer),
                    false => answer,
                };
                world.limits.count(request, &answer);
                answer.map(|reply| reply.with_header("x-v", directory::version_of(api, version)))
            }
            _ => Err(Reply::empty(404)),
        }
    }
}

/// What every API asks first: the id of the interaction, the token, the certificate.
fn check<'a>(world: &World, request: &'a Request) -> Result<Ask<'a>, Reply> {
    let id = request.headers.get(INTERACTION_ID);
    if id.is_none_or(|id| id.as_bytes().len() != 36) {
        return Err(Reply::complaint(400, "INTERACTION_ID_INVALIDO"));
    }
    let access = world.authority.presented(request);
    let access = access.ok_or_else(|| Reply::complaint(401, "NAO_AUTORIZADO"))?;
    Ok(Ask {
        request,
        access,
        message: None,
    })
}

/// What banks refuse that the contract allows.
fn refuse_by_deviation(world: &mut World, ask: &Ask<'_>) -> Result<(), Reply> {
    let deviations = &mut world.authority.deviations;
    let size = ask.query("page-size").and_then(|size| size.parse().ok());
    if deviations.contains(&Deviation::LargePagesOnly) && size.is_some_and(|size: u16| size < 25) {
        return Err(Reply::complaint(400, "PARAMETRO_INVALIDO"));
    }
    if deviations.remove(&Deviation::QuotaForASecond) {
        let spent = Reply::complaint(423, "LIMITE_EXCEDIDO");
        return Err(spent.with_header("retry-after", "1"));
    }
    Ok(())
}

fn api_call(
    world: &mut World,
    ask: &Ask<'_>,
    method: &str,
    api: (&str, &str),
    path: &[&str],
) -> Answer {
    match api {
        ("consents", "v3") => consents::answer(world, ask, method, path),
        ("automatic-payments", "v2") => automatic::answer(world, ask, method, path),
        ("enrollments", "v2") => enrollments::answer(world, ask, method, path),
        ("payments", "v5") => payments::answer(world, ask, method, path),
        ("payments", "v4") => payments::answer_v4(world, ask, method, path),
        ("resources", "v3") => resources::answer(world, ask, method, path),
        ("customers", "v2") => customers::answer(world, ask, method, path),
        ("accounts", "v2") => accounts::answer(world, ask, method, path),
        ("credit-cards-accounts", "v2") => cards::answer(world, ask, method, path),
        (api, "v2") if credit::APIS.contains(&api) => {
            credit::answer(world, ask, method, (api, path))
        }
        (api, "v1") if investments::APIS.contains(&api) => {
            investments::answer(world, ask, method, (api, path))
        }
        ("exchanges", "v1") => exchanges::answer(world, ask, method, path),
        _ => Err(Reply::empty(404)),
    }
}

/// The path's segments, decoded.
fn segments(request: &Request) -> Vec<String> {
    let decoded = |segment: &str| {
        let pair = format!("x={}", segment.replace('+', "%2B"));
        let mut pairs = form_urlencoded::parse(pair.as_bytes());
        pairs
            .next()
            .map_or_else(String::new, |(_, value)| value.into_owned())
    };
    let path = request.url.path().trim_matches('/');
    path.split('/').map(decoded).collect()
}

/// The thumbprint of the certificate that the connection showed.
pub(super) fn certificate_of(request: &Request) -> Option<String> {
    let header = request.headers.get("client-cert")?.to_str().ok()?;
    let der = STANDARD.decode(header.trim_matches(':')).ok()?;
    Some(CertificateThumbprint::of_der(&der).as_str().to_owned())
}
