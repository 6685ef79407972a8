"""The file of decisions: tab-separated lines that a person or `kg decide` writes and every build reads.

Comes in: a path, a decision. Goes out: decisions in the order of their lines; the file with one line more or less. It
never reorders, rewords or loses a line that it did not write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from kg.decisions.targets import parse_target
from kg.errors import BadInput
from kg.paths import read_bounded, write_atomically
from kg.resolution import Decision, Outcome, Verb

NAME = "decisions.tsv"
COLUMNS = ("decision", "what", "new", "why", "who", "when")
FATE = ("fate", "note")
VERBS: tuple[Verb, ...] = get_args(Verb)
MOST_BYTES = 20_000_000


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, none if there is no file; BadInput names the line that is none."""
    if not path.is_file():
        return ()
    try:
        text = read_bounded(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(str(path), "not UTF-8 text", "save it as UTF-8") from None
    return parse(text, str(path))


def parse(text: str, where: str) -> tuple[Decision, ...]:
    """The decisions of a file's text; empty lines, `#` lines and the line of column names are passed over."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        named = tuple(line.split("\t")) in (COLUMNS, (*COLUMNS, *FATE))
        if line.strip() and not line.startswith("#") and not named:
            found.append(_decision(line, number, f"{where}, line {number}"))
    return tuple(found)


def _decision(line: str, number: int, where: str) -> Decision:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) not in (len(COLUMNS), len(COLUMNS) + len(FATE)):
        raise BadInput(where, f"{len(cells)} columns", f"write {len(COLUMNS)}, parted by tabs: {', '.join(COLUMNS)}")
    verb = next((v for v in VERBS if v == cells[0]), None)
    if verb is None:
        raise BadInput(where, f"“{cells[0]}” is no decision", f"use one of {', '.join(VERBS)}")
    _, what, new, why, who, when, *_ = cells
    made = Decision(verb, what, new, why, who, when, number)
    check(made, where)
    return made


def check(made: Decision, where: str) -> None:
    """BadInput for a decision without reason, person or day, or whose targets cannot be read."""
    for name, value in (("why", made.why), ("who", made.who)):
        if not value:
            raise BadInput(where, f"says not {name}", f"fill the column {name}")
    try:
        date.fromisoformat(made.when)
    except ValueError:
        raise BadInput(where, f"“{made.when}” is no day", "write YYYY-MM-DD") from None
    target = parse_target(made.what, where)
    if made.verb in ("same", "never-same"):
        other = parse_target(made.new, where)
        if target.is_claim != other.is_claim or target.kind == "article":
            raise BadInput(where, "joins things of two sorts", "name two entities or two events")
    elif made.verb == "correct" and "=" not in made.new:
        raise BadInput(where, "says not what is right", "write name=value; name=value in the column new")


def table(outcomes: Sequence[Outcome]) -> str:
    """Decisions with their fates, in the file's own columns and two more; `parse` reads it too."""
    lines = [(*COLUMNS, *FATE)]
    for each in outcomes:
        made = each.decision
        lines.append((made.verb, made.what, made.new, made.why, made.who, made.when, each.fate, each.note))
    return "".join("\t".join(line) + "\n" for line in lines)


def add(path: Path, made: Decision) -> Decision:
    """Write a decision as the file's last line; a new file gets the line of column names first."""
    cells = (made.verb, made.what, made.new, made.why, made.who, made.when)
    line = "\t".join(re.sub(r"\s+", " ", cell).strip() for cell in cells)
    check(_decision(line, 0, str(path)), str(path))
    lines = _lines(path) or ["\t".join(COLUMNS)]
    write_atomically(path, "\n".join([*lines, line]) + "\n")
    return _decision(line, len(lines) + 1, str(path))


def undo(path: Path) -> Decision | None:
    """Take back the last decision of the file and give it; None if it holds none."""
    found = read(path)
    if not found:
        return None
    lines = _lines(path)
    write_atomically(path, "".join(f"{line}\n" for i, line in enumerate(lines, 1) if i != found[-1].line))
    return found[-1]


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8-sig").splitlines() if path.is_file() else []
