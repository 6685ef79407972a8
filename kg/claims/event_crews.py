"""Whom a delegation is made up of: "The delegation comprised A; B; and C", "The team is led by A and includes B and C".

Comes in: a parsed sentence. Goes out: the people that a clause counts to a delegation, put to its crew. It never takes
a body's members for a delegation.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import roster
from kg.claims.event_presence import Added, receiving
from kg.claims.event_teams import is_bare, is_delegation, join
from kg.claims.event_words import words
from kg.syntax import Node, Parse

TELLING = frozenset({"ROOT", "conj", "ccomp", "parataxis"})  # where a clause stands that tells who is in it
COMPANY = frozenset({"party", "group"})  # what a visitor's people are called as well as bodies


def comprised(context: Context, parse: Parse) -> Added | None:
    """Whom the first clause that tells of a delegation's people names."""
    for verb in parse.nodes:
        includes = verb.lemma in words("comprise") and verb.dep in TELLING and verb.tag.startswith("V")
        if not includes and not (verb.lemma == "be" and verb.dep == "ROOT"):
            continue
        for subject in context.subject_nodes(verb, parse):
            if _of_team(context, subject, verb, parse):
                people = roster(context, parse, verb.index + 1)
                for team in context.delegations[-1:]:
                    join(context, team, [(a.found[0], a.span) for a in people])
                return Added(people, kind="visit")
    return None


def _of_team(context: Context, subject: Node, verb: Node, parse: Parse) -> bool:
    """Whether a subject is a delegation, or its members."""
    inside = {n.lemma for n in parse.subtree(subject)}
    if subject.lemma == "member":
        return bool(inside & words("delegation"))
    hosting = receiving(parse.subtree(subject))  # "the team that met the delegation included"
    return verb.lemma != "be" and not hosting and (
        is_delegation(context, subject, parse)
        or _retinue(context, subject, verb, parse)
        or (subject.lemma == "group" and bool(context.delegations) and is_bare(subject, parse))
    )


def _retinue(context: Context, subject: Node, verb: Node, parse: Parse) -> bool:
    """Whether a "party" or "group" is a visitor's: it includes people."""
    people = [n for n in parse.nodes[verb.index :] if n.phrase is not None and n.phrase.kind == "person"]
    return subject.lemma in COMPANY and subject.phrase is None and verb.lemma in words("comprise") and bool(people)
