"""Who comes along: "along with X", "accompanied by Y", "Z accompanied him on the trip", "in the presence of W".

Comes in: a parsed sentence with the candidates found in it. Goes out: the same candidates with the company as
participants, or a candidate that points back where the sentence tells of no event itself. It never starts an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, roster
from kg.claims.event_clauses import behind, objects_of, subjects_of
from kg.claims.event_nouns import last_type
from kg.claims.event_roles import give
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_stages import verb_of
from kg.claims.event_teams import is_delegation, lead
from kg.claims.event_words import main_role, words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

PEOPLE = frozenset({"person", "post", "group"})
MET: frozenset[EventType] = frozenset({"visit", "meeting", "ceremony", "call"})  # to which people come with somebody


def company(context: Context, parse: Parse, here: list[Candidate], told: Sequence[Candidate]) -> list[Candidate]:
    """Give the company of each clause to its event; the candidate of a sentence that tells of the company alone, which
    is of the event `told` last.
    """
    last = next((c.type for c in reversed(told) if c.type in PEOPLED and c.parts and not c.background), None)
    made: list[Candidate] = []
    for node in parse.nodes:
        led, came = _company(context, node, parse)
        came = [a for a in came if context.kind(a.found[0]) in PEOPLE]
        if not came:
            continue
        target = _target(node, parse, here)
        own = node.dep == "advcl" and bool(parse.children(node, "nsubjpass"))  # "…, while A was flanked by B"
        own = own or (node.dep == "advcl" and node.index == 0 and not here)  # "Joined by A, the host spoke of …"
        finite = node.tag in {"VBN", "VBD"} or node.lemma == "travel"
        if target is None and finite and (own or node.dep in {"ROOT", "conj"}):
            kind = last_type(context, parse.sentence.span.start, MET) or last
            if kind is None or kind not in PEOPLED:
                continue
            target = Candidate(kind, parse, node, kind, "event/company", definite=True, back=True)
            made.append(target)
        if target is not None:
            give(target, main_role(target.type), [a for a in led if context.kind(a.found[0]) == "person"])
            give(target, "participant", came)
    return made


def _company(context: Context, node: Node, parse: Parse) -> tuple[list[Agent], list[Agent]]:
    """Who is accompanied, where a verb says so, and by whom."""
    word = fold(node.text)
    if node.lemma in words("accompany") and node.tag.startswith("V") and node.phrase is None:
        if node.tag == "VBN" and (context.passive(node, parse) or node.dep in {"acl", "advcl", "amod", "prep"}):
            led = subjects_of(context, node, parse) if parse.children(node, "nsubjpass") else []
            if node.lemma == "join" and parse.children(node, "nsubjpass") and not _travellers(context, led):
                return [], []  # "the party, which was joined by A"
            by = next((n for n in parse.children(node, "agent", "prep") if fold(n.text) in {"by", "with"}), None)
            return led, roster(context, parse, by.index + 1) if by is not None else []
        if node.lemma == "accompany" and node.index == 0 and node.tag in {"VBD", "VBN"}:
            whole = next((n for n in parse.nodes[1:4] if n.phrase is None and n.tag.startswith("N")), None)
            return [], roster(context, parse, whole.index + 1) if whole is not None else []
        if node.lemma == "accompany":
            be = next((n for n in parse.nodes[node.index :] if n.lemma == "be" and node.tag == "VBG"), None)
            behind_be = roster(context, parse, be.index + 1) if be is not None and node.index == 0 else []
            return objects_of(context, node, parse), subjects_of(context, node, parse) or behind_be
    if node.lemma in {"travel", "fly"} and node.tag == "VBG" and word in {"travelling", "traveling", "flying"}:
        led = [a for a in behind(context, node, parse, "with") if context.kind(a.found[0]) in PEOPLE]
        return led, subjects_of(context, node, parse) if led else []  # "A and B are travelling with the president"
    before = fold(parse.nodes[node.index - 1].text) if node.index else ""
    if node.dep == "prep" and (word == "alongside" or (word == "with" and before in {"along", "together"})):
        return [], [a for child in parse.children(node, "pobj") for a in agents(context, child, parse)]
    if is_delegation(context, node, parse) and (verb := _led_along(node, parse)) is not None:
        team = [a for a in agents(context, node, parse) if a.part == "delegation"]
        for agent in team[:1]:
            lead(context, agent.found[0], [(a.found[0], a.span) for a in subjects_of(context, verb, parse)])
        return [], team
    by = parse.parent(node)
    beside = node.lemma == "company" and by is not None and fold(by.text) == "in"  # no firm
    if (node.lemma == "presence" or beside) and node.dep == "pobj":
        return [], behind(context, node, parse, "of")
    return [], []


def _travellers(context: Context, found: list[Agent]) -> bool:
    """Whether somebody is named whom people may come with: a person, a side, a delegation."""
    return any(context.kind(a.found[0]) in PEOPLE for a in found)


def _led_along(node: Node, parse: Parse) -> Node | None:
    """The verb of what somebody does "at the head of" a delegation, or "leading" one."""
    above = parse.parent(node)
    if above is None or node.dep not in {"pobj", "dobj"}:
        return None
    if node.dep == "dobj" and above.lemma in {"lead", "head"} and above.tag == "VBG" and above.dep == "advcl":
        return above
    head = parse.parent(above) if fold(above.text) == "of" else None
    return verb_of(head, parse) if head is not None and head.lemma == "head" and head.dep == "pobj" else None


def _target(node: Node, parse: Parse, here: list[Candidate]) -> Candidate | None:
    """The event of the clause that the company's word stands in: the visit among several, else the nearest."""
    fit = [c for c in here if c.type in PEOPLED and not c.plural]
    if not fit:
        return None
    travelling = words("accompany") | words("delegation")
    visits = [c for c in fit if c.type == "visit"] if node.lemma in travelling else []
    return min(visits or fit, key=lambda c: abs(c.node.index - node.index))
