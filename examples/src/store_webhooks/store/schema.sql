-- An order of the shop and how far it has come.
CREATE TABLE shop_order (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    -- Set before the ERP is asked: what may have been done must be looked up.
    charge_asked_at INTEGER,
    charge_id TEXT UNIQUE,
    paid_at INTEGER,
    invoice_asked_at INTEGER,
    invoice_id TEXT,
    invoice_number INTEGER
) STRICT;

-- Events that a known secret signed, as they came. The key is the same however often they come.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    secret TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

-- What is to be done: each job once per order or message.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    job TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
    tries INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    UNIQUE (job, subject)
) STRICT;
CREATE INDEX task_to_do ON task (next_at) WHERE state = 'waiting';

-- What needs a person: a task that was given up, or a message that was refused.
CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 1,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    task INTEGER UNIQUE REFERENCES task (id),
    -- Of a refused message. The same message is kept once.
    signature TEXT,
    body BLOB,
    UNIQUE (signature, body)
) STRICT;
