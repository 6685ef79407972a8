"""Who presides at a gathering and who speaks there: "with X in the chair", "under the chairmanship of Y", "heard
speeches by Z".

Comes in: a parsed sentence with the candidates found in it. Goes out: the same candidates with the roles, or one that
points back where the sentence tells of a chair alone. It never starts an event.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, roster
from kg.claims.event_clauses import behind
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import words
from kg.model import RoleName
from kg.syntax import Node, Parse
from kg.words import fold

GATHERED = frozenset({"meeting", "congress", "ceremony"})
NAMED = frozenset({"person", "post"})
POINTING = frozenset({"the", "this", "same", "his", "her", "their"})
SPOTS = frozenset({"pobj", "dobj", "dative", "nsubj"})


def chairs(context: Context, parse: Parse, here: list[Candidate]) -> list[Candidate]:
    """Give chairs and speakers to the gathering of the sentence; the candidate of one that tells of a chair alone."""
    made: list[Candidate] = []
    for node in parse.nodes:
        role, found = _told(context, node, parse)
        found = [a for a in found if context.kind(a.found[0]) in NAMED]
        if not found:
            continue
        target = next((c for c in here if c.type in GATHERED and not c.plural), None)
        if target is None:
            target = Candidate("meeting", parse, node, "meeting", "event/joining", definite=True, back=True)
            made.append(target)
        give(target, role, found)
    return made


def _told(context: Context, node: Node, parse: Parse) -> tuple[RoleName, list[Agent]]:
    """Who is said to preside or to speak by a word of the sentence, and which of the two."""
    if node.dep not in SPOTS and not node.tag.startswith("V"):
        return "participant", []
    word, above = fold(node.text), parse.parent(node)
    if word == "chair" and node.dep == "pobj" and above is not None and fold(above.text) == "in":
        return "chair", _in_the_chair(context, above, parse)
    if node.lemma in words("chairmanship") and node.dep == "pobj" and above is not None and fold(above.text) == "under":
        return "chair", behind(context, node, parse, "of")
    if word in words("presiding") and node.tag[:1] in {"V", "N"} and not parse.children(node, "prep", "dobj"):
        before = parse.nodes[node.index - 1] if node.index else node
        return "chair", agents(context, before, parse) if before.phrase is not None else []
    if node.lemma == "hear" and node.tag.startswith("V"):
        speeches = [n for n in parse.children(node, "dobj") if n.lemma in words("speech")]
        return "participant", [a for n in speeches for a in behind(context, n, parse, "by", "from", "of")]
    if (spoke := _before_audience(node, parse)) is not None:
        return "participant", [a for n in context.subject_nodes(spoke, parse) for a in agents(context, n, parse)]
    noun = fold(node.span.of(context.text)).removesuffix("s")
    if noun in words("speaking") and node.dep == "nsubj" and above is not None and above.lemma == "include":
        return "participant", roster(context, parse, above.index + 1)
    return "participant", []


def _before_audience(node: Node, parse: Parse) -> Node | None:
    """The verb of speaking whose subject speaks to those gathered: "told delegates", "speaking at the event", "said in
    his closing address".
    """
    verb = parse.parent(node)
    if node.phrase is not None or verb is None:
        return None
    if node.lemma in words("audience") and node.dep in {"dobj", "dative"} and verb.lemma in words("telling"):
        return verb
    above = parse.parent(verb) if node.dep == "pobj" else None
    if above is None or not above.tag.startswith("V"):
        return None
    if not {fold(n.text) for n in parse.children(node, "det", "poss", "amod")} & POINTING:
        return None
    telling = node.lemma in words("occasion") and above.lemma in words("telling")
    at = fold(verb.text) in {"at", "to", "before"} and telling
    own = fold(verb.text) == "in" and node.lemma in words("spoken-speech") and bool(parse.children(node, "poss"))
    return above if at or own else None


def _in_the_chair(context: Context, prep: Node, parse: Parse) -> list[Agent]:
    """Who is in the chair: right before the words ("with X in the chair"), or the subject of "was in the chair"."""
    verb = parse.parent(prep)
    if verb is not None and verb.lemma in {"be", "sit"}:
        return [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
    before = parse.nodes[prep.index - 1] if prep.index else None
    return agents(context, before, parse) if before is not None and before.phrase is not None else []
