//! Typed client of the Matera Flagship API.
