"""Pictures as they are met: the eleven of the fictional council, fifteen, twenty-seven, none."""

from math import cos, exp, pi, sin
from random import Random

from reftel.council.score.intervals import share_of
from reftel.desk.pictures.records import (
    ANSWERS,
    AnyPicture,
    Axis,
    Bar,
    Calibration,
    Count,
    Dot,
    Dots,
    Estimate,
    Mark,
    Panel,
    Path,
    Placed,
    Point,
    Region,
    Scale,
    Seat,
    Tornado,
    Trajectory,
    Winset,
)

LONG = "The former Yugoslav Republic of Macedonia and its Permanent Mission to the Organisation"
UNION = [
    "Austria",
    "Belgium",
    "Bulgaria",
    "Croatia",
    "Cyprus",
    "Czechia",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Hungary",
    "Ireland",
    "Italy",
    "Latvia",
    "Lithuania",
    "Luxembourg",
    "Malta",
    "Netherlands",
    "Poland",
    "Portugal",
    "Romania",
    "Slovakia",
    "Slovenia",
    "Spain",
    "Sweden",
]
SECURITY_COUNCIL = (
    ("China", "abstains"),
    ("France", "yes"),
    ("Russian Federation", "no"),
    ("United Kingdom of Great Britain and Northern Ireland", "yes"),
    ("United States of America", "yes"),
    ("Belgium", "yes"),
    ("Burkina Faso", "yes"),
    ("Costa Rica", "yes"),
    ("Croatia", "yes"),
    ("Indonesia", "leans no"),
    ("Italy", "yes"),
    ("Libyan Arab Jamahiriya", "unknown"),
    ("Panama", "yes"),
    ("South Africa", "leans yes"),
    ("Viet Nam", "abstains"),
)
ELEVEN = (
    ("Eldrane", "EL", 100, 1.0),
    ("Dravonne", "DV", 40, 1.0),
    ("Ishmere", "IH", 60, 0.9),
    ("Sundaval", "UD", 40, 0.45),
    ("Kethara", "KA", 60, 0.3),
    ("Tuvane", "TE", 80, 0.2),
    ("Ysdal", "YD", 100, 0.4),
    ("Pellmar", "PV", 100, 0.15),
    ("Lombarra", "LM", 40, 0.1),
    ("Anzorre", "AY", 55, 0.1),
    ("Gelinor", "GK", 55, 0.1),
)
TERM = (
    Mark(name="lapse", at=0),
    Mark(name="two years", at=40),
    Mark(name="three years", at=60),
    Mark(name="five years", at=100),
)
CROWDED = (
    Mark(name="what held before", at=0),
    Mark(name="proposal of the Commission", at=55),
    Mark(name="first reading of the Parliament, with the amendments of two committees", at=60),
    Mark(name="compromise of the Presidency", at=62),
)


def pictures() -> dict[str, AnyPicture]:
    chance = Random(1)
    return {
        **_scales(chance),
        **_winsets(chance),
        **_counts(chance),
        **_tornados(),
        **_trajectories(chance),
        **_calibrations(),
    }


def _scales(chance: Random) -> dict[str, AnyPicture]:
    shares = [exp(-(((at + 0.5) * 2 - 62) ** 2) / 162) for at in range(50)]
    return {
        "scale of eleven": Scale(
            title="Term of the mandate of the 41 Committee, 2 April 2008",
            low=0,
            high=100,
            unit="twenty points a year",
            marks=TERM,
            actors=tuple(Placed(name=name, at=at, weight=weight) for name, _, at, weight in ELEVEN),
            estimates=(
                Estimate(name="Weighted mean", at=67.3, low=52, high=84, is_default=True),
                Estimate(name="Nash bargaining", at=58.1, low=45, high=66),
                Estimate(name="No change (lapse)", at=0),
                Estimate(name="Position exchange"),
            ),
            shares=tuple(shares),
            absent=("Quillon", "Taverre"),
            note="Intervals: 90 percent of 2,000 runs, seed 0.",
        ),
        "scale of the Union": Scale(
            title="",
            low=0,
            high=100,
            marks=CROWDED,
            actors=tuple(
                Placed(name=name, at=chance.choice([0, 20, 50, 70, 100]), weight=chance.random())
                for name in UNION
            ),
        ),
        "scale of one": Scale(
            title=LONG,
            low=4,
            high=10,
            unit=LONG,
            actors=(Placed(name=LONG, at=10, low=8, high=10),),
        ),
        "scale of none": Scale(title="Nothing is known", low=0, high=1),
    }


def _winsets(chance: Random) -> dict[str, AnyPicture]:
    cells = tuple(tuple((x - 12) ** 2 + (y - 9) ** 2 < 60 for x in range(40)) for y in range(40))
    polygon = tuple((3 + cos(at * pi / 12), 2 + sin(at * pi / 12)) for at in range(24))
    years = Axis(name="term of the mandate (years)", low=0, high=6)
    duties = Axis(name="strength of the duties", low=0, high=5)
    eleven = tuple(
        Point(name=name, x=at / 20, y=at / 25, kind="veto" if weight > 0.8 else "member")
        for name, _, at, weight in ELEVEN
    )
    others = (
        Point(name="lapse", x=0, y=0, kind="reference"),
        Point(name="draft of 17 April, with plans that are encouraged", x=3, y=1, kind="draft"),
        Point(name="weighted mean", x=3.4, y=2.3, kind="forecast"),
    )
    return {
        "winset of eleven": Winset(
            title="What beats lapse, and what beats the rollover",
            x=years,
            y=duties,
            points=(*eleven, *others),
            regions=(
                Region(name="passes against lapse", cells=cells),
                Region(name="passes against the rollover", polygons=(polygon,)),
            ),
            note="Votes are sincere; to block costs nothing.",
        ),
        "winset of the Union": Winset(
            title="Two scales that differ",
            x=Axis(name=LONG, low=0, high=100),
            y=Axis(name=LONG, low=0, high=1),
            points=tuple(
                Point(name=name, x=chance.uniform(30, 80), y=chance.uniform(0.3, 0.9))
                for name in UNION
            ),
        ),
        "winset of none": Winset(
            title="", x=years, y=duties, regions=(Region(name="empty", cells=((False,) * 4,) * 4),)
        ),
    }


def _counts(chance: Random) -> dict[str, AnyPicture]:
    return {
        "count of eleven": Count(
            title="Whip count on the revised draft of 17 April 2008",
            seats=tuple(
                Seat(name=name, code=code, answer=ANSWERS[at % 6], may_veto=weight > 0.8)
                for at, (name, code, _, weight) in enumerate(ELEVEN)
            ),
            needed=7,
            note="As of 21 April 2008.",
        ),
        "count of fifteen": Count(
            title="Security Council (answers invented)",
            seats=tuple(
                Seat(name=name, answer=answer, may_veto=at < 5)  # pyright: ignore
                for at, (name, answer) in enumerate(SECURITY_COUNCIL)
            ),
            needed=9,
        ),
        "count of the Union": Count(
            title="Council of the European Union",
            seats=tuple(
                Seat(name=name, code=name[:3].upper(), answer=chance.choice(ANSWERS))
                for name in UNION
            ),
            needed=15,
        ),
        "count of all": Count(
            title="General Assembly",
            seats=tuple(Seat(name=f"State {at}", answer="unknown") for at in range(193)),
            needed=97,
        ),
        "count of one": Count(
            title="One", seats=(Seat(name=LONG, answer="yes", may_veto=True),), needed=1
        ),
        "count of none": Count(title="Nobody", seats=()),
    }


def _tornados() -> dict[str, AnyPicture]:
    return {
        "tornado": Tornado(
            title="Which missing fact would move the forecast most",
            base=67.3,
            unit="points of the scale",
            bars=(
                Bar(name="Lombarra", low=63, high=70.2, low_words="two years", high_words="five"),
                Bar(name="Dravonne", low=71.5, high=60.1, low_words="0.3", high_words="1"),
                Bar(name=LONG, low=66, high=69, low_words="two years", high_words=LONG),
                Bar(name="On one side", low=64, high=66, low_words="a", high_words="b"),
                Bar(name="On the other", low=69, high=68, low_words="a", high_words="b"),
                Bar(name="Without effect", low=67.3, high=67.3),
            ),
            note="Each by itself, the others as they are.",
        ),
        "tornado of one": Tornado(
            title="", base=0, unit=LONG, bars=(Bar(name="x", low=0, high=0),)
        ),
        "tornado of none": Tornado(title="Nothing is uncertain", base=50, bars=()),
    }


def _walk(chance: Random, start: float, rounds: int) -> tuple[float, ...]:
    found = [start]
    for _ in range(rounds):
        found.append(found[-1] + (62 - found[-1]) * chance.random() * 0.4)
    return tuple(found)


def _trajectories(chance: Random) -> dict[str, AnyPicture]:
    median = Path(name="Weighted median", positions=(60,) * 9, is_summary=True)
    mean = Path(name="Weighted mean", positions=_walk(chance, 67, 8), is_summary=True)
    return {
        "trajectory of eleven": Trajectory(
            title="Positions on the term of the mandate, round by round",
            low=0,
            high=100,
            unit="twenty points a year",
            marks=TERM,
            paths=(
                median,
                mean,
                *(Path(name=name, positions=_walk(chance, at, 8)) for name, _, at, _ in ELEVEN),
            ),
            note="The series does not converge; all rounds are shown.",
        ),
        "trajectory of the Union": Trajectory(
            title="",
            low=0,
            high=100,
            marks=CROWDED,
            paths=tuple(
                Path(name=name, positions=_walk(chance, chance.choice([0, 50, 100]), 6))
                for name in UNION
            ),
        ),
        "trajectory of one": Trajectory(
            title="One",
            low=0,
            high=1,
            unit=LONG,
            paths=(Path(name=LONG, positions=(0.5,)), Path(name="gone", positions=())),
        ),
        "trajectory of none": Trajectory(title="None", low=0, high=1, paths=()),
    }


def _dot(said: float, times: int, cases: int) -> Dot:
    found = share_of(times, cases)
    return Dot(said=said, came=found.share, low=found.low, high=found.high, cases=cases)


def _calibrations() -> dict[str, AnyPicture]:
    events = Panel(
        title="Events",
        said="probability that was given",
        came="share that came",
        series=(
            Dots(name=LONG, dots=tuple(_dot((at + 0.5) / 10, at * 9, 90) for at in range(10))),
            Dots(name="base rate", dots=(_dot(0.6, 541, 900),)),
        ),
    )
    levels = (_dot(0.5, 40, 120), _dot(0.9, 100, 120), _dot(0.95, 110, 120))
    intervals = Panel(
        title="Intervals",
        said="level of the interval",
        came="share that held",
        series=tuple(Dots(name=f"model {at}", dots=levels) for at in range(6)),
    )
    return {
        "calibration": Calibration(
            title="Track record", panels=(events, intervals), note="Bars: Wilson's bounds."
        ),
        "calibration of one": Calibration(title="", panels=(events,)),
        "calibration of none": Calibration(
            title="None", panels=(Panel(title=LONG, series=(), said=LONG, came="came"),)
        ),
    }
