"""A brief as PDF, set by Typst with the fonts that it carries: the same brief, the same bytes."""

import io
import json
from math import ceil
from pathlib import Path
from typing import Any

import typst
from pypdf import PdfReader

from reftel.desk.briefing.frame import dateline, left_out
from reftel.desk.briefing.records import Brief, Section, Sentence
from reftel.desk.briefing.shortening import CITATION
from reftel.desk.briefing.wording import shown

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
SIZES = tuple(each / 5 for each in range(50, 35, -1))
"""Sizes of type in points, the largest with which a brief fits one page is taken."""

# Of one of two columns, in lines: a heading, the room between two sentences; letters in a line.
HEADING, BETWEEN, ACROSS = 2.2, 0.15, 62


def pdf(brief: Brief) -> bytes:
    """Return the brief on one page; where the smallest type does not do, on more."""
    page = json.dumps(_page(brief), ensure_ascii=False)
    made = b""
    for size in SIZES:
        made = _set(page, size)
        if pages(made) == 1:
            break
    return made


def pages(made: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(io.BytesIO(made)).pages)


def _set(page: str, size: float) -> bytes:
    return typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"brief": page, "size": str(size)},
        timestamp=0,
    )


def _page(brief: Brief) -> dict[str, Any]:
    """Return what the template sets: the table over the whole width, the rest in two columns."""
    table = next((at for at, each in enumerate(brief.sections) if each.rows), 0)
    above, below = (
        _balanced(some) for some in (brief.sections[:table], brief.sections[table + 1 :])
    )
    return {
        "banner": brief.marking,
        "title": brief.title,
        "dateline": dateline(brief),
        "left_out": left_out(brief),
        "above": [[*map(_part, some)] for some in above],
        "table": _part(brief.sections[table]),
        "below": [[*map(_part, some)] for some in below],
    }


def _balanced(parts: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return parts for two columns, in their order, of lengths that differ least."""
    lengths = [HEADING + sum(map(_lines, part.sentences)) for part in parts]
    cut = min(range(len(parts) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
    return parts[:cut], parts[cut:]


def _lines(sentence: Sentence) -> float:
    """Return how many lines a sentence takes in one of two columns, nearly."""
    cites = CITATION * len("; ".join(shown(sentence.citations)))
    return BETWEEN + ceil((len(sentence.lead) + len(sentence.words) + cites) / ACROSS)


def _part(part: Section) -> dict[str, Any]:
    return {
        "title": part.title,
        "sentences": [*map(_sentence, part.sentences)],
        "columns": part.columns,
        "rows": [
            {
                "name": row.name,
                "below": [*map(_sentence, row.below)],
                "cells": [[*map(_sentence, cell)] for cell in row.cells],
            }
            for row in part.rows
        ],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "lead": sentence.lead,
        "words": sentence.words,
        "cites": shown(sentence.citations),
    }
