"""Small dossiers for tests: a sound one of a few lines, with files put in its place."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from reftel import read
from reftel.dossier.dossier import Dossier
from reftel.telegram.model import Telegram

EXAMPLES = Path(__file__).parents[2] / "examples/line"
SOUND = {
    "dossier.toml": '[dossier]\ntitle = "The term"\nbody = "council"\nside = "eldrane"\n'
    'audience = "council"\ndue = 2008-05-30\n',
    "actors.toml": """\
[[actor]]
id = "eldrane"
name = "Eldrane"
kind = "state"

[[actor]]
id = "dravonne"
name = "Dravonne"
kind = "state"
aliases = ["Dravonnian"]

[[actor]]
id = "morbane"
name = "Ilya Morbane"
kind = "person"
offices = [{title = "Director", of = "dravonne", since = 2007-01-01, until = 2008-12-31}]

[[actor]]
id = "quillon"
name = "Embassy Quillon"
kind = "mission"
of = "eldrane"

[[actor]]
id = "council"
name = "Council"
kind = "body"
members = [{actor = "eldrane"}, {actor = "dravonne"}]
""",
    "provisions.toml": """\
[[provision]]
id = "term"
name = "Term"
marks = [{at = 0, name = "lapse"}, {at = 40, name = "two years"}, {at = 100, name = "five years"}]
references = [{name = "lapse", at = 0, because = "no text, no mandate"}]
""",
    "statements.csv": """\
id,actor,provision,stance,said,source,via,superseded_by,cite,quote
el-1,eldrane,term,five years,2008-03-03,government,,,08STATE21874#4,"a term of five years"
dv-1,dravonne,term,two years,2008-03-06,own,,,08QUILLON214#2,two years had been enough
""",
    "texts.toml": '[[text]]\nid = "draft"\nkind = "draft"\non = 2008-03-11\n'
    'cite = "08CALDESSA187#5"\n',
}
STATEMENTS = SOUND["statements.csv"]


def made(folder: Path, **files: str) -> Dossier:
    """Return the sound dossier with files of other words; `actors_csv` is actors.csv."""
    for name, words in (SOUND | {_file(name): words for name, words in files.items()}).items():
        (folder / name).write_text(words, encoding="utf-8")
    return Dossier(folder)


def statements(*lines: str) -> str:
    """Return statements.csv with lines behind the sound ones."""
    return STATEMENTS + "".join(f"{line}\n" for line in lines)


def opened() -> Callable[[str], Telegram | None]:
    """Return what opens the example telegrams."""
    return _telegrams().get


@cache
def _telegrams() -> dict[str, Telegram]:
    found = [read(path) for path in sorted(EXAMPLES.glob("08*.txt"))]
    return {each.identity.mrn: each for each in found if each.identity}


def _file(name: str) -> str:
    stem, _, form = name.rpartition("_")
    return f"{stem}.{form}"
