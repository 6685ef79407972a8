"""Runs of like figures: "4.2 percent, 6.3 percent and 7 percent".

Comes in: an article's text and its figures. Goes out: the figures with their places in such runs. It never joins
figures of two kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.figures.mention import FigureMention


def listed(text: str, figures: Sequence[FigureMention]) -> tuple[FigureMention, ...]:
    """The figures with `index` set in runs of like ones that only commas and "and" separate."""
    listed: list[FigureMention] = []
    for run in _runs(text, figures):
        listed += run if len(run) == 1 else [replace(figure, index=at) for at, figure in enumerate(run)]
    return tuple(listed)


def _runs(text: str, figures: Sequence[FigureMention]) -> Iterator[list[FigureMention]]:
    run: list[FigureMention] = []
    for figure in figures:
        if run and not (
            not figure.is_range
            and figure.kind == run[-1].kind
            and figure.unit == run[-1].unit
            and re.fullmatch(r"\s*(?:,|;|,?\s+and|,?\s+or)\s+", text[run[-1].span.end : figure.span.start])
        ):
            yield run
            run = []
        run.append(figure)
    if run:
        yield run
