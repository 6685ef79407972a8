"""Where a command's words and data go.

Comes in: text, bytes, a file's name. Goes out: data on standard output or in a file written whole, words on standard
error. It never formats a table itself and never fails because a reader of the pipe has left.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FINE, KgError
from kg.paths import write_atomically

STANDARD = Path("-")
PATIENCE = 1.0  # seconds of work before a bar is shown


@dataclass
class Voice:
    """How words are said on standard error: not at all but for faults, as JSON lines, or plain."""

    quiet: bool = False
    json_lines: bool = False


VOICE = Voice()


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
    """Words for the person at the terminal, unless they want quiet."""
    if not VOICE.quiet:
        _say(words, {"level": "info", "message": words})


def complain(fault: KgError) -> None:
    """A fault in one line, whoever wants quiet."""
    record = {"level": "error", "where": fault.where, "message": fault.what, "remedy": fault.remedy}
    _say(f"kg: {fault}", record | {"status": fault.status})


def complain_of_program(words: str, status: int) -> None:
    """A fault of the program itself in one line."""
    _say(f"kg: {words}", {"level": "error", "message": words, "status": status})


def record(said: Mapping[str, object]) -> None:
    """A record of the server's log as a line of JSON on standard error, unless the person wants quiet."""
    if not VOICE.quiet:
        print(json.dumps(said, ensure_ascii=False), file=sys.stderr)


def _say(words: str, record: dict[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=False) if VOICE.json_lines else words, file=sys.stderr)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error for work of more than a second, to be told how much is done of how much.

    None where nobody watches: no terminal, quiet, JSON lines. NO_COLOR is heeded (rich).
    """
    if VOICE.quiet or VOICE.json_lines or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar, since = Progress(*columns, console=Console(stderr=True), transient=True), time.monotonic()
    task = bar.add_task(doing, total=None)

    def tick(done: int, of: int) -> None:
        if time.monotonic() - since > PATIENCE:
            bar.start()
        bar.update(task, completed=done, total=of)

    try:
        yield tick
    finally:
        bar.stop()


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
