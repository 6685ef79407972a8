"""Where a command's words and data go.

Comes in: text, bytes, a file's name. Goes out: data on standard output or in a file written whole, words on standard
error. It never formats a table itself and never fails because a reader of the pipe has left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.errors import FINE
from kg.paths import write_atomically

STANDARD = Path("-")


def emit(data: str | bytes, out: Path | None = None) -> None:
    """Data to a file, written whole, or to standard output; a closed pipe ends the command quietly."""
    payload = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if out is not None and out != STANDARD:
        write_atomically(out, payload)
        tell(f"wrote {out}")
        return
    try:
        sys.stdout.buffer.write(payload)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINE)


def tell(words: str) -> None:
    """Words for the person at the terminal."""
    print(words, file=sys.stderr)


def at_terminal() -> bool:
    """Whether a person sits there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def input_line(words: str) -> str:
    """A line typed in answer to words on standard error; empty at the end of input."""
    print(words, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def table_format(given: str | None, out: Path | None) -> str:
    """The format of a table: as given, else by the file's suffix, else a table on a terminal and CSV in a pipe."""
    if given:
        return given
    if out is not None and out != STANDARD and out.suffix:
        return out.suffix[1:].lower()
    return "table" if out is None and sys.stdout.isatty() else "csv"
