"""The command `kg`.

Comes in: the words of a command line. Goes out: data on standard output, words on standard error, an exit status (0 is
fine, 1 findings or violations, 2 usage, 3 bad input, 4 a fault of the program). It never shows a traceback unasked.
"""

from __future__ import annotations

import os
import sys

import typer

from kg.cli import asking, checking, deciding, documenting, exporting, reading
from kg.errors import FAULT, KgError

app = typer.Typer(
    name="kg",
    help="News articles about party and state diplomacy in; a validated, queryable linked-data graph out.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)
for group in (reading, asking, exporting, checking, deciding, documenting):
    for command in group.COMMANDS:
        app.command()(command)


def main() -> None:
    """Run one command; faults that a user can mend become one line and their status."""
    try:
        app(prog_name="kg")
    except KgError as fault:
        print(f"kg: {fault}", file=sys.stderr)
        sys.exit(fault.status)
    except Exception as fault:
        if os.environ.get("KG_DEBUG"):
            raise
        notes = " ".join(getattr(fault, "__notes__", ()))
        said = " ".join(f"{type(fault).__name__}: {fault} {notes}".split())[:300]
        print(f"kg: a fault of the program ({said}); run it with KG_DEBUG=1 and report what it prints", file=sys.stderr)
        sys.exit(FAULT)
