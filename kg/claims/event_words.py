"""The words that tell of events, from the table beside this file.

Comes in: lexicons/events.tsv. Goes out: the type of a noun, the frame of a verb, the stage that a word shows. It never looks at
a text.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

from kg.model import EventType, RoleName

MAIN: dict[EventType, RoleName] = {
    "visit": "visitor",
    "interview": "interviewee",
    "message": "sender",
    "signing": "signatory",
}
TABLE = Path(__file__).parent / "lexicons" / "events.tsv"


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def row(group: str, word: str) -> tuple[str, ...] | None:
    """The columns behind class and word; None where the table has no such row."""
    return _table().get((group, word))


def noun_type(lemma: str, words: frozenset[str]) -> EventType | None:
    """The type that a noun tells of with the words around it in its noun phrase ("telephone call", "courtesy call")."""
    if row("press", lemma) and words & {"press", "news"}:
        return "other"
    if row("phone", lemma) and words & {"telephone", "phone", "video", "online", "virtual", "teleconference"}:
        return "call"
    if lemma in {"talk", "talks", "meeting"} and words & {"video", "telephone", "phone", "online", "virtual"}:
        return "call"
    if row("courtesy", lemma) and words & {"courtesy", "farewell"}:
        return "meeting"
    if lemma == "service" and not words & {"memorial", "thanksgiving", "funeral"}:
        return None
    if lemma == "round" and not words & {
        "talk",
        "talks",
        "negotiation",
        "negotiations",
        "consultation",
        "consultations",
    }:
        return None
    if lemma == "assembly" and not words & {"general"}:
        return None
    found = row("noun", lemma)
    if found and found[0] == "exchange":
        return None
    return cast(EventType, found[0]) if found else None


def main_role(event: EventType) -> RoleName:
    """The role of whom an event is of when the words say no more."""
    return MAIN.get(event, "participant")
