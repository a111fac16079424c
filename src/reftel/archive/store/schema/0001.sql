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
    label INTEGER REFERENCES label, -- of all of it, and closed where something was not read
    is_whole INTEGER NOT NULL,     -- whether all of it was read as telegrams
    data BLOB NOT NULL             -- zlib
);

-- Where they came from; stamp and size of the file let an import pass over what it knows.
CREATE TABLE origin (
    path TEXT NOT NULL,            -- `mail.zip!a.txt` of a member
    original INTEGER NOT NULL,
    run INTEGER NOT NULL,
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

-- What a reader of a label knows of. Every way in begins with a label that he reads and goes on
-- with what he asks for: a hidden telegram costs what an absent one does. (With the label behind,
-- SQLite would stop early where no row has the rest of the key, and its steps would tell.) A search
-- in an index ends at the row behind, so a last row closes each table (see the end): there is one
-- behind, hidden or not. Therefore these tables have triggers in place of foreign keys.
CREATE TABLE sight (
    name TEXT NOT NULL,
    label INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    telegram INTEGER NOT NULL,
    public TEXT NOT NULL,
    PRIMARY KEY (label, name, copy)
) WITHOUT ROWID;
CREATE INDEX sight_public ON sight (label, public);
CREATE INDEX sight_telegram ON sight (label, telegram);
CREATE INDEX sight_copy ON sight (copy);

-- What a copy refers to, each entry with the telegrams that it may mean.
CREATE TABLE link (
    target TEXT NOT NULL,
    source TEXT NOT NULL,          -- a name, too
    copy INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    label INTEGER NOT NULL,
    letter TEXT NOT NULL,
    likelihood REAL NOT NULL,
    sent INTEGER,                  -- of the source, seconds since 1970, UTC
    PRIMARY KEY (label, target, copy, entry)
) WITHOUT ROWID;
CREATE INDEX link_source ON link (label, source);
CREATE INDEX link_label ON link (label, target, source, likelihood);
CREATE INDEX link_copy ON link (copy);

-- Other names under which a telegram is looked up: its date-time group.
CREATE TABLE alias (
    alias TEXT NOT NULL,
    label INTEGER NOT NULL,
    name TEXT NOT NULL,
    copy INTEGER NOT NULL,
    PRIMARY KEY (label, alias, name, copy)
) WITHOUT ROWID;
CREATE INDEX alias_copy ON alias (copy);

CREATE TRIGGER copy_gone AFTER DELETE ON copy BEGIN
    DELETE FROM sight WHERE copy = old.id;
    DELETE FROM link WHERE copy = old.id;
    DELETE FROM alias WHERE copy = old.id;
END;

-- The last row in every order; no label has its number, so nobody reads it.
INSERT INTO origin VALUES (char(1114111), 9223372036854775807, 0, 0, 0, x'');
INSERT INTO sight VALUES
    (char(1114111), 9223372036854775807, 9223372036854775807, 9223372036854775807, char(1114111));
INSERT INTO link VALUES
    (char(1114111), char(1114111), 9223372036854775807, 0, 9223372036854775807, '', 0, NULL);
INSERT INTO alias VALUES
    (char(1114111), 9223372036854775807, char(1114111), 9223372036854775807);

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

-- The labels that a readership reads, so that opening a session does not count those it does not.
CREATE TABLE reads (
    clearance TEXT NOT NULL,
    label INTEGER NOT NULL REFERENCES label,
    PRIMARY KEY (clearance, label)
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

-- Readers who keep something of their own: saved searches, notes, tags. Nobody else sees it.
CREATE TABLE reader (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    clearance TEXT NOT NULL,
    UNIQUE (who, clearance)
);

CREATE TABLE saved_search (
    reader INTEGER NOT NULL REFERENCES reader,
    title TEXT NOT NULL,
    query TEXT NOT NULL,
    seen TEXT NOT NULL,            -- names that were found when it was looked at last, JSON
    PRIMARY KEY (reader, title)
) WITHOUT ROWID;

CREATE TABLE note (
    reader INTEGER NOT NULL REFERENCES reader,
    number INTEGER NOT NULL,       -- of the reader's own, from 1
    name TEXT NOT NULL,            -- of the telegram
    paragraph TEXT NOT NULL,       -- as printed, "" of all of it
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (reader, number)
) WITHOUT ROWID;

CREATE TABLE own_tag (
    reader INTEGER NOT NULL REFERENCES reader,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (reader, tag, name)
) WITHOUT ROWID;

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
