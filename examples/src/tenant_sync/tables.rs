//! The tables, the same in both databases. Everything of a company is keyed by its CNPJ and the
//! ERP's id, so that storing something again stores it once. `record` is the answer as it was read.

/// From one version to the next. Never changed, only added to.
pub(super) const STEPS: &[&str] = &[r"
CREATE TABLE night (
    id BIGINT PRIMARY KEY,
    month TEXT NOT NULL,
    whole BIGINT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE TABLE company (
    cnpj TEXT PRIMARY KEY,
    company_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Up to when all changes are stored; nothing before the first whole reading.
    checkpoint TEXT
);
CREATE TABLE outcome (
    company_id TEXT NOT NULL,
    night BIGINT NOT NULL,
    problem TEXT,
    PRIMARY KEY (company_id, night)
);
-- Where each list stands: the page to go on at, or nothing when it was read to its end.
CREATE TABLE place (
    company_id TEXT NOT NULL,
    list TEXT NOT NULL,
    night BIGINT NOT NULL,
    page TEXT,
    PRIMARY KEY (company_id, list)
);
CREATE TABLE bill (
    cnpj TEXT NOT NULL,
    id TEXT NOT NULL,
    side TEXT NOT NULL,
    event_id TEXT,
    due_date TEXT,
    accrual_date TEXT,
    status TEXT,
    description TEXT,
    counterparty TEXT,
    category TEXT,
    total BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    open BIGINT NOT NULL,
    night BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (cnpj, id)
);
CREATE TABLE settlement (
    cnpj TEXT NOT NULL,
    id TEXT NOT NULL,
    installment_id TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    amount BIGINT NOT NULL,
    method TEXT,
    record TEXT NOT NULL,
    PRIMARY KEY (cnpj, id)
);
CREATE INDEX settlement_of ON settlement (cnpj, installment_id);
CREATE TABLE transfer (
    cnpj TEXT NOT NULL,
    id TEXT NOT NULL,
    direction TEXT NOT NULL,
    moved_on TEXT NOT NULL,
    amount BIGINT NOT NULL,
    description TEXT,
    night BIGINT NOT NULL,
    PRIMARY KEY (cnpj, id, direction)
);
CREATE TABLE fiscal_note (
    cnpj TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT,
    issued_on TEXT,
    counterparty TEXT,
    status TEXT,
    total BIGINT,
    record TEXT NOT NULL,
    PRIMARY KEY (cnpj, kind, id)
);
"];
