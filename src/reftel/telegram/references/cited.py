"""Words in the text that point to other telegrams: `refs B-C`, `reftel para 3`, `MOSCOW 869`."""

import re
from collections.abc import Iterator, Sequence

from reftel.telegram import posts
from reftel.telegram.dates import date_in
from reftel.telegram.lines import Reading
from reftel.telegram.model import Citation, CitationKind, Reference
from reftel.telegram.references.meaning import NOBODY, Own, parsed
from reftel.telegram.references.words import LIKE_A_YEAR, dated, folded, target
from reftel.telegram.signs import matches

LETTERS = (
    r"[A-Z](?![A-Za-z])(?:\s{0,2}(?:-|–|,\s?AND\b|,|&|/|\bAND\b|\bTHROUGH\b|\bTHRU\b|\bTO\b)"
    r"\s{0,2}(?:REFS?\s)?[A-Z](?![A-Za-z])){0,12}"
)
CITED = re.compile(
    rf"""(?:REF(?:S|TELS?|ERENCE[SD]?)?|RETELS?|SEPTELS?)
    \.?(?![A-Z])(?:\s{{0,2}}(?:\(\s?(?P<inside>{LETTERS})\s?\)|(?P<letters>{LETTERS})))?""",
    re.VERBOSE,
)
SIGNS = ("REF", "RETEL", "SEPTEL")
RANGE = {"-", "–", "THROUGH", "THRU", "TO"}
WORD = re.compile(r"[A-Z]+")
PLAIN = {"REFERENCE", "REFERENCES", "REFERENCED", "REF", "REFS"}
NUMBERS = r"\d{1,3}(?:\s{0,2}(?:-|,\s?AND\b|,|&|\bAND\b|\bTO\b)\s{0,2}\d{1,3}){0,8}"
PARAGRAPHS = r"(?:PARAS?|PARAGRAPHS?)\.?\s{1,2}"
PARAGRAPHS_BEHIND = re.compile(rf"\s{{0,2}}[,(]?\s{{0,2}}{PARAGRAPHS}(?P<numbers>{NUMBERS})")
PARAGRAPHS_BEFORE = re.compile(rf"{PARAGRAPHS}(?P<numbers>{NUMBERS})(?:\sOF|\sIN)?\s{{1,2}}$")
LONGEST_BEFORE = 48  # characters
# A number behind a word, within which a telegram may be named. What shows that it is: its year,
# a parenthesis, a word before or behind that belongs to telegrams.
NUMBER = re.compile(r"[ \n]#?\d{2,7}(?!\d|,\d|[-/.]\d)")
WORDS = re.compile(r"\S{1,40}")
MOST_WORDS = 5  # of a year and a post
LONGEST_CUE = 24  # characters before it
LONGEST_DATE = 40  # characters behind it
LONGEST_NAME = 40  # characters of year and post before the number
BEFORE = re.compile(
    r"(?:\(|\b(?:SEE|PER|CF|VIA|EMBTEL|DEPTEL|REFTEL|TELEGRAMS?|CABLES?|REPORTED\s(?:IN|BY)|"
    r"MESSAGES?|REQUESTED\s(?:IN|BY)|OUTLINED\s(?:IN|BY)|OUR|YOUR|CITED\s(?:IN|AS)|AND|;|,))\s{0,2}$"
)
JOINED = ("AND", ";", ",")
BEHIND = re.compile(
    r"\s{0,2}(?:\(?NOTAL|\)|,?\s?PARAS?\b|AND\sPREVIOUS|(?:OF|DATED)\s(?=[A-Z0-9]))"
)
NOTED = re.compile(r"\s{0,2}(?:\(?NOTAL|,?\s?PARAS?\b|AND\sPREVIOUS)")
# `in La Paz 7639.`, but not `in La Paz 500 students`.
IN = re.compile(r"\bIN\s{1,2}$")
ENDS = re.compile(r"\s{0,2}(?:[.,;)]|AND\s{1,3}(?:[A-Z.]{2,20}\s){1,3}\d{2,7}\b|$)")


def citations(
    reading: Reading,
    references: Sequence[Reference],
    bounds: Sequence[tuple[int, int]],
    own: Own = NOBODY,
) -> tuple[Citation, ...]:
    """Return where the text points to its references, and to telegrams that it names itself.

    bounds: where each paragraph stands in the reading.
    """
    text = folded(reading.text)
    found: list[Citation] = []
    for paragraph, (start, end) in enumerate(bounds):
        inside = [
            *_references(reading, text, references, (start, end, paragraph)),
            *_in_prose(reading, text, own, (start, end, paragraph)),
        ]
        found += sorted(inside, key=lambda each: each.span)
    return tuple(found)


def _references(
    reading: Reading, text: str, references: Sequence[Reference], within: tuple[int, int, int]
) -> Iterator[Citation]:
    start, end, paragraph = within
    listed = {each.letter for each in references}
    for match in matches(CITED, SIGNS, text, start, end):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        word = WORD.match(match[0])
        name = word[0] if word else ""
        group = "inside" if match["inside"] else "letters"
        # As printed: `ref a` is a word and its article, `ref A` a reference.
        printed = reading.text[slice(*match.span(group))] if match[group] else ""
        letters = _letters(printed, listed)
        if not letters and name in PLAIN:
            continue  # `reference` alone is a word of the language.
        stop = match.end() if letters else match.start() + len(name)
        numbers, stop = _paragraphs(text, match.start(), stop, end)
        yield Citation(
            kind=_kind(name, letters),
            letters=letters,
            targets=_targets(references, letters) if not name.startswith("SEPTEL") else (),
            paragraphs=numbers,
            paragraph=paragraph,
            span=reading.span(match.start(), stop),
        )


def _kind(name: str, letters: tuple[str, ...]) -> CitationKind:
    if name.startswith("SEPTEL"):
        return "septel"
    return "reference" if letters else "reftel"


def _targets(references: Sequence[Reference], letters: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the letters stand for; a bare reftel is any of the telegrams."""
    return tuple(
        each.target
        for each in references
        if each.target and (not letters or each.letter in letters)
    )


def _paragraphs(text: str, start: int, stop: int, end: int) -> tuple[tuple[int, ...], int]:
    """Return which paragraphs are pointed at, `reftel paras 2-4`, and where the words end."""
    if behind := PARAGRAPHS_BEHIND.match(text, stop, end):
        return _numbers(behind["numbers"]), behind.end()
    before = PARAGRAPHS_BEFORE.search(text[max(0, start - LONGEST_BEFORE) : start])
    return (_numbers(before["numbers"]) if before else ()), stop


def _numbers(printed: str) -> tuple[int, ...]:
    parts = re.findall(r"\d+|-|TO", printed)
    numbers: list[int] = []
    for at, part in enumerate(parts):
        if not part.isdigit():
            continue
        if at and parts[at - 1] in RANGE and numbers and numbers[-1] < int(part):
            numbers += range(numbers[-1] + 1, int(part))
        numbers.append(int(part))
    return tuple(dict.fromkeys(numbers))


def _letters(printed: str, known: set[str]) -> tuple[str, ...]:
    """Return the single letters of `B-D`, `A, B AND D`.

    A and I are words too: alone they count only where the list has such a letter.
    """
    if not printed or (printed.upper() in {"A", "I"} and printed.upper() not in known):
        return ()
    parts = re.findall(r"[A-Za-z]+|[-–,&/]", printed)
    letters: list[str] = []
    for at, part in enumerate(each.upper() if each.upper() in known else each for each in parts):
        if len(part) != 1 or not part.isupper():
            continue
        ranged = at > 0 and parts[at - 1].upper() in RANGE and letters
        if ranged and letters[-1] < part:
            letters += [chr(code) for code in range(ord(letters[-1]) + 1, ord(part))]
        letters.append(part)
    return tuple(dict.fromkeys(letters))


def _in_prose(
    reading: Reading, text: str, own: Own, within: tuple[int, int, int]
) -> Iterator[Citation]:
    """Yield the telegrams that are named in full where other words show that they are telegrams."""
    start, end, paragraph = within
    last = start
    for number in NUMBER.finditer(text, start, end):
        begin = _named_from(text, max(last, number.start() - LONGEST_NAME), number)
        if begin < 0:
            continue
        is_joined = last > start and text[last:begin].strip(" \n,;") in {"", "AND"}
        if not is_joined and not _is_telegram(text, begin, number.end(), end):
            continue
        last = number.end()
        stop = number.end()
        for each in parsed(reading.text[begin:stop] + _date_behind(text, stop), own):
            yield Citation(
                kind="telegram",
                letters=(),
                targets=(each.target, *each.others),
                paragraphs=_paragraphs(text, begin, number.end(), end)[0],
                paragraph=paragraph,
                span=reading.span(begin, number.end()),
            )


def _date_behind(text: str, at: int) -> str:
    """Return the date that tells of which year a telegram is: ` OF FEB 7, 1979`."""
    found = date_in(text[at : at + LONGEST_DATE]) if dated(text, at) else None
    return text[at : at + found.end] if found else ""


def _named_from(text: str, start: int, number: re.Match[str]) -> int:
    """Return where the name of a known post before a number begins, with its year; -1 without."""
    words = list(WORDS.finditer(text, start, number.start()))[-MOST_WORDS:]
    # Of most numbers the word before them ends no name; that is looked at first.
    if not words or posts.squeezed(words[-1][0]) not in posts.last_words():
        return -1
    for word in words:
        begin = word.start() + (word[0][:1] == "(")
        found = target(text, begin, number.end())
        if found and found.end == number.end() and posts.is_known(found.post):
            return begin
    return -1


def _is_telegram(text: str, begin: int, stop: int, end: int) -> bool:
    """Whether the words around a post and a number show that they are a telegram's."""
    above = text[max(0, begin - LONGEST_CUE) : begin]
    before = BEFORE.search(above)
    cue = before[0].strip() if before else ""
    # `(Vienna 1961)`, `in Geneva 1949.`: what looks like a year needs more to be a telegram.
    like_a_year = LIKE_A_YEAR.match(text, stop - len("1961")) is not None
    if text[begin].isdigit() or (cue and cue not in JOINED and not (like_a_year and cue == "(")):
        return True
    if like_a_year:
        return NOTED.match(text, stop, end) is not None
    if IN.search(above) and ENDS.match(text, stop, end):
        return True
    behind = BEHIND.match(text, stop, end)
    return bool(behind and (behind[0].strip() not in {"OF", "DATED"} or dated(text, stop)))
