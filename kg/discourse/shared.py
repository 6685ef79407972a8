"""Offices that one plural gives to the heads of several states: "the Council of A and B, led by Presidents X and Y".

Comes in: the holdings of an article, its states, its text. Goes out: the holdings, those of a plural with the states
that its sentence names before it, in their order, and those of a list with the states of the offices before them. It
never shares out states whose number is not that of the persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg.discourse.bodies import Bodies
from kg.discourse.posts import content, is_states
from kg.model import Reference, Span
from kg.syntax import Holding
from kg.words import fold

ENDS = (". ", "\n", "! ", "? ")
LISTED = re.compile(r"[\s,;]*(?:and\s+)?(?:the\s+)?")  # between the members of a list


def shared_out(found: Sequence[Holding], lands: Iterable[str], bodies: Bodies, text: str) -> list[Holding]:
    """The holdings in their order, with the state of each holder of a plural that names none."""
    settled = list(found)
    rows: dict[Span, list[int]] = {}
    for i, holding in enumerate(found):
        if holding.organization is None and is_states(holding.title):
            rows.setdefault(holding.title.span, []).append(i)
    keys = sorted(lands)
    for span, row in rows.items():
        named = _named(text, span.start, keys, bodies) if len(row) > 1 else []
        if len(named) != len(row):
            continue
        for i, (at, key) in zip(sorted(row, key=lambda i: found[i].span), named, strict=True):
            reference = Reference(at, key, "in-order")
            settled[i] = replace(found[i], organization=key, references=(reference,), stated=False)
    return settled


def _named(text: str, end: int, keys: Sequence[str], bodies: Bodies) -> list[tuple[Span, str]]:
    """The states that the sentence names before an offset, in order, each where it is first named."""
    start = max((text.rfind(mark, 0, end) + len(mark) for mark in ENDS if mark in text[:end]), default=0)
    inside = {key: [s for s in bodies.all[key].spans if start <= s.start < end] for key in keys}
    return sorted((min(spans), key) for key, spans in inside.items() if spans)


def in_turn(found: Sequence[Holding], bodies: Bodies, text: str) -> list[Holding]:
    """The holdings in their order; in "Premier A, Premier B, Assembly Speaker C, and Assembly Speaker D" the assemblies
    are those of the states of A and B, in turn.
    """
    settled = list(found)
    for row in _rows(found, text):
        lands: list[Holding] = []
        for _, members in groupby(row, key=lambda i: fold(found[i].title.text)):
            group = list(members)
            keys = [found[i].organization for i in group]
            if len(set(keys)) == len(keys) > 1 and all(k is not None and _is_state(bodies, k) for k in keys):
                lands = [found[i] for i in group]
            body = bodies.all.get(keys[0] or "")
            if body is None or body.owner or body.kind != "state_body" or len(set(keys)) > 1 or len(keys) != len(lands):
                continue
            for i, land in zip(group, lands, strict=True):
                made = bodies.of(body, land.organization or "", found[i].span)
                reference = Reference(land.span, made.owner or "", "in-order")
                settled[i] = replace(found[i], organization=made.key, references=(reference,), stated=False)
    return settled


def _is_state(bodies: Bodies, key: str) -> bool:
    body = bodies.all.get(key)
    return body is not None and bodies.kind(body) == "state"


def _rows(found: Sequence[Holding], text: str) -> Iterator[list[int]]:
    """The indices of holdings that stand in one list, one behind the other."""
    row: list[int] = []
    for i in sorted(range(len(found)), key=lambda i: found[i].span):
        if row and not LISTED.fullmatch(text[found[row[-1]].span.end : found[i].span.start]):
            yield row
            row = []
        row.append(i)
    yield row


def as_again(holding: Holding, every: Sequence[Holding]) -> Holding:
    """An open holding with what the same office of the same person is of further on."""
    known = next((h for h in every if again(h, holding)), None)
    if known is None:
        return holding
    return replace(holding, organization=known.organization, references=known.references, stated=False)


def again(other: Holding, holding: Holding) -> bool:
    """Whether a holding says again what one that has its organisation said of the same person."""
    same = other.person == holding.person and other.title.head == holding.title.head
    return same and other.organization is not None and content(other.title.text) == content(holding.title.text)
