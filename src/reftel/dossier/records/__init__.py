"""What a dossier holds, one frozen record type for each of its tables."""

from reftel.dossier.records.actors import Actor, ActorKind, Membership, Office
from reftel.dossier.records.asks import Ask, Standing, StandingWord
from reftel.dossier.records.base import Claim, Confidence, Day, Entry, Status
from reftel.dossier.records.demarches import Demarche, Step, StepKind
from reftel.dossier.records.mandates import Mandate
from reftel.dossier.records.provisions import Mark, Provision, ReferencePoint
from reftel.dossier.records.silences import Silence
from reftel.dossier.records.statements import SourceKind, Statement, Strength
from reftel.dossier.records.texts import Text, TextKind, TextPlace, Vote, VoteWord
from reftel.dossier.records.title import Title

__all__ = [
    "Actor",
    "ActorKind",
    "Ask",
    "Claim",
    "Confidence",
    "Day",
    "Demarche",
    "Entry",
    "Mandate",
    "Mark",
    "Membership",
    "Office",
    "Provision",
    "ReferencePoint",
    "Silence",
    "SourceKind",
    "Standing",
    "StandingWord",
    "Statement",
    "Status",
    "Step",
    "StepKind",
    "Strength",
    "Text",
    "TextKind",
    "TextPlace",
    "Title",
    "Vote",
    "VoteWord",
]
