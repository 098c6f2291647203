//! Pure, deterministic reconciliation: bank lines against receivables, payables and settlements, with reasons.
