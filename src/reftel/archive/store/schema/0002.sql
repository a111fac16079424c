-- Dossiers, the maps of negotiations, beside the telegrams that their lines cite. Their home is a
-- folder of files; what stands here follows from it.
CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,          -- from where it was kept last
    hash BLOB NOT NULL,            -- SHA-256 of its lines
    at TEXT NOT NULL               -- ISO 8601, UTC
);

-- Its lines in the order of the files; a step of a démarche is a line of its own.
CREATE TABLE dossier_line (
    id INTEGER PRIMARY KEY,
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    kind TEXT NOT NULL,            -- its table; "title", "steps", "references"
    key TEXT NOT NULL,             -- its id; `id/3` of a step; a number of what has no id
    is_named INTEGER NOT NULL,     -- whether it is the short form for who reads a line that names it
    cited TEXT NOT NULL,           -- the telegram that it cites, "" of none
    place TEXT NOT NULL,           -- in that, "2"
    record BLOB NOT NULL           -- MessagePack
);
CREATE INDEX dossier_line_dossier ON dossier_line (dossier);
CREATE INDEX dossier_line_cited ON dossier_line (cited);

-- Who may see which line: like `sight`, and with a last row for the same reason. Several rows of a
-- line: one of their labels is enough. The dossier stands here with its name, so that nobody looks
-- a hidden one up.
CREATE TABLE dossier_sight (
    label INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    line INTEGER NOT NULL,
    cited TEXT NOT NULL,           -- "" of lines that were rejected, too
    telegram INTEGER NOT NULL,     -- its row, 0 where it is not held
    PRIMARY KEY (label, dossier, kind, key, line)
) WITHOUT ROWID;
CREATE INDEX dossier_sight_cited ON dossier_sight (label, cited, dossier, kind, telegram, line);
CREATE INDEX dossier_sight_line ON dossier_sight (line);
CREATE TRIGGER dossier_line_gone AFTER DELETE ON dossier_line BEGIN
    DELETE FROM dossier_sight WHERE line = old.id;
END;
INSERT INTO dossier_sight VALUES
    (9223372036854775807, char(1114111), '', '', 9223372036854775807, char(1114111), 0);

-- Dossiers of which a cited telegram has a copy more or less, or one with other labels: their own
-- labels are set before the transaction ends.
CREATE TABLE dossier_stale (dossier INTEGER PRIMARY KEY REFERENCES dossier ON DELETE CASCADE);
CREATE TRIGGER sight_cited AFTER INSERT ON sight BEGIN
    INSERT OR IGNORE INTO dossier_stale SELECT dossier FROM dossier_line WHERE cited = new.name;
END;
CREATE TRIGGER sight_uncited AFTER DELETE ON sight BEGIN
    INSERT OR IGNORE INTO dossier_stale SELECT dossier FROM dossier_line WHERE cited = old.name;
END;
