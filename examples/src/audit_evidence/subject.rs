//! Who the evidence is about: from what people write to the tokens of the log.

use std::io::{self, Read};
use std::path::Path;

use brazil_types::TaxId;
use client_core::audit::{PseudonymError, Pseudonymizer, SubjectToken};
use client_core::secret::{ExposeSecret as _, SecretString};
use thiserror::Error;

use crate::variables::Variables;

use super::args::Args;

/// One person or company, under every name that was given.
#[derive(Debug, Clone)]
pub(super) struct DataSubject {
    pub(super) tokens: Vec<SubjectToken>,
    /// The names as they may be shown.
    pub(super) masked: Vec<String>,
}

/// Why nobody knows who is meant. No name appears in it.
#[derive(Debug, Error)]
pub(super) enum SubjectError {
    #[error("whose data? give --subject-file FILE (- is stdin), or AUDIT_SUBJECT")]
    Missing,
    #[error("name {0} of the subject: {1}; a wrong digit would find nothing, and say so")]
    TaxId(usize, brazil_types::ParseError),
    #[error("name {0} of the subject: {1}")]
    Name(usize, PseudonymError),
    #[error("--key-file FILE or AUDIT_KEY is needed: the log knows its subjects by tokens only")]
    NoKey,
    #[error("the key: {0}")]
    Key(PseudonymError),
    #[error("cannot read {0}: {1}")]
    Unreadable(String, io::Error),
}

impl DataSubject {
    /// As the arguments, the environment and stdin say.
    pub(super) fn of(
        args: &Args,
        variables: &Variables,
        stdin: &mut dyn Read,
    ) -> Result<Self, SubjectError> {
        let names = match (&args.subject, &args.subject_file) {
            (Some(name), _) => name.clone(),
            (None, Some(file)) if file == Path::new("-") => {
                let mut names = String::new();
                let read = stdin.read_to_string(&mut names);
                read.map_err(|cause| SubjectError::Unreadable("stdin".to_owned(), cause))?;
                names
            }
            (None, Some(file)) => read_file(file)?,
            (None, None) => match variables.get("AUDIT_SUBJECT") {
                Some(name) => name.to_owned(),
                None => return Err(SubjectError::Missing),
            },
        };
        let key = match &args.key_file {
            Some(file) => Some(SecretString::from(read_file(file)?)),
            None => variables.get("AUDIT_KEY").map(SecretString::from),
        };
        Self::named(&names, key.as_ref())
    }

    /// One name a line.
    pub(super) fn named(names: &str, key: Option<&SecretString>) -> Result<Self, SubjectError> {
        // A file's last line break is not part of the key.
        let key = key.map(|key| SecretString::from(key.expose_secret().trim()));
        let pseudonyms = key.as_ref().map(Pseudonymizer::new).transpose();
        let pseudonyms = pseudonyms.map_err(SubjectError::Key)?;
        let (mut tokens, mut masked) = (Vec::new(), Vec::new());
        let lines = names.lines().map(str::trim).enumerate();
        for (at, name) in lines.filter(|(_, name)| !name.is_empty()) {
            let (token, shown) = token(at + 1, name, pseudonyms.as_ref())?;
            tokens.push(token);
            masked.push(shown);
        }
        match tokens.is_empty() {
            true => Err(SubjectError::Missing),
            false => Ok(Self { tokens, masked }),
        }
    }
}

/// A name's token, and how it may be shown.
fn token(
    at: usize,
    name: &str,
    pseudonyms: Option<&Pseudonymizer>,
) -> Result<(SubjectToken, String), SubjectError> {
    let unreadable = |cause| SubjectError::Name(at, cause);
    if name.starts_with("hmac-sha256:") {
        let token: SubjectToken = name.parse().map_err(unreadable)?;
        let shown = token.to_string();
        return Ok((token, shown));
    }
    let pseudonyms = pseudonyms.ok_or(SubjectError::NoKey)?;
    if let Some(id) = name.strip_prefix("id:") {
        return Ok((pseudonyms.opaque(id).map_err(unreadable)?, "id:***".into()));
    }
    if let Some(number) = name.strip_prefix("phone:") {
        let token = pseudonyms.phone(number).map_err(unreadable)?;
        return Ok((token, "phone:***".into()));
    }
    if let Some((_, domain)) = name.split_once('@') {
        let token = pseudonyms.email(name).map_err(unreadable)?;
        return Ok((token, format!("***@{domain}")));
    }
    let document = TaxId::parse(name).map_err(|cause| SubjectError::TaxId(at, cause))?;
    let token = pseudonyms.tax_id(document.expose()).map_err(unreadable)?;
    Ok((token, document.log_mask()))
}

fn read_file(path: &Path) -> Result<String, SubjectError> {
    std::fs::read_to_string(path)
        .map_err(|cause| SubjectError::Unreadable(path.display().to_string(), cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &str) -> Result<DataSubject, SubjectError> {
        let key = SecretString::from("padaria-tres-irmaos-tenant-key\n");
        DataSubject::named(names, Some(&key))
    }

    #[test]
    fn every_name_has_its_token_and_its_mask() {
        let who = "529.982.247-25\n\n ana@exemplo.com.br \nphone:(11) 98765-4321\nid:c-1\n";
        let subject = named(who).unwrap();
        let masked = [
            "***.***.247-**",
            "***@exemplo.com.br",
            "phone:***",
            "id:***",
        ];
        assert_eq!(subject.masked, masked);
        assert_eq!(subject.tokens.len(), 4);
        assert_eq!(named("52998224725").unwrap().tokens, subject.tokens[..1]);
    }

    #[test]
    fn a_wrong_digit_finds_nobody_and_is_not_repeated() {
        let error = named("id:c-1\n529.982.247-26").unwrap_err().to_string();
        assert!(error.starts_with("name 2 of the subject: "), "{error}");
        assert!(!error.contains("529") && !error.contains("247"), "{error}");
    }

    #[test]
    fn a_token_needs_no_key_and_a_document_does() {
        let token = "hmac-sha256:9c1f00aa11bb22cc";
        assert_eq!(DataSubject::named(token, None).unwrap().masked, [token]);
        let error = DataSubject::named("52998224725", None).unwrap_err();
        assert!(matches!(error, SubjectError::NoKey));
        assert!(matches!(named(" \n").unwrap_err(), SubjectError::Missing));
    }
}
