//! Suites that need more than one crate live in `tests/it`; this library is empty.
