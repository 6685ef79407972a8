"""Who met somebody: at which held meetings and calls.

Comes in: a person, party, state, or a body or office that takes part. Goes out: a table of the others. It counts no
plan, and pairs nobody with what they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.exports.network import MEETINGS
from kg.exports.sides import MET
from kg.exports.tables.events import stage_of, type_of
from kg.exports.tables.events import when as days_of
from kg.pipeline.publishing.desk import Desk, row
from kg.site import Made, Table


def met(desk: Desk, thing: str) -> Table | None:
    """The others with the events at which they met, those who met most first."""
    found: dict[str, set[str]] = {}
    for other, event in _pairs(desk, thing):
        found.setdefault(other, set()).add(event)

    def rank(other: str) -> tuple[int, str, str, str]:
        first = min(days_of(desk.index, event).earliest or "" for event in found[other])
        return -len(found[other]), first, desk.index.name(other) or "", other

    rows = Made(sorted(found, key=rank), lambda one: row(desk.link(one), desk.listed(found[one]), str(len(found[one]))))
    return Table("met", "Who met them", ("Who", "At", "Events"), rows, quoted=False) if found else None


def _pairs(desk: Desk, thing: str) -> Iterator[tuple[str, str]]:
    """(other, event) of each meeting."""
    folder = desk.folder(thing)
    if folder in ("party", "state"):
        for event in desk.index.of("pd:engages", thing):
            if _is_held_meeting(desk, event):
                for pair in desk.sides.pairs(event):
                    if pair.target is not None and thing in (pair.source, pair.target):
                        yield (pair.target if pair.source == thing else pair.source), event
    elif folder == "person":
        own = {event for event in desk.index.of("pd:involves", thing) if stage_of(desk.index, event) == "held"}
        for other in desk.index.iris(thing, "pd:metWith"):
            yield from ((other, event) for event in own & set(desk.index.of("pd:involves", other)))
    elif folder in ("body", "organization", "office"):
        yield from _beside(desk, thing)


def _is_held_meeting(desk: Desk, event: str) -> bool:
    return type_of(desk.index, event) in MEETINGS and stage_of(desk.index, event) == "held"


def _beside(desk: Desk, thing: str) -> Iterator[tuple[str, str]]:
    """Who takes part beside a body or office in the same account."""
    index = desk.index
    for part in index.of("pd:hasParticipant", thing):
        account = index.iri(part, "pd:isParticipationIn") or ""
        event = index.iri(account, "pd:describesEvent") or ""
        if index.word(part, "pd:hasRole") in MET and desk.stage(account) == "held" and _is_held_meeting(desk, event):
            for other in index.of("pd:isParticipationIn", account):
                agent = index.iri(other, "pd:hasParticipant")
                if index.word(other, "pd:hasRole") in MET and agent not in (None, thing):
                    yield str(agent), event
