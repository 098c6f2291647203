use super::{Case, id, none};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "push.send": |matera| {
            let message = serde_json::json!({"title": "Pix recebido"});
            none(matera.push().send(&id(), &message).send().await?)
        };
    }
}
