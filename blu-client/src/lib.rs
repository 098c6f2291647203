//! Typed client of the Blu acquirer API.
