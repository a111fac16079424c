"""What a sentence of the opening is: the line that it was in the telegram, or already text.

The editors print the head of a telegram in one paragraph, without its labels at times. A sentence
is taken for a line of the head only where its words say so: what has a verb is text.
"""

import re
from collections.abc import Callable
from typing import Literal

from reftel.telegram import posts
from reftel.telegram.dialects.frus import numbers
from reftel.telegram.executive_order import LABEL as ORDER
from reftel.telegram.markings import captions

Kind = Literal[
    "number", "second number", "series", "caption", "section", "executive order", "tags",
    "subject", "references", "pass line", "remark", "text",
]  # fmt: skip


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Jr|St))(?<!\b(?:Amb|Sec|Gen|Ref|Gov|Sen|Mrs|Rep|Adm|Col))"
    r"(?<!\b(?:Subj|Refs|Asst|Secy))"
    r"\.(?:\s{1,3}(?=[^\sa-z])|$)"
)
SUBJECT = re.compile(r"(?:Subject|Subj)\s?[:.]\s{0,3}", re.IGNORECASE)
TAGS = re.compile(r"TAGS\s?:\s{0,3}", re.IGNORECASE)
REFERENCES = re.compile(
    r"(?:References?|Refs?|Reftels?)(?:\s?[:.]\s{0,3}|\s(?=[A-Z][^.]{0,60}\d))|Re\s?:\s{0,3}",
    re.IGNORECASE,
)
# "Re Deptel 975", "ReDeptel 975", "Re your 3244": without a colon the words decide.
RE = re.compile(r"Re\s?(?=[A-Za-z][^.]{0,60}\d)")
WHOSE = (
    r"(?:Emb|Dep|Dept|Leg|Con|Ur|Your|Our|My|Miss|Depcir|Cir|Circ)tels?|Your|Our|My|CA|Circular"
    r"|(?:Department|Dept|Embassy|Legation|Consulate|Consulate\sGeneral|Mission)[’']s"
)
CITED = re.compile(
    rf"(?:(?i:{WHOSE})|(?P<post>[A-Z][\w.]{{1,14}}(?:\s[A-Z][\w.]{{1,14}}){{0,2}}?)(?:[’']s)?)"
    r"(?:\s(?i:telegrams?|tel|circular))?(?:\s(?:No\.\s)?|(?<=CA)[–-])\d"
)
# Words in small letters that stand among references: "Embtel 3370 rptd USUN 244".
AMONG_REFERENCES = _words(
    """a and also as by circular copy dated dept for from info in my not of only our para paras
    paragraph paragraphs part repeated rptd section sections sent series tel telegram telegrams to
    unnumbered your first last second and/or notal re"""
)
PASS = re.compile(r"(?P<verb>Pass)\s(?:to\s)?(?=\S)", re.IGNORECASE)
FOR = re.compile(
    r"(?:(?:Strictly|Literally|Personal|Personally|Exclusive|Exclusively)\s)?"
    r"(?:(?:Eyes\sonly|Personal|Exclusively|Info)\s)?(?P<verb>For|Eyes\sonly)\s(?=\S)",
    re.IGNORECASE,
)
FROM = re.compile(r"(?P<verb>From)\s(?=\S)", re.IGNORECASE)
# "Department pass White House", "Geneva for SALT Delegation".
PLACE = re.compile(
    r"(?P<place>[A-Z][\w.’'/-]{0,14}(?:\s(?:of\s)?[A-Z][\w.’'/-]{0,14}){0,3}?),?\s"
    r"(?i:(?:please|pls)\s)?(?P<verb>(?i:pass|for))\s(?i:to\s)?(?=\S)"
)
PLEASE = re.compile(r"(?:Please|Pls)\s(?P<verb>pass)\s(?:to\s)?(?=\S)", re.IGNORECASE)
WHO_PASSES = frozenset(["DEPARTMENT", "DEPT", "STATE", "WHITE HOUSE", "EMBASSY", "ACTION", "INFO"])
# Words in small letters in the name of an officer or an office, "the Secretary from Bohlen only".
OF_NAMES = _words(
    """the and of from for to in at by only de du la le von van der personally information action
    attention please pass office also"""
)
MOST_RECIPIENTS = 25  # words
SERIES = re.compile(r"[A-Z]{4,7}(?:[,;]\s[A-Z]{4,7}){0,4}$")
JOINT = re.compile(r"(?:This\sis\s(?:a\s)?)?Joint\s.{1,60}\s(?:message|cable|telegram)$", re.I)
TITLE_WORD = re.compile(r"[“\"(‘’']?(?:[A-Z]|\d)")
CAPITAL = re.compile(r"[“\"(‘’']?[A-Z]")
# Words in small letters that a title may have; none of them makes a sentence.
OF_TITLES = _words(
    """a an and as at but by for from in into of off on or over per re the their through thru to
    toward towards under until up upon versus via vs with within without its his her our de du
    la le von van del al"""
)
# A telegram's text begins with its verb at times: "Saw De Gaulle Paris June 5."
BEGINS_TEXT = _words(
    """SAW MET CALLED TALKED SPOKE DISCUSSED INFORMED TOLD RECEIVED AGREE CONCUR BELIEVE ASSUME
    UNDERSTAND REQUEST APPRECIATE PLEASE FYI"""
)
# Nor has what stands behind a title's dash.
VERBS = _words(
    """is are was were be been has have had will would can could shall should may might must do
    does did who which that"""
)
LONGEST_TITLE = 14  # words
SHORTEST_TITLE = 3  # words with a capital, where text stands behind it
LONGEST_REMARK = 12  # words


def kind_of(sentence: str) -> tuple[Kind, int]:
    """Return what a sentence is by its words, and where its value begins; "text" of others."""
    for kind, label in LABELLED:
        if match := label.match(sentence):
            return kind, 0 if kind == "executive order" else match.end()
    if (start := _cites(sentence)) is not None:
        return "references", start
    for kind, is_one in UNLABELLED:
        if is_one(sentence):
            return kind, 0
    return "text", 0


def _cites(sentence: str) -> int | None:
    """Return where references without label begin; None where the words are more than these."""
    label = RE.match(sentence)
    start = label.end() if label else 0
    match = CITED.match(sentence, start)
    if match is None:
        return None
    # A series and a number alone are the telegram's own second number.
    post = match["post"]
    if post and not posts.known(post) and (_counts(sentence) or not numbers.is_listed(post)):
        return None
    return start if _small_words(sentence[start:], AMONG_REFERENCES) else None


def _is_caption(sentence: str) -> bool:
    return bool(captions(sentence.upper()))


def _counts(sentence: str) -> bool:
    """Whether a sentence is a number of a series, `SALT 123`."""
    found = numbers.parts(sentence, 0, len(sentence))
    return bool(found) and found[0].kind == "series"


def _small_words(words: str, allowed: frozenset[str]) -> bool:
    """Whether each word has a capital or a figure, or is one of those allowed in small letters."""
    bare = (each.strip("“”\"‘’'(),;:–—-") for each in words.split())
    return all(each in allowed or not each[:1].islower() for each in bare)


def passes(sentence: str) -> list[tuple[str, str, int, int]]:
    """Return place, verb and bounds of the recipient of each passing; empty of other sentences.

    `Geneva for SALT Delegation; Dept pass DOD, AID` is two. "From Ball" names who speaks.
    """
    found: list[tuple[str, str, int, int]] = []
    start = 0
    for piece in re.finditer(r"[^;]+", sentence):
        words = piece[0].strip()
        start = piece.start() + piece[0].index(words) if words else piece.start()
        one = _passing(words)
        if one is None:
            return []
        place, verb, begin = one
        found.append((place, verb, start + begin, start + len(words)))
    return found


def _passing(words: str) -> tuple[str, str, int] | None:
    match = PASS.match(words) or PLEASE.match(words) or FOR.match(words)
    place = ""
    if match is None and (match := PLACE.match(words)):
        place = match["place"]
        if place.upper() not in WHO_PASSES and not posts.known(place):
            return None
    match = match or FROM.match(words)
    if match is None:
        return None
    rest = words[match.end() :]
    if not _names(rest):
        return None
    verb = match["verb"].upper()
    # The recipient of `From Ball` is not Ball.
    return place, "PASS" if verb == "PASS" else "FOR", 0 if verb == "FROM" else match.end()


def _names(words: str) -> bool:
    """Whether words name officers and offices and say nothing of them."""
    count = len(words.split())
    named = any(TITLE_WORD.match(each) for each in words.split())
    return named and count <= MOST_RECIPIENTS and _small_words(words, OF_NAMES)


def is_title(sentence: str, *, alone: bool) -> bool:
    """Whether a sentence is a title: each word has a capital, but for those that link.

    alone: whether no text stands behind it in its paragraph. Behind a dash a title that stands
    alone may go on in small letters: "Oil Crisis—consequences for Iraq".
    """
    head, _, behind = sentence.partition("—") if alone else (sentence, "", "")
    words = head.split()
    if not words or len(sentence.split()) > LONGEST_TITLE or words[0].upper() in BEGINS_TEXT:
        return False
    capitals = sum(bool(CAPITAL.match(each)) for each in words)
    return (
        capitals >= (1 if alone else SHORTEST_TITLE)
        and bool(TITLE_WORD.match(words[0]))
        and _small_words(head, OF_TITLES)
        and VERBS.isdisjoint(behind.lower().split())
    )


def is_remark(sentence: str) -> bool:
    """Whether a sentence that nobody knows is short enough to stand above a labelled subject."""
    return len(sentence.split()) <= LONGEST_REMARK


# What has a label, and what is known by its words; the first that fits.
LABELLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("subject", SUBJECT),
    ("executive order", ORDER),
    ("tags", TAGS),
    ("references", REFERENCES),
    ("remark", JOINT),
)
UNLABELLED: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    ("caption", _is_caption),
    ("series", SERIES.match),
    ("second number", _counts),
    ("section", numbers.section),
    ("pass line", passes),
)
