"""A whip count as a picture: every member's seat in its standing's colour."""

from pathlib import Path

from reftel.council.errors import CouncilError
from reftel.council.rules import Rule
from reftel.council.whip import Standing, WhipCount
from reftel.desk.pictures import png, svg
from reftel.desk.pictures.records import Answer, Count, Seat

ANSWERS: dict[Standing, Answer] = {
    "yes": "yes",
    "lean yes": "leans yes",
    "abstain": "abstains",
    "lean no": "leans no",
    "no": "no",
    "unknown": "unknown",
}
KINDS = (".svg", ".png")


def write(count: WhipCount, rule: Rule, path: str) -> None:
    """Write the picture of a count; its kind is that of the path's ending.

    The same count gives the same bytes. Raises CouncilError for another ending, and where the file
    cannot be written.
    """
    kind = Path(path).suffix.lower()
    if kind not in KINDS:
        message = f"{path}: a picture ends with {' or '.join(KINDS)}"
        raise CouncilError(message)
    drawn = picture(count, rule)
    content = svg(drawn).encode() if kind == ".svg" else png(drawn)
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        message = f"{path}: cannot be written: {error.strerror}"
        raise CouncilError(message) from error


def picture(count: WhipCount, rule: Rule) -> Count:
    """Return the picture of a count. Where the rule asks for a number of votes, it is drawn."""
    return Count(
        title=f"{count.body}, {count.on}: {count.now.yes}-{count.now.no}-{count.now.abstain} as "
        f"they lean, {count.probability:.0%} likely to pass",
        seats=tuple(
            Seat(
                name=row.name,
                answer="abstains" if row.obliged else ANSWERS[row.standing],
                code=row.code[:3],
                may_veto=row.veto,
            )
            for row in count.rows
        ),
        needed=_needed(rule),
        note=f"{count.rule}: {count.needs}",
    )


def _needed(rule: Rule) -> int:
    for each in rule.ways[0]:
        if (each.weight, each.side, each.comparison, each.base) == ("", "yes", ">=", ""):
            return int(each.amount)
    return 0
