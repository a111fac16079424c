-- The truth: originals, records, links, labels. Row numbers never leave the archive.

CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- One run of an import: who, when, with which reader.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    began TEXT NOT NULL,
    ended TEXT,
    reader TEXT NOT NULL,
    named TEXT NOT NULL            -- the paths as named, JSON
);

-- The bytes that were read, once each.
CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    sha BLOB NOT NULL UNIQUE,      -- SHA-256
    size INTEGER NOT NULL,
    data BLOB NOT NULL             -- zlib
);

-- Where they came from; stamp and size of the file let an import pass over what it knows.
CREATE TABLE origin (
    path TEXT NOT NULL,            -- `mail.zip!a.txt` of a member
    original INTEGER NOT NULL REFERENCES original,
    run INTEGER NOT NULL REFERENCES run,
    size INTEGER NOT NULL,
    stamp INTEGER NOT NULL,        -- nanoseconds; 0 of a member
    context BLOB NOT NULL,         -- what reading needs beside the bytes, JSON
    PRIMARY KEY (path, original)
) WITHOUT ROWID;
CREATE INDEX origin_original ON origin (original);

-- What could not be read, and why; its bytes are kept where there were any.
CREATE TABLE refusal (
    path TEXT NOT NULL,
    reason TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run,
    original INTEGER REFERENCES original,
    PRIMARY KEY (path, reason)
) WITHOUT ROWID;

CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    written TEXT NOT NULL UNIQUE,
    level INTEGER NOT NULL,
    needs TEXT NOT NULL,           -- JSON
    nations TEXT                   -- JSON; NULL where any will do
);

-- A telegram is a number; a copy is a record of it. Unnumbered ones are named by their words.
CREATE TABLE telegram (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE copy (
    id INTEGER PRIMARY KEY,
    telegram INTEGER NOT NULL REFERENCES telegram,
    original INTEGER NOT NULL REFERENCES original,
    part INTEGER NOT NULL,
    reader TEXT NOT NULL,
    sent INTEGER,                  -- seconds since 1970, UTC
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_label INTEGER REFERENCES label,
    labels BLOB NOT NULL,          -- of the rest, the subject, each paragraph: MessagePack
    record BLOB NOT NULL,          -- MessagePack, deflated with the original as dictionary
    UNIQUE (original, part)
);
CREATE INDEX copy_telegram ON copy (telegram);

-- What a reader of a label knows of. Each way in begins with what he asks for and goes on with
-- labels that he reads, so that a telegram that is hidden costs what an absent one does.
CREATE TABLE sight (
    name TEXT NOT NULL,
    label INTEGER NOT NULL REFERENCES label,
    copy INTEGER NOT NULL REFERENCES copy ON DELETE CASCADE,
    telegram INTEGER NOT NULL REFERENCES telegram,
    public TEXT NOT NULL,
    PRIMARY KEY (name, label, copy)
) WITHOUT ROWID;
CREATE INDEX sight_public ON sight (public, label);
CREATE INDEX sight_telegram ON sight (telegram, label);
CREATE INDEX sight_label ON sight (label, name);
CREATE INDEX sight_copy ON sight (copy);

-- What a copy refers to, each entry with the telegrams that it may mean.
CREATE TABLE link (
    target TEXT NOT NULL,
    source TEXT NOT NULL,          -- a name, too
    copy INTEGER NOT NULL REFERENCES copy ON DELETE CASCADE,
    entry INTEGER NOT NULL,
    label INTEGER NOT NULL REFERENCES label,
    letter TEXT NOT NULL,
    likelihood REAL NOT NULL,
    sent INTEGER,                  -- of the source, seconds since 1970, UTC
    PRIMARY KEY (target, label, copy, entry)
) WITHOUT ROWID;
CREATE INDEX link_source ON link (source, label);
CREATE INDEX link_label ON link (label, target, source, likelihood);
CREATE INDEX link_copy ON link (copy);

-- Other names under which a telegram is looked up: its date-time group.
CREATE TABLE alias (
    alias TEXT NOT NULL,
    label INTEGER NOT NULL REFERENCES label,
    name TEXT NOT NULL,
    copy INTEGER NOT NULL REFERENCES copy ON DELETE CASCADE,
    PRIMARY KEY (alias, label, name, copy)
) WITHOUT ROWID;
CREATE INDEX alias_copy ON alias (copy);

-- Telegrams that the indexes have not taken in yet, in order.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    telegram INTEGER NOT NULL
);

-- An index of its own for each clearance that reads here.
CREATE TABLE readership (
    clearance TEXT PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE,
    done INTEGER NOT NULL          -- the last change that its index has taken in
) WITHOUT ROWID;

-- What the index of a guarded readership holds of a telegram, as a figure of its document.
CREATE TABLE shown (
    clearance TEXT NOT NULL,
    telegram INTEGER NOT NULL,
    figure BLOB NOT NULL,
    PRIMARY KEY (clearance, telegram)
) WITHOUT ROWID;

-- Acts that set labels otherwise than the markings do. The last one that is in force counts.
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,           -- "telegram" or "path"
    subject TEXT NOT NULL,         -- its name, or the beginning of the paths
    label INTEGER REFERENCES label,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    revoked INTEGER REFERENCES release
);
CREATE INDEX release_subject ON release (subject);

-- The copy that a person chose in place of the rule's.
CREATE TABLE choice (
    telegram INTEGER PRIMARY KEY REFERENCES telegram ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES original,
    part INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL
);

-- Who was given what, and what was released: only added to, each line bound to the one before.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    label INTEGER NOT NULL REFERENCES label,
    line BLOB NOT NULL,            -- JSON
    digest BLOB NOT NULL,          -- SHA-256 of the line
    hash BLOB NOT NULL             -- SHA-256 of the hash before and the digest
);
CREATE INDEX audit_label ON audit (label, seq);
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
