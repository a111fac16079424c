"""E-mails (.eml) and mailboxes (.mbox): bodies, and attachments as files in turn.

The fields of the header go before the body, in the form in which mail programs print them, so
that the chain of e-mails around a telegram is whole.
"""

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from typing import cast

from reftel.desk.containers.content import MOST_BYTES, TOO_LARGE, Content, named, reason
from reftel.desk.sources import Source

FIELD = re.compile(rb"(?P<name>[A-Za-z][A-Za-z-]{1,40}):[ \t]")
# Fields that a mail program writes and nobody prints.
OWN = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"content-type"})
ENVELOPE = re.compile(rb"From [^\r\n]{1,400}\r?\n(?=[A-Za-z-]{2,40}:)")
PRINTED = {"From": "From", "Date": "Sent", "To": "To", "Cc": "Cc", "Subject": "Subject"}
NO_TEXT = frozenset({"image", "audio", "video"})
# An e-mail that is attached goes on with its header as it came.
POLICY = policy.default.clone(refold_source="none")


def opened(content: Content) -> Iterator[Source] | None:
    """Return bodies and attachments of an e-mail or a mailbox; None of anything else."""
    if ENVELOPE.match(content.beginning):
        return _mailbox(content)
    return _mail(content) if _is_mail(content.beginning) else None


def _is_mail(beginning: bytes) -> bool:
    if not FIELD.match(beginning):
        return False
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
    names = {match["name"].lower() for match in map(FIELD.match, head.splitlines()) if match}
    return b"from" in names and bool(names & OWN)


def _mail(content: Content) -> Iterator[Source]:
    with content.open() as file:
        yield from _parts(content.path, file.read(MOST_BYTES + 1))


def _mailbox(content: Content) -> Iterator[Source]:
    """Yield the parts of each e-mail; it begins with a line `From …` below a blank one."""
    with content.open() as file:
        for number, data in enumerate(_divided(file), 1):
            yield from _parts(named(content.path, str(number)), data)


def _divided(lines: Iterable[bytes]) -> Iterator[bytes]:
    found: list[bytes] = []
    blank = True
    for line in lines:
        if blank and line.startswith(b"From "):
            if found:
                yield b"".join(found)
            found = []
        else:
            # The mailbox quotes lines of the text that look like its own.
            found.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if found:
        yield b"".join(found)


def _parts(path: str, data: bytes) -> Iterator[Source]:
    """Yield the body and what is attached; one that the library fails on, with the reason."""
    if len(data) > MOST_BYTES:
        yield Source(path, refused=TOO_LARGE)
        return
    try:
        message = BytesParser(policy=POLICY).parsebytes(data)
        body = _body(message)
        attached = list(_attached(message, body))
    except Exception as error:  # the library fails in many ways on what is no header
        yield Source(path, refused=reason(error))
        return
    if body is not None:
        yield Source(path, _printed(message, body))
    for number, part in enumerate(attached, 1):
        name = f"attachment {number}"
        try:
            yield Source(named(path, part.get_filename() or name), _bytes(part))
        except Exception as error:
            yield Source(named(path, name), refused=reason(error))


def _body(message: EmailMessage) -> MIMEPart | None:
    """Return the text, else the HTML; some programs send an empty text beside it."""
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    return plain if plain is not None and (html is None or _bytes(plain).strip()) else html


def _attached(part: MIMEPart, body: MIMEPart | None, *, same: bool = False) -> Iterator[MIMEPart]:
    """Yield what is attached, however deep; same: the part says in other words what the body says.

    Of the alternatives to a body only the text is left out: some programs attach files to the HTML.
    """
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        same = same or (body is not None and part.get_content_subtype() == "alternative")
        for each in part.iter_parts():
            yield from _attached(each, body, same=same)
    elif part is not body and part.get_content_maintype() not in NO_TEXT:
        is_text = part.get_content_maintype() == "text" and not part.get_filename()
        if not (same and is_text):
            yield part


def _bytes(part: MIMEPart) -> bytes:
    """Return what a part holds; of an e-mail that is attached, the whole of it."""
    if part.is_multipart():
        inner = cast("list[MIMEPart]", part.get_payload())
        return b"\n".join(each.as_bytes() for each in inner)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _printed(message: EmailMessage, body: MIMEPart) -> bytes:
    """Return a body below the fields of the header, as mail programs print it."""
    try:
        words = str(body.get_content()).encode("utf-8", "replace")
    except (LookupError, ValueError):
        words = _bytes(body)  # in a character set that nobody knows
    if body.get_content_subtype() == "html":
        return words
    fields = {name: _field(message, name) for name in PRINTED}
    head = "".join(f"{PRINTED[name]}: {value}\n" for name, value in fields.items() if value)
    return f"{head}\n".encode("utf-8", "replace") + words


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the header; as it stands there where the library cannot read it."""
    try:
        return str(message[name] or "")
    except Exception:
        raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
        return " ".join(next(raw, "").split())
