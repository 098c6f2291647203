//! Payments in Brazil.

mod bad_day;
mod reading;
mod refused;
mod sandbox;
mod sending;
