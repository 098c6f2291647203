//! Typed client of the Belvo API.
