-- The library's truth. Everything else in index/ can be made again from it.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS documents (
    id       TEXT PRIMARY KEY,           -- sha256 of the file's bytes
    name     TEXT NOT NULL UNIQUE,
    path     TEXT NOT NULL,
    title    TEXT NOT NULL,
    sector   TEXT,
    year     INTEGER,
    body     TEXT,
    pages    INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    rows     INTEGER NOT NULL,           -- of its tables
    added    TEXT NOT NULL,
    checksum INTEGER NOT NULL            -- of id, name, and title to rows
);

-- The file as it was last seen, so that an unchanged file is known without opening it.
CREATE TABLE IF NOT EXISTS files (
    path     TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    status   TEXT NOT NULL,
    message  TEXT NOT NULL,
    document_id TEXT REFERENCES documents(id) ON DELETE CASCADE
) WITHOUT ROWID;

-- To which collection files belong, and what comes from them; a file that is in no row belongs to "reports". A folder's
-- row is for files that are new in it. It outlives removing: a file that is gone for a day comes back to where it was.
CREATE TABLE IF NOT EXISTS placed (
    path     TEXT PRIMARY KEY,           -- of a file or a folder
    collection TEXT NOT NULL
) WITHOUT ROWID;

-- What a person set in place of what the text said; it outlives re-reading and removing.
CREATE TABLE IF NOT EXISTS corrections (
    name     TEXT PRIMARY KEY,
    title    TEXT,
    sector   TEXT,
    year     INTEGER
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    page     INTEGER NOT NULL,           -- from 1
    text     TEXT NOT NULL,
    checksum INTEGER NOT NULL,           -- see seals.py
    PRIMARY KEY (document_id, page)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS blocks (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    text     TEXT NOT NULL,
    page     INTEGER,
    box      TEXT,                       -- JSON [left, top, right, bottom]
    headings TEXT NOT NULL,              -- JSON list
    row      INTEGER,
    "column" TEXT,
    continues INTEGER NOT NULL,
    start    INTEGER NOT NULL,           -- offset in the document's text
    checksum INTEGER NOT NULL,           -- of kind to start
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS passages (
    id       INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: by it the search index knows what is new
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    text     TEXT NOT NULL,
    page_first INTEGER,
    page_last  INTEGER,
    headings TEXT NOT NULL,
    "column" TEXT,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    sentences TEXT NOT NULL,             -- JSON [[start, end], …] within the text
    checksum INTEGER NOT NULL,           -- of document_id to sentences
    sentence_vectors BLOB NOT NULL,      -- float16, sentences × dimension; it and the next end with a checksum
    word_codes BLOB NOT NULL             -- int8, content words × 64
);
CREATE INDEX IF NOT EXISTS passages_of_document ON passages(document_id, start);

-- By what passages are found, apart from their text, so that the search index is made from it fast.
CREATE TABLE IF NOT EXISTS indexed (
    passage  INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL,
    length   INTEGER NOT NULL,           -- in terms, header and text together
    vector   BLOB NOT NULL,              -- float16, dimension; it and the next end with a checksum
    terms    BLOB NOT NULL,              -- (id of a term int32, how often uint8) each; see postings.py
    checksum INTEGER NOT NULL            -- of the row with the checksums of its blobs; see indexed.py
);

-- Stems of words; they stay when the last passage that bears one leaves.
CREATE TABLE IF NOT EXISTS terms (
    id       INTEGER PRIMARY KEY,
    term     TEXT NOT NULL UNIQUE,
    checksum INTEGER NOT NULL            -- of id and term
);

-- Short and long names of one thing, as the reports pair them.
CREATE TABLE IF NOT EXISTS names (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    short    TEXT NOT NULL,
    long     TEXT NOT NULL,
    PRIMARY KEY (document_id, short, long)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_by_short ON names(short);
CREATE INDEX IF NOT EXISTS names_in_any_case ON names(short COLLATE NOCASE, long);
CREATE INDEX IF NOT EXISTS names_by_long ON names(lower(long), short);

-- The ledger as extracted from the reports; it can be made again from their blocks.
CREATE TABLE IF NOT EXISTS commitments (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,           -- in the order in which the report tells them
    id       TEXT NOT NULL,              -- the same as long as report, donor, amount and quote are
    donor    TEXT NOT NULL,
    donor_code TEXT,
    amount   TEXT,                       -- as written
    value    REAL,                       -- in whole units of the currency
    currency TEXT,                       -- ISO 4217
    currency_basis TEXT NOT NULL,
    status   TEXT NOT NULL,
    implementer TEXT,
    purpose  TEXT,
    scope    TEXT,
    date     TEXT,                       -- ISO 8601, as exact as the quote
    quotes   TEXT NOT NULL,              -- JSON list
    contradicted INTEGER NOT NULL,
    checksum INTEGER NOT NULL,           -- of id to contradicted
    PRIMARY KEY (document_id, id)
) WITHOUT ROWID;

-- What a person set in a row of the ledger; it outlives re-reading and removing.
CREATE TABLE IF NOT EXISTS row_corrections (
    row      TEXT NOT NULL,              -- commitments.id
    field    TEXT NOT NULL,              -- "wrong" marks the row as a whole
    value    TEXT,
    set_at   TEXT NOT NULL,              -- ISO 8601, UTC
    PRIMARY KEY (row, field)
) WITHOUT ROWID;

-- Full text for phrases; rowid = passages.id. Porter stems, as reports say fund, funded and funding.
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(header, text, tokenize='porter unicode61 remove_diacritics 2');

-- What people asked and were told. The owner is a hash of what their browser keeps, or of their account.
CREATE TABLE IF NOT EXISTS conversations (
    id       TEXT PRIMARY KEY,           -- random
    owner    TEXT NOT NULL,
    title    TEXT NOT NULL,
    started  TEXT NOT NULL,              -- ISO 8601, UTC
    changed  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversations_of_owner ON conversations(owner, changed);

CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,           -- from 1
    question TEXT NOT NULL,
    said     TEXT NOT NULL,              -- the answer as plain text, for looking through conversations
    answer   TEXT NOT NULL,              -- JSON
    asked    TEXT NOT NULL,              -- ISO 8601, UTC
    link     TEXT UNIQUE,                -- random; by it others may read this answer
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;

-- Which sentences answers were made of.
CREATE TABLE IF NOT EXISTS cited (
    conversation TEXT NOT NULL,
    number   INTEGER NOT NULL,
    document TEXT NOT NULL,              -- the report's name
    start    INTEGER NOT NULL,           -- offset in the document's text
    "end"    INTEGER NOT NULL,
    PRIMARY KEY (conversation, number, document, start, "end"),
    FOREIGN KEY (conversation, number) REFERENCES turns(conversation, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cited_sentences ON cited(document, start);

-- What people thought of an answer; it outlives the conversation, and says nothing of who thought it.
CREATE TABLE IF NOT EXISTS feedback (
    conversation TEXT NOT NULL,
    number   INTEGER NOT NULL,
    good     INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    question TEXT NOT NULL,
    answer   TEXT NOT NULL,              -- JSON, with its evidence
    given    TEXT NOT NULL,              -- ISO 8601, UTC
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;

-- Who may come in. Names are in small letters; see access/names.py.
CREATE TABLE IF NOT EXISTS accounts (
    name     TEXT PRIMARY KEY,
    role     TEXT NOT NULL,              -- reader, curator or administrator
    password TEXT NOT NULL,              -- argon2id; "" for one who comes in through a proxy alone
    added    TEXT NOT NULL               -- ISO 8601, UTC
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS members (
    account  TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
    "group"  TEXT NOT NULL,
    PRIMARY KEY (account, "group")
) WITHOUT ROWID;

-- What a group may see; "everyone" is the group of all accounts.
CREATE TABLE IF NOT EXISTS grants (
    "group"  TEXT NOT NULL,
    collection TEXT NOT NULL,
    PRIMARY KEY ("group", collection)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sessions (
    token    TEXT PRIMARY KEY,           -- sha256 of the cookie's
    account  TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
    started  REAL NOT NULL,              -- seconds since 1970
    used     REAL NOT NULL               -- as above
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_account ON sessions(account);

-- Wrong passwords of the last quarter of an hour.
CREATE TABLE IF NOT EXISTS attempts (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,              -- a keyed hash of what was typed
    address  TEXT NOT NULL,
    at       REAL NOT NULL               -- seconds since 1970
);
CREATE INDEX IF NOT EXISTS attempts_for_name ON attempts(name, at);
CREATE INDEX IF NOT EXISTS attempts_from_address ON attempts(address, at);

-- Keys of programs.
CREATE TABLE IF NOT EXISTS client_keys (
    name     TEXT PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,       -- sha256
    account  TEXT REFERENCES accounts(name) ON DELETE CASCADE,
    added    TEXT NOT NULL               -- ISO 8601, UTC
) WITHOUT ROWID;

-- Files that people sent: a list for each owner, and what still waits to be read.
CREATE TABLE IF NOT EXISTS uploads (
    id       TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,              -- as in conversations
    name     TEXT NOT NULL,
    path     TEXT NOT NULL,              -- "" where the file was refused
    size     INTEGER NOT NULL,           -- bytes
    sha256   TEXT NOT NULL,
    state    TEXT NOT NULL,              -- waiting, reading or done
    status   TEXT,                       -- what became of it; null until it is done
    message  TEXT NOT NULL,
    pages    INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    rows     INTEGER NOT NULL,
    commitments INTEGER NOT NULL,
    added    TEXT NOT NULL,              -- ISO 8601, UTC
    done     TEXT
);
CREATE INDEX IF NOT EXISTS uploads_of_owner ON uploads(owner);
CREATE INDEX IF NOT EXISTS uploads_open ON uploads(state) WHERE state <> 'done';
