//! Typed client of the Conta Azul ERP API.
