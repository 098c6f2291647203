//! Authentication, retry, limits, pagination, money and errors shared by the Brazilian finance clients.

pub mod money;
pub mod secret;
pub mod wire;
