"""The commands that ask a build: query, queries, explain, stats, findings, diff.

Comes in: the folder of a build and what is asked. Goes out: tables, graphs and explanations. They never change a build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import emit, table_format, tell
from kg.errors import FOUND, UsageError

if TYPE_CHECKING:
    from kg.pipeline.asking import Built

Build = Annotated[Path, typer.Option("--build", help="Folder of the build.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="File to write; its suffix settles the format.")]
Format = Annotated[str | None, typer.Option(help="table, csv, tsv, json, xml, md; ttl and nt for CONSTRUCT.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="YYYY-MM-DD: from what had appeared by that day alone.")]
HERE = Path("build")


def query(
    question: Annotated[str, typer.Argument(help="Name of a stored query, a .rq file, - or SPARQL text.")],
    param: Annotated[list[str] | None, typer.Option(help="k=v, as often as needed.")] = None,
    format: Format = None,
    out: Out = None,
    as_of: AsOf = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Add the quotes that each row rests on.")] = False,
    build: Build = HERE,
) -> None:
    """Ask the merged and inferred graph a question in SPARQL."""
    from kg import pipeline

    text = sys.stdin.read() if question == "-" else question
    asked = _known(build, as_of)
    emit(pipeline.query(asked, text, _pairs(param or []), table_format(format, out), evidence), out)


def queries(format: Format = None) -> None:
    """List the stored queries and what they ask."""
    from kg import pipeline

    emit(pipeline.queries(table_format(format, None)))


def explain(
    subject: Annotated[str, typer.Argument(help="IRI of a thing or a claim, or its short form.")], build: Build = HERE
) -> None:
    """Show the sentences, rules, references and reasoning steps behind a thing, a triple's subject or a claim."""
    from kg import pipeline

    emit(pipeline.explain(pipeline.open_build(build), subject))


def stats(format: Format = None, build: Build = HERE) -> None:
    """Count what a build holds."""
    from kg import pipeline

    emit(pipeline.stats(pipeline.open_build(build), table_format(format, None)))


def findings(
    fail: Annotated[bool, typer.Option("--fail", help="Exit with status 1 if there is a finding.")] = False,
    format: Annotated[str, typer.Option(help="text, or a table's format.")] = "text",
    out: Out = None,
    as_of: AsOf = None,
    build: Build = HERE,
) -> None:
    """Say what the comparison of accounts shows: disagreements, plans not reported, counts that do not add up."""
    from kg import pipeline

    found = pipeline.findings(_known(build, as_of))
    emit(pipeline.findings_as(found, format), out)
    tell(f"{len(found)} findings")
    if fail and found:
        raise typer.Exit(FOUND)


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of one build.")],
    new: Annotated[Path, typer.Argument(help="Folder of another.")],
    fail: Annotated[bool, typer.Option("--fail", help="Exit with status 1 if they differ.")] = False,
    format: Annotated[str, typer.Option(help="text, or a table's format.")] = "text",
    out: Out = None,
) -> None:
    """Show what two builds do not share: articles, claims, decisions, joins, conclusions, findings."""
    from kg import pipeline

    changes = pipeline.diff(pipeline.open_build(old), pipeline.open_build(new))
    emit(pipeline.diff_as(changes, format), out)
    tell(f"{len(changes)} differences")
    if fail and changes:
        raise typer.Exit(FOUND)


def _known(build: Path, as_of: str | None) -> Built:
    """The build, or as much of it as was known on a day; what no day is known of is named."""
    from kg import pipeline

    built = pipeline.open_build(build)
    if as_of is None:
        return built
    known, undated = pipeline.as_known(built, as_of)
    if undated:
        tell(f"left out, because no day is known: {', '.join(undated)}")
    return known


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for key, equals, value in pairs:
        if not key or not equals:
            raise UsageError("--param", f"{key + value!r} has no name or no value", "write it as name=value")
    return {key: value for key, _, value in pairs}


COMMANDS = (query, queries, explain, stats, findings, diff)
