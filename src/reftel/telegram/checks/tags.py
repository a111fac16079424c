"""Rules of the TAGS and SUBJECT lines."""

from reftel.core.span import Span
from reftel.telegram.checks.known import is_classified
from reftel.telegram.checks.rule import Finding, Findings, begin, is_later_section, rule
from reftel.telegram.model import Tag, Telegram

SUBJECTS = frozenset({"subject", "program"})
PLACES = frozenset({"country", "region"})
ORDER = {"subject": 0, "country": 1, "region": 1, "organisation": 2, "person": 3}
NAMES = ("subject", "geographic", "organisation", "person")
MARKED_SINCE = 2004  # from then on it was a habit


@rule("T701")
def some_subject(telegram: Telegram) -> Findings:
    """C42: at least one TAG says what the telegram is about."""
    if not telegram.tags:
        return None
    if any(_is_subject(each) for each in telegram.tags):
        return []
    codes = ", ".join(each.code for each in telegram.tags[:6])
    message = f"TAGS are {codes}; at least one subject TAG of four letters expected"
    return [Finding(message, _line(telegram))]


def _is_subject(tag: Tag) -> bool:
    # Whether a four-letter code is known is for T702 to say.
    return tag.kind in SUBJECTS or (tag.kind == "unknown" and len(tag.code) == 4)


def _line(telegram: Telegram) -> Span:
    return Span(telegram.tags[0].span.start, telegram.tags[-1].span.end)


@rule("T702")
def known_tags(telegram: Telegram) -> Findings:
    """C43: every TAG is one of its era."""
    if not telegram.tags:
        return None
    time = telegram.sent
    era = f"of {time.year}" if time is not None else "of any era"
    return [
        Finding(f"TAG {each.code} is in no table; a TAG {era} expected", each.span)
        for each in telegram.tags
        if each.kind == "unknown"
    ]


@rule("T703")
def some_place(telegram: Telegram) -> Findings:
    """C44: at least one TAG names a country or region."""
    if not telegram.tags:
        return None
    if any(each.kind in PLACES for each in telegram.tags):
        return []
    codes = ", ".join(each.code for each in telegram.tags[:6])
    message = f"TAGS are {codes}; at least one country or region expected"
    return [Finding(message, _line(telegram))]


@rule("T704")
def tags_once(telegram: Telegram) -> Findings:
    """C45: no TAG is repeated."""
    if not telegram.tags:
        return None
    found: list[Finding] = []
    seen: set[tuple[str, str]] = set()
    for each in telegram.tags:
        if (each.code, each.person) in seen:
            message = f"TAG {each.code} stands here again; each TAG once expected"
            found.append(Finding(message, each.span))
        seen.add((each.code, each.person))
    return found


@rule("T705")
def order_of_tags(telegram: Telegram) -> Findings:
    """C46: subjects, places, organisations, persons; programmes before organisations."""
    if not telegram.tags:
        return None
    found: list[Finding] = []
    highest, before = 0, telegram.tags[0]
    for each in telegram.tags:
        # A programme may stand among subjects or places, but not behind an organisation.
        rank = min(highest, 1) if each.kind == "program" else ORDER.get(each.kind, highest)
        if rank < highest:
            kind = "programme" if each.kind == "program" else NAMES[rank]
            message = f"{kind} TAG {each.code} stands behind {NAMES[highest]} TAG {before.code}"
            found.append(Finding(f"{message}; it is expected before it", each.span))
        elif rank > highest:
            highest, before = rank, each
    return found


@rule("T706")
def subject_present(telegram: Telegram) -> Findings:
    """C47: a SUBJECT line is present and not empty."""
    if telegram.classification is None and telegram.dtg is None:
        return None
    if telegram.subject is None:
        if is_later_section(telegram):
            return None
        place = begin(*telegram.references[:1], *telegram.paragraphs[:1])
        return [Finding("no SUBJECT line; one expected", place)]
    if telegram.subject.text.strip():
        return []
    return [Finding("SUBJECT line is empty; words expected behind it", telegram.subject.span)]


@rule("T707")
def subject_marked(telegram: Telegram) -> Findings:
    """C48: the subject of a classified telegram has a portion mark."""
    level, time = telegram.classification, telegram.sent
    if telegram.subject is None or level is None or time is None:
        return None
    if not is_classified(level) or time.year < MARKED_SINCE:
        return None
    if telegram.subject.mark is not None:
        return []
    message = f"subject of a {level.level} telegram has no portion mark; (U) or higher expected"
    return [Finding(message, begin(telegram.subject))]
