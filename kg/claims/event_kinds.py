"""Which type an event's noun tells of in its setting: a party's conference is a congress, a courtesy visit a meeting.

Comes in: a noun with the type of its word. Goes out: the type that the words around it give it. It never finds a noun.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_ordinals import ordinal_of
from kg.claims.event_words import words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

OURS = frozenset({"party", "national", "delegates", "delegate", "elective"})  # before a party's own conference
COURTEOUS = frozenset({"courtesy", "farewell"})


def _of_party(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a conference is a party's own: "the 87th annual conference of the Teal League"."""
    periodic = any(n.lemma in words("periodic") for n in parse.children(node, "amod"))
    numbered = periodic or ordinal_of(node, parse) is not None
    holders = [n for mark, n in context.prepositions(node, parse) if mark == "of"] + parse.children(node, "poss")
    party = any(n.lemma == "party" for n in holders)
    return numbered and (party or any(context.kind(key) == "party" for n in holders for key, _ in context.own(n)))


def party_named(context: Context, node: Node) -> bool:
    """Whether a name is that of a party's conference ("87th Annual Conference of the Teal League")."""
    said = fold(node.span.of(context.text))
    parties = (fold(name) for e in context.entities.values() if e.kind == "party" for name in e.names)
    return "conference of" in said and any(name in said.partition("conference of")[2] for name in parties)


def national(context: Context, node: Node) -> bool:
    """Whether a name is that of a party's "National Conference"."""
    said = fold(node.span.of(context.text)).split(" of ")[0].split()
    return said[-1:] == ["conference"] and bool({"national", "party"} & set(said[-3:-1]))


def _of_committee(context: Context, parse: Parse) -> bool:
    """Whether a sentence speaks of a body of a party."""
    return any(context.kind(key) == "party_body" for n in parse.nodes for key, _ in context.own(n))


def typed(context: Context, kind: EventType, node: Node, around: frozenset[str], parse: Parse) -> EventType:
    """A "party conference" or "National Congress" is a congress; a reception that marks something a ceremony."""
    ours = around & OURS and not around & {"press", "theory", "theoretical", "ministerial"}
    if node.lemma in {"conference", "assembly"} and (ours or _of_party(context, node, parse)):
        return "congress"
    if node.lemma in {"session", "meeting"} and around & {"plenary"} and _of_committee(context, parse):
        return "congress"
    if kind == "visit" and around & COURTEOUS and (_to_somebody(context, node, parse) or _received_on(node, parse)):
        return "meeting"
    verb = parse.parent(node) if node.dep in {"nsubj", "nsubjpass", "dobj"} else None
    clauses = [*parse.children(node, "acl", "relcl"), *([verb] if verb is not None else [])]
    marking = any(n.lemma in words("marking") for n in clauses)
    given = node.lemma == "reception" and any(n.lemma in words("giving") for n in clauses)
    if node.lemma in words("festive") and (given or marking or around & words("rite")):
        return "ceremony"
    return kind


def _to_somebody(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a visit is to a person rather than to a place ("paid a courtesy visit to Speaker A")."""
    goals = [n for mark, n in context.prepositions(node, parse) if mark in {"to", "on"}]
    return any(n.phrase is not None and n.phrase.kind in {"person", "office"} for n in goals)


def _received_on(node: Node, parse: Parse) -> bool:
    """Whether somebody is received on a visit, which is then no stay ("received A on a farewell visit")."""
    prep = parse.parent(node)
    verb = parse.parent(prep) if prep is not None and fold(prep.text) in {"on", "for"} else None
    return verb is not None and verb.lemma in words("having-in") | {"receive"}
