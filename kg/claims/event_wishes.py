"""Whose occasion it is that a wish is for: "congratulated A on his election", "sent a message to B on her victory".

Comes in: the occasion's noun in its parse. Goes out: whom the wish goes to. It never takes who sends it for whose
occasion it is.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_stages import path
from kg.claims.event_words import noun_type, words
from kg.syntax import Node, Parse
from kg.words import fold

OCCASION = frozenset({"on", "for", "of", "upon"})
WISHED = frozenset({"person", "post", "party", "party_body", "organization"})


def wished(context: Context, parse: Parse, occasion: Node) -> list[Agent]:
    """Whom a wish behind whose preposition an occasion stands is for; nobody where there is no wish."""
    link = parse.parent(occasion) if occasion.dep == "pobj" else None
    if link is None or fold(link.text) not in OCCASION:
        return []
    line = path(link, parse)[1:]
    verb = next((n for n in line if n.tag.startswith("V")), None)
    told = [n for n in line[: line.index(verb)] if n.tag.startswith("N")] if verb is not None else line
    if verb is not None and verb.lemma in words("wishing"):
        asked = context.subject_nodes(verb, parse) if context.passive(verb, parse) else parse.children(verb, "dobj")
        return _people(context, [a for n in asked for a in agents(context, n, parse)])
    told += parse.children(verb, "dobj", "nsubjpass") if verb is not None else []
    notes = [n for n in told if n.lemma in words("wish") or noun_type(fold(n.lemma), frozenset()) == "message"]
    if not notes:
        return []
    inside = [n for note in notes for n in parse.subtree(note) if n.lemma in words("wish") or n is note]
    spots = [*inside, *([verb] if verb is not None else [])]
    goals = [c for n in spots for mark, c in context.prepositions(n, parse) if mark == "to"]
    return _people(context, [a for c in goals for a in agents(context, c, parse)])


def _people(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in WISHED]
