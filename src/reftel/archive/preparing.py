"""What is worked out of an original before it is kept: done in any process, without the archive."""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b, sha256

import msgspec

from reftel.archive.access.labels import Label
from reftel.archive.access.marking import Labels, labels
from reftel.archive.access.redaction import subject_alone
from reftel.archive.search.documents import Document, document, placed
from reftel.telegram.model import Telegram
from reftel.telegram.references.names import meant, one_name, own_names
from reftel.telegram.series import numbered
from reftel.telegram.versions import fingerprint

WINDOW = 32_768  # bytes to which deflate looks back; more of a dictionary is of no use
REST = -1
# What unpacking a record or labels raises where bytes are not as they were written.
BROKEN = (zlib.error, msgspec.MsgspecError, UnicodeError)

_pack = msgspec.msgpack.Encoder().encode
_record = msgspec.msgpack.Decoder(Telegram).decode
_labels = msgspec.msgpack.Decoder(Labels).decode
CENTURIES = ("19", "20")


class Tie(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A telegram that an entry of a copy may mean. piece: the paragraph, or REST of the list."""

    target: str
    entry: int
    letter: str
    likelihood: float
    piece: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A telegram of an original, ready to be kept.

    part: its number in the original, from 0. name: what it is kept under, its number or, of one
    without number, a figure of its words. names: others under which it may be looked up.
    record: packed, see `unpacked`. document: for who may read all of it.
    """

    part: int
    name: str
    names: tuple[str, ...]
    record: bytes
    labels: Labels
    ties: tuple[Tie, ...]
    sent: int | None
    sender: str
    subject: str
    document: Document


class Prepared(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An original, ready to be kept. data: its bytes, deflated. refused: why parts are not.

    is_whole: whether it is the text of these telegrams and nothing else.
    """

    sha: bytes
    size: int
    data: bytes
    entries: tuple[Entry, ...]
    refused: tuple[str, ...]
    is_whole: bool


def prepared(data: bytes, telegrams: Sequence[Telegram | None], refused: Sequence[str]) -> Prepared:
    """Return an original with the telegrams that were read in it; None where a part is refused."""
    return Prepared(
        sha=sha256(data).digest(),
        size=len(data),
        data=zlib.compress(data),
        entries=tuple(
            entry(each, part, data) for part, each in enumerate(telegrams) if each is not None
        ),
        refused=tuple(filter(None, refused)),
        is_whole=_is_whole([each for each in telegrams if each is not None], data),
    )


def _is_whole(telegrams: Sequence[Telegram], data: bytes) -> bool:
    """Whether bytes are the texts of telegrams one behind the other, blanks aside."""
    told = "".join("".join(each.text.split()) for each in telegrams)
    for encoding in dict.fromkeys(each.encoding for each in telegrams):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "".join(text.split()) == told:
            return True
    return False


def entry(telegram: Telegram, part: int, data: bytes) -> Entry:
    """Return one telegram of an original, ready to be kept."""
    name = kept_under(telegram, data, part)
    made = document([telegram], name)
    return Entry(
        part=part,
        name=name,
        names=tuple(sorted(own_names(telegram) - {name})),
        record=packed(telegram, data),
        labels=labels(telegram),
        ties=tuple(_ties(telegram)),
        sent=placed(telegram),
        sender="".join(made.terms.get("from", ())),
        subject=subject_alone(telegram),
        document=made,
    )


def kept_under(telegram: Telegram, data: bytes, part: int) -> str:
    """Return the number of a telegram, else a name made of its words, else of its bytes."""
    own = telegram.identity
    if own is not None and own.is_whole:
        return one_name(own.mrn)
    words = fingerprint(telegram)
    figure = words[:16] or blake2b(data + bytes([part % 256]), digest_size=8).hexdigest()
    return f"~{figure.upper()}"


def kept_name(words: str) -> str:
    """Return the name under which a number is kept, however it is written: `74 la paz 01434`.

    The National Archives write the year in full, `1974LAPAZ01434`.
    """
    name = one_name(words)
    short = name[2:] if name[:4].isdigit() and name[:2] in CENTURIES else name
    try:
        return numbered(short).mrn
    except ValueError:
        return name


def packed(telegram: Telegram, data: bytes) -> bytes:
    """Return a record as bytes; most of its words stand in the original, which is at hand."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zdict=data[-WINDOW:])
    return squeezer.compress(_pack(telegram)) + squeezer.flush()


def unpacked(record: bytes, data: bytes) -> Telegram:
    """Return the record that `packed` made of the same original."""
    return _record(zlib.decompressobj(-15, zdict=data[-WINDOW:]).decompress(record))


def packed_labels(of: Labels) -> bytes:
    """Return labels as bytes."""
    return _pack(of)


def unpacked_labels(data: bytes) -> Labels:
    """Return the labels that `packed_labels` made."""
    return _labels(data)


def piece(of: Labels, at: int) -> Label:
    """Return the label of what a paragraph refers to, or the list of references.

    What `your 3244` in a paragraph means follows from the addressee: it asks for the rest, too.
    """
    return of.rest if at == REST else of.rest.join(of.paragraphs[at])


def _ties(telegram: Telegram) -> Iterator[Tie]:
    """Yield what the list of references and the words of paragraphs name."""
    for number, each in enumerate(telegram.references):
        for target, likelihood in meant(each, telegram):
            yield Tie(one_name(target), number, each.letter, likelihood, REST)
    first = len(telegram.references)
    for number, each in enumerate(telegram.citations, first):
        if each.kind == "telegram":
            for target in dict.fromkeys(map(one_name, each.targets)):
                yield Tie(target, number, "", 1 / len(each.targets), each.paragraph)
