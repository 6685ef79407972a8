"""The command that writes a build out for others: export.

Comes in: the folder of a build and the name of a format. Goes out: the file, or the bytes on standard output. It never
changes a build.
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.asking import HERE, Build, Out
from kg.cli.output import emit


def export(
    format: Annotated[str, typer.Argument(help="turtle, trig, nquads, ntriples, jsonld, …")],
    out: Out = None,
    build: Build = HERE,
) -> None:
    """Write the graph in another format."""
    from kg import pipeline

    emit(pipeline.export(pipeline.open_build(build), format), out)


COMMANDS = (export,)
