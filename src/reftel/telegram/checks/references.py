"""Rules of the reference line and of the words that cite it."""

from reftel.telegram import posts
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Reference, Telegram


@rule("T801")
def run_of_letters(telegram: Telegram) -> Findings:
    """C49: letters run from A without gap or repeat."""
    lettered = _printed_letters(telegram)
    if not lettered:
        return None
    found: list[Finding] = []
    expected = "A"
    for each in lettered:
        if each.letter != expected:
            message = f"reference letter {each.letter} stands where {expected} is expected"
            found.append(Finding(message, each.span))
        expected = chr(ord(each.letter[0]) + 1)
    return found


def _printed_letters(telegram: Telegram) -> list[Reference]:
    """Return one reference for each printed letter.

    `A. STATE 8246, 8250` gives two references under one letter: the second does not count.
    """
    return [
        each
        for index, each in enumerate(telegram.references)
        if each.letter and not (index and _goes_on(telegram, index))
    ]


def _goes_on(telegram: Telegram, index: int) -> bool:
    before, each = telegram.references[index - 1 : index + 1]
    if before.letter != each.letter:
        return False
    between = telegram.text[before.span.end : each.span.start]
    return each.letter not in between.replace("AND", "")


@rule("T802")
def cited_letters_exist(telegram: Telegram) -> Findings:
    """C50: every letter cited in the text stands in the reference line."""
    if not any(each.letters for each in telegram.citations):
        return None
    listed = {each.letter for each in telegram.references if each.letter}
    has = f"reference line has {_run(listed)}" if listed else "reference line has no letters"
    return [
        Finding(f"text cites reference {letter}; {has}", each.span)
        for each in telegram.citations
        for letter in each.letters
        if letter not in listed
    ]


def _run(letters: set[str]) -> str:
    return ", ".join(sorted(letters))


@rule("T803")
def listed_letters_cited(telegram: Telegram) -> Findings:
    """C51: every letter of the reference line is cited in the text."""
    listed: dict[str, Reference] = {}
    for each in telegram.references:
        if each.letter:
            listed.setdefault(each.letter, each)
    if not listed:
        return None
    cited = {letter for each in telegram.citations for letter in each.letters}
    return [
        Finding(f"reference {letter} ({each.text}) is not cited; a mention expected", each.span)
        for letter, each in listed.items()
        if letter not in cited
    ]


@rule("T804")
def older_telegrams(telegram: Telegram) -> Findings:
    """C52: a telegram reference names a known post and an older telegram."""
    telegrams = [each for each in telegram.references if each.kind == "telegram"]
    if not telegrams:
        return None
    found: list[Finding] = []
    for each in telegrams:
        if not each.post or not each.number:
            message = f"reference reads {_short(each.text)}; a post and a number expected"
            found.append(Finding(message, each.span))
        elif posts.known(each.post) is None:
            message = f"reference names {each.post}; a post of the tables expected"
            found.append(Finding(message, each.span))
        else:
            found.extend(_later(telegram, each))
    return found


def _later(telegram: Telegram, each: Reference) -> list[Finding]:
    time, own = telegram.sent, telegram.identity
    if time is not None and each.year > time.year:
        message = f"reference is of {each.year}; date-time group says {time.year}"
        return [Finding(message, each.span)]
    if own is None or each.post != own.post or not own.year or each.year != own.year:
        return []
    if each.number < own.number:
        return []
    message = f"reference is {own.post} {each.number}; this telegram is {own.post} {own.number}"
    return [Finding(f"{message}: a smaller number expected", each.span)]


def _short(text: str) -> str:
    return " ".join(text.split())[:60]


@rule("T805")
def older_dates(telegram: Telegram) -> Findings:
    """C53: what is referred to by its date is not later than the date-time group."""
    time = telegram.sent
    dated = [each for each in telegram.references if each.date is not None]
    if time is None or not dated:
        return None
    sent = time.date()
    return [
        Finding(f"reference is of {each.date}; date-time group says {sent}", each.span)
        for each in dated
        if each.date is not None and each.date > sent
    ]
