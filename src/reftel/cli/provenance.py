"""What the card says of the copy: edition, release, e-mails, what was taken out, a later cover."""

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from reftel.cli.progress import counted
from reftel.cli.terminal import safe
from reftel.telegram.model import Edition, Release, Telegram

Row = tuple[str, Text]


def rows(telegram: Telegram) -> Iterator[Row]:
    """Yield label and value of each line; nothing for a plain copy."""
    if telegram.edition is not None:
        yield "Printed", Text(safe(_edition(telegram.edition)))
    if telegram.release is not None:
        yield "Release", Text(safe(_release(telegram.release)))
    if telegram.redactions:
        yield "Taken out", Text(safe(_redactions(telegram)), style="yellow")
    if telegram.emails:
        senders = " ← ".join(each.sender.split(" <")[0] for each in telegram.emails)
        yield "E-mailed", Text(safe(f"{counted(len(telegram.emails), 'e-mail')}: {senders}"))
    cover = [each for each in telegram.attributes if each.key == "MRN"]
    if cover:
        differing = [each.key for each in telegram.attributes if each.agreement == "differs"]
        told = f"; differs in {', '.join(differing)}" if differing else ""
        yield "Cover", Text(safe(f"put on later{told}"))


def _edition(edition: Edition) -> str:
    source = edition.source
    where = f" · {source.archive}, {source.file}".rstrip(", ") if source else ""
    return f"{edition.volume} {edition.document}{where}"


def _release(release: Release) -> str:
    parts = [
        release.decision,
        ", ".join(release.exemptions),
        f"as {release.level}" if release.level else "",
        f"{release.date}" if release.date else "",
        release.case,
        release.document,
    ]
    return " · ".join(part for part in parts if part)


def _redactions(telegram: Telegram) -> str:
    kinds = Counter(each.exemption or each.amount or each.kind for each in telegram.redactions)
    places = ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in kinds.items())
    return f"{counted(len(telegram.redactions), 'mark')}: {places}"
