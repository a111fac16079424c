"""Precedences as ACP 127 orders them: one letter each, highest first."""

from collections.abc import Iterable

from reftel.telegram.model import Addressee, PrecedenceWord, Telegram

ORDER = "YZOPRM"

# NIACT is a word of State for the night duty officer; on the wire it is an ordinary O.
LETTERS: dict[PrecedenceWord | None, str] = {
    "EMERGENCY COMMAND": "Y",
    "FLASH": "Z",
    "NIACT IMMEDIATE": "O",
    "IMMEDIATE": "O",
    "PRIORITY": "P",
    "ROUTINE": "R",
    None: "R",  # an addressee without a word is ROUTINE
    "DEFERRED": "M",
}
WORDS: dict[str, PrecedenceWord] = {
    "Y": "EMERGENCY COMMAND",
    "Z": "FLASH",
    "O": "IMMEDIATE",
    "P": "PRIORITY",
    "R": "ROUTINE",
    "M": "DEFERRED",
}


def in_order(letters: Iterable[str]) -> str:
    """Return each known letter once, highest first."""
    given = set(letters)
    return "".join([letter for letter in ORDER if letter in given])


def of_group(telegram: Telegram) -> str:
    """Return the letters of the date-time group as printed, or "" where there are none."""
    return telegram.dtg.letters if telegram.dtg is not None else ""


def of_addressees(addressees: Iterable[Addressee]) -> str:
    """Return the letters that the addressees' words stand for, highest first.

    The exempted are no recipients and do not count.
    """
    return in_order([LETTERS[each.precedence] for each in addressees if each.role != "exempted"])
