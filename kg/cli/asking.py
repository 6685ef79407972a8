"""The commands that ask a build: query, queries, explain, stats, findings, diff.

Comes in: the folder of a build and what is asked. Goes out: tables, graphs and explanations. They never change a build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import at_terminal, emit, input_line, table_format, tell
from kg.errors import FOUND, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.naming import Bearer
    from kg.pipeline.asking import Built

Build = Annotated[Path, typer.Option("--build", help="Folder of the build.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="File to write; its suffix settles the format.")]
FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "ttl", "nt")


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def _names_of_queries(incomplete: str) -> list[str]:
    from kg.paths import queries_dir

    return [path.stem for path in sorted(queries_dir().glob(f"{incomplete}*.rq"))]


Format = Annotated[
    str | None,
    typer.Option(help="table, csv, tsv, json, xml, md; ttl and nt for CONSTRUCT.", autocompletion=_formats),
]
QueriesFormat = Annotated[
    str | None,
    typer.Option(help="table, csv, tsv, json, xml, md; ttl and nt give sh:SPARQLExecutable.", autocompletion=_formats),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="YYYY-MM-DD: from what had appeared by that day alone.")]
Endpoint = Annotated[
    str | None, typer.Option(help="Address of a SPARQL 1.1 query service that kg load has filled, instead of a build.")
]
HERE = Path("build")


def query(
    question: Annotated[
        str,
        typer.Argument(help="Name of a stored query, a .rq file, - or SPARQL text.", autocompletion=_names_of_queries),
    ],
    param: Annotated[list[str] | None, typer.Option(help="name=value, as often as needed; things by name.")] = None,
    format: Format = None,
    out: Out = None,
    as_of: AsOf = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Add quotes that each row rests on, and links.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with a BOM and no cell that runs as a formula.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Rows to print at most.")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds it may take.")] = None,
    build: Build = HERE,
    endpoint: Endpoint = None,
) -> None:
    r"""Ask the merged and inferred graph a question: a stored one, or SPARQL.

    \b
    kg query cq-06 --param state=France --param year=2030
    kg query cq-03 --evidence --format md
    kg query "SELECT ?party { ?p a pd:Party ; rdfs:label ?party }" --limit 3
    echo "ASK { ?e a pd:Meeting }" | kg query -
    kg query cq-03 --endpoint https://example.org/sparql
    """
    from kg import pipeline

    text = sys.stdin.read() if question == "-" else question
    how = pipeline.Asking(evidence, timeout, limit, _chosen if question != "-" and at_terminal() else None)
    written = "csv" if excel and format is None and out is None else table_format(format, out)
    if endpoint is not None and (as_of is not None or build != HERE):
        raise UsageError("--endpoint", "goes neither with --as-of nor with --build", "leave one of them out")
    graph = endpoint or _known(build, as_of)
    emit(pipeline.query(graph, text, _pairs(param or []), written, how, excel=excel), out)


def queries(
    topic: Annotated[str | None, typer.Argument(help="parties, offices, meetings, …: those of one topic.")] = None,
    format: QueriesFormat = None,
    out: Out = None,
) -> None:
    r"""List the stored queries by topic: what they ask, with which parameters.

    \b
    kg queries offices
    kg queries --format ttl
    """
    from kg import pipeline

    emit(pipeline.queries(table_format(format, out), topic), out)


def explain(
    subject: Annotated[str, typer.Argument(help="IRI of a thing or a claim, or its short form.")], build: Build = HERE
) -> None:
    r"""Show the sentences, rules, references and reasoning steps behind a thing, a triple's subject or a claim.

    \b
    kg explain Laos
    kg explain id:state/laos
    """
    from kg import pipeline

    emit(pipeline.explain(pipeline.open_build(build), subject))


def stats(format: Format = None, build: Build = HERE) -> None:
    r"""Count what a build holds.

    \b
    kg stats --format csv
    """
    from kg import pipeline

    emit(pipeline.stats(pipeline.open_build(build), table_format(format, None)))


def findings(
    fail: Annotated[bool, typer.Option("--fail", help="Exit with status 1 if there is a finding.")] = False,
    format: Annotated[str, typer.Option(help="text, or a table's format.")] = "text",
    out: Out = None,
    as_of: AsOf = None,
    build: Build = HERE,
) -> None:
    r"""Say what the comparison of accounts shows: disagreements, plans not reported, counts that do not add up.

    \b
    kg findings
    kg findings --format csv --out findings.csv
    """
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
    r"""Show what two builds do not share: articles, claims, decisions, joins, conclusions, findings.

    \b
    kg diff build/ build/
    """
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


def _chosen(words: str, found: Sequence[Bearer]) -> Bearer | None:
    """Ask a person at the terminal which of several things is meant; None if none is."""
    tell(f"{words!r} could be\n" + "".join(f"  {n}  {bearer}\n" for n, bearer in enumerate(found, 1)))
    given = input_line(f"1–{len(found)}, or Enter for none: ")
    return found[int(given) - 1] if given.isdigit() and 1 <= int(given) <= len(found) else None


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for key, equals, value in pairs:
        if not key or not equals:
            raise UsageError("--param", f"{key + value!r} has no name or no value", "write it as name=value")
    return {key: value for key, _, value in pairs}


COMMANDS = (query, queries, explain, stats, findings, diff)
