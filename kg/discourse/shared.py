"""Offices that one plural gives to the heads of several states: "the Council of A and B, led by Presidents X and Y".

Comes in: the holdings of an article, its states, its text. Goes out: the holdings, those of a plural with the states
that its sentence names before it, in their order. It never shares out states whose number is not that of the persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.discourse.bodies import Bodies
from kg.discourse.posts import is_states
from kg.model import Reference, Span
from kg.syntax import Holding

ENDS = (". ", "\n", "! ", "? ")


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
