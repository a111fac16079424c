"""What a citation's place means in a telegram: `2`, `@3`, `subject`, `ref`, or all of it."""

from collections.abc import Iterator

from reftel.telegram.model import Telegram


def paragraphs(telegram: Telegram, place: str) -> list[int]:
    """Return the indices of the paragraphs that a place names: by number, or counted by `@3`."""
    if place.startswith("@"):
        at = int(place[1:]) - 1 if place[1:].isdecimal() else -1
        return [at] if 0 <= at < len(telegram.paragraphs) else []
    return [at for at, each in enumerate(telegram.paragraphs) if str(each.number) == place]


def places(telegram: Telegram) -> Iterator[tuple[str, str]]:
    """Yield the places of a telegram with their words; those that share a number are joined."""
    numbered: dict[str, str] = {}
    for index, paragraph in enumerate(telegram.paragraphs):
        heading = f"{paragraph.heading.text} " if paragraph.heading else ""
        words = heading + paragraph.flowed
        yield f"@{index + 1}", words
        if paragraph.number is not None:
            number = str(paragraph.number)
            numbered[number] = f"{numbered[number]} {words}" if number in numbered else words
    yield from numbered.items()
    yield "subject", telegram.subject.text if telegram.subject else ""
    yield "ref", " ".join(f"{each.letter}. {each.text}" for each in telegram.references)
    yield "", " ".join(words for words in numbered.values())
