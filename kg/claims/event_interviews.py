"""Interviews that verbs tell of: somebody sits down with a newspaper, receives its correspondent, tells its reporter.

Comes in: a verb in its parse. Goes out: a candidate with who is asked and who asks. It never makes an interview
of what somebody tells a paper that is not its own, unless it says where.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import objects_behind, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

PLACED = frozenset({"in", "at"})
PARTNERED = frozenset({"with", "to"})
OWN = frozenset({"this", "our"})
RECEIVING = ("meeting", "host", "participant")
ASKERS = frozenset({"person", "post", "group", "outlet"})


def interviewed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A of the Daily Post sat down with B", "B spoke to this newspaper", "C received our reporter"."""
    sat = verb.lemma == "sit" and any(fold(n.text) == "down" for n in parse.children(verb, "prt", "advmod"))
    talks = sat or verb.lemma in words("talking") or verb.lemma == "meet"
    met = verb.lemma == "tell" or row("verb", verb.lemma) == RECEIVING
    if not (talks or met) or context.passive(verb, parse):
        return None
    spots = objects_behind(context, verb, parse, PARTNERED) if talks else []
    spots += parse.children(verb, "dobj", "dative") if met or verb.lemma == "meet" else []
    press = [n for n in spots if _is_press(n, parse) or _is_outlet(context, parse, verb, n)]
    dialogue = any(p.sentence.zone == "answer" for p in context.parses) and parse.sentence.zone == "body"
    if not press and not (talks and dialogue and verb.lemma != "meet"):
        return None
    made = told_by(context, parse, verb, "interview", "interviewed")
    subjects = _people(context, subjects_of(context, verb, parse))
    papers = any(context.kind(a.found[0]) not in {"person", "post"} for a in subjects)
    asked = bool(press) or not (sat or papers)
    give(made, "interviewee" if asked else "interviewer", subjects)
    others = [a for n in press or spots for a in agents(context, n, parse)]
    give(made, "interviewer" if asked else "interviewee", _people(context, others))
    return made if made.parts else None


def _is_outlet(context: Context, parse: Parse, verb: Node, node: Node) -> bool:
    """Whether a noun names a paper to which somebody speaks, or tells something somewhere."""
    sited = any(n.phrase is None or n.phrase.kind != "date" for n in objects_behind(context, verb, parse, PLACED))
    outlet = any(context.kind(key) == "outlet" for key, _ in context.own(node))
    return outlet and (verb.lemma in words("talking") or (verb.lemma == "tell" and sited))


def _is_press(node: Node, parse: Parse) -> bool:
    """Whether a noun is the paper that prints the article or who writes for it ("this newspaper", "our reporter")."""
    pointed = any(fold(n.text) in OWN for n in parse.children(node, "det", "poss"))
    return pointed and fold(node.lemma) in words("paper-of-news") | words("reporter")


def _people(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in ASKERS]
