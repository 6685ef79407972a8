"""Sentences that only add people to an event told before: "Also present were …", "The delegation comprised …", "It was witnessed by …".

Comes in: a parsed sentence. Goes out: candidates that point back. It never starts an event.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_nouns import give, last_type
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import noun_type
from kg.syntax import Node, Parse
from kg.words import fold

PRESENT = frozenset(
    {"present", "attend", "attending", "participate", "participating", "attendance", "among", "line", "part", "sit"}
)
COMPRISE = frozenset({"comprise", "include", "consist", "compose"})


def joining(context: Context, parse: Parse) -> list[Candidate]:
    """Candidates of the type of the event told last, with the people that the sentence adds to it."""
    verb = next((n for n in parse.nodes if n.dep == "ROOT"), None)
    if verb is None or any(_event_noun(n, parse) for n in parse.nodes):
        return []
    words = {fold(n.text) for n in parse.nodes if n.index < verb.index + 2} | {fold(n.lemma) for n in parse.nodes[:4]}
    people: list[Agent] = []
    kind = last_type(context, parse.sentence.span.start)
    if verb.lemma == "be" and words & PRESENT and words & {"also", "among", "present", "those"}:
        people = [a for n in parse.children(verb, "nsubj", "attr") for a in agents(context, n, parse)]
    elif verb.lemma in COMPRISE and any(
        n.lemma in {"delegation", "entourage", "team"} for n in parse.children(verb, "nsubj")
    ):
        people = [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)]
        kind = "visit"
    named = [a for a in people if context.kind(a.found[0]) in {"person", "post"}]
    if kind is None or not named:
        return []
    made = Candidate(kind, parse, verb, kind, "event/joining", definite=True, back=True)
    give(made, "participant", named)
    return [made]


def _event_noun(node: Node, parse: Parse) -> bool:
    words = frozenset(fold(n.text) for n in parse.children(node, "compound", "amod"))
    return node.phrase is None and node.tag.startswith("N") and noun_type(fold(node.lemma), words) is not None
