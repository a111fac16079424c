"""The opening of a text, where the editors print the head in one paragraph.

`3607. For the Secretary. Subject: Ferry Talks. Ref: Estrella 112.` The line is cut into its
sentences, so that each is read as the line that it was in the telegram. Further paragraphs that
begin with a label belong to it.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reftel.telegram import posts, references, subject
from reftel.telegram.dialects.frus import numbers, sentences
from reftel.telegram.dialects.frus.sentences import SENTENCE, Kind
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.markings import captions
from reftel.telegram.model import Caption, PassLine, Reference, SecondNumber, Section, Subject
from reftel.telegram.text_head import Field

NUMBER = re.compile(r"\[?(?P<number>(?:No\.\s)?[^.;\n\[\]]{1,60})(?:\]?\.|\.\])(?=\s|$)")
# `Refs: A. Estrella 112. B. Quillon 4.`
LETTER = re.compile(r"\(?[B-Z][.)]\s(?=[A-Z][^.;]{0,40}\d)")
MOST_SENTENCES = 8
MOST_PARAGRAPHS = 6
LAST_PARAGRAPH = 99  # a number above is a telegram's
LABELLED = frozenset[Kind](["subject", "references", "executive order", "tags"])


class Sentence(NamedTuple):
    """A sentence of the opening: its line, and where on it its value stands."""

    kind: Kind
    line: int
    start: int
    end: int


class Opening(NamedTuple):
    """The sentences above the text, and the parts of the telegram's number.

    read_out: whether nothing of their paragraphs is left for the text.
    """

    sentences: list[Sentence]
    number: list[numbers.Part]
    read_out: bool

    def all(self, kind: Kind) -> list[Sentence]:
        """Return the sentences of one kind."""
        return [each for each in self.sentences if each.kind == kind]


NONE = Opening([], [], read_out=False)


def read(
    lines: Lines, content: Sequence[int], apart: Collection[int], known: Collection[int]
) -> Opening:
    """Cut the first line of a text into the sentences that stand above the text itself.

    content: the lines of the text that have words. apart: those of lists, which are read as such.
    known: the telegram's numbers by the heading.
    """
    index = content[0]
    following = [lines.texts[each] for each in content[1 : MOST_PARAGRAPHS + 1]]
    match = NUMBER.match(lines.texts[index])
    parts = numbers.parts(lines.texts[index], *match.span("number")) if match else []
    if parts and _of_paragraph(parts, following, known):
        return NONE
    if match is None or not parts or _of_another(parts, known):
        return _unnumbered(lines, content, apart, titled=bool(known))
    found = [Sentence("number", index, *match.span("number"))]
    rest = lines.texts[index][match.end() :]
    if not rest.strip():
        read_out = True
        found += _paragraphs(lines, content[1:], apart)
    else:
        lines.cut(index, match.end() + len(rest) - len(rest.lstrip()))
        below = [index + 1, *(each + 1 for each in content[1:])]
        head, read_out = _head(lines, below, {each + 1 for each in apart}, following)
        found += head
    for each in found:
        lines.claim(each.line, each.kind)
    return Opening(found, parts, read_out)


def _of_paragraph(
    parts: Sequence[numbers.Part], following: Sequence[str], known: Collection[int]
) -> bool:
    """Whether a number is that of the first paragraph that is printed."""
    number = parts[0].number
    if len(parts) > 1 or parts[0].kind != "number" or number in known or number > LAST_PARAGRAPH:
        return False
    below = following[0] if following else ""
    if number == 1:
        return not below.startswith("1.")  # behind the telegram's number 1 stands paragraph 1
    return bool(known) or below.startswith(f"{number + 1}.")


def _of_another(parts: Sequence[numbers.Part], known: Collection[int]) -> bool:
    """Whether the first sentence, `State 3244`, cites another telegram."""
    of_post = parts[0].kind == "series" and posts.known(parts[0].series) is not None
    return bool(known) and of_post and parts[0].number not in known


def _unnumbered(
    lines: Lines, content: Sequence[int], apart: Collection[int], *, titled: bool
) -> Opening:
    """Cut an opening without number: it begins with a label.

    titled: whether the heading has the number; any line of a head may then begin the text. In
    capitals it is a line of the telegram as it was sent, which is read as such.
    """
    text = lines.texts[content[0]]
    following = [lines.texts[each] for each in content[1 : MOST_PARAGRAPHS + 1]]
    kinds = [sentences.kind_of(text[start:stop])[0] for start, stop, _ in _bounds(text)]
    labelled = "subject" in kinds or any(sentences.SUBJECT.match(each) for each in following)
    begins = kinds[0] in LABELLED or (kinds[0] != "text" and (titled or labelled))
    if content[0] in apart or text == upper(text) or not begins:
        return NONE
    found, read_out = _head(lines, content, apart, following)
    for each in found:
        lines.claim(each.line, each.kind)
    return Opening(found, [], read_out)


def _head(
    lines: Lines, content: Sequence[int], apart: Collection[int], following: Sequence[str]
) -> tuple[list[Sentence], bool]:
    """Cut the sentences of the first line, and of what goes on with it, where it is read out."""
    labelled = any(sentences.SUBJECT.match(each) for each in following)
    head = _Head(lines, labelled=labelled, titled=bool(following))
    read_out, cuts = head.cut(content[0])
    found = head.found
    if read_out:
        below = [each + cuts for each in content[1:]]
        found += _paragraphs(lines, below, {each + cuts for each in apart})
    return found, read_out


def _paragraphs(lines: Lines, content: Sequence[int], apart: Collection[int]) -> list[Sentence]:
    """Cut the paragraphs that go on with the head: up to the last that begins with a label."""
    below = content[:MOST_PARAGRAPHS]
    listed = next((at for at, index in enumerate(below) if index in apart), len(below))
    kinds = [_first_kind(lines.texts[index]) for index in below[:listed]]
    text = kinds.index("text") if "text" in kinds else listed
    last = max((at for at in range(text) if kinds[at] in LABELLED), default=-1)
    found: list[Sentence] = []
    cuts = 0
    for index in below[: last + 1]:
        head = _Head(lines, labelled=True, titled=False)
        read_out, made = head.cut(index + cuts)
        found += head.found
        cuts += made
        if not read_out:
            break
    return found


def _first_kind(text: str) -> Kind:
    start, stop, _ = _bounds(text)[0]
    return sentences.kind_of(text[start:stop])[0]


class _Head:
    """The sentences of one paragraph, as they are cut off.

    labelled: whether a labelled subject stands below. titled: whether an unlabelled one may be
    all that the paragraph holds.
    """

    def __init__(self, lines: Lines, *, labelled: bool, titled: bool) -> None:
        self._lines, self._labelled, self._titled = lines, labelled, titled
        self.found: list[Sentence] = []

    def cut(self, index: int) -> tuple[bool, int]:
        """Cut sentences off a line; return whether all are of the head, and how many cuts."""
        read = self._read(index)
        bounds = _bounds(self._lines.texts[index])
        for made, (kind, start) in enumerate(read):
            begin, stop, behind = bounds[made]
            place = index + made
            self.found.append(Sentence(kind, place, start, stop - begin))
            if behind < len(self._lines.texts[place]) + begin:
                self._lines.cut(place, behind - begin)
        read_out = len(read) == len(bounds)
        return read_out, len(read) - read_out

    def _read(self, index: int) -> list[tuple[Kind, int]]:
        """Return the kind of each sentence above the text, and where its value begins."""
        text = self._lines.texts[index]
        words = [text[begin:stop] for begin, stop, _ in _bounds(text)]
        read = [sentences.kind_of(each) for each in words]
        last = max((at for at, (kind, _) in enumerate(read) if kind == "subject"), default=-1)
        unlabelled = last < 0 and not self._labelled
        found: list[tuple[Kind, int]] = []
        for at, (kind, start) in enumerate(read):
            if kind == "text" and at < last and sentences.is_remark(words[at]):
                found.append(("remark", 0))
            elif kind == "text" and unlabelled and self._is_title(words, read, at):
                found.append(("subject", 0))
                unlabelled = False
            elif kind == "text":
                break
            else:
                found.append((kind, start))
        return found

    def _is_title(self, words: Sequence[str], read: Sequence[tuple[Kind, int]], at: int) -> bool:
        alone = all(kind != "text" for kind, _ in read[at + 1 :])
        if alone and not self._titled:
            return False
        return sentences.is_title(words[at], alone=alone)


def _bounds(text: str) -> list[tuple[int, int, int]]:
    """Return start, stop and what is behind of the first sentences; the last ends the line."""
    found: list[tuple[int, int, int]] = []
    begin = 0
    for match in SENTENCE.finditer(text):
        if LETTER.match(text, match.end()) and sentences.REFERENCES.match(text, begin):
            continue  # the next entry of the list
        found.append((begin, match.start(), match.end()))
        begin = match.end()
        if len(found) == MOST_SENTENCES:
            break
    if begin < len(text):
        found.append((begin, len(text), len(text)))
    return found


def fields_of(opened: Opening) -> list[Field]:
    """Return the E.O. and TAGS lines as fields of a text head."""
    orders = opened.all("executive order")
    return [
        *(Field("executive order", (each.line,), each.start, each.end) for each in orders),
        *(Field("tags", (each.line,), each.start, each.end) for each in opened.all("tags")),
    ]


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
            place=place,
            verb="PASS" if verb == "PASS" else "FOR",
            recipient=lines.texts[index][start + begin : start + stop],
            span=lines.span(index, start, end),
        )
        for _, index, start, end in opened.all("pass line")
        for place, verb, begin, stop in sentences.passes(lines.texts[index][start:end])
    )


def captions_of(opened: Opening, lines: Lines) -> tuple[Caption, ...]:
    """Return the captions among the sentences, and behind the number."""
    named = [each for each in opened.number if each.kind == "caption"]
    first = opened.sentences[0].line if opened.sentences else 0
    places = [(each.line, each.start, each.end) for each in opened.all("caption")]
    places += [(first, each.start, each.end) for each in named]
    return tuple(
        each.record(lines.span(line, start + each.start, start + each.end))
        for line, start, end in places
        for each in captions(lines.texts[line][start:end].upper())
    )


def sections_of(opened: Opening, lines: Lines) -> tuple[Section, ...]:
    """Return which section of how many the telegram says it is."""
    first = opened.sentences[0].line if opened.sentences else 0
    behind = [
        Section(number=each.number, of=each.of, span=lines.span(first, each.start, each.end))
        for each in opened.number
        if each.kind == "section"
    ]
    alone = [
        Section(number=found[0], of=found[1], span=lines.span(line, start, end))
        for _, line, start, end in opened.all("section")
        if (found := numbers.section(lines.texts[line][start:end]))
    ]
    return (*behind, *alone)


def second_numbers(opened: Opening, lines: Lines) -> tuple[SecondNumber, ...]:
    """Return the numbers of other series that stand in sentences of their own, `SALT 123.`."""
    return tuple(
        SecondNumber(
            series=part.series.upper(),
            number=part.number,
            span=lines.span(line, part.start, part.end),
        )
        for _, line, start, end in opened.all("second number")
        for part in numbers.parts(lines.texts[line], start, end)
        if part.kind in {"series", "number"}
    )
