"""The command `kg`.

Comes in: the words of a command line. Goes out: data on standard output, words on standard error, an exit status (0 is
fine, 1 findings or violations, 2 usage, 3 bad input, 4 a fault of the program). It never shows a traceback unasked.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from kg.cli.manners import Json, Quiet, Version, explained, mannered
from kg.cli.output import complain, complain_of_program
from kg.cli.plainly import Command, Group
from kg.errors import FAULT, KgError

NOT_WRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
# The commands by the module that holds them, in the order of --help. A command loads its own module alone: all would
# take as long as a question.
COMMANDS = {
    "reading": ("build", "extract"),
    "asking": ("query", "queries", "explain", "stats", "findings", "diff"),
    "exporting": ("export",),
    "checking": ("validate", "evaluate"),
    "deciding": ("decide",),
    "documenting": ("ontology",),
    "publishing": ("site",),
    "serving": ("serve", "mcp"),
    "remote": ("map", "load"),
}


@explained
def settings(version: Version = False, quietly: Quiet = False, in_json: Json = False) -> None:
    r"""News articles about party and state diplomacy in; a validated, queryable linked-data graph out.

    \b
    kg build articles/ --out my-build/
    kg queries
    kg findings
    """


def app_of(words: Sequence[str]) -> typer.Typer:
    """The application as far as a command line needs it: one module if a command comes first, --quiet, --json aside."""
    asked = next((word for word in words if word not in ("--quiet", "-q", "--json")), "")
    made = typer.Typer(
        name="kg", cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
    )
    made.callback()(settings)
    every = not any(asked in names for names in COMMANDS.values())
    for module, names in COMMANDS.items():
        if every or asked in names:
            for command in import_module(f"kg.cli.{module}").COMMANDS:
                made.command(cls=Command)(mannered(command))
    return made


def main() -> None:
    """Run one command; faults that a user can mend become one line and their status."""
    try:
        app_of(sys.argv[1:])(prog_name="kg")
    except KgError as fault:
        complain(fault)
        sys.exit(fault.status)
    except Exception as fault:
        if os.environ.get("KG_DEBUG"):
            raise
        notes = " ".join(getattr(fault, "__notes__", ()))
        said = " ".join(f"{type(fault).__name__}: {fault} {notes}".split())[:300]
        words = f"a fault of the program ({said}); run it with KG_DEBUG=1 and report what it prints"
        if isinstance(fault, OSError) and fault.errno in NOT_WRITABLE:
            words = f"cannot write ({said}); make room, or name another place; what was there is as it was"
        complain_of_program(words, FAULT)
        sys.exit(FAULT)
