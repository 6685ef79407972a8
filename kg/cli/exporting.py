"""The command that writes a build out for others: export.

Comes in: the folder of a build and the name of a format. Goes out: a file or a folder, or the bytes on standard output.
It never changes a build and never writes bytes that are no text to a terminal.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import STANDARD, emit, tell
from kg.errors import UsageError

HELP = """Write the build in another format, the one that the suffix of --out means unless one is named.

\b
RDF         turtle trig nquads ntriples rdfxml jsonld nanopub void
            dataset (the graph, void, tables, ontology: a folder or .zip)
web         framed (JSON-LD without RDF words) webannotation
tables      csv xlsx sqlite jsonl plover
networks    graphml gexf
references  bibtex csljson

\b
kg export turtle --about id:state/laos
kg export -o tables.xlsx
kg export csv -o tables/
kg export csv --table events
"""


def export(
    format: Annotated[str | None, typer.Argument(help="See above.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File; or folder or .zip, for several.")] = None,
    graph: Annotated[str | None, typer.Option(help="One graph alone: default, claims, inferred, an article …")] = None,
    about: Annotated[str | None, typer.Option(help="One thing with all that supports it: IRI, id:… or name.")] = None,
    inferred: Annotated[bool | None, typer.Option(help="With or without what reasoning added.")] = None,
    reifiers: Annotated[bool, typer.Option("--reifiers", help="Claims as RDF 1.2 reifiers.")] = False,
    table: Annotated[str | None, typer.Option(help="csv: one table alone.")] = None,
    excel: Annotated[bool, typer.Option("--excel", help="csv: for a spreadsheet; no cell is run.")] = False,
    build: Build = HERE,
) -> None:
    """Write the build in another format."""
    from kg import pipeline

    chosen = pipeline.Choice(graph=graph, inferred=inferred, reifiers=reifiers, table=table, excel=excel)
    made = pipeline.export(pipeline.open_build(build), format, out, about=about, choice=chosen)
    if isinstance(made, bytes):
        _emit(made, out)
    elif out is None or out == STANDARD or out.suffix.lower() == ".zip":
        _emit(pipeline.packed(made), out)
    else:
        pipeline.put(made, out)
        tell(f"wrote {len(made)} files to {out}")


def _emit(data: bytes, out: Path | None) -> None:
    """Data to a file or a pipe; what is no text (it holds a zero byte) not to a terminal."""
    if out is not None and out.is_dir():
        raise UsageError(str(out), "a folder is no file", "name a file in it")
    if out is None and b"\0" in data and sys.stdout.isatty():
        raise UsageError("--out", "this format is no text for a terminal", "name a file")
    emit(data, out)


export.__doc__ = HELP
COMMANDS = (export,)
