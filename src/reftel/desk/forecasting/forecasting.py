"""A forecast of a dossier, and what it hangs on; every number keeps the places it rests on."""

from collections.abc import Iterator

import msgspec

from reftel.council.forecast.drawing import Drawn, drawn
from reftel.council.forecast.forecast import BESIDE, Forecast, forecast
from reftel.council.forecast.inputs import Inputs
from reftel.council.forecast.sensitivity import Sensitivity, of_motion, of_question
from reftel.council.sitting import Sitting
from reftel.desk.forecasting.assumptions import Assumptions
from reftel.desk.forecasting.framing import Asked, Framed, framed
from reftel.dossier.checks import check
from reftel.dossier.dossier import Dossier


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What a belief rests on.

    of: whose statements, a group's perhaps. cites: their places; of what was taken for known,
    these words, and no statement.
    """

    member: str
    question: str
    of: str
    statements: tuple[str, ...]
    cites: tuple[str, ...]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The reference point of a question, and where it comes from."""

    question: str
    name: str
    at: float
    because: str
    cite: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast with all that it depends on.

    sensitivities: of each question and text. unknown: members of whom nothing is known, by
    question. left_out: provisions that have no such reference point. clauses: of each text, on how
    many provisions it lies, forecast here or not. faults: errors of the dossier's files, with their
    places: what they stand on may not be counted. cases: how many outcomes this
    forecast can be held against: always one.
    """

    dossier: str
    on: str
    body: str
    rule: str
    sitting: Sitting
    forecast: Forecast
    references: tuple[Reference, ...]
    grounds: tuple[Ground, ...]
    unknown: dict[str, tuple[str, ...]]
    sensitivities: tuple[Sensitivity, ...]
    left_out: tuple[str, ...]
    clauses: dict[str, int]
    faults: tuple[str, ...]
    assumptions: Assumptions
    inputs: Inputs


def report(
    dossier: Dossier, used: Assumptions, asked: Asked, *, texts_only: bool = False
) -> Report:
    """Return the forecast of a dossier. Raises ForecastError, CouncilError.

    texts_only: without other models and what the answers hang on, which take most of the time.
    """
    frame = framed(dossier, used, asked)
    inputs = frame.inputs
    of = drawn(inputs)
    return Report(
        dossier=dossier.name,
        on=asked.on.isoformat() if asked.on else "",
        body=frame.sitting.name,
        rule=inputs.rule.says(),
        sitting=frame.sitting,
        forecast=forecast(inputs, () if texts_only else BESIDE, of),
        references=tuple(
            Reference(
                question=name, name=each.name, at=each.at, because=each.because, cite=each.cite
            )
            for name, each in frame.references.items()
        ),
        grounds=tuple(_grounds(frame)),
        unknown=_unknown(inputs),
        sensitivities=() if texts_only else tuple(_sensitivities(inputs, of)),
        left_out=frame.left_out,
        clauses=frame.clauses,
        faults=tuple(str(each) for each in check(dossier) if each.severity == "error"),
        assumptions=used,
        inputs=inputs,
    )


def _sensitivities(inputs: Inputs, of: Drawn) -> Iterator[Sensitivity]:
    yield from (of_question(inputs, each.name, of) for each in inputs.questions)
    yield from (of_motion(inputs, each.name, of) for each in inputs.motions)


def _grounds(frame: Framed) -> list[Ground]:
    assumed = [
        Ground(
            member=member,
            question=question,
            of=member,
            statements=(),
            cites=(f"taken for known: {words}",),
        )
        for (member, question), words in frame.assumed.items()
    ]
    return assumed + [
        Ground(
            member=member,
            question=question,
            of=each.of,
            statements=tuple(one.id for one in each.statements),
            cites=tuple(dict.fromkeys(one.cite for one in each.statements)),
        )
        for (member, question), each in frame.evidence.items()
        if (member, question) not in frame.assumed
    ]


def _unknown(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    return {
        question.name: tuple(
            each.name for each in inputs.members if inputs.belief(each.name, question.name) is None
        )
        for question in inputs.questions
    }
