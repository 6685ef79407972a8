"""Who speaks at the gathering told before: "Also taking the floor were A and B", "Speaking on behalf of the C Party, D
…", "E also spoke".

Comes in: a parsed sentence. Goes out: who is added to the event told last, or None. It never takes a statement alone
for a speech to those present.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, roster
from kg.claims.event_clauses import subjects_of
from kg.claims.event_presence import Added
from kg.claims.event_words import words
from kg.syntax import Node, Parse
from kg.words import fold

ON_TOPIC = frozenset({"to", "with", "of", "about", "by", "for", "on", "in", "at", "against"})
GIVING = frozenset({"make", "deliver", "give"})


def spoke(context: Context, parse: Parse) -> Added | None:
    """Those of whom the sentence says so; None where it says it of nobody, or outside the body of the article."""
    if parse.sentence.zone != "body":
        return None
    verbs = [n for n in parse.nodes if n.phrase is None and n.tag.startswith("V")]
    found = [a for verb in verbs for a in _speakers(context, verb, parse)]
    people = [a for a in found if context.kind(a.found[0]) == "person"]
    return Added(people, parse.nodes) if people else None


def _speakers(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    things = {fold(n.lemma) for n in parse.children(verb, "dobj")}
    marks = [(mark, fold(n.lemma)) for mark, n in context.prepositions(verb, parse)]
    if verb.lemma == "take" and "floor" in things:
        be = next((n for n in parse.nodes[verb.index :] if n.lemma == "be" and n.tag in {"VBD", "VBP", "VBZ"}), None)
        after = be is not None and verb.tag == "VBG"  # "Also taking the floor were A; B; and C"
        return roster(context, parse, be.index + 1) if after and be is not None else subjects_of(context, verb, parse)
    if verb.lemma == "speak" and verb.tag == "VBG" and verb.dep in {"advcl", "acl"}:
        afar = any(mark in {"via", "by"} and noun in words("spoken") | {"link"} for mark, noun in marks)
        return _actors(context, verb, parse) if ("on", "behalf") in marks or afar else []
    if verb.lemma in {"respond", "reply"} and verb.tag == "VBG" and verb.dep == "advcl":
        return _actors(context, verb, parse) if any(n in words("wish") | words("speech") for _, n in marks) else []
    beside = {fold(n.text) for n in parse.children(verb, "advmod")}
    if verb.lemma == "speak" and verb.tag == "VBD" and "also" in beside:
        return subjects_of(context, verb, parse) if not {mark for mark, _ in marks} & ON_TOPIC else []
    told = verb.lemma in GIVING and things & (words("speech") - words("written")) and beside & {"there", "also"}
    return subjects_of(context, verb, parse) if told else []


def _actors(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Who does what a participle says: the subject of the verb that it goes with, or the noun before it."""
    above = parse.parent(verb)
    if above is None:
        return []
    nodes = context.subject_nodes(above, parse) if above.tag.startswith("V") else [above]
    return [a for n in nodes for a in agents(context, n, parse)]
