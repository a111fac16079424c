"""Inputs on which a reader that searches again and again, or backtracks, would slow down.

Each is one short piece repeated inside an otherwise sound telegram, in the place where some
pattern or loop of the reader meets it. None of them is a telegram; all must be read in linear time.
"""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

HEADING = """VZCZCQCA0911
PP RUEHC
DE RUEHQD #0187 0722246
ZNY CCCCC ZZH
"""
ADDRESSES = """P 122240Z MAR 08
FM USMISSION CALDESSA
TO RUEHC/SECSTATE WASHDC PRIORITY 2041
"""
CLASS_LINE = "BT\nC O N F I D E N T I A L CALDESSA 000187\n\n"
LABELS = """E.O. 12958: DECL: 03/12/2018
TAGS: PREL, AORC
SUBJECT: THE NARROWS
"""
REFERENCES = "REF: A. STATE 21874\n\n"
TEXT = "1. (C) Nothing else was said.\n"
TAIL = "ARDMORE\nBT\n#0187\nNNNN\n"
ARCHIVES = """Message Text
~
CONFIDENTIAL
~
PAGE 01  CALDES 00187  122244Z
~
47
ACTION IO-10
~
INFO  OCT-01  ISO-00  /011 W
                       ---------------------     011477
R 122240Z MAR 74
FM AMEMBASSY CALDESSA
TO SECSTATE WASHDC 2041
~
C O N F I D E N T I A L CALDESSA 0187
~
E.O. 11652: GDS
TAGS: PFOR
SUBJ: THE NARROWS
~
1. NOTHING ELSE WAS SAID.
""".replace("~", " ")  # blank lines of the archives hold a blank
ATTRIBUTES = "ARDMORE\n \nNNN\n \nMessage Attributes\n"


class Hostile(NamedTuple):
    """`before`, then `piece` again and again, then `after`; a `{}` of the piece counts up."""

    name: str
    before: str
    piece: str
    after: str

    def text(self, size: int) -> str:
        """Return the input at about that many characters."""
        if "{" not in self.piece:
            return self.before + self.piece * (size // len(self.piece)) + self.after
        return self.before + "".join(self._counted(size)) + self.after

    def _counted(self, size: int) -> Iterator[str]:
        for number in count(1):
            piece = self.piece.format(number)
            size -= len(piece)
            if size < 0:
                return
            yield piece


HEAD = HEADING + ADDRESSES + CLASS_LINE
BODY = HEAD + LABELS + REFERENCES
END = "\n" + TEXT + TAIL
PAGE = " \nCONFIDENTIAL\n \nPAGE 02  CALDES 00187  122244Z\n \n"

# In the text, on one line without end.
ON_ONE_LINE = {
    "blanks": " ", "tabs": "\t", "capital words": "ABCD ", "single capitals": "A B ",
    "digits": "7", "numbers": "12 ", "letters": "A", "small letters": "a",
    "opening parentheses": "(", "closing parentheses": ")", "pairs of parentheses": "()",
    "unclosed marks": "(C ", "unclosed marks with controls": "(C/AA AA",
    "square brackets": "[", "link beginnings": "[A](#", "anchors": "[1](#)", "links": "[PREL](#)",
    "nested links": "[[1](#)](#)", "entities": "&#8217;", "ampersands": "&", "half entities": "&#8",
    "pilcrows": "¶", "no-break spaces": "\u00a0", "backslashes": "\\",
    "letter-spaced level": "C O N F I D E N T I A L ", "double letters": "CC OO NN ",
    "hyphens": "-", "hyphens and blanks": "- ", "underscores": "_", "commas": ",", "colons": ":",
    "points": ".", "semicolons and blanks": "; ", "slashes": "/", "apostrophes": "'",
    "letters with points": "A. ", "letters with parentheses": "(A) ",
    "section words": "SECTION 01 OF 02 ", "page words": "PAGE 01 ",
    "citations": "REF A ", "one long citation": "A, B AND C, ", "reftels": "REFTEL ",
    "summaries": "SUMMARY: ", "summaries that end": "END SUMMARY. ",
    "texts that begin": "BEGIN TEXT ", "ends and begins": "END COMMENT. BEGIN SUMMARY. ",
    "quotes": "QUOTE UNQUOTE ", "names of blocks": "ACTION REQUESTED AND COMMENT ",
    "entire texts": "(C - ENTIRE TEXT) ", "null characters": "\0", "form feeds": "\f",
    "carriage returns": "\r",
}  # fmt: skip
# In the text, as lines.
AS_LINES = {
    "blank lines": "\n", "lines of one blank": " \n", "lines of one letter": "A\n",
    "lines of words": "The Delegation took the floor.\n", "headings": "HEADING\n\n",
    "ruled headings": "HEADING\n-------\n", "rules": "-----\n", "levels": "CONFIDENTIAL\n",
    "levels apart": "CONFIDENTIAL\n\nWORDS\n", "page lines": "PAGE 02  CALDES 00187  122244Z\n",
    "pages": "CONFIDENTIAL\nPAGE 02  CALDES 00187  122244Z\nWORDS\n",
    "words divided at page ends": f"WORD-\n{PAGE}", "other words divided": f"W{{}}X-\n{PAGE}",
    "paragraphs": "{}. (C) Words.\n\n", "numbers that never rise": "1. (C) Words.\n",
    "numbers that jump": "1. A\n\n3. B\n\n", "classification lines": "UNCLAS CALDESSA 187\n",
    "sections' classification lines": "UNCLAS SECTION 02 OF 09 CALDESSA 187\n",
    "sections": f"\n{ADDRESSES}BT\nUNCLAS SECTION 02 OF 02 CALDESSA 187\n\n{LABELS}\n2. Words.\n",
    "labels": "TAGS: PREL\n", "subjects": "SUBJECT: WORDS\n", "orders": "E.O. 12958: N/A\n",
    "references": "REF: STATE 1\n", "end marks": "NNNN\n", "separations": "BT\n",
    "serials": "#0187\n", "surnames": "ARDMORE\n", "notes": "NOTE BY OC/T: WORDS\n",
    "stamps": "Declassified/Released US Department of State\n",
    "date-time groups": "P 122240Z MAR 08\n",
    "dash lines": "---------------------     011477\n", "carriage returned": "Words\r\n",
    "summaries on lines": "SUMMARY:\nWORDS\n", "summaries and ends": "SUMMARY: W. END SUMMARY.\n\n",
    "lists": "A. Words.\n", "unnumbered": "WORDS\n\n",
}  # fmt: skip
# Behind a label of the head, on one line.
BEHIND_LABELS = {
    "REF: ": {
        "single capitals": "A B ", "letters": "A", "labels": "A. ", "letters in turn": "A. X B. Y ",
        "posts": "STATE ", "targets": "STATE 1, ", "numbers": "1201, ", "digits": "7",
        "ands": "AND ", "airgrams": "A-1 ", "semicolons": "; ", "blanks": " ",
        "parentheses": "(", "notes": "(NOTAL) ", "dates": "MAY 5 ", "bars": "1/1/08 ",
        "hyphens": "A-", "points": "A.", "years": "08 ",
    },
    "TAGS: ": {
        "letters": "A", "codes": "PREL, ", "glued codes": "PRELAORC", "parentheses": "(",
        "persons": "OVIP (ROE, JANE) ", "unclosed": "OVIP (ROE ", "blanks": " ", "commas": ",",
        "labels": "TAGS: ", "stars": "A*",
    },
    "SUBJECT: ": {
        "words": "NARROWS ", "blanks": " ", "parentheses": "(", "marks": "(C) ", "letters": "A",
    },
    "E.O. 12958: ": {
        "decl": "DECL: ", "parentheses": "(A", "reasons": "1.4 (B) AND (D), ", "blanks": " ",
        "dates": "03/12/2018 ", "letters": "A", "reason letters": "B", "labels": "TAGS: ",
        "classifiers": "(ROE) ", "forms": "GDS ", "exemptions": "X1 ",
    },
    "CLASSIFIED BY: ": {
        "fors": "FOR ", "reasons": "REASON: ", "letters": "A", "points": ". ", "blanks": " ",
        "reason letters": "1.4 (B), (D), ",
    },
}  # fmt: skip
REF_LINES = {"entries": "     A. STATE 1\n     B. STATE 2\n", "lines": "     STATE {}\n"}
TAG_LINES = {"lines": "PREL,\n"}
SUBJECT_LINES = {"lines": "NARROWS\n"}
# On one line or as lines of the header.
IN_HEADER = {
    "called": "RUEHC ", "addressees": "INFO AMEMBASSY QUILLON\n", "bare addressees": "QUILLON\n",
    "exempted": "XMT AMEMBASSY QUILLON\n", "offices": "INFO QUILLON//A/B/C//\n",
    "slashes": "INFO A//", "names": "TO AMEMBASSY ", "names on one line": "QUILLON ",
    "stations": "DE RUEHQD #0187 0722246\n", "warnings": "ZNY CCCCC ZZH\n",
    "FM lines": "FM QUILLON\n",
    "signals": "ZZH ", "groups": "P 122240Z ", "zeros": "O 0", "blanks": " ", "blank lines": "\n",
    "captions": "SIPDIS\n", "captions on one line": "SIPDIS,", "oddities": "WORDS OF NO USE\n",
}  # fmt: skip
OF_THE_RELAY = {
    "offices": "OCT-01  ", "office lines": "      OCT-01  ISO-00  DRC-01\n \n", "dashes": "-",
    "letters": "A", "drafters": "DRAFTED BY EB/ICD:JROE:KS\n", "colons": "A:", "totals": "/011 W ",
    "lists": "ACTION IO-10\n",
}  # fmt: skip
IN_PASS_LINES = {
    "pass lines": "DEPT PASS OPIC\n", "passes": "DEPT PASS ", "fors": "FOR ", "places": "LIMA ",
    "captions": "EXDIS/", "captions apart": "E X D I S ", "letter-spaced": "S E C R E T ",
}  # fmt: skip
OF_ATTRIBUTES = {
    "known keys": "Subject: WORDS\n", "unknown keys": "Key On: WORDS\n", "colons": ": ",
    "lines without key": "WORDS OF A VALUE\n", "keys on one line": "Subject: ",
    "words": "Words ", "blanks": " ", "capitals": "Aa ",
}  # fmt: skip
IN_VALUES = {
    "Subject: ": {"words": "WORDS ", "letters": "A"},
    "TAGS: ": {"codes": "PFOR, ", "parentheses": "(", "persons": "(ROE, JANE), "},
    "Concepts: ": {"terms": "TIN, ", "parentheses": "A(", "pairs": "A (B) ", "blanks": " "},
    "Draft Date: ": {"days": "08 FEB ", "digits": "1", "bars": "1/"},
    "Reference: ": {"numbers": "79 STATE 1, ", "letters": "A"},
    "Document Number: ": {"letters": "A", "digits": "1"},
}
SMART_HEAD = """UNCLASSIFIED

MRN: 14 CALDESSA 187
Date/DTG: Mar 12, 2014 / 122240Z MAR 14
From: USMISSION CALDESSA
Action: WASHDC, SECSTATE ROUTINE
E.O.: 13526
TAGS: PREL
"""
SMART_TEXT = "Subject: The Narrows\n\n1. (U) Nothing else was said.\n\n"
SMART_TAIL = "Signature: ARDMORE\nDrafted By: POL:Roe, Jane\nDissemination Rule: Archive Copy\n"
RELEASE = (
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-1 Doc No. C05780489 Date: 1/2/2015\n"
)
# Above a SMART telegram, in its head, its text and its tail, as lines or on one line.
OF_SMART = {
    "labels": "Captions: NODIS\n", "openings": "MRN: 14 CALDESSA 187\n",
    "signatures": "Signature: A\n", "reviews": "Classified by A on 1/1/15 - Class:\n",
    "e-mails": "From: Roe\nSent: today\nSubject: Words\n\nWords\n", "headers": "Cc: Roe\n",
    "banners": RELEASE, "stamps": "RELEASE IN PART\nB6\n", "codes": f"{RELEASE}B6\n",
    "margins": f"{RELEASE}Words      B6\n", "margin": "B6 ",
    "entries": "LIMA, AMEMBASSY ROUTINE; ", "persons": "Roe, Jane; ", "officers": "POL:Roe, Jane\n",
    "parentheses": "(", "colons": ":", "blanks": " ", "capitals": "Aa ", "slashes": "/ ",
}  # fmt: skip
OF_MARKDOWN = {
    "bars": "| a ", "stars": "**a** ", "headings": "## A\n", "rows": "| A: | b |\n",
    "stars alone": "*", "quotes": "> ", "entities and stars": "&amp;**",
    "rules": "| --- | --- |\n", "escapes": "\\.", "breaks": "a<br>",
}  # fmt: skip
FCO_HEAD = """CONFIDENTIAL
FM CALDESSA
TO IMMEDIATE FCO
TELNO 123
OF 041200Z APR 82
"""
FCO_TEXT = "INFO PRIORITY QUILLON\n\nMIPT: THE NARROWS\n\n1. NOTHING ELSE WAS SAID.\n\nARDMORE\n"
FCO_TAIL = "\nYYYY\n\nDISTRIBUTION\nPUS\n"
# Above a British telegram, in its heading, its text and its list, as lines or on one line.
OF_FCO = {
    "numbers": "TELNO 12 ", "number lines": "TELNO 123\n", "to and number": "TO FCO TELNO 12\n",
    "infos": "INFO ", "info lines": "INFO PRIORITY QUILLON\n", "commas": "QUILLON,",
    "names": "QUILLON ", "names on full lines": "QUILLON " * 8 + "\n", "saving": "SAVING TO ",
    "lines of head words": "CONFIDENTIAL\n", "head words": "CONFIDENTIAL ", "deskby": "DESKBY ",
    "times": "041200Z ", "time lines": "OF 041200Z APR 82\n", "urgent": "TO IMMEDIATE FCO\n",
    "mipts": "MIPT ", "references": "YOUR TELNO 12, ", "senders": "MY YOUR ", "whom": "TO LINDEN ",
    "page numbers": "- 2 -\n", "pages": "CONFIDENTIAL\n- 2 -\nWORDS\n", "closes": "YYYY\n",
    "catchwords": "/2. THE\n- 2 -\n", "noughts": "0A", "parentheses": "(A", "columns": "PS   ",
    "lists": "DISTRIBUTION\n", "names alone": "VALE\n\n", "points": "WORDS.\n\n", "blanks": " ",
}  # fmt: skip
CABLEGRAM_HEAD = """242 Vale to Roe

Cablegram UN44 CALDESSA, 3 March 1949, 5.10 p.m.

IMMEDIATE CONFIDENTIAL

"""
CABLEGRAM_TEXT = "Your 210.\n\n1. Nothing else was said.\n\n"
CABLEGRAM_TAIL = "[AA : A1838, 403/3/1/1, iii]\n\n1 Document 230.\n"
# Above an Australian cablegram, in its heading, its text and below its source.
OF_CABLEGRAM = {
    "numbers": "Cablegram 12\n", "cablegrams": "Cablegram ", "codes": "O.JA8200 ", "ways": "O.",
    "code lines": "O.JA8200\n", "words and cablegrams": "Circular Cablegram", "to": "Vale to ",
    "lines with to": "Vale to Roe\n", "addressed": "CABLEGRAM TO ROE\n", "ref lines": "Ref 12\n",
    "head words": "SECRET ", "lines of head words": "SECRET\n", "for": "SECRET FOR ",
    "datelines": "Caldessa, 3 March 1949\n", "dates": "3 March ", "clocks": "5.10 ",
    "references": "Your 210, ", "yours": "your ", "coded": "O.UN3150, ", "letters": "O", "l": "l9",
    "sources": "[AA : A1838]\n", "unclosed sources": "[AA : A\n", "footnotes": "1 Words.\n",
    "brackets": "[", "labels": "[1]", "pages": "SECRET\n- 2 -\nWORDS\n", "commas": "A, ",
}  # fmt: skip
# Signs of systems that are only named, without their ends.
OF_NAMED = {
    "security": "SECURITY\n", "security and distribution": "SECURITY A\nDISTR\n", "distr": "DISTR ",
    "forms": "SECURITY\n" + "NO\n" * 11, "MSGID": "MSGID/", "sets": "REF/A/", "NMR": "NMR\n",
    "EXTOTT": "EXTOTT ", "TD": "TD NMR ", "COREU": "CFSP/", "MRN": "MRN:\n", "DIPTEL": "DIPTEL ",
    "routed": "PTTUZYUW RUQXAAA0417 --R\n",
}  # fmt: skip


def every() -> Iterator[Hostile]:
    """Yield all inputs."""
    yield from _in_parts("SMART", OF_SMART, SMART_HEAD, SMART_TEXT, SMART_TAIL)
    yield from _in_parts("British", OF_FCO, FCO_HEAD, FCO_TEXT, FCO_TAIL)
    yield from _in_parts("Australian", OF_CABLEGRAM, CABLEGRAM_HEAD, CABLEGRAM_TEXT, CABLEGRAM_TAIL)
    for name, piece in OF_NAMED.items():
        yield Hostile(f"named: {name}", "", piece, "")
    for name, piece in OF_MARKDOWN.items():
        yield Hostile(f"Markdown: {name}", "## A\n\n## B\n\n", piece, "\n" + BODY + END)
        yield Hostile(
            f"Markdown, in a row: {name}", "| --- | --- |\n| A: ", piece, "|\n" + BODY + END
        )
    for name, piece in (ON_ONE_LINE | AS_LINES).items():
        yield Hostile(f"text: {name}", BODY + "1. (C) ", piece, END)
    for label, pieces in BEHIND_LABELS.items():
        for name, piece in pieces.items():
            yield Hostile(f"{label}{name}", HEAD + label, piece, END)
    for label, pieces in (
        ("REF: ", REF_LINES),
        ("TAGS: ", TAG_LINES),
        ("SUBJECT: ", SUBJECT_LINES),
    ):
        for name, piece in pieces.items():
            yield Hostile(f"{label}{name}", f"{HEAD}{label}\n", piece, END)
    for name, piece in IN_HEADER.items():
        yield Hostile(f"header: {name}", HEADING + ADDRESSES, piece, "\n" + CLASS_LINE + END)
        yield Hostile(f"first: {name}", "", piece, "\n" + HEAD + LABELS + END)
    for name, piece in IN_PASS_LINES.items():
        yield Hostile(f"head: {name}", HEAD, piece, "\n" + LABELS + END)
    yield from _of_archives()
    for name, piece in ON_ONE_LINE.items():
        yield Hostile(f"alone: {name}", "", piece, "")


def _in_parts(layout: str, pieces: dict[str, str], *parts: str) -> Iterator[Hostile]:
    """Yield each piece above the parts of a telegram, between them, and below."""
    for name, piece in pieces.items():
        for place in range(len(parts) + 1):
            before, after = "".join(parts[:place]), "".join(parts[place:])
            yield Hostile(f"{layout} {place}: {name}", before, piece, "\n" + after)


def _of_archives() -> Iterator[Hostile]:
    above, below = ARCHIVES.split("R 122240Z", 1)
    for name, piece in OF_THE_RELAY.items():
        yield Hostile(f"relay: {name}", above, piece, f"\nR 122240Z{below}{ATTRIBUTES}")
    for name, piece in (ON_ONE_LINE | AS_LINES).items():
        if name in {
            "blanks",
            "blank lines",
            "page lines",
            "pages",
            "stamps",
            "levels",
            "form feeds",
        }:
            yield Hostile(f"archives: {name}", ARCHIVES, piece, "\n" + ATTRIBUTES)
    for name, piece in OF_ATTRIBUTES.items():
        yield Hostile(f"attributes: {name}", ARCHIVES + ATTRIBUTES, piece, "\n")
    for label, pieces in IN_VALUES.items():
        for name, piece in pieces.items():
            yield Hostile(f"attribute {label}{name}", ARCHIVES + ATTRIBUTES + label, piece, "\n")
