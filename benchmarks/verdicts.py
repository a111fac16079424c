"""Who is wrong where an attribute of the archives and what was read from the text differ.

The attributes are noisy: cut at a width, run on into the text, coded anew by the archives'
indexers. So the printed text decides, in the place where the field stands:

- the attribute's value stands there: the reader is wrong;
- what the reader read stands there, whole: the attribute is wrong;
- anything else is undecided and counts as the reader's fault, so that somebody looks at it.
"""

from typing import Literal, NamedTuple

from printed import squeezed

Verdict = Literal["agrees", "attribute wrong", "reader wrong", "not in the text", "attribute empty"]


class Comparison(NamedTuple):
    """One field of one text: the attribute's value, what was read, what stands there.

    read: empty where the reader found nothing. why: in words, for whoever looks at it.
    """

    file: str
    field: str
    verdict: Verdict
    attribute: str
    read: str
    printed: str
    why: str = ""


class Case(NamedTuple):
    """What a judge needs of one field: see Comparison; `agrees` is decided by the field."""

    attribute: str
    read: str
    printed: str
    agrees: bool
    # Whether what was read is all that is printed there; None: it is enough that it stands there.
    whole: bool | None = None
    # Whether the attribute's value stands there; None: its letters and digits in one run.
    stands: bool | None = None


def verdict(case: Case) -> tuple[Verdict, str]:
    place = squeezed(case.printed)
    if not case.attribute:
        return "attribute empty", ""
    if case.agrees:
        return "agrees", ""
    if not case.read and not place:
        return "not in the text", ""
    return _disputed(case, place)


def _disputed(case: Case, place: str) -> tuple[Verdict, str]:
    if not case.read:
        return "reader wrong", "the text has the field, the reader has nothing"
    stands = squeezed(case.attribute) in place if case.stands is None else case.stands
    if place and stands:
        return "reader wrong", "the attribute's value stands there"
    faithful = squeezed(case.read) in place if case.whole is None else case.whole
    if place and faithful:
        return "attribute wrong", _fault(squeezed(case.attribute), squeezed(case.read))
    return "reader wrong", "undecided: what was read does not stand there either"


def _fault(attribute: str, read: str) -> str:
    if attribute.startswith(read):
        return "runs on"
    return "cut" if read.startswith(attribute) else "other words than the text's"
