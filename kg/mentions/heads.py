"""Head nouns inside a run of capitals: what kind of body they make, and where a title cuts the run.

Comes in: a cursor and indices. Goes out: kinds of entities, yes or no, and an index. It never makes a name: `units`
does.
"""

from __future__ import annotations

from typing import cast

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.titles import head_at
from kg.model import EntityKind


def is_head(c: Cursor, j: int) -> bool:
    """Whether token j may head an organisation's name ("Party", "ministries")."""
    return bool(lexicon.org_class(lexicon.singular(c.low(j))))


def head_kind(word: str) -> EntityKind:
    """The kind of body that a head noun makes; `organization` for any other word."""
    noun = lexicon.singular(word)
    group = lexicon.org_class(noun)
    return cast(EntityKind, lexicon.kind(group, noun)) if group else "organization"


def cut(c: Cursor, i: int, end: int) -> int:
    """Where the run of capitals from i to end is cut because a title begins inside it."""
    for k in range(i + 1, end):
        head = head_at(c, k)
        if head is not None and head.end <= end and not any(is_head(c, w) for w in range(k, head.end)):
            return k
    return end
