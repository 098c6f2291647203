//! The secrets that webhooks are signed with.

use contaazul_client::webhook::{Receiver, ReceiverBuilder};

use crate::variables::{Unset, Variables};

const SECRET: &str = "CONTAAZUL_WEBHOOK_SECRET";

/// A receiver that knows the secrets: every variable that begins with `CONTAAZUL_WEBHOOK_SECRET`
/// holds one, and its name tells which one matched.
///
/// # Errors
/// [`Unset`] when there is not even the first.
pub fn webhook_secrets(variables: &Variables) -> Result<ReceiverBuilder, Unset> {
    variables.require([SECRET])?;
    let secrets = variables.beginning_with(SECRET);
    Ok(
        secrets.fold(Receiver::builder(), |receiver, (name, secret)| {
            receiver.with_secret(name, secret)
        }),
    )
}
