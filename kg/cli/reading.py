"""The commands that read articles: build, extract.

Comes in: paths of articles and how to read them. Goes out: a build folder, or facts as JSON lines. They never stop at
one bad file: it is named on standard error and the exit status says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import complain, emit, progress, tell
from kg.engines import Engine
from kg.errors import BAD_INPUT, KgError, UsageError

if TYPE_CHECKING:
    from kg.pipeline import Round

Articles = Annotated[list[Path] | None, typer.Argument(help="Files or folders; - is standard input.")]
Published = Annotated[str | None, typer.Option(help="YYYY-MM-DD, for articles that state no date.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read.")]
Cache = Annotated[Path | None, typer.Option(help="Folder of the cache of readings.")]


def build(
    articles: Articles = None,
    out: Annotated[Path, typer.Option(help="Folder of the build.")] = Path("build"),
    published: Published = None,
    jobs: Jobs = 1,
    cache: Cache = None,
    base: Annotated[str | None, typer.Option(help="What IRIs of things begin with.")] = None,
    decisions: Annotated[Path | None, typer.Option(help="File of decisions; beside the articles unless given.")] = None,
    engine: Annotated[Engine, typer.Option(help="Own engines reason and validate; reference: owlrl, pyshacl.")] = "own",
    store: Annotated[
        Path | None, typer.Option(help="Keep the graph as a store on disk too: large ones open at once.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on: build again when an article changes.")] = False,
) -> None:
    r"""Read articles (the checkout's seeds unless named) into a validated graph with findings.

    \b
    kg build articles/ --out my-build/
    kg build article.txt --published 2024-05-04 --out one/
    kg build articles/ --out my-build/ --store my-store/
    kg build articles/ --out my-build/ --watch
    """
    from kg import pipeline
    from kg.vocab import BASE

    with progress("reading articles") as tick:
        options = pipeline.Options(published, jobs, cache, tick)
        making = pipeline.Making(base or BASE, decisions, engine, store)
        made = (pipeline.watch if watch else pipeline.build)(articles or [], out, options, making)
        if not isinstance(made, pipeline.BuildSummary):
            _follow(made)
            return
    emit(made.text())
    end_with(made.faults)


def _follow(rounds: Iterator[Round]) -> None:
    """Tell of a build each time that it is made anew, until the person interrupts: first all, then what moved."""
    try:
        for number, made in enumerate(rounds):
            if isinstance(made.summary, KgError):
                complain(made.summary)
                continue
            for fault in made.summary.faults:
                complain(fault)
            if not number:
                emit(made.summary.text())
            tell(f"built: {made.came} quads came, {made.went} went; {len(made.summary.findings)} findings")
    except KeyboardInterrupt:
        return


def extract(
    articles: Annotated[list[Path], typer.Argument(help="Files or folders; - is standard input.")],
    published: Published = None,
    jobs: Jobs = 1,
    cache: Cache = None,
    format: Annotated[str, typer.Option(help="facts: one JSON object an article, one a line.")] = "facts",
) -> None:
    r"""Print what each article says, every fact with its quote and offsets.

    \b
    kg extract article.txt
    cat article.txt | kg extract -
    """
    from kg import pipeline

    if format != "facts":
        raise UsageError("--format", f"{format!r} is unknown", "use facts")
    with progress("reading articles") as tick:
        records, faults = pipeline.extract(articles, pipeline.Options(published, jobs, cache, tick))
    emit("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    end_with(faults)


def end_with(faults: Iterable[KgError]) -> None:
    """Name each fault in a line; exit with the status of bad input if there is one."""
    listed = list(faults)
    for fault in listed:
        complain(fault)
    if listed:
        raise typer.Exit(BAD_INPUT)


COMMANDS = (build, extract)
