"""How far coders of the same telegrams agree, kind by kind, and what they have to settle."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reftel.dossier.agreeing import share
from reftel.dossier.coded_units import Coded, Units
from reftel.dossier.reliability import (
    Scale,
    Value,
    alpha,
    bounds,
    dice,
    kappa,
    may_differ,
    raw_agreement,
)
from reftel.dossier.reliability import Unit as Values
from reftel.telegram.model import Record

DIRECTIONS = ("against", "unclear", "for")
NOT_TOLD = "not told"
# Below the one nothing is concluded from coded data, below the other only tentatively
# (Krippendorff 2004, Content Analysis, p. 241).
TENTATIVE, RELIABLE = 0.667, 0.8
PREVAILS = 0.85  # of all values: chance alone gives nearly as much agreement (Feinstein 1990)


class Measure(Record, frozen=True, kw_only=True):
    """The agreement on one kind of field.

    scale: `found` where it is only told whether a coder has the unit. units: compared ones.
    agreement: 0 to 1, of `found` Dice's measure. kappa: of two coders. low, high: of alpha, 95 of
    100 resamples. None where it cannot be told. notes: what these units are too few to show.
    """

    field: str
    scale: str
    units: int
    agreement: float | None = None
    kappa: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    notes: tuple[str, ...] = ()


class Said(Record, frozen=True, kw_only=True):
    """What one coder entered. place: `statements.csv:12`, behind the dossier's folder."""

    coder: str
    id: str
    place: str
    provision: str
    stance: str
    source: str
    strength: str
    quote: str


class Difference(Record, frozen=True, kw_only=True):
    """A unit to settle. fields: in which the rows differ; missing: coders that have no row."""

    source: str
    paragraph: str
    actor: str
    fields: tuple[str, ...]
    rows: tuple[Said, ...]
    missing: tuple[str, ...] = ()


class Agreement(Record, frozen=True, kw_only=True):
    """The agreement of coders. sources: telegrams that all coded; left_out: by coder, see Units."""

    coders: tuple[str, ...]
    sources: int
    units: int
    both: int
    left_out: dict[str, int]
    measures: tuple[Measure, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...] = ()


class _Kind(NamedTuple):
    """A kind of field. of: what a row gives; None where it does not count. shared: provision."""

    field: str
    scale: Scale
    of: Callable[[Coded], Value | None]
    needs_one_provision: bool = True
    order: tuple[str, ...] = ()


def agreement(found: Units, seed: int = 0) -> Agreement:
    """Return how far coders agree. seed: of the resamples; the same gives the same bounds."""
    whole = [each.rows for each in found.units if len(each.rows) == len(found.coders)]
    return Agreement(
        coders=found.coders,
        sources=found.sources,
        units=len(found.units),
        both=len(whole),
        left_out=found.left_out,
        measures=(_found(found), *(_measure(each, found, seed) for each in KINDS)),
        differences=tuple(_differences(found)),
        notes=tuple(_notes(found)),
    )


def _place(row: Coded) -> float | None:
    """Return the middle of a stance as a share of its scale."""
    provision = row.dossier.provisions.get(row.record.provision)
    return share(row.dossier.stance(row.record).middle, provision)


def _direction(row: Coded) -> str | None:
    kind = row.dossier.stance(row.record).kind
    return kind if kind in DIRECTIONS else None


def _provision(row: Coded) -> str:
    return row.record.provision


def _source(row: Coded) -> str:
    return row.record.source


def _form(row: Coded) -> str:
    return row.dossier.stance(row.record).kind


def _strength(row: Coded) -> str:
    return row.record.strength or NOT_TOLD


KINDS = (
    _Kind("provision", "nominal", _provision, needs_one_provision=False),
    _Kind("source", "nominal", _source, needs_one_provision=False),
    _Kind("stance: form", "nominal", _form),
    _Kind("stance: direction", "ordinal", _direction, order=DIRECTIONS),
    _Kind("stance: place", "interval", _place),
    _Kind("strength", "nominal", _strength, needs_one_provision=False),
)


def _found(found: Units) -> Measure:
    units = [[coder in each.rows for coder in found.coders] for each in found.units]
    notes = ("what neither found is not known: no kappa, no alpha",)
    return Measure(
        field="found at all", scale="found", units=len(units), agreement=dice(units), notes=notes
    )


def _measure(kind: _Kind, found: Units, seed: int) -> Measure:
    units, order = [*_values(kind, found)], kind.order or None
    agreed, whole = raw_agreement(units), alpha(units, kind.scale, order)
    has_kappa = len(found.coders) == 2 and kind.scale != "interval"
    between = bounds(units, lambda some: alpha(some, kind.scale, order), seed)
    low, high = between if between and whole is not None else (None, None)
    return Measure(
        field=kind.field,
        scale=kind.scale,
        units=len(units),
        agreement=agreed,
        kappa=kappa(units, order) if has_kappa else None,
        alpha=whole,
        low=low,
        high=high,
        notes=tuple(_too_small(agreed, units, low, high)),
    )


def _values(kind: _Kind, found: Units) -> Iterator[Values]:
    """Yield what the coders gave each unit that two of them or more gave something."""
    for unit in found.units:
        provisions = {each.record.provision for each in unit.rows.values()}
        if kind.needs_one_provision and len(provisions) > 1:
            continue
        values = [kind.of(unit.rows[each]) if each in unit.rows else None for each in found.coders]
        if sum(each is not None for each in values) > 1:
            yield values


def _too_small(
    agreed: float | None, units: Sequence[Values], low: float | None, high: float | None
) -> Iterator[str]:
    """Yield what so many units cannot show."""
    given = Counter(each for unit in units for each in unit if each is not None)
    if not units or agreed is None:
        yield "no unit was given this by two coders"
        return
    (most, count), *_ = given.most_common(1)
    if len(given) == 1:
        yield f"all are {most}: kappa and alpha need two values"
    elif count > PREVAILS * given.total():
        yield f"nearly all are {most}: kappa and alpha turn on the few that are not"
    if agreed == 1:
        share_of_all = f"{may_differ(len(units)):.0%}"
        yield f"no difference in {len(units)}: of all, up to {share_of_all} may differ"
    elif low is not None and high is not None:
        open_ones = [f"{each:g}" for each in (TENTATIVE, RELIABLE) if low < each <= high]
        if open_ones:
            yield f"too few to tell whether alpha reaches {' or '.join(open_ones)}"


def _notes(found: Units) -> Iterator[str]:
    for coder, count in found.left_out.items():
        if count:
            yield (
                f"{count} of {coder} stand in sources that not all coded, or cite none:"
                " they are not compared"
            )
    yield from _other_scales(found)


def _other_scales(found: Units) -> Iterator[str]:
    """Yield provisions whose scales differ between two dossiers."""
    dossiers = {id(row.dossier): row.dossier for unit in found.units for row in unit.rows.values()}
    if len(dossiers) < 2:
        return
    one, other = dossiers.values()
    for provision in one.provisions:
        same = other.provisions.get(provision.id)
        if same and (provision.low, provision.high, provision.marks) != (
            same.low, same.high, same.marks,
        ):  # fmt: skip
            yield f"the scale of {provision.id} is not the same in both; places are shares of each"


def _differences(found: Units) -> Iterator[Difference]:
    for unit in found.units:
        rows = [unit.rows[each] for each in found.coders if each in unit.rows]
        missing = tuple(each for each in found.coders if each not in unit.rows)
        fields = tuple(_differing(rows))
        if fields or missing:
            yield Difference(
                source=unit.where.source,
                paragraph=unit.where.paragraph,
                actor=unit.where.actor,
                fields=fields,
                rows=tuple(map(_said, rows)),
                missing=missing,
            )


def _differing(rows: Sequence[Coded]) -> Iterator[str]:
    provisions = {each.record.provision for each in rows}
    if len(provisions) > 1:
        yield "provision"
    elif len({each.dossier.stance(each.record) for each in rows}) > 1:
        yield "stance"
    for name in ("source", "strength"):
        if _differ(getattr(each.record, name) for each in rows):
            yield name


def _differ(values: Iterable[object]) -> bool:
    return len(set(values)) > 1


def _said(row: Coded) -> Said:
    at, record = row.placed.at(), row.record
    return Said(
        coder=row.coder,
        id=record.id,
        place=f"{row.dossier.folder / at.file}:{at.line}",
        provision=record.provision,
        stance=record.stance,
        source=record.source,
        strength=record.strength,
        quote=record.quote,
    )
