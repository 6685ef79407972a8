"""Sentences that only add people to an event: "Also present were …", "The delegation comprised …".

Comes in: a parsed sentence with the candidates found in it. Goes out: those candidates with the people, or a candidate
that points back at what was told last. It never starts an event.
"""

from __future__ import annotations

from dataclasses import replace

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, roster
from kg.claims.event_clauses import bys_of, doers
from kg.claims.event_crews import comprised
from kg.claims.event_nouns import last_type
from kg.claims.event_presence import Added, alongside, came, completed, present
from kg.claims.event_roles import give
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_speakers import spoke
from kg.claims.event_teams import is_delegation, lead
from kg.claims.event_words import main_role, row, words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

NAMED = frozenset({"person", "post"})
GATHERED = frozenset({"meeting", "congress"})
HELD: frozenset[EventType] = frozenset({"meeting", "ceremony", "congress", "signing", "call"})  # where one is present
WITNESSING = frozenset({"sign", "stand", "serve", "act"})  # what somebody does "as a witness"
LEADING = frozenset({"VBD", "VBZ", "VBG"})


def joining(context: Context, parse: Parse, here: list[Candidate]) -> list[Candidate]:
    """Give people to the event that the sentence names beside them; else a candidate that points back."""
    _spelt_out(context, parse, here)
    told = (present, alongside, _witnessed, comprised, came, completed, _as_did, _attended_as, spoke)
    readings = (*told, _represented, _led)
    every = [found for read in readings if (found := read(context, parse)) is not None]
    if not every:
        return []
    added = every[0] if len(every) == 1 else replace(every[0], people=[a for found in every for a in found.people])
    people = [a for a in added.people if context.kind(a.found[0]) in NAMED or _crowd(context, added, a)]
    named = [c for c in here if c.type in PEOPLED and c.node in added.names and (added.kind or c.type) == c.type]
    named = named or [c for c in here if c.type == added.kind == "visit" and not c.background][:1]
    gathered = [c for c in here if c.type in GATHERED and c.node in added.names] if added.kind == "visit" else []
    if people and (named or gathered):
        target = (named or gathered)[0]
        give(target, added.role if named else "participant", people)
        target.bare = target.bare or _only_added(target, people)
        return []
    if named or not people:
        return []
    before = parse.sentence.span.start
    kind = added.kind or last_type(context, before, HELD) or last_type(context, before) or "meeting"
    made = Candidate(kind, parse, parse.nodes[0], kind, "event/joining", definite=True, back=True)
    give(made, added.role, people)
    return [made]


def _only_added(target: Candidate, people: list[Agent]) -> bool:
    """Whether "the meeting" is told with nobody but those who are added to it ("stood for at the meeting by A")."""
    plain = target.definite and not (target.ordinal or target.dates or target.plural or target.back)
    return plain and target.node.tag.startswith("N") and target.agents() <= {a.found[0] for a in people}


def _crowd(context: Context, added: Added, agent: Agent) -> bool:
    """Whether people without a name of their own are said to be there ("guests from 20 parties"); a side is not."""
    unnamed = context.kind(agent.found[0]) == "group" and added.kind is None
    return unnamed and not context.name(agent.found[0]).endswith((" side", " sides"))


def _witnessed(context: Context, parse: Parse) -> Added | None:
    """Who looked on at a signing told before: "A and B witnessed the event", "signed as witnesses"."""
    for verb in parse.nodes:
        if not verb.tag.startswith("V") or verb.dep not in {"ROOT", "conj"}:
            continue
        things = parse.children(verb, "dobj", "nsubjpass") if row("witness", verb.lemma) is not None else []
        looked = any(n.lemma in words("occasion") or fold(n.text) == "it" for n in things)
        marked = verb.lemma in WITNESSING and context.prepositions(verb, parse) or ()
        signed = any(mark == "as" and n.lemma == "witness" for mark, n in marked)
        if looked or signed:
            return Added(doers(context, verb, parse), parse.nodes, "witness", "signing")
    return None


def _attended_as(context: Context, parse: Parse) -> Added | None:
    """As in "A attended as guest of honour", which names no event."""
    for verb in parse.nodes:
        told = verb.lemma in {"attend", "participate"} and not parse.children(verb, "dobj", "auxpass")
        if told and any(mark == "as" and n.lemma == "guest" for mark, n in context.prepositions(verb, parse)):
            people = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
            return Added(people, parse.nodes)
    return None


def _represented(context: Context, parse: Parse) -> Added | None:
    """As in "A was represented by X", "The delegation of B was led by Y"."""
    found = [told for verb in parse.nodes if (told := _by_whom(context, parse, verb)) is not None]
    people = [a for told in found for a in told.people]
    return replace(found[0], people=people) if found else None


def _by_whom(context: Context, parse: Parse, verb: Node) -> Added | None:
    """Who represents or leads a side or delegation in the passive."""
    if verb.lemma not in {"represent", "lead", "head"}:
        return None
    subjects = parse.children(verb, "nsubjpass")
    team = any(is_delegation(context, n, parse) for n in subjects)
    side = any(n.lemma == "side" for n in subjects)
    by = next(iter(bys_of(verb, parse)), None) if subjects else None
    if by is None or not (verb.lemma == "represent" or team or side):
        return None
    people = roster(context, parse, by.index + 1)
    for agent in (a for n in subjects if team for a in agents(context, n, parse)[:1]):
        lead(context, agent.found[0], [(a.found[0], a.span) for a in people[:1]])
    return Added(people, parse.nodes, "visitor", "visit") if team else Added(people, parse.nodes)


def _led(context: Context, parse: Parse) -> Added | None:
    """As in "X led the B team", "Y is leading the visitors", where the sentence says no more of whereto."""
    for verb in parse.nodes:
        if verb.lemma not in {"lead", "head"} or verb.tag not in LEADING or verb.dep not in {"ROOT", "relcl"}:
            continue
        teams = [n for n in parse.children(verb, "dobj") if _team(context, n, parse)]
        if teams and not parse.children(teams[0], "prep") and not parse.children(verb, "prep", "conj"):
            people = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
            for agent in agents(context, teams[0], parse)[:1]:
                lead(context, agent.found[0], [(a.found[0], a.span) for a in people])
            return Added(people, parse.nodes, "visitor", "visit")
    return None


def _team(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a noun means a delegation: by its word, or as the guests of an article with one delegation."""
    guests = fold(node.text) in words("visitors") and len(context.delegations) == 1
    return is_delegation(context, node, parse) or guests


def _as_did(context: Context, parse: Parse) -> Added | None:
    """As in "…, as did A; B; and C", "so did D" behind what others did."""
    for verb in parse.nodes[1:]:
        before = parse.nodes[verb.index - 1]
        if fold(verb.text) in {"did", "was", "were"} and fold(before.text) in {"as", "so"}:
            looked = any(n.lemma in {"look", "witness", "watch"} for n in parse.nodes[: verb.index])
            people = roster(context, parse, verb.index + 1)
            return Added(people, parse.nodes[: verb.index], *(("witness", "signing") if looked else ()))
    return None


def _spelt_out(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """Give the people listed behind a colon to the event told before it: "Four leaders signed it: A; B; C; and D"."""
    colon = next((n for n in parse.nodes if n.text == ":"), None)
    told = [c for c in here if colon is not None and c.node.index < colon.index and c.type in PEOPLED]
    chosen = any(c.type == "election" and colon is not None and c.node.index < colon.index for c in here)
    if colon is None or not told or chosen or colon.index + 2 >= len(parse.nodes):
        return
    people = [a for a in roster(context, parse, colon.index + 1) if context.kind(a.found[0]) in NAMED]
    opening = [n for n in parse.nodes[colon.index + 1 : colon.index + 3] if n.phrase is not None and n.phrase.person]
    if opening and len(people) > 1:
        give(told[-1], main_role(told[-1].type) if told[-1].type == "signing" else "participant", people)
