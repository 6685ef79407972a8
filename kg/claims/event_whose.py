"""Whose event it is where the parser hung that away from its noun: behind the place or day, or behind another noun.

Comes in: a candidate whose word is a noun. Goes out: prepositions with what they name. It never reads past a verb, and
leaves out whoever another verb's "by" names.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import words
from kg.model import EventType
from kg.syntax import Node

WHOSE: dict[EventType, tuple[str, ...]] = {"visit": ("by",), "message": ("to", "from")}  # behind a noun behind it
SHARED = frozenset({"of", "between", "with"})


def deeper(context: Context, made: Candidate) -> list[tuple[str, Node]]:
    """Who a visit is by, or a message to, where the parser hung it on a noun behind ("visit to X by Y")."""
    wanted = WHOSE.get(made.type, ())
    nouns = [n for n in made.parse.subtree(made.node) if n is not made.node and n.dep == "pobj"]
    below = [pair for n in nouns for pair in context.prepositions(n, made.parse)]
    found = [(prep, child) for prep, child in below if prep in wanted and not _verbal(made, child)]
    return found or ([("by", child) for child in _by(made)] if "by" in wanted else [])


def past_place(context: Context, made: Candidate) -> list[tuple[str, Node]]:
    """Whose meeting it is where the parser hung that on the place or day before ("a meeting in Oslo of A with B")."""
    if made.type not in {"meeting", "call"}:
        return []
    spots = [n for _, n in context.prepositions(made.node, made.parse) if n.phrase is not None]
    between = [n for n in spots if n.phrase is not None and n.phrase.kind in {"place", "date"}]
    if made.node.lemma in words("edition"):  # "the sixth round of talks between A and B"
        between += [n for mark, n in context.prepositions(made.node, made.parse) if mark == "of" and n.phrase is None]
    return [pair for n in between for pair in context.prepositions(n, made.parse) if pair[0] in SHARED]


def _by(made: Candidate) -> list[Node]:
    """The object of a "by" that follows a noun's phrase, with a town set off by a comma, before any verb or mark."""
    for n in made.parse.nodes[made.node.index + 1 :]:
        listed = n.text == "," and any(m.phrase is not None for m in made.parse.nodes[n.index + 1 : n.index + 2])
        if n.tag.startswith(("V", "M")) or (n.dep == "punct" and not listed):
            return []
        if n.text.casefold() == "by":
            verbs = [v for v in (made.parse.parent(n), made.governor) if v is not None]
            others = any(v.lemma in words("accompany") for v in verbs)
            if made.node.dep == "pobj" and n.dep == "agent":  # "was received on arrival by A"
                others = others or bool(made.parse.children(verbs[0], "auxpass"))
            return [] if others else made.parse.children(n, "pobj")
    return []


def _verbal(made: Candidate, node: Node) -> bool:
    """Whether a clause of its own stands between the event's noun and a node."""
    at: Node | None = node
    while at is not None and at is not made.node:
        if at.dep in {"acl", "relcl", "conj"}:
            return True
        at = made.parse.parent(at)
    return False
