"""The land of an event that its noun's neighbours tell: of the state that hosts it, of whose election it is.

Comes in: a candidate whose word is a noun, with its roles. Goes out: the key of a state or place. It never takes the
side that somebody is of for where an event is.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import tells_when
from kg.claims.event_words import words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

LANDS = frozenset({"place", "state"})
AT_HOME: frozenset[EventType] = frozenset({"meeting", "congress", "exercise", "festival", "other"})
DEEP = 5  # bodies that one is part of, at most


def land_of(context: Context, made: Candidate) -> str | None:
    """The land that hosts an event ("A will host the summit"), or holds an election ("A's general election")."""
    if made.type == "election":
        return _voting(context, made)
    if made.type == "visit":
        return _beside(context, made)
    verb = made.parse.parent(made.node)
    clauses = [*made.parse.children(made.node, "relcl", "acl"), *([verb] if verb is not None else [])]
    if made.type not in AT_HOME or not any(v.lemma in words("staging") for v in clauses):
        return None
    hosts = [p.key for p in made.parts if p.role in {"host", "organizer"}]
    subjects = [n for v in clauses if v.lemma == "host" for n in made.parse.children(v, "nsubj")]
    hosts += [key for n in subjects for key, _ in context.own(n)]
    return next((land for key in hosts if (land := _home(context, key)) is not None), None)


def _beside(context: Context, made: Candidate) -> str | None:
    """The land of a visit told beside another ("the visit to A by X, and that by Y", "… and the visit by Y")."""
    parse, noun = made.parse, made.node
    start = min((n.index for n in parse.subtree(noun) if n.index < noun.index), default=noun.index)
    before = next((n for n in reversed(parse.nodes[:start]) if n.lemma == noun.lemma and n.phrase is None), None)
    own = any(mark in {"to", "in"} for mark, _ in context.prepositions(noun, parse))
    if before is None or own or start == 0 or parse.nodes[start - 1].text not in {"and", "or"}:
        return None
    goals = [n for mark, n in context.prepositions(before, parse) if mark == "to"]
    return next((key for n in goals for key, _ in context.own(n) if context.kind(key) in LANDS), None)


def _voting(context: Context, made: Candidate) -> str | None:
    """Whose election it is: the land before the noun or behind "of", the place behind "in" or "for"."""
    parse, noun = made.parse, made.node
    spots: list[Node] = parse.children(noun, "poss", "amod", "compound", "nmod")
    spots += [n for mark, n in context.prepositions(noun, parse) if mark in {"of", "in"}]
    found = next((key for n in spots for key, _ in context.own(n) if _is_state(context, key)), None)
    link = parse.parent(noun) if noun.dep == "pobj" else None
    voting = parse.parent(link) if link is not None and link.text in {"in", "at"} else None
    if voting is not None and voting.lemma in {"vote", "go", "head"}:  # "Peru votes on Sunday in a general election"
        found = found or land_voting(context, context.subject_nodes(voting, parse), parse)
    verb = parse.parent(noun) if noun.dep in {"nsubjpass", "nsubj"} else None
    held = [verb] if verb is not None and tells_when(verb, parse) else []
    towns = [n for spot in (noun, *held) for mark, n in context.prepositions(spot, parse) if mark in {"in", "for"}]
    return found or next((key for n in towns for key, _ in context.own(n) if context.kind(key) == "place"), None)


def _is_state(context: Context, key: str) -> bool:
    land = territory(context.name(key)) if context.kind(key) == "place" else None
    return context.kind(key) == "state" or (land is not None and land.form == "name")


def _home(context: Context, key: str) -> str | None:
    """The land itself, or the state that a parliament or ministry is of."""
    at: str | None = key
    for _ in range(DEEP):
        entity = context.entities.get(at) if at is not None else None
        if entity is None or entity.kind in LANDS:
            return at if entity is not None else None
        at = entity.parent if entity.kind == "state_body" else None
    return None


def electing(context: Context, node: Node) -> bool:
    """Whether a subject is a land, its people or its voters ("Chile", "Kenyans", "voters in Peru")."""
    land = any(context.kind(key) in LANDS for key, _ in context.own(node)) or fold(node.lemma) in {"country", "nation"}
    named = node.phrase is not None and node.phrase.kind == "demonym"
    return land or named or _nation(node) is not None or fold(node.lemma) in words("electors")


def land_voting(context: Context, subjects: Sequence[Node], parse: Parse) -> str | None:
    """The land whose people vote, by the subjects of the verb; None where they name none."""
    spots = [*subjects, *(m for n in subjects for m in parse.subtree(n))]
    lent = [key for n in spots for key, _ in context.own(n) if context.kind(key) in LANDS]
    nations = [name for n in subjects if (name := _nation(n)) is not None]
    return next(iter(lent), None) or next((context.entity("state", (name,)) for name in nations), None)


def _nation(node: Node) -> str | None:
    """The state whose people a plural names ("Kenyans")."""
    land = territory(node.text.removesuffix("s")) if node.phrase is None and node.tag == "NNPS" else None
    return land.name if land is not None and land.form == "adjective" else None
