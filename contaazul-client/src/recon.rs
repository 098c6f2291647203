//! Receivables, payables and installments as entries of `recon-core`.
