//! Authentication, retry, limits, pagination, money and errors shared by the Brazilian finance clients.

pub mod audit;
mod digest;
pub mod webhook;
