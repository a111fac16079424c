"""A whip count as a picture: a bar a member, by standing, with how much its vote would matter."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from pathlib import Path

from reftel.council.errors import CouncilError
from reftel.council.whip import STANDINGS, Standing, WhipCount

COLOURS: dict[Standing, str] = {
    "yes": "#1b7837",
    "lean yes": "#7fbf7b",
    "abstain": "#d9c36c",
    "unknown": "#bdbdbd",
    "lean no": "#ef8a62",
    "no": "#b2182b",
}
KINDS = (".svg", ".png", ".pdf")


def draw(count: WhipCount, path: str) -> None:
    """Write the picture; its kind is that of the path's ending. The same count, the same bytes.

    A bar runs from how likely the draft passes if the member votes no to how likely if yes; the
    line is how likely it passes as things stand. Raises CouncilError for another ending.
    """
    if Path(path).suffix.lower() not in KINDS:
        message = f"{path}: a picture ends with {', '.join(KINDS)}"
        raise CouncilError(message)
    import matplotlib as mpl  # noqa: PLC0415 - slow to import
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    order: list[Standing] = [*STANDINGS[:3], "unknown", *STANDINGS[3:5]]
    rows = sorted(count.rows, key=lambda row: (order.index(row.standing), row.name))[::-1]
    with mpl.rc_context({"svg.hashsalt": "reftel", "svg.fonttype": "none"}):
        figure = Figure(figsize=(7, 1.2 + 0.26 * len(rows)), layout="constrained")
        axes = figure.subplots()
        axes.barh(
            [row.name + (" *" if row.veto else "") for row in rows],
            [row.if_yes - row.if_no for row in rows],
            left=[row.if_no for row in rows],
            color=[COLOURS[row.standing] for row in rows],
        )
        axes.axvline(count.probability, color="black", linewidth=1)
        axes.set_xlim(0, min(1.0, 1.1 * max(row.if_yes for row in rows) or 1.0))
        axes.set_xlabel("likely to pass if the member votes no (left end), yes (right end)")
        axes.set_title(
            f"{count.body}, {count.on}: {count.now.yes}-{count.now.no}-{count.now.abstain} as they "
            f"lean, {count.probability:.0%} likely to pass",
            fontsize=10,
        )
        handles = [
            Patch(color=COLOURS[each], label=each)
            for each in order
            if any(row.standing == each for row in rows)
        ]
        axes.legend(handles=handles, fontsize=8, loc="lower right")
        figure.savefig(path, metadata={"Date": None} if path.lower().endswith(".svg") else {})
