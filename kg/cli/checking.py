"""The commands that judge: validate a build or files, evaluate the reading against gold.

Comes in: a build, files, or a folder of gold facts and texts. Goes out: a report and an exit status. They never show
what was missed in the half of the gold that is kept for judging, unless that is asked by name.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build, Endpoint, Out
from kg.cli.output import STANDARD, emit, progress, tell
from kg.engines import Engine
from kg.errors import FOUND, BadInput, UsageError

HALVES = ("tune", "judge", "all")


HELP = """Hold a build, RDF files, or the project's own sources to their shapes.

\b
without FILE        the build, quotes compared with the articles' texts
RDF files           together as one graph; shapes files and the ontology's own files to the rules for those
*.rq                queries and rules: parse, stay in the graph, use only terms that exist (--expected: answer rightly)
decisions.tsv       each line a decision; with a build, that their targets are in it
context.jsonld      names and prefixes
--endpoint URL      queries/check-*.rq at a query service: what questions can tell, not what shapes or texts can

\b
kg validate
kg validate graph.ttl
kg validate -o kg.sarif --also kg-junit.xml
kg validate --sources --expected tests/expected
kg validate --endpoint https://example.org/sparql
kg export nquads | kg validate - --input-format nquads

Exit status: 0 fine, 1 something as grave as --fail-on, 2 usage, 3 a file that cannot be read, 4 a fault of the program.
"""


def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="Files; - is standard input.")] = None,
    build: Build = HERE,
    shapes: Annotated[Path | None, typer.Option(help="SHACL shapes to use alone, instead of the project's.")] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Check ontology, rules, context and queries.")] = False,
    expected: Annotated[Path | None, typer.Option(help="Folder of the answers that queries give on the build.")] = None,
    articles: Annotated[list[Path] | None, typer.Option(help="Folder of the articles (a build's: seeds).")] = None,
    input_format: Annotated[str | None, typer.Option(help="turtle, trig, ntriples, nquads, rdfxml, jsonld.")] = None,
    fail_on: Annotated[str, typer.Option(help="violation, warning or info.")] = "violation",
    format: Annotated[str | None, typer.Option(help="text, json, ttl, junit, sarif, github or md.")] = None,
    engine: Annotated[Engine, typer.Option(help="What applies the shapes: pyshacl, own, or both.")] = "reference",
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that --shapes, or a question, may take.")] = 300.0,
    endpoint: Endpoint = None,
    out: Out = None,
    also: Annotated[list[Path] | None, typer.Option(help="One more report, in the format of its suffix.")] = None,
    summary: Annotated[Path | None, typer.Option(help="Add a summary in Markdown to this file.")] = None,
) -> None:
    """Hold a build, RDF files, or the project's own sources to their shapes."""
    from kg import pipeline

    limit, shown, more = pipeline.severity(fail_on), pipeline.format_of(format, out), also or []
    given = sys.stdin.buffer.read() if STANDARD in (files or []) else None
    asked = pipeline.Checking(
        tuple(files or ()), build, sources, shapes, tuple(articles or ()), expected, input_format, given, engine,
        timeout, endpoint,
    )  # fmt: skip
    try:
        report = pipeline.check(asked)
    except BadInput as fault:
        if shown == "github":
            emit(pipeline.annotation(fault))
        raise
    for form, path in [(shown, out), *((pipeline.format_of(None, path), path) for path in more)]:
        emit(pipeline.render_report(report, form, limit), path)
    step = os.environ.get("GITHUB_STEP_SUMMARY") if shown == "github" else None
    if ends := {path for path in (summary, Path(step) if step else None) if path is not None}:
        _add(pipeline.render_report(report, "md", limit), ends)
    if report.at_least(limit):
        raise typer.Exit(FOUND)


def _add(words: bytes, files: Iterable[Path]) -> None:
    for file in files:
        with file.open("ab") as end:
            end.write(words)


validate.__doc__ = HELP


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder with facts/, texts/ and split.tsv.")],
    half: Annotated[str, typer.Option(help="tune, judge or all.")] = "all",
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed or extra in the tune half.")] = False,
    misses_of: Annotated[str | None, typer.Option(help="List them of another half; reading judge spoils it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    cache: Annotated[Path | None, typer.Option(help="Folder of the cache of readings.")] = None,
) -> None:
    r"""Read the gold texts and score the facts against the gold facts.

    \b
    kg evaluate gold/ --half tune --misses
    """
    from kg import pipeline

    shown = misses_of or ("tune" if misses else None)
    for value in (half, shown or "all"):
        if value not in HALVES:
            raise UsageError("--half", f"{value!r} is unknown", f"use one of {', '.join(HALVES)}")
    with progress("reading gold texts") as tick:
        measured = pipeline.evaluate(gold, half, pipeline.Options(jobs=jobs, cache=cache, tick=tick))
    for line in pipeline.misses(gold, measured, shown) if shown else ():
        tell(line)
    emit(json.dumps(pipeline.scores_record(measured), indent=1) + "\n" if as_json else pipeline.scores_text(measured))


COMMANDS = (validate, evaluate)
