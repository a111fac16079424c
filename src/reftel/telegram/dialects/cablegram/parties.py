"""Who sent a cablegram and to whom: the edition's heading, else its dateline and `CABLEGRAM TO`."""

from reftel.telegram import posts, services
from reftel.telegram.dialects.cablegram.heading import Heading
from reftel.telegram.model import Addressee, Originator, Text


def post_of(head: Heading) -> str:
    """Return from where it was sent: the place of the dateline, else the code of the number."""
    if head.dateline and head.dateline.place:
        return services.canonical("cablegram", head.dateline.place)
    return services.coded(head.number.letters) if head.number else ""


def originator(head: Heading) -> Originator | None:
    """Return who sent it; None where neither a heading nor a place says it."""
    post = post_of(head)
    if head.parties:
        name, span = head.parties.sender.text, head.parties.sender.span
        return Originator(name=name, post=services.known("cablegram", name) or post, span=span)
    if head.dateline and head.dateline.place:
        return Originator(name=head.dateline.place, post=post, span=head.dateline.span)
    return None


def addressees(head: Heading) -> tuple[Addressee, ...]:
    """Return to whom it was sent; the edition's heading may name a person, who is no post."""
    if head.to:
        return tuple(_addressee(each, posts.squeezed(each.text)) for each in head.to)
    return (_addressee(head.parties.addressee, ""),) if head.parties else ()


def _addressee(name: Text, otherwise: str) -> Addressee:
    post = services.known("cablegram", name.text) or otherwise
    kind = "post" if post else "other"
    return Addressee(role="action", kind=kind, name=name.text, post=post, span=name.span)
