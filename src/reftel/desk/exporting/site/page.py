"""What the page of a telegram tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from reftel.archive.graph.walking import Link
from reftel.archive.session import CopyFacts, Kept, Session
from reftel.core.diagnostic import Diagnostic
from reftel.desk.citing import NoCitationError, Style, cite
from reftel.desk.exporting.naming import safe_name
from reftel.desk.exporting.site.shelf import Entry
from reftel.desk.prose import COLUMNS_OF_A_TABLE, reflow
from reftel.telegram.model import Addressee, Paragraph, Telegram
from reftel.telegram.references.names import meant, one_name

LIKELY = 0.5
STYLES: tuple[tuple[Style, str], ...] = (
    ("nara", "National Archives"),
    ("chicago", "Chicago"),
    ("bibtex", "BibTeX"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A telegram that is pointed at. href: of its page, "" of one that has none here."""

    name: str
    href: str
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of the references, with what it may mean."""

    letter: str
    text: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Prose, or lines whose blanks have a meaning."""

    text: str
    laid_out: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph. anchor: p3 of the first that is numbered 3; else s5, of the fifth one."""

    anchor: str
    number: str
    mark: str
    heading: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a telegram. facts: what stands above its text, by title."""

    file: str
    entry: Entry
    id: str
    level: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    tags: dict[str, str]
    references: tuple[Cited, ...]
    named: tuple[Target, ...]
    citing: tuple[Target, ...]
    parts: tuple[Part, ...]
    findings: tuple[Diagnostic, ...]
    citations: tuple[tuple[str, str], ...]
    copies: tuple[tuple[CopyFacts, tuple[str, ...]], ...]


def page(session: Session, name: str, known: frozenset[str]) -> Page:
    """Return the page of a telegram. known: those that have a page. Raises NotHeldError."""
    kept = session.telegram(name)
    telegram = kept.telegram
    to, from_ = session.links(kept.name)
    references = tuple(_cited(telegram, known))
    told = {target.name for each in references for target in each.targets}
    return Page(
        file=_file(kept.name),
        entry=_entry(kept),
        id=kept.id,
        level=telegram.classification.level if telegram.classification else "",
        facts=tuple((title, words) for title, words in _facts(telegram) if words),
        tags={each.code: each.title for each in telegram.tags},
        references=references,
        named=tuple(_targets((each.target for each in _likely(to)), known, told)),
        citing=tuple(_targets((each.source for each in _likely(from_)), known, set())),
        parts=tuple(_parts(telegram.paragraphs)),
        findings=telegram.diagnostics,
        citations=tuple(_citations(telegram)),
        copies=tuple((each, tuple(map(_last, each.paths))) for each in kept.copies),
    )


def _file(name: str) -> str:
    return f"{safe_name(name)}.html"


def _entry(kept: Kept) -> Entry:
    telegram = kept.telegram
    own, sender = telegram.identity, telegram.originator
    return Entry(
        name=kept.name,
        date=_date(telegram),
        post=(own and own.post) or (sender and (sender.post or sender.name)) or "",
        sender=(sender and sender.name) or (own and own.post) or "",
        subject=" ".join(telegram.subject.text.split()) if telegram.subject else "",
    )


def _date(telegram: Telegram) -> str:
    if telegram.sent:
        return f"{telegram.sent:%Y-%m-%d %H:%M}"
    day = telegram.dateline and telegram.dateline.date
    return day.isoformat() if day else ""


def _facts(telegram: Telegram) -> Iterator[tuple[str, tuple[str, ...]]]:
    order, signature = telegram.executive_order, telegram.signature
    yield "Precedence", tuple(telegram.precedences)
    yield "To", _names(telegram.action)
    yield "Info", _names(telegram.info)
    yield "Exempted", _names(telegram.exempted)
    yield "Captions", tuple(each.caption for each in telegram.captions)
    yield "E.O.", (f"{order.order} {order.element}".strip(),) if order else ()
    yield "TAGS", tuple(_tag(each.code, each.title) for each in telegram.tags)
    yield "Signed", (signature.text,) if signature else ()


def _names(addressees: Iterable[Addressee]) -> tuple[str, ...]:
    return tuple(each.name for each in addressees)


def _tag(code: str, title: str) -> str:
    return f"{code} ({title})" if title else code


def _likely(links: Iterable[Link]) -> Iterator[Link]:
    return (each for each in links if each.likelihood >= LIKELY)


def _cited(telegram: Telegram, known: frozenset[str]) -> Iterator[Cited]:
    for each in telegram.references:
        found = [
            _target(one_name(target), known, likelihood)
            for target, likelihood in meant(each, telegram)
        ]
        yield Cited(each.letter, " ".join(each.text.split()), tuple(found))


def _targets(names: Iterable[str], known: frozenset[str], told: set[str]) -> Iterator[Target]:
    return (_target(name, known) for name in names if name not in told)


def _target(name: str, known: frozenset[str], likelihood: float = 1) -> Target:
    return Target(name, _file(name) if name in known else "", round(100 * likelihood))


def _parts(paragraphs: Iterable[Paragraph]) -> Iterator[Part]:
    anchors: set[str] = set()
    for at, each in enumerate(paragraphs, 1):
        own = f"p{each.number}"
        anchor = f"s{at}" if each.number is None or own in anchors else own
        anchors.add(anchor)
        yield Part(
            anchor=anchor,
            number="" if each.number is None else str(each.number),
            mark=each.mark.printed if each.mark else "",
            heading=each.heading.text if each.heading else "",
            runs=tuple(_runs(each.text)),
        )


def _runs(text: str) -> Iterator[Run]:
    """Yield the runs of a paragraph; lines of a table that stand together are one."""
    table: list[str] = []
    for run in reflow(text):
        if COLUMNS_OF_A_TABLE.search(run):
            table.append(run)
            continue
        if table:
            yield Run("\n".join(table), laid_out=True)
            table = []
        yield Run(run, laid_out=False)
    if table:
        yield Run("\n".join(table), laid_out=True)


def _citations(telegram: Telegram) -> Iterator[tuple[str, str]]:
    for style, title in STYLES:
        try:
            yield title, cite(telegram, style)
        except NoCitationError:
            return


def _last(path: str) -> str:
    """Return the last part of a path: a site need not tell the folders of who made it."""
    return PurePath(path).name
