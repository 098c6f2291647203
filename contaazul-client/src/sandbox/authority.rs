//! The authorization server: codes, rotating refresh tokens, and what happens to those who spend
//! one twice.

use std::collections::HashMap;
use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use url::{Url, form_urlencoded};
use wiremock::Request;

use super::json::Json;
use super::request::Reply;

/// The client id of the sandbox's application.
pub(super) const CLIENT_ID: &str = "sandbox-client";
/// Its secret; holds characters that must be encoded.
pub(super) const CLIENT_SECRET: &str = "sandbox:secret%1";
/// Letter by letter, in one order.
const SCOPE: &str = "openid profile aws.cognito.signin.user.admin";

/// Grants and tokens of all companies.
#[derive(Debug)]
pub(super) struct Authority {
    lifetime: Duration,
    grants: Vec<Grant>,
    codes: HashMap<String, Code>,
    refresh_tokens: HashMap<String, RefreshToken>,
    access_tokens: HashMap<String, AccessToken>,
    issued: u64,
    /// Who signs in when the authorize page is opened.
    pub(super) signs_in: String,
}

#[derive(Debug)]
struct Grant {
    company: String,
    alive: bool,
    /// Revoked by the company or by the API, not killed by a token spent twice.
    revoked: bool,
}

#[derive(Debug)]
struct Code {
    company: String,
    redirect_uri: String,
    challenge: Option<String>,
}

#[derive(Debug)]
struct RefreshToken {
    grant: usize,
    spent: bool,
}

#[derive(Debug)]
struct AccessToken {
    company: String,
    expires: std::time::Instant,
}

/// What became of an access token.
pub(super) enum Presented {
    Valid(String),
    Expired,
    Unknown,
}

/// How the application proves itself, by the token endpoint's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Basic,
    Body,
}

impl Authority {
    pub(super) fn new(lifetime: Duration, first_company: String) -> Self {
        Self {
            lifetime,
            grants: Vec::new(),
            codes: HashMap::new(),
            refresh_tokens: HashMap::new(),
            access_tokens: HashMap::new(),
            issued: 0,
            signs_in: first_company,
        }
    }

    /// A person of the company that signs in opens the page and agrees. Returns where they are
    /// sent back to, or what is wrong with the request.
    pub(super) fn agree(&mut self, query: &str) -> Result<Url, &'static str> {
        let parameters: HashMap<_, _> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let get = |name: &str| parameters.get(name).map(String::as_str);
        if get("response_type") != Some("code") {
            return Err("unsupported_response_type");
        }
        if get("client_id") != Some(CLIENT_ID) {
            return Err("unauthorized_client");
        }
        if get("scope") != Some(SCOPE) {
            return Err("invalid_scope");
        }
        let redirect_uri = get("redirect_uri").unwrap_or_default();
        let mut back = Url::parse(redirect_uri).map_err(|_| "redirect_mismatch")?;
        let challenge = match (get("code_challenge"), get("code_challenge_method")) {
            (None, None) => None,
            (Some(challenge), Some("S256")) => Some(challenge.to_owned()),
            _ => return Err("invalid_request"),
        };
        let code = self.next("code");
        back.query_pairs_mut()
            .append_pair("code", &code)
            .append_pair("state", get("state").unwrap_or_default());
        self.codes.insert(
            code,
            Code {
                company: self.signs_in.clone(),
                redirect_uri: redirect_uri.to_owned(),
                challenge,
            },
        );
        Ok(back)
    }

    /// The token endpoint.
    pub(super) fn token(&mut self, request: &Request, proof: Proof) -> Reply {
        let form: HashMap<_, _> = form_urlencoded::parse(&request.body).into_owned().collect();
        let get = |name: &str| form.get(name).map(String::as_str);
        if !proves_itself(request, proof, &get) {
            return refused("invalid_client", "invalid_client", "Invalid client");
        }
        match get("grant_type") {
            Some("authorization_code") => self.exchange(
                get("code").unwrap_or_default(),
                get("redirect_uri").unwrap_or_default(),
                get("code_verifier"),
            ),
            Some("refresh_token") => self.refresh(get("refresh_token").unwrap_or_default()),
            _ => refused(
                "unsupported_grant_type",
                "invalid_request",
                "Unknown grant type",
            ),
        }
    }

    fn exchange(&mut self, code: &str, redirect_uri: &str, verifier: Option<&str>) -> Reply {
        let invalid = || refused("invalid_grant", "invalid_code", "Invalid code");
        // Whatever comes of it, the code is used up.
        let Some(code) = self.codes.remove(code) else {
            return invalid();
        };
        let challenged = verifier.map(challenge_of);
        if code.redirect_uri != redirect_uri || code.challenge != challenged {
            return invalid();
        }
        let grant = self.grant(&code.company);
        self.issue(grant)
    }

    fn refresh(&mut self, token: &str) -> Reply {
        let invalid = || {
            refused(
                "invalid_grant",
                "invalid_refresh_token",
                "Invalid Refresh Token",
            )
        };
        let Some(token) = self.refresh_tokens.get_mut(token) else {
            return invalid();
        };
        let number = token.grant;
        let spent = std::mem::replace(&mut token.spent, true);
        let Some(grant) = self.grants.get_mut(number) else {
            return invalid();
        };
        if grant.revoked {
            return refused("invalid_grant", "access_revoked", "Access revoked");
        }
        if spent || !grant.alive {
            // A token that comes twice is in two hands; neither is trusted any more.
            grant.alive = false;
            return invalid();
        }
        self.issue(number)
    }

    fn issue(&mut self, grant: usize) -> Reply {
        let (access, refresh) = self.tokens(grant);
        let seconds = i64::try_from(self.lifetime.as_secs()).unwrap_or(i64::MAX);
        Reply::ok(Json::object([
            ("access_token", access.into()),
            ("expires_in", seconds.into()),
            ("refresh_token", refresh.into()),
            ("token_type", "Bearer".into()),
        ]))
    }

    /// A new grant of the company.
    pub(super) fn grant(&mut self, company: &str) -> usize {
        self.grants.push(Grant {
            company: company.to_owned(),
            alive: true,
            revoked: false,
        });
        self.grants.len() - 1
    }

    /// New tokens of a grant: access token, refresh token.
    pub(super) fn tokens(&mut self, grant: usize) -> (String, String) {
        let (access, refresh) = (self.next("access"), self.next("refresh"));
        let company = self
            .grants
            .get(grant)
            .map(|grant| grant.company.clone())
            .unwrap_or_default();
        self.refresh_tokens.insert(
            refresh.clone(),
            RefreshToken {
                grant,
                spent: false,
            },
        );
        self.access_tokens.insert(
            access.clone(),
            AccessToken {
                company,
                expires: std::time::Instant::now() + self.lifetime,
            },
        );
        (access, refresh)
    }

    /// Ends all grants of the company, and says whether there was one alive.
    pub(super) fn revoke(&mut self, company: &str) -> bool {
        let mut ended = false;
        for grant in &mut self.grants {
            if grant.company == company && !grant.revoked {
                ended |= grant.alive;
                grant.revoked = true;
            }
        }
        ended
    }

    /// Ends all access tokens now; refresh tokens live on.
    pub(super) fn expire_access_tokens(&mut self) {
        let now = std::time::Instant::now();
        for token in self.access_tokens.values_mut() {
            token.expires = now;
        }
    }

    pub(super) fn presented(&self, request: &Request) -> Presented {
        let token = request
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .and_then(|token| self.access_tokens.get(token));
        match token {
            Some(token) if token.expires > std::time::Instant::now() => {
                Presented::Valid(token.company.clone())
            }
            Some(_) => Presented::Expired,
            None => Presented::Unknown,
        }
    }

    fn next(&mut self, what: &str) -> String {
        self.issued += 1;
        format!("sandbox-{what}-{:06}", self.issued)
    }
}

fn proves_itself<'a>(
    request: &Request,
    proof: Proof,
    form: &impl Fn(&str) -> Option<&'a str>,
) -> bool {
    match proof {
        Proof::Body => {
            form("client_id") == Some(CLIENT_ID) && form("client_secret") == Some(CLIENT_SECRET)
        }
        Proof::Basic => {
            let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let pair: [String; 2] = [encoded(CLIENT_ID), encoded(CLIENT_SECRET)];
            let expected = format!("Basic {}", STANDARD.encode(pair.join(":")));
            request
                .headers
                .get("authorization")
                .is_some_and(|value| value.as_bytes() == expected.as_bytes())
        }
    }
}

fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

fn refused(error: &str, subtype: &str, description: &str) -> Reply {
    Reply::json(
        400,
        Json::object([
            ("error", error.into()),
            ("error_subtype", subtype.into()),
            ("error_description", description.into()),
        ]),
    )
}
