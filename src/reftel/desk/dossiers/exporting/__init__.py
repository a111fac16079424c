"""What scholars take out of a dossier: tables with a codebook, networks, linked data."""

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from reftel.desk.briefing.readable import Readable
from reftel.desk.dossiers.exporting.linked import linked
from reftel.desk.dossiers.exporting.networks import NETWORKS, NetworkName
from reftel.desk.dossiers.exporting.part import part
from reftel.desk.dossiers.exporting.provenance import newest_day
from reftel.desk.dossiers.exporting.tables import write_csv, write_parquet
from reftel.desk.exporting.whole import whole_file, whole_folder
from reftel.dossier.dossier import Dossier

Form = Literal["csv", "parquet", "graphml", "pajek", "jsonld"]


class Written(NamedTuple):
    """What was written. things: what is counted, `tables`, `vertices`, `nodes`."""

    path: Path
    counts: dict[str, int]


def export(  # noqa: PLR0913 - what, whereto, how, as of when, for whom
    dossier: Dossier,
    path: Path,
    form: Form,
    *,
    network: NetworkName = "actor-provision",
    on: date | None = None,
    readable: Readable | None = None,
) -> Written:
    """Write a dossier in a form; path is new: a folder for csv and parquet, else a file.

    on: the day as of which statements are in force; without it, the newest day in the dossier.
    readable: tells what the reader of the export may read; without it he has the files themselves.
    Raises ExportError, and DossierError where he may read nothing.
    """
    dossier = part(dossier, readable) if readable else dossier
    day = on or newest_day(dossier)
    if form in {"csv", "parquet"}:
        write = write_csv if form == "csv" else write_parquet
        with whole_folder(path) as folder:
            return Written(path, write(dossier, folder, day))
    text, counts = _text(dossier, form, network, day)
    with whole_file(path) as out:
        out.write(text.encode())
    return Written(path, counts)


def _text(
    dossier: Dossier, form: Form, network: NetworkName, day: date | None
) -> tuple[str, dict[str, int]]:
    if form == "jsonld":
        return linked(dossier)
    from reftel.archive.graph.formats import graphml, pajek  # noqa: PLC0415 - used by these alone

    found = NETWORKS[network](dossier, day)
    counts = {"vertices": len(found.vertices), "ties": len(found.ties)}
    return (graphml if form == "graphml" else pajek)(found), counts
