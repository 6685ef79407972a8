"""The words that tell of events, from the table beside this file.

Comes in: lexicons/events.tsv. Goes out: the type of a noun, the frame of a verb, the words of a class. It never looks
at a text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import cast

from kg.claims.lexicon import rows
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

MAIN: dict[EventType, RoleName] = {
    "visit": "visitor",
    "interview": "interviewee",
    "message": "sender",
    "signing": "signatory",
}


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(group, word): tuple(columns) for group, word, *columns in rows("events")}


def row(group: str, word: str) -> tuple[str, ...] | None:
    """The columns behind class and word, the word alone if there are none; None where the table has no such row."""
    found = _table().get((group, word))
    return (word,) if found == () else found


@cache
def words(group: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(word for other, word in _table() if other == group)


def number(group: str, word: str) -> int:
    """What a word of `number` or `ordinal` counts; 0 for other words."""
    found = row(group, word)
    return int(found[0]) if found else 0


def noun_type(lemma: str, around: frozenset[str]) -> EventType | None:
    """The type that a noun tells of with the words around it in its noun phrase ("telephone call", "courtesy call")."""
    if row("press", lemma) and around & {"press", "news", "media"}:
        return "other"
    if (row("phone", lemma) or lemma in {"talk", "talks", "meeting", "conference"}) and around & words("remote"):
        return "call"
    if row("courtesy", lemma) and around & {"courtesy", "farewell"}:
        return "meeting"
    only = row("only", lemma)
    if only is not None and not around & set(only[0].split()):
        return None
    found = row("noun", lemma)
    return cast(EventType, found[0]) if found else None


def main_role(event: EventType) -> RoleName:
    """The role of whom an event is of when the words say no more."""
    return MAIN.get(event, "participant")


def separately(node: Node, parse: Parse) -> bool:
    """Whether an event's verb or noun is said to be one for each: "met separately with", "separate talks with"."""
    return any(fold(n.text) in words("each") for n in parse.children(node, "advmod", "amod"))
