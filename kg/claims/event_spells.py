"""Visits that are told by how long they last: "wound up five days in A", "her week in B", "after two days in C".

Comes in: a parsed sentence. Goes out: candidates of visits with whose time it was and where. It never takes a time in
a town for a visit where the words give nobody who spent it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import places_of
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import perfect, phase_of, stage_of, verb_of
from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

VISITORS = frozenset({"person", "group", "post"})
LANDS = frozenset({"place", "state"})
WHEN = frozenset({"after", "following", "during", "before"})


def spells(context: Context, parse: Parse) -> Iterator[Candidate]:
    """A visit for each time in a town or land that somebody spent."""
    for node in parse.nodes:
        if node.phrase is None and node.lemma in words("spell") and _sized(node, parse):
            places = _places(context, node, parse)
            visitors = _visitors(context, node, parse) if places else []
            if visitors:
                yield _candidate(context, parse, node, places[0], visitors)


def _candidate(context: Context, parse: Parse, node: Node, place: str, visitors: list[Agent]) -> Candidate:
    stage, postponed = stage_of(node, parse)
    name = f"stay in {context.name(place)}"
    made = Candidate("visit", parse, node, name, "event/noun/spell", stage, postponed, place=place)
    made.governor = verb_of(node, parse)
    ended = made.governor is not None and made.governor is parse.parent(node) and row("ending", made.governor.lemma)
    made.phase = "end" if ended else phase_of(node, parse)
    made.background = perfect(made.governor, parse)
    give(made, "visitor", visitors)
    return made


def _sized(node: Node, parse: Parse) -> bool:
    """Whether a time is counted, or somebody's one: "five days", "her week", not "the days in A"."""
    return bool(parse.children(node, "nummod")) or (node.tag == "NN" and bool(parse.children(node, "poss")))


def _places(context: Context, node: Node, parse: Parse) -> list[str]:
    """The town or land right behind a time: the parser often hangs it on the verb."""
    after = [n for n in parse.nodes[node.index + 1 : node.index + 4] if fold(n.text) != "the"]
    return places_of(context, after[1:2], LANDS) if after and fold(after[0].text) == "in" else []


def _visitors(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """Whose time it is: its owner, else the subject of the verb that begins or ends it, or that is done around it."""
    owned = [a for n in parse.children(node, "poss") for a in agents(context, n, parse)]
    verb = verb_of(node, parse)
    if not owned and verb is not None and _bounded(node, verb, parse) and not context.passive(verb, parse):
        owned = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
    return [a for a in owned if context.kind(a.found[0]) in VISITORS]


def _bounded(node: Node, verb: Node, parse: Parse) -> bool:
    """Whether a verb tells how a time in a place began or ended ("wound up five days", "at the end of five days",
    "after five days").
    """
    above = parse.parent(node)
    if above is verb:
        return node.dep in {"dobj", "npadvmod"} and bool(row("ending", verb.lemma) or row("starting", verb.lemma))
    word = fold(above.text) if above is not None and node.dep == "pobj" else ""
    edge = parse.parent(above) if above is not None and word == "of" else None
    return word in WHEN or (edge is not None and edge.lemma in words("edge"))
