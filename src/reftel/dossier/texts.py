"""The words of a dossier's texts, and the clauses in them."""

from collections.abc import Callable

from reftel.core.citation import parse_citation
from reftel.dossier.cited import paragraphs
from reftel.dossier.dossier import Dossier
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.enclosed import inside
from reftel.dossier.drafts.records import Draft
from reftel.telegram.model import Telegram


class TextError(LookupError):
    """Words of a text that are not there. code: of the finding that tells it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Texts:
    """The texts of a dossier, read when they are asked for."""

    def __init__(self, dossier: Dossier, opener: Callable[[str], Telegram | None]) -> None:
        self._dossier = dossier
        self._opener = opener
        self._drafts: dict[str, Draft] = {}

    def words(self, identity: str) -> str:
        """Return the words of a text. Raises TextError where they are not there."""
        text = self._dossier.texts.get(identity)
        if text is None:
            raise TextError("D012", f"text {identity} is not in texts")
        if text.file:
            return self._file(text.file)
        citation = parse_citation(text.cite)
        if citation is None or citation.to != "telegram":
            raise TextError("D111", f"{identity} has no words: neither file nor a paragraph")
        telegram = self._opener(citation.name)
        if telegram is None:
            raise TextError("D103", f"{citation.name} is not held")
        found = [telegram.paragraphs[at].text for at in paragraphs(telegram, citation.place)]
        if not found:
            raise TextError("D104", f"{citation.name} has no paragraph {citation.place}")
        return "\n\n".join(found)

    def clause(self, identity: str, name: str) -> str:
        """Return the words of a clause, of all of the text without a name. Raises TextError."""
        if not name:
            return self.words(identity)
        clauses = self.draft(identity).clauses
        found = next((each for each in clauses if each.name.casefold() == name.casefold()), None)
        if found is None:
            there = ", ".join(each.name for each in clauses if each.verb is not None)
            raise TextError("D110", f"{identity} has {there or 'no clauses'}; {name} expected")
        return found.words

    def draft(self, identity: str) -> Draft:
        """Return a text read into clauses. Raises TextError."""
        if identity not in self._drafts:
            self._drafts[identity] = read_clauses(inside(self.words(identity)), identity)
        return self._drafts[identity]

    def _file(self, name: str) -> str:
        path = self._dossier.folder / name
        if "\0" in name:
            raise TextError("D111", f"{name} is no name of a file")
        try:
            if not path.resolve().is_relative_to(self._dossier.folder.resolve()):
                raise TextError("D111", f"{name} lies outside the dossier")
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise TextError("D111", f"{name}: not UTF-8") from error
        except (OSError, RuntimeError) as error:
            # A link that leads to itself is a RuntimeError.
            reason = error.strerror if isinstance(error, OSError) else "a link to itself"
            raise TextError("D111", f"{name}: {reason}") from error
