//! Current Mexican employments.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list(
    "belvo.current_employments.list",
    "/api/mx/current-employments/",
);
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.current_employments.retrieve",
    "/api/mx/current-employments/",
);
pub(crate) static GET: Operation = get(
    "belvo.current_employments.get",
    "/api/mx/current-employments/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.current_employments.delete",
    "/api/mx/current-employments/{id}/",
);
