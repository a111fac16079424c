"""E-mails (.eml) and mailboxes (.mbox): bodies, and attachments as files in turn.

The fields of the header go before the body, in the form in which mail programs print them, so
that the chain of e-mails around a telegram is whole.
"""

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from reftel.desk.containers.content import MOST_BYTES, TOO_LARGE, Content, Member, named, reason

FIELD = re.compile(rb"(?P<name>[A-Za-z][A-Za-z-]{1,40}):[ \t]")
# Fields that a mail program writes and nobody prints.
OWN = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"content-type"})
ENVELOPE = re.compile(rb"From [^\r\n]{1,400}\r?\n(?=[A-Za-z-]{2,40}:)")
PRINTED = {"From": "From", "Date": "Sent", "To": "To", "Cc": "Cc", "Subject": "Subject"}


def opened(content: Content) -> Iterator[Member] | None:
    """Return bodies and attachments of an e-mail or a mailbox; None of anything else."""
    if ENVELOPE.match(content.beginning):
        return _mailbox(content)
    return _read_mail(content) if _is_mail(content.beginning) else None


def _is_mail(beginning: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
    names = {match["name"].lower() for match in map(FIELD.match, head.splitlines()) if match}
    first = FIELD.match(head)
    return first is not None and b"from" in names and bool(names & OWN)


def _read_mail(content: Content) -> Iterator[Member]:
    with content.open() as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield Member(content.path, refused=TOO_LARGE)
    else:
        yield from _parts(content.path, data)


def _mailbox(content: Content) -> Iterator[Member]:
    """Yield the parts of each e-mail; it begins with a line `From …` below a blank one."""
    with content.open() as file:
        for number, data in enumerate(_divided(file), 1):
            path = named(content.path, str(number))
            if len(data) > MOST_BYTES:
                yield Member(path, refused=TOO_LARGE)
            else:
                yield from _parts(path, data)


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


def _parts(path: str, data: bytes) -> Iterator[Member]:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        body = message.get_body(("plain", "html"))
        if body is not None:
            yield Member(path, _body(message, body))
        for number, each in enumerate(message.iter_attachments(), 1):
            if each.get_content_maintype() not in {"image", "audio", "video"}:
                name = each.get_filename() or f"attachment {number}"
                payload = each.get_payload(decode=True)
                yield Member(named(path, name), payload if isinstance(payload, bytes) else b"")
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        yield Member(path, refused=reason(error))


def _body(message: EmailMessage, body: MIMEPart) -> bytes:
    words = str(body.get_content())
    if body.get_content_subtype() == "html":
        return words.encode("utf-8", "replace")
    fields = (f"{PRINTED[name]}: {message[name]}\n" for name in PRINTED if message[name])
    return f"{''.join(fields)}\n{words}".encode("utf-8", "replace")
