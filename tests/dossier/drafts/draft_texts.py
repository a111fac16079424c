"""The drafts of the examples, and invented ones."""

from pathlib import Path

from reftel.desk.reading import read
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.records import Draft

LINE = Path(__file__).parents[3] / "examples" / "line"


def of_example(name: str, number: int) -> Draft:
    """Return the draft in a paragraph of an example."""
    paragraphs = read(LINE / f"{name}.txt").paragraphs
    text = next(each.text for each in paragraphs if each.number == number)
    inside = text.split("BEGIN TEXT:")[1].split("END TEXT")[0]
    return read_clauses(inside, f"{name} para {number}")


def first() -> Draft:
    return of_example("08CALDESSA0187", 5)


def revised() -> Draft:
    return of_example("08CALDESSA0268-2of2", 4)


def adopted() -> Draft:
    return of_example("08CALDESSA0331", 4)


def told(draft: Draft) -> list[tuple[str, str, str]]:
    """Return name, label and leading verb of every clause."""
    return [
        (each.name, each.label, each.verb.printed if each.verb else "")
        for each in draft.clauses
        if each.is_clause
    ]


def numbered(*words: str) -> Draft:
    """Return a draft with numbered operative clauses."""
    lines = [f"{number}. {each}" for number, each in enumerate(words, 1)]
    return read_clauses("\n\n".join(["The Council,", *lines]))
