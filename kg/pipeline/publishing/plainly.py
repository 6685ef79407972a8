"""A claim in plain words.

Comes in: a claim. Goes out: its kind and a sentence for readers, whose names lead to their pages. It never lets a plan
read like something held.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.pipeline.publishing.desk import Desk, when
from kg.site import Link
from kg.vocab import expand, shorten

Parts = tuple[Link, ...]
KINDS = {"part_of": "part of", "quantity": "figure", "alias": "other name", "role": "part in an event"}
STATUS = {"former": "formerly held", "late": "held until death", "elect": "is elected to", "current": "holds"}
VERBS = {"skos:altLabel": "is also called", "pd:isMemberOf": "sits in", "pd:isPartOf": "is part of"}


def in_words(desk: Desk, claim: str) -> tuple[str, Parts]:
    """The kind of a claim, and the claim as a sentence in parts."""
    kind = desk.index.text(claim, "pd:hasKind") or "claim"
    about = desk.index.iri(claim, "pd:claimsAbout")
    tell = TELLERS.get((desk.key(about) or "").partition("/")[0]) if about else None
    parts = tell(desk, about) if tell and about else _triple(desk, claim)
    return KINDS.get(kind, kind), tuple(part for part in parts if part.text)


def plain_predicate(predicate: str) -> str:
    """A property in words: pd:isChairedBy is "is chaired by"."""
    name = shorten(predicate)
    return VERBS.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rpartition(":")[2]).lower()


def plain_words(text: str) -> str:
    """The same text with the terms of this graph in words."""
    return re.sub(r"\bpd:(\w+)", lambda found: plain_predicate(expand(f"pd:{found[1]}")), text)


def _triple(desk: Desk, claim: str) -> Parts:
    index = desk.index
    value = index.iri(claim, "rdf:object")
    said = desk.link(value) if value else Link(index.text(claim, "rdf:object") or "")
    verb = plain_predicate(index.iri(claim, "rdf:predicate") or "")
    return desk.link(index.iri(claim, "rdf:subject")), Link(f" {verb} "), said


def _account(desk: Desk, account: str) -> Parts:
    index = desk.index
    event = desk.link(index.iri(account, "pd:describesEvent"))
    called = re.sub(r" \([^()]*\)$", "", index.name(account) or "")
    days = when(index.text(account, "pd:hasDate"))
    rest = _in_brackets(days, index.names(index.iris(account, "pd:takesPlaceIn")) or "")
    return Link(f"{desk.stage(account)}: "), Link(called, event.to), Link(rest)


def _in_brackets(*parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _participation(desk: Desk, part: str) -> Parts:
    index = desk.index
    account = index.iri(part, "pd:isParticipationIn") or ""
    event = desk.link(index.iri(account, "pd:describesEvent"))
    stage = desk.stage(account)
    who, role = desk.link(index.iri(part, "pd:hasParticipant")), index.word(part, "pd:hasRole")
    return who, Link(f", {role} of "), event, Link(f" ({stage})" if stage else "")


def _tenure(desk: Desk, tenure: str) -> Parts:
    index = desk.index
    verb = STATUS.get(index.word(tenure, "pd:hasStatus") or "", "holds")
    who, what = index.iri(tenure, "pd:hasHolder"), index.iri(tenure, "pd:hasOffice")
    return desk.link(who), Link(f" {verb} the office "), desk.link(what)


def _statement(desk: Desk, statement: str) -> Parts:
    act = desk.index.text(statement, "pd:hasAct") or "say"
    about = desk.links(desk.index.iris(statement, "pd:speaksOf"))
    listed = [part for link in about for part in (Link(", "), link)][1:]
    who = desk.link(desk.index.iri(statement, "pd:isMadeBy"))
    return who, Link(f" ({act})"), Link(", on " if about else ""), *listed


def _agreement(desk: Desk, agreement: str) -> Parts:
    sides = desk.links(desk.index.iris(agreement, "pd:isBetween"))
    between = [part for side in sides for part in (Link(" and "), side)][1:]
    return desk.link(agreement), Link(", between " if sides else ""), *between


def _figure(desk: Desk, figure: str) -> Parts:
    index = desk.index
    subject = index.iri(figure, "pd:isFigureFor")
    of = desk.link(subject) if subject else Link(index.text(figure, "pd:isFigureFor") or "")
    value = " ".join(filter(None, (index.text(figure, "pd:hasValue"), index.text(figure, "pd:hasUnit"))))
    aim = "target" if index.text(figure, "pd:isTarget") == "true" else ""
    said = f"{index.text(figure, 'pd:measures')}: {value}"
    return (
        of,
        Link(" — " if of.text else ""),
        Link(said),
        Link(_in_brackets(aim, when(index.text(figure, "pd:refersToTime")))),
    )


TELLERS: dict[str, Callable[[Desk, str], Parts]] = {
    "account": _account, "participation": _participation, "tenure": _tenure, "statement": _statement,
    "agreement": _agreement, "figure": _figure,
}  # fmt: skip
