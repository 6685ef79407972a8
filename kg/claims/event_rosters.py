"""Lines of a list that name who took part: "Country: Party – Name, title; Name, title", "Name, title" below "Present:".

Comes in: an article's sentences. Goes out: for each line of such a list a candidate that points back at what was told
before the list. It never reads a line alone: a list is opened by words that announce one, or is three lines long.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_agents import Agent
from kg.claims.event_nouns import last_type
from kg.claims.event_roles import give
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_words import words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MARKS = frozenset({":", "–", "—", "-", "--", "•", "*", "·", "■"})
APART = frozenset({",", "(", ":", ";", "–", "—", "-", "--", "."})  # what follows a name that is an item of its own
LONG = 3  # lines that make a list without words that announce it
HEADING = 5  # words that a heading inside a list has at most
PARTIES = frozenset({"party", "party_body", "organization", "state_body"})


def rosters(context: Context) -> dict[int, Candidate]:
    """The candidate of each line of a list, by the number of its sentence."""
    found: dict[int, Candidate] = {}
    at = 0
    while at < len(context.parses):
        run = _run(context.parses, at)
        lines = [p for p in run if _item(p) or _papers(p)]
        before = _before(context.parses, at) if lines else []
        opener = next((p for p in before if _announces(p, lines[0])), before[0] if before and _long(lines) else None)
        if opener is not None:
            for parse in lines:
                made = _line(context, parse, opener)
                if made.parts:
                    found[parse.sentence.index] = made
        at += max(len(run), 1)
    return found


def _before(parses: Sequence[Parse], start: int) -> list[Parse]:
    """The line before a list, with the line before each heading that stands there; none below a heading of others."""
    found: list[Parse] = []
    for parse in reversed(parses[:start]):
        if _head(parse) and {fold(n.text) for n in parse.nodes} & words("absent"):
            return []
        found.append(parse)
        if not _head(parse):
            break
    return found


def _run(parses: Sequence[Parse], start: int) -> list[Parse]:
    """The lines from an item on that can be one list: items, headings between them, rests of items beside them."""
    run: list[Parse] = []
    for parse in parses[start:]:
        rest = bool(run) and parse.sentence.paragraph == run[-1].sentence.paragraph and _nameless(parse)
        item, head = _item(parse) or _papers(parse), bool(run) and _head(parse)
        if parse.sentence.zone not in {"body", "headline"} or not (item or rest or head):
            break
        if _head(parse) and {fold(n.text) for n in parse.nodes} & words("absent"):
            break
        run.append(parse)
    return run


def _announces(opener: Parse, first: Parse) -> bool:
    """Whether a sentence or heading says that names follow."""
    found = {fold(n.lemma) for n in opener.nodes} | {fold(n.text) for n in opener.nodes}
    if _papers(first):
        return bool(opener.nodes) and opener.nodes[-1].text == ":"
    colon = bool(opener.nodes) and opener.nodes[-1].text == ":"
    return bool(found & words("roll")) and (colon or _head(opener) or bool(found & {"name", "list", "roster"}))


def _long(lines: Sequence[Parse]) -> bool:
    return sum(_sided(p) is not None and len(_people(p)) > 0 for p in lines) >= LONG


def _head(parse: Parse) -> bool:
    """Whether a line is a heading: short, without a finite verb or a named person."""
    bare = not _people(parse) and not any(n.tag in FINITE and n.phrase is None for n in parse.nodes)
    return bare and 0 < len(parse.nodes) <= HEADING


def _nameless(parse: Parse) -> bool:
    return not any(n.tag in FINITE and n.phrase is None for n in parse.nodes)


def _item(parse: Parse) -> bool:
    """Whether a line names somebody of a side, or begins with a name that stands by itself."""
    people = _people(parse)
    if not people or parse.nodes[0].tag == "CD":
        return False
    if _sided(parse) is not None:
        return _nameless(parse)
    words_ = [n for n in parse.nodes if n.text not in MARKS]
    at = people[0].index + 1
    apart = at == len(parse.nodes) or parse.nodes[at].text in APART
    return _nameless(parse) and words_[0] is people[0] and apart


def _sided(parse: Parse) -> int | None:
    """Where the side of a line ends ("Country: Party – "): its last mark before the first name, a body before it."""
    marks = [n.index for n in parse.nodes if n.text in MARKS and n.index]
    for mark in reversed(marks):
        behind = parse.nodes[mark + 1 : mark + 2]
        before = [n for n in parse.nodes[:mark] if n.phrase is not None or n.text[:1].isupper()]
        if behind and before and behind[0].phrase is not None and behind[0].phrase.kind == "person":
            return mark
    return None


def _papers(parse: Parse) -> bool:
    """Whether a line names a document, a colon, and its signers."""
    plain = [n for n in parse.nodes if n.text not in MARKS]
    colon = next((n.index for n in parse.nodes[1:] if n.text == ":"), None)
    if colon is None or not plain or not _nameless(parse):
        return False
    named = any(fold(n.lemma) in words("paper") for n in plain[:3] if n.phrase is None)
    return named and any(n.index > colon for n in _people(parse))


def _people(parse: Parse) -> list[Node]:
    return [n for n in parse.nodes if n.phrase is not None and n.phrase.kind == "person"]


def _line(context: Context, parse: Parse, opener: Parse) -> Candidate:
    """The candidate of one line: its persons, and the party or body whose side it gives."""
    papers = _papers(parse)
    team = bool({fold(n.lemma) for n in opener.nodes} & words("delegation"))
    told = last_type(context, opener.sentence.span.end)
    kind: EventType = "signing" if papers else "visit" if team else told if told in PEOPLED and told else "meeting"
    made = Candidate(kind, parse, parse.nodes[0], kind, "event/roster", definite=True, back=True)
    side = next((n.index for n in parse.nodes[1:] if n.text == ":"), 0) if papers else _sided(parse)
    start = side if side is not None else 0
    spots = [n for n in _people(parse) if n.index >= start and n.dep != "poss"]
    spots += [n for n in parse.nodes[:start] if n.phrase is not None and n.phrase.kind == "org" and not papers]
    found = [Agent(f, "plain", n.span) for n in spots for f in context.own(n)]
    fit = {"person"} if papers else PARTIES | {"person"}
    give(made, "signatory" if papers else "participant", [a for a in found if context.kind(a.found[0]) in fit])
    return made
