"""The command that writes down what a person decides: decide.

Comes in: a verb with its target, or single keys in answer to proposals. Goes out: lines of the file of decisions, and
words on what each of them meets. It never changes a build: the next build replays the file.
"""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import emit, tell
from kg.errors import BadInput, UsageError

if TYPE_CHECKING:
    from kg.pipeline.asking import Built
    from kg.pipeline.deciding import Question
    from kg.resolution import Verb

KEYS = "a accept, r reject, s skip, u undo, q quit"
CLAIM_KEYS = "a accept, r reject, c correct, s skip, u undo, q quit"
HELP = "accept, reject, correct, same, never-same; list, undo; none: be asked, one proposal at a time."


def decide(
    verb: Annotated[str | None, typer.Argument(help=HELP)] = None,
    what: Annotated[str, typer.Argument(help="A claim's IRI, or KIND: words @ ARTICLE.")] = "",
    new: Annotated[str, typer.Argument(help="The second name, or name=value; … that are right.")] = "",
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    who: Annotated[str, typer.Option(help="Who decides; the login name unless given.")] = "",
    when: Annotated[str, typer.Option(help="YYYY-MM-DD; today unless given.")] = "",
    decisions: Annotated[Path | None, typer.Option(help="The file; seeds/decisions.tsv unless given.")] = None,
    build: Build = HERE,
) -> None:
    r"""Write down a decision that every later build replays, or be asked about what is open.

    \b
    kg decide never-same "state: Laos" "state: Vietnam" --why "two states" --decisions decisions.tsv
    kg decide list --decisions decisions.tsv
    """
    from kg import pipeline
    from kg.resolution import Decision

    path = pipeline.book(decisions)
    if verb == "undo":
        _undo(path)
        return
    built, person, day = pipeline.open_build(build), who or getpass.getuser(), when or date.today().isoformat()
    if verb is None:
        _ask(built, path, person, day)
    elif verb == "list":
        for each in pipeline.fates(built, path):
            made = each.decision
            said = f"{made.who}, {made.when}: {made.why}"
            emit("\t".join((each.fate, made.verb, made.what, made.new, said, each.note)) + "\n")
    else:
        for made, met in pipeline.decide(built, Decision(_verb(verb), what, new, why, person, day), path):
            tell(f"{path}, line {made.line}: {made.verb} {made.what}; {met.note}")


def _verb(word: str) -> Verb:
    from kg.pipeline.deciding import VERBS

    for verb in VERBS:
        if verb == word:
            return verb
    raise UsageError("kg decide", f"{word!r} is no decision", f"use one of {', '.join(VERBS)}, list, undo")


def _undo(path: Path) -> None:
    from kg import pipeline

    gone = pipeline.take_back(path)
    tell(f"{path}: nothing to undo" if gone is None else f"{path}: took back {gone.verb} {gone.what}")


def _ask(built: Built, path: Path, who: str, when: str) -> None:
    """One proposal at a time; every answer is written at once, so that stopping loses none."""
    from kg import pipeline

    asked, at, answered = pipeline.questions(built, path), 0, list[int]()
    while at < len(asked):
        tell(_shown(asked[at], at, len(asked)))
        key = _key()
        if key in "ar" or (key == "c" and asked[at].on_claim):
            if not _answer(built, asked[at], key, who, when, path):
                continue
            answered.append(at)
        elif key == "u" and answered:
            _undo(path)
            at = answered.pop()
            continue
        elif key == "q":
            break
        elif key != "s":
            continue
        at += 1
    tell(f"{len(answered)} decisions written to {path}; kg build replays them" if answered else "nothing decided")


def _answer(built: Built, asked: Question, key: str, who: str, when: str, path: Path) -> bool:
    """Write an answer down; an answer that cannot be is told, and asked for again."""
    from kg import pipeline

    made: bool | str = key == "a"
    if key == "c":
        tell("what is right, as name=value; name=value:")
        made = sys.stdin.readline().strip()
    try:
        pipeline.answer(built, asked, made, who, when, path)
    except (BadInput, UsageError) as fault:
        tell(str(fault))
        return False
    return True


def _shown(asked: Question, at: int, of: int) -> str:
    quotes = "".join(f"\n    {quote}" for quote in asked.quotes)
    if asked.on_claim:
        return f"\n{at + 1} of {of}: is this claim right?\n  {asked.what}\n  {asked.says}{quotes}\n{CLAIM_KEYS}"
    state = "joined already" if asked.joined else "kept apart so far"
    return f"\n{at + 1} of {of}, {state}: are these one?\n  {asked.what}\n  {asked.new}\n  {asked.says}{quotes}\n{KEYS}"


def _key() -> str:
    """One key from a terminal, without Enter; one character of a pipe; q at its end."""
    if not sys.stdin.isatty():
        return next((c for c in iter(lambda: sys.stdin.read(1), "") if not c.isspace()), "q")
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        return sys.stdin.read(1).lower() or "q"
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


COMMANDS = (decide,)
