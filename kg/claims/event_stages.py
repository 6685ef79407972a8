"""How far an event has come: planned, held, cancelled, postponed; told as it begins or as it ends; before the story.

Comes in: an event's word in its parse. Goes out: the stage and phase that tense, modality and the words around show. It
never looks at a date.
"""

from __future__ import annotations

from typing import Literal

from kg.claims.event_words import row, words
from kg.model import Stage
from kg.syntax import Node, Parse
from kg.words import fold

Phase = Literal["whole", "start", "end"]


def path(node: Node, parse: Parse) -> list[Node]:
    """The node and all above it, nearest first."""
    found = [node]
    while (above := parse.parent(found[-1])) is not None:
        found.append(above)
    return found


def verb_of(node: Node, parse: Parse) -> Node | None:
    """The nearest verb at or above a node."""
    return next((n for n in path(node, parse) if n.tag.startswith("V")), None)


def stage_of(node: Node, parse: Parse) -> tuple[Stage, bool]:
    """The stage that the clause around an event's word shows, and whether it was put off rather than dropped."""
    modifiers = parse.children(node, "amod", "advmod", "acl", "relcl")
    verb = verb_of(node, parse)
    chained = parse.children(verb, "conj", "xcomp") if verb else []
    called = [n for n in (verb, *chained, *modifiers) if n is not None]
    for n in called:
        particles = {fold(c.text) for c in parse.children(n, "prt", "advmod", "prep")}
        if row("cancel", n.lemma) or (n.lemma in {"call", "put"} and particles & {"off", "back"}):
            return "cancelled", n.lemma not in {"cancel", "call"}
    if any(row("future", fold(n.text)) for n in (*modifiers, *parse.children(node, "compound", "nmod"))):
        return "planned", False
    if _on_the_programme(parse) or (verb is not None and _arranged(node, verb, parse)):
        return "planned", False
    if verb is None:
        return "held", False
    return _verb_stage(verb, parse), False


def _arranged(node: Node, verb: Node, parse: Parse) -> bool:
    """Whether an event is what a verb of planning plans: "has been arranged", "a meeting scheduled for May"."""
    planned = [verb] if node.dep in {"nsubjpass", "dobj"} else parse.children(node, "acl")
    return any(n.lemma in words("arranged") for n in planned)


def _on_the_programme(parse: Parse) -> bool:
    """Whether a sentence without a past tense says that things are "on the programme", "on the agenda"."""
    listed = any(n.lemma in words("agenda") and fold(parse.nodes[n.head].text) == "on" for n in parse.nodes)
    return listed and not any(n.tag == "VBD" for n in parse.nodes)


def _verb_stage(verb: Node, parse: Parse) -> Stage:
    auxiliaries = {fold(n.text) for n in parse.children(verb, "aux", "auxpass")}
    above = parse.parent(verb)
    if auxiliaries & words("modal"):
        return "held" if "have" in auxiliaries else "planned"
    if "to" in auxiliaries:
        return _infinitive_stage(verb, above, parse)
    if verb.tag == "VBG" and above is not None and verb.dep in {"xcomp", "pcomp"} and row("plan", above.lemma):
        return "planned"
    joined = verb.tag in {"VBG", "VBN"} and verb.dep in {"conj", "advcl"} and not auxiliaries
    return _verb_stage(above, parse) if joined and above is not None and above.tag.startswith("V") else "held"


def _infinitive_stage(verb: Node, above: Node | None, parse: Parse) -> Stage:
    """A plan behind "is to", "plans to", "agreed to", "a plan to"; behind other verbs as these ("came to visit")."""
    if verb.dep not in {"xcomp", "advcl", "acl", "ccomp"} or above is None or not above.tag.startswith("V"):
        return "planned"
    planned = above.lemma == "be" or row("plan", above.lemma) or above.lemma in words("promise")
    return "planned" if planned else _verb_stage(above, parse)


def perfect(verb: Node | None, parse: Parse) -> bool:
    """Whether a verb stands in the past perfect: what lies before the story."""
    return verb is not None and any(fold(n.text) == "had" for n in parse.children(verb, "aux"))


def phase_of(node: Node, parse: Parse) -> Phase:
    """Whether the clause tells how an event begins ("opened on …", "arrived on …") or ends ("will close on …")."""
    verb = verb_of(node, parse)
    if verb is None or not (verb is node or node.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}):
        return "whole"
    if row("ending", verb.lemma):
        return "end"
    return "start" if row("starting", verb.lemma) else "whole"
