"""Steps of démarches in time: nothing is delivered before it is instructed."""

from collections.abc import Iterator

from reftel.dossier.days import is_before
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.table import Placed
from reftel.dossier.findings import Finding, finding
from reftel.dossier.records import Demarche, Step


def check(dossier: Dossier) -> Iterator[Finding]:
    """Yield steps that cannot be where they are."""
    for placed in dossier.table("demarches").placed:
        for index, step in enumerate(placed.record.step):
            yield from _order(placed, index, step)
            yield from _delivered(placed, index, step)


def _order(placed: Placed[Demarche], index: int, step: Step) -> Iterator[Finding]:
    """Yield a step that lies before every instruction of the démarche."""
    told = [each.on for each in placed.record.step if each.kind == "instruction" and each.on]
    if step.kind != "instruction" and told and all(is_before(step.on, on) for on in told):
        message = f"{step.kind} on {step.on} lies before the instruction of {min(told)}"
        yield finding("D021", message, placed.at("step", index, "on"))


def _delivered(placed: Placed[Demarche], index: int, step: Step) -> Iterator[Finding]:
    """Yield a response of somebody to whom nothing was delivered before."""
    if step.kind != "response":
        return
    steps = placed.record.step
    before = [
        each
        for each in steps
        if each.kind == "delivery" and not is_before(step.on, each.on) and not each.planned
    ]
    if not any(_concerns(each, step, placed.record) for each in before):
        whose = ", ".join(step.to or placed.record.to)
        message = f"response of {whose} on {step.on} without a delivery before it"
        yield finding("D022", message, placed.at("step", index, "kind"))


def _concerns(delivery: Step, response: Step, demarche: Demarche) -> bool:
    to = {*(delivery.to or demarche.to)}
    return not to or not response.to or bool(to & {*response.to})
