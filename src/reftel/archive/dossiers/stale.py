"""Labels of dossiers after labels of telegrams changed, in the same transaction."""

import sqlite3


def settle(connection: sqlite3.Connection) -> None:
    """Label the dossiers anew that cite a telegram of which something changed."""
    if connection.execute("SELECT 1 FROM dossier_stale").fetchone() is None:
        return
    # What reads and checks dossiers is slow to load, and most imports change none.
    from reftel.archive.dossiers.keeping import Dossiers  # noqa: PLC0415

    Dossiers(connection).settle()
