"""Claims that a person could be asked about: those that findings set against each other.

Comes in: a build. Goes out: each doubtful claim as it would be named in a decision, with the finding and its words. It
never decides which of two claims is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.decisions import words_of_claim
from kg.model import Reading
from kg.pipeline.asking import Built
from kg.query import load_query, run_query
from kg.resolution import Resolution, place_of
from kg.vocab import term

# Findings on figures and goals, on offices with two holders, on ranks: each rests on the claims of several articles.
REPORTS = ("report-figures-disagree", "report-two-holders", "report-ranks-differ")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim in words (KIND: parts @ ARTICLE), the finding that sets it against others, its sentence."""

    what: str
    finding: str
    quote: str


def doubts(built: Built, readings: Sequence[Reading], resolution: Resolution) -> Iterator[Doubt]:
    """Every claim that such a finding rests on, once, in the order of the findings."""
    from kg.graph import claim_places

    places = claim_places(readings, resolution, base=built.base)
    desk = {reading.article.name: reading for reading in readings}
    seen: set[str] = set()
    for finding, node in _rested_on(built):
        for quad in sorted(
            built.store.quads_for_pattern(None, term("pd:claimsAbout"), node, ox.DefaultGraph()), key=str
        ):
            for place in places.get(str(quad.subject).strip("<>"), ()):
                reading = desk[place.article]
                claim = next(c for c in reading.claims if place_of(place.article, c) == place)
                what = words_of_claim(claim, reading)
                if what not in seen:
                    seen.add(what)
                    quote = " ".join(claim.evidence.span.of(reading.article.text).split())
                    yield Doubt(what, finding, f"{place.article}: “{quote}”")


def _rested_on(built: Built) -> Iterator[tuple[str, ox.NamedNode]]:
    """Findings with the nodes that they rest on."""
    for name in REPORTS:
        stored = replace(load_query(name), evidence=None)
        table = run_query(built.store, stored, base=built.base)
        for row in (dict(zip(table.columns, values, strict=True)) for values in table.values()):
            for node in dict.fromkeys(row["rests_on"].split()):
                yield row["finding"], ox.NamedNode(node)
