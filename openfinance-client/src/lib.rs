//! Typed client of Open Finance Brasil.
