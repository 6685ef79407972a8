"""The commands that judge: validate a build, evaluate the reading against gold.

Comes in: a build, or a folder of gold facts and texts. Goes out: a report and an exit status. They never show what
was missed in the half of the gold that is kept for judging, unless that is asked by name.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import emit, tell
from kg.errors import FOUND, UsageError

HALVES = ("tune", "judge", "all")


def validate(
    build: Build = HERE,
    fail_on: Annotated[str, typer.Option(help="violation, warning or info.")] = "violation",
    format: Annotated[str, typer.Option(help="text, json or ttl.")] = "text",
) -> None:
    """Check a build against the shapes; exit with status 1 at results as grave as --fail-on."""
    from kg import pipeline

    report, grave = pipeline.validate(pipeline.open_build(build), format, fail_on)
    emit(report)
    if grave:
        raise typer.Exit(FOUND)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder with facts/, texts/ and split.tsv.")],
    half: Annotated[str, typer.Option(help="tune, judge or all.")] = "all",
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed or extra in the tune half.")] = False,
    misses_of: Annotated[str | None, typer.Option(help="List them of another half; reading judge spoils it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    cache: Annotated[Path | None, typer.Option(help="Folder of the cache of readings.")] = None,
) -> None:
    """Read the gold texts and score the facts against the gold facts."""
    from kg import pipeline

    shown = misses_of or ("tune" if misses else None)
    for value in (half, shown or "all"):
        if value not in HALVES:
            raise UsageError("--half", f"{value!r} is unknown", f"use one of {', '.join(HALVES)}")
    measured = pipeline.evaluate(gold, half, pipeline.Options(jobs=jobs, cache=cache))
    for line in pipeline.misses(gold, measured, shown) if shown else ():
        tell(line)
    emit(json.dumps(pipeline.scores_record(measured), indent=1) + "\n" if as_json else pipeline.scores_text(measured))


COMMANDS = (validate, evaluate)
