"""The command that explains the ontology.

Comes in: the folder to write. Goes out: HTML pages, one Markdown file, the Turtle files beside them. It needs no
build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import tell

HELP = """Write the documentation of the ontology: HTML pages, ontology.md, and the files that they are about.

\b
kg ontology --out docs/
"""


def ontology(out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write.")]) -> None:
    """Write the documentation of the ontology."""
    from kg import pipeline

    written = pipeline.document(out)
    tell(f"wrote {len(written)} files to {out}")


ontology.__doc__ = HELP
COMMANDS = (ontology,)
