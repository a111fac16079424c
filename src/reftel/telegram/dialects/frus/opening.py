"""The opening of a text, where the editors print the head in one paragraph.

`3607. For the Secretary. Subject: Ferry Talks. Ref: Estrella 112.` The line is cut into its
sentences, so that each is read as the line that it was in the telegram.
"""

import re
from typing import Literal, NamedTuple

from reftel.telegram import posts, references, subject
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.model import PassLine, Reference, Subject

Kind = Literal["number", "series", "subject", "references", "pass line", "text"]

NUMBER = re.compile(r"(?:(?P<series>[A-Z][A-Za-z]{3,6})\s)?(?P<number>\d{1,6})\.(?=\s|$)")
SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Jr|St))(?<!\b(?:Amb|Sec|Gen|Ref))(?<!\b(?:Subj|Refs|Asst|Secy))"
    r"\.(?:\s{1,3}(?=\S)|$)"
)
SUBJECT = re.compile(r"(?:Subject|Subj)\s?[:.]\s{0,3}", re.IGNORECASE)
REFERENCES = re.compile(
    r"(?:References?|Refs?|Reftels?|Re)(?:\s?[:.]\s{0,3}|\s(?=[A-Z][^.]{0,60}\d))", re.IGNORECASE
)
CITED = re.compile(
    r"(?:Embtels?|Deptels?|Urtels?|CA)\s\d|(?P<post>[A-Z][\w. ]{1,24}?)(?:['’]s)?\s\d{2,6}\b"
)
PASS = re.compile(r"(?:For|From|Pass|Eyes\sonly\sfor)\s(?=\S)", re.IGNORECASE)
SERIES = re.compile(r"[A-Z]{4,7}(?:,\s[A-Z]{4,7}){0,3}$")
TITLE_WORD = re.compile(r"(?:[A-Z“\"(\d]|\w{1,4}\b)")
LONGEST_TITLE = 12  # words
MOST_SENTENCES = 8


class Sentence(NamedTuple):
    """A sentence of the opening: its line, and where on it its value stands."""

    kind: Kind
    line: int
    start: int
    end: int


class Opening(NamedTuple):
    """The sentences above the text, and the telegram's number: as printed, with its series."""

    sentences: list[Sentence]
    series: str
    number: str

    def all(self, kind: Kind) -> list[Sentence]:
        """Return the sentences of one kind."""
        return [each for each in self.sentences if each.kind == kind]


def read(lines: Lines, index: int, following: str) -> Opening:
    """Cut the first line of a text into the sentences that stand above the text itself.

    following: the next line with words. The number 1 before paragraph 2 is a paragraph's.
    """
    match = NUMBER.match(lines.texts[index])
    if match is None or (match["number"] == "1" and not following.startswith("1.")):
        return Opening([], "", "")
    found = [Sentence("number", index, match.start(), match.end() - 1)]
    alone = re.match(r"1[.)]\s", following) is not None
    rest = lines.texts[index][match.end() :]
    if rest.strip():
        lines.cut(index, match.end() + len(rest) - len(rest.lstrip()))
        found += _sentences(lines, index + 1, alone)
    for each in found:
        lines.claim(each.line, each.kind)
    return Opening(found, match["series"] or "", match["number"])


def _sentences(lines: Lines, index: int, alone: bool) -> list[Sentence]:
    """Cut sentences off a line; alone: whether nothing but the opening stands in the paragraph."""
    found: list[Sentence] = []
    subject = False
    for _ in range(MOST_SENTENCES):
        text = lines.texts[index]
        end = SENTENCE.search(text)
        stop = end.start() if end else len(text)
        kind, start = _kind(text[:stop], alone and not subject)
        if kind == "subject" and subject:
            kind = "text"
        subject = subject or kind == "subject"
        if kind == "text":
            break
        found.append(Sentence(kind, index, start, stop))
        if end is None or end.end() >= len(text):
            break
        lines.cut(index, end.end())
        index += 1
    return found


def _kind(sentence: str, alone: bool) -> tuple[Kind, int]:
    """Return what a sentence is, and where its value begins."""
    if match := SUBJECT.match(sentence):
        return "subject", match.end()
    if match := REFERENCES.match(sentence):
        return "references", match.end()
    if SERIES.match(sentence):
        return "series", 0
    if _cites(sentence):
        return "references", 0
    if match := PASS.match(sentence):
        return "pass line", match.end()
    return ("subject", 0) if alone or _is_title(sentence) else ("text", 0)


def _cites(sentence: str) -> bool:
    match = CITED.match(sentence)
    if match is None or len(sentence.split()) > LONGEST_TITLE:
        return False
    return not match["post"] or posts.known(match["post"]) is not None


def _is_title(sentence: str) -> bool:
    """Whether the long words of a short sentence all have a capital, as in a title."""
    words = sentence.split()
    return 1 < len(words) <= LONGEST_TITLE and all(TITLE_WORD.match(each) for each in words)


def subject_of(opened: Opening, lines: Lines, findings: Findings) -> Subject | None:
    """Read the subject; one without label is told."""
    for _, index, start, end in opened.all("subject"):
        if start == 0:
            findings.add("T036", lines.span(index, 0, end), "title without label read as SUBJECT")
        return subject.read(Reading(lines, (index,)), start, end)
    return None


def references_of(
    opened: Opening, lines: Lines, own: references.Own, findings: Findings
) -> tuple[Reference, ...]:
    """Read the references."""
    return tuple(
        reference
        for _, index, start, end in opened.all("references")
        for reference in references.read(Reading(lines, (index,)), start, own, findings, end)
    )


def pass_lines(opened: Opening, lines: Lines) -> tuple[PassLine, ...]:
    """Return for whom the telegram is, and to whom it is to be passed."""
    return tuple(
        PassLine(
            place="",
            verb="PASS" if lines.texts[index][:4].upper() == "PASS" else "FOR",
            recipient=lines.texts[index][start:end],
            span=lines.span(index, 0, end),
        )
        for _, index, start, end in opened.all("pass line")
    )
