"""A claim in plain words.

Comes in: a claim. Goes out: its kind, a sentence for readers, links to what it speaks of. It never lets a plan read
like something held.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.pipeline.publishing.desk import Desk, when
from kg.site import Link
from kg.vocab import expand, shorten

Told = tuple[str, str, tuple[Link, ...]]
KINDS = {"part_of": "part of", "quantity": "figure", "alias": "other name", "role": "part in an event"}
STATUS = {"former": "held, formerly:", "late": "held, until death:", "elect": "is elected:", "current": "holds"}


def in_words(desk: Desk, claim: str) -> Told:
    """(kind, sentence, links) of a claim."""
    kind = desk.index.text(claim, "pd:hasKind") or "claim"
    about = desk.index.iri(claim, "pd:claimsAbout")
    tell = TELLERS.get((desk.key(about) or "").partition("/")[0]) if about else None
    text, things = tell(desk, about) if tell and about else _triple(desk, claim)
    links = tuple(link for thing in things if (link := desk.link(thing)).to)
    return KINDS.get(kind, kind), text, tuple(dict.fromkeys(links))


def plain_predicate(predicate: str) -> str:
    """A property in words: pd:isChairedBy is "is chaired by"."""
    name = shorten(predicate).rpartition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def plain_words(text: str) -> str:
    """The same text with properties of this graph in words."""
    return re.sub(r"\bpd:([a-z]\w*)", lambda found: plain_predicate(expand(f"pd:{found[1]}")), text)


def _triple(desk: Desk, claim: str) -> tuple[str, list[str]]:
    index = desk.index
    subject, value = index.iri(claim, "rdf:subject"), index.iri(claim, "rdf:object")
    said = index.name(value) or index.text(claim, "rdf:object") or ""
    words = f"{index.name(subject)} {plain_predicate(index.iri(claim, 'rdf:predicate') or '')} {said}"
    return words, [one for one in (subject, value) if one]


def _account(desk: Desk, account: str) -> tuple[str, list[str]]:
    index = desk.index
    event = index.iri(account, "pd:describesEvent") or ""
    days = when(index.text(account, "pd:hasDate"))
    places = index.names(index.iris(account, "pd:takesPlaceIn"))
    rest = ", ".join(part for part in (days, places) if part)
    name = re.sub(r" \([^()]*\)$", "", index.name(account) or "")
    return f"{desk.stage(account)}: {name}{f' ({rest})' if rest else ''}", [event]


def _participation(desk: Desk, part: str) -> tuple[str, list[str]]:
    index = desk.index
    account = index.iri(part, "pd:isParticipationIn") or ""
    agent, event = index.iri(part, "pd:hasParticipant"), index.iri(account, "pd:describesEvent")
    role, stage = index.word(part, "pd:hasRole"), desk.stage(account)
    text = f"{index.name(agent)}: {role} of {index.name(event)} ({stage})"
    return text, [one for one in (agent, event) if one]


def _tenure(desk: Desk, tenure: str) -> tuple[str, list[str]]:
    index = desk.index
    person, office = index.iri(tenure, "pd:hasHolder"), index.iri(tenure, "pd:hasOffice")
    verb = STATUS.get(index.word(tenure, "pd:hasStatus") or "", "holds")
    return f"{index.name(person)} {verb} {index.name(office)}", [one for one in (person, office) if one]


def _statement(desk: Desk, statement: str) -> tuple[str, list[str]]:
    speaker = desk.index.iri(statement, "pd:isMadeBy")
    about = desk.index.iris(statement, "pd:speaksOf")
    return f"{desk.index.name(speaker)}: {desk.index.text(statement, 'pd:hasAct') or 'say'}", [speaker or "", *about]


def _agreement(desk: Desk, agreement: str) -> tuple[str, list[str]]:
    sides = desk.index.iris(agreement, "pd:isBetween")
    between = " and ".join(desk.index.name(side) or "" for side in sides)
    name = desk.index.name(agreement)
    return (f"{name}, between {between}" if between else str(name)), [agreement, *sides]


def _figure(desk: Desk, figure: str) -> tuple[str, list[str]]:
    index = desk.index
    subject = index.iri(figure, "pd:isFigureFor")
    target = "target, " if index.text(figure, "pd:isTarget") == "true" else ""
    time = when(index.text(figure, "pd:refersToTime"))
    of = index.name(subject) or index.text(figure, "pd:isFigureFor") or ""
    value = " ".join(filter(None, (index.text(figure, "pd:hasValue"), index.text(figure, "pd:hasUnit"))))
    said = f"{index.text(figure, 'pd:measures')}: {value}"
    rest = ", ".join(part for part in (of, time) if part)
    return f"{target}{said}{f' ({rest})' if rest else ''}", [subject] if subject else []


TELLERS: dict[str, Callable[[Desk, str], tuple[str, list[str]]]] = {
    "account": _account, "participation": _participation, "tenure": _tenure, "statement": _statement,
    "agreement": _agreement, "figure": _figure,
}  # fmt: skip
