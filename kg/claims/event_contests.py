"""Who stood in an election by the words around its noun: "won 61 seats in the election", "the winner of the run-off",
"victory in the polls", "a run-off against B".

Comes in: a candidate of an election whose word is a noun. Goes out: the same candidate with those who stood. It never
takes a voter, an observer or a land for one of them.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, subjects_of
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_wishes import wished
from kg.claims.event_words import words
from kg.syntax import Node
from kg.words import fold

INSIDE = frozenset({"in", "at"})
RUNNING = frozenset({"person", "party", "organization"})  # who stands in an election
WISHING = RUNNING | {"post", "group", "party_body", "state_body"}
REACHING = frozenset({"to", "for", "with"})  # "swept to victory in", "emerged with a victory in"


def contested(context: Context, made: Candidate) -> None:
    """Give an election those who stood in it."""
    parse, noun = made.parse, made.node
    give(made, "participant", _running(context, behind(context, noun, parse, "against")))
    link = parse.parent(noun) if noun.dep == "pobj" else None
    above = parse.parent(link) if link is not None else None
    if link is None or above is None:
        return
    if above.lemma in words("triumph") and fold(link.text) in INSIDE:
        give(made, "participant", _victors(context, made, above))
    elif above.lemma in words("contender") and fold(link.text) in {*INSIDE, "of"}:
        give(made, "participant", _running(context, _said_to_be(context, made, above)))
    elif fold(link.text) in INSIDE:
        verb = above if above.tag.startswith("V") else _won(made, above)
        give(made, "participant", _stood(context, made, verb) if verb is not None else [])


def _victors(context: Context, made: Candidate, noun: Node) -> list[Agent]:
    """As in "the victory of A in the election", "congratulated A on his victory in", "A swept to victory in"."""
    parse = made.parse
    if guests := wished(context, parse, noun):
        return guests
    whose = [n for of, n in context.prepositions(noun, parse) if of == "of"] + parse.children(noun, "poss")
    found = [a for n in whose for a in agents(context, n, parse) if context.kind(a.found[0]) in WISHING]
    if found or whose:
        return found
    link = parse.parent(noun)
    verb = parse.parent(link) if link is not None and fold(link.text) in REACHING else link
    return _running(context, subjects_of(context, verb, parse)) if verb is not None and verb.tag[:1] == "V" else []


def _said_to_be(context: Context, made: Candidate, noun: Node) -> list[Agent]:
    """Of whom a noun is said: "A was declared the winner of", "A, a candidate in", "named A as its candidate in"."""
    parse, above = made.parse, made.parse.parent(noun)
    if above is None:
        return []
    if noun.dep == "appos":
        return agents(context, above, parse)
    link = above if above.tag == "IN" and fold(above.text) == "as" else None
    verb = parse.parent(above) if link is not None else above
    if verb is None or not verb.tag.startswith("V"):
        return []
    objects = [a for n in parse.children(verb, "dobj") if n is not noun for a in agents(context, n, parse)]
    return objects or subjects_of(context, verb, parse)


def _won(made: Candidate, noun: Node) -> Node | None:
    """The verb of what is won in an election ("won 61 of the seats in the vote", "swept to power in")."""
    at: Node | None = noun
    while at is not None and at.tag[:1] in {"N", "C", "I"} and at.dep in {"pobj", "dobj", "prep", "nummod"}:
        at = made.parse.parent(at)
    return at if at is not None and at.tag.startswith("V") else None


def _stood(context: Context, made: Candidate, verb: Node) -> list[Agent]:
    """Who wins, loses, stands or beats somebody in it."""
    parse = made.parse
    if verb.lemma not in words("contesting") | words("defeating"):
        return []
    rivals = parse.children(verb, "dobj") if verb.lemma in words("defeating") else []
    beaten = [a for n in rivals for a in agents(context, n, parse)]
    return _running(context, [*subjects_of(context, verb, parse), *beaten])


def _running(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in RUNNING]
