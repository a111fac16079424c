"""What a caller of a dossier may catch."""

from reftel.core.errors import ReftelError


class DossierError(ReftelError):
    """A dossier that cannot be opened, changed or saved as asked."""
