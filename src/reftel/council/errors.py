"""What a caller of the council may catch."""

from reftel.core.errors import ReftelError


class CouncilError(ReftelError):
    """Numbers that no model can take; the message names the actor, the issue and the field."""
