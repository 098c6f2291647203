//! One row of the table.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

use crate::header_form::HeaderForm;

/// An operation, and what it wants unless the caller says otherwise.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) operation: Operation,
    pub(crate) headers: HeaderForm,
    pub(crate) site: Site,
}

/// Which of Blu's APIs an operation belongs to: where it is, and how it words failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// Reports.
    Reports,
    /// What is below `/b2b`, but for the next.
    Business,
    /// The first generation of PagBlu, whose HTTP status says nothing.
    ChargesV1,
    /// Creation of clients, on a host of its own.
    Portal,
}

impl Endpoint {
    /// A report: it only reads, so it may be repeated.
    pub(super) const fn report(
        name: &'static str,
        path: &'static str,
        paging: Paging,
        headers: HeaderForm,
        mark: &'static str,
    ) -> Self {
        let mut endpoint = Self::business(name, Method::GET, path, mark);
        endpoint.operation.paging = paging;
        endpoint.headers = headers;
        endpoint.site = Site::Reports;
        endpoint
    }

    /// Something of the business APIs, with `Authorization: Bearer`. Reading is safe, writing is
    /// not until [`safe`](Self::safe).
    pub(super) const fn business(
        name: &'static str,
        method: Method,
        path: &'static str,
        mark: &'static str,
    ) -> Self {
        let idempotency = match method {
            Method::GET => Idempotency::Safe,
            _ => Idempotency::Unsafe,
        };
        Self {
            operation: Operation {
                name,
                method,
                path,
                idempotency,
                paging: Paging::None,
                mark,
            },
            headers: HeaderForm::BEARER,
            site: Site::Business,
        }
    }

    pub(super) const fn headers(mut self, headers: HeaderForm) -> Self {
        self.headers = headers;
        self
    }

    pub(super) const fn at(mut self, site: Site) -> Self {
        self.site = site;
        self
    }

    /// For writes that change nothing more when they are repeated.
    pub(super) const fn safe(mut self) -> Self {
        self.operation.idempotency = Idempotency::Safe;
        self
    }

    /// What a 404 should say beside, for some of Blu's paths are not documented. At a documented
    /// one it means the thing that was asked for, and not the path, unless it is a report: those
    /// are always there.
    pub(crate) fn doubts_of_path(&self, is_moved: bool) -> Option<&'static str> {
        let is_documented = self.operation.mark == "doc";
        if is_documented && self.site != Site::Reports {
            return None;
        }
        if is_moved {
            return Some("the path is the one set with `with_path`");
        }
        Some(match self.operation.mark {
            "doc" => {
                "the path is the documented one; check the API URL, or set another `with_path`"
            }
            "code" => "the path is taken from other people's code; another is set `with_path`",
            "inferred" => "the path is inferred, not documented; another is set `with_path`",
            _ => "the path is a guess, for Blu publishes none; set the right one `with_path`",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_not_documented_says_so() {
        let doubts = |mark, is_moved| {
            let endpoint = Endpoint::business("blu.x", Method::GET, "/x", mark);
            endpoint.doubts_of_path(is_moved).unwrap_or_default()
        };
        for (mark, told) in [
            ("code", "other people's code"),
            ("inferred", "inferred"),
            ("guess", "guess"),
        ] {
            assert!(doubts(mark, false).contains(told), "{mark}");
            assert!(doubts(mark, true).contains("the one set"), "{mark}");
        }
        assert_eq!(doubts("doc", false), "");
        let report = Endpoint::report("blu.x", "/x", Paging::None, HeaderForm::BEARER, "doc");
        let doubts = report.doubts_of_path(false).unwrap();
        assert!(doubts.contains("documented one"));
    }
}
