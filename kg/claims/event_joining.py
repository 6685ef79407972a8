"""Sentences that only add people to an event told before: "Also present were …", "The delegation comprised …".

Comes in: a parsed sentence. Goes out: candidates that point back. It never starts an event.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import objects_of
from kg.claims.event_nouns import last_type, type_told
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

ALSO = frozenset({"also", "among", "present", "those"})


def joining(context: Context, parse: Parse) -> list[Candidate]:
    """Candidates of the type of the event told last, with the people that the sentence adds to it."""
    verb = next((n for n in parse.nodes if n.dep == "ROOT"), None)
    if verb is None:
        return []
    kind, people = _added(context, parse, verb)
    told = [type_ for n in parse.nodes if (type_ := type_told(n, parse)) is not None]
    if told:
        kind = told[0] if kind == told[0] or (kind and verb.lemma == "be") else None
    named = [a for a in people if context.kind(a.found[0]) in {"person", "post"}]
    if kind is None or not named:
        return []
    made = Candidate(kind, parse, verb, kind, "event/joining", definite=True, back=True)
    give(made, "participant", named)
    return [made]


def _added(context: Context, parse: Parse, verb: Node) -> tuple[EventType | None, list[Agent]]:
    """Who was present, at what was told last; whom a delegation comprised, on its visit."""
    around = {fold(n.text) for n in parse.nodes[: verb.index + 2]} | {fold(n.lemma) for n in parse.nodes[:4]}
    if verb.lemma == "be" and around & words("present") and around & ALSO:
        people = [a for n in parse.children(verb, "nsubj", "attr") for a in agents(context, n, parse)]
        return last_type(context, parse.sentence.span.start), people
    teams = [n for n in parse.children(verb, "nsubj") if n.lemma in words("delegation")]
    return ("visit", objects_of(context, verb, parse)) if verb.lemma in words("comprise") and teams else (None, [])
