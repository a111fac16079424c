"""The Department's copy in pages: in the National Archives' record of 1973-79, and later alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from . import places, truth
from .facts import Facts, draw
from .lines import spaced, wrapped
from .printed import addressees, labels, text
from .sample import Sample
from .words import Ranked

PAGE = 44  # lines of a telegram that one page holds, as the real copies of 1974-79 have it
ACTIONS = Ranked("ARA, EUR, AF, NEA, EA, EB, IO, PM, SS, L")
INFOS = Ranked("OCT, ISO, INR, L, SS, NSC, PM, IO, EB, CIAE, DODE, H, PRS, USIA, SP, AID, COME")
STAMP = " Declassified/Released US Department of State EO Systematic Review "
RELEASED = {1973: "30 JUN 2005", 1974: "30 JUN 2005", 1975: "05 JUL 2006", 1976: "04 MAY 2006",
            1977: "22 May 2009", 1978: "20 Mar 2014", 1979: "20 Mar 2014"}  # fmt: skip


def sample(chance: Random) -> Sample:
    """Return a Department copy, three in four of them with the archives' titles and attributes."""
    archived = chance.random() < 0.75
    facts = draw(chance, (1973, 1979) if archived else (1983, 1994), places.stations())
    office, distribution, total = _distribution(chance)
    received = facts.sent + timedelta(minutes=5 + int(600 * chance.random() ** 4))
    head = _head(chance, facts, distribution, received)
    pages = list(_pages(facts, [*head, *_telegram(facts)], received))
    numbers = " ".join(map(str, range(1, len(pages) + 1)))
    found = truth.of_facts(facts, copies=total, pages=numbers)
    copy = "\n\n".join(pages) + "\n\n\n\n\nNNN\n"
    if archived:
        copy = _record(facts, copy, office, len(pages))
    return Sample("archives", copy, found)


def _distribution(chance: Random) -> tuple[str, list[str], str]:
    """Return the first office, the lines that list all, and the sum of their copies."""
    office, own = ACTIONS.draw(chance), chance.randrange(1, 21)
    others = {each: chance.randrange(16) for each in INFOS.some(chance, 8) if each != office}
    total = own + sum(others.values())
    offices = "  ".join(f"{name}-{copies:02}" for name, copies in others.items())
    listed = wrapped(f"INFO  {offices}  /{total:03} W", indent="      ")
    return f"ACTION {office}", [f"ACTION {office}-{own:02}", "", *listed], str(total)


def _head(
    chance: Random, facts: Facts, distribution: Sequence[str], received: datetime
) -> list[str]:
    counter = f"{chance.randrange(130000):06}"
    dashes = "                       ---------------------     " + counter
    if facts.sent.year > 1976:
        dashes = f"                       ------------------{counter}  {received:%d%H%M}Z /11"
    number = [f"{chance.randrange(10, 70)}"] if facts.sent.year < 1977 else []
    return [*number, *distribution, dashes, f"{facts.letters} {facts.dtg}"]


def _telegram(facts: Facts) -> list[str]:
    width = 4 if facts.sent.year < 1980 else 5
    return [
        f"FM {facts.post.address}",
        *addressees(facts, routed=False),
        "",
        f"{spaced(facts.level)} {facts.post.name} {facts.number:0{width}}",
        "",
        *facts.captions,
        *([""] if facts.captions else []),
        *labels(facts, "SUBJECT" if facts.number % 2 else "SUBJ"),
        *text(facts, capitals=True),
        facts.signature,
    ]


def _pages(facts: Facts, lines: Sequence[str], received: datetime) -> Iterator[str]:
    """Yield the pages, each between two classification lines, below its page line."""
    name, printed = facts.post.name[:6].strip(), f"{facts.number:05}"
    for page, begin in enumerate(range(0, len(lines), PAGE), start=1):
        top = f"PAGE {page:02}  {name} {printed}  {received:%d%H%M}Z"
        body = "\n".join(lines[begin : begin + PAGE])
        yield f"{facts.level}\n\n{top}\n\n{body}\n\n\n{facts.level}"


def _record(facts: Facts, copy: str, office: str, pages: int) -> str:
    """Return the copy between the archives' two titles, with the attributes."""
    stamp = STAMP + RELEASED[facts.sent.year]
    station = facts.post.name[:6].replace(" ", "")
    day = f"{facts.sent:%d} {facts.dtg.split()[1]} {facts.sent.year}"
    attributes = {
        "Automatic Decaptioning": "X",
        "Capture Date": "01 JAN 1994",
        "Channel Indicators": "n/a",
        "Current Classification": "UNCLASSIFIED",
        "Concepts": "n/a",
        "Copy": "SINGLE",
        "Draft Date": day,
        "Document Number": f"{facts.sent.year}{station}{facts.number:05}",
        "Document Source": "CORE",
        "Executive Order": facts.order.element.split()[0] if facts.order else "n/a",
        "From": facts.post.name,
        "Handling Restrictions": "n/a",
        "Line Count": str(copy.count("\n") + 1),
        "Locator": "TEXT ON-LINE",
        "Office": office,
        "Original Classification": facts.level,
        "Original Handling Restrictions": ", ".join(facts.captions) or "n/a",
        "Page Count": str(pages),
        "Review Date": "15 AUG 2002",
        "Secure": "OPEN",
        "Status": "NATIVE",
        "Subject": facts.subject,
        "TAGS": ", ".join(facts.tags) or "n/a",
        "To": "STATE",
        "Type": "TE",
    }
    listed = "\n".join(f"{key}: {value}" for key, value in attributes.items())
    return f"{stamp}\nMessage Text\n\n{copy}{stamp}\nMessage Attributes\n{listed}\n"
