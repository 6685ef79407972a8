"""Inviters and witnesses: roles that a sentence gives beside its event's own words.

Comes in: a parsed sentence with the candidates found in it. Goes out: the same candidates with the roles. It never
gives a role in an event of another sentence.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, doers
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.syntax import Node, Parse
from kg.words import fold

GATHERINGS = frozenset({"meeting", "congress", "festival", "ceremony"})


def inviters(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """By "at the invitation of X": the inviter to the visit that the clause tells of, else to its meeting."""
    visits = [c for c in here if c.type == "visit"]
    targets = visits or [c for c in here if c.type in GATHERINGS]
    for node in parse.nodes:
        if fold(node.lemma) != "invitation" or node.dep != "pobj" or not targets:
            continue
        nearest = [c for c in targets if c.position > node.span.start] or targets
        target = min(nearest, key=lambda c: abs(c.position - node.span.start))
        found = behind(context, node, parse, "of")
        found += [a for child in parse.children(node, "poss") for a in agents(context, child, parse)]
        for each in targets:
            if each is target or (each.governor is target.governor and each.type == target.type):
                give(each, "inviter", found)


def witnesses(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """Who looks on at a signing: "witnessed", "in the presence of", "looked on as"."""
    signing = next((c for c in here if c.type == "signing"), None)
    if signing is not None:
        for node in parse.nodes:
            give(signing, "witness", _onlookers(context, node, parse))


def _onlookers(context: Context, node: Node, parse: Parse) -> list[Agent]:
    if node.lemma == "presence":
        return behind(context, node, parse, "of")
    witnessed = node.lemma == "witness" and node.tag.startswith("V")
    looked_on = node.lemma == "look" and any(
        fold(n.text) == "on" for n in parse.children(node, "prt", "advmod", "prep")
    )
    return doers(context, node, parse) if witnessed or looked_on else []
