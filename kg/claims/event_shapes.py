"""A candidate event while its account is being put together.

Comes in: what finders see in a clause. Goes out: candidates that gather roles, dates and places. It never reads a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.claims.context import Found
from kg.claims.event_stages import Phase
from kg.model import EventType, Evidence, Reference, RoleName, Span, Stage
from kg.syntax import Node, Parse

PEOPLED = frozenset({"visit", "meeting", "ceremony", "call", "congress", "signing"})  # events that people come to
STRENGTH: dict[str, int] = {
    "participant": 0,
    "organizer": 1,
    "visitor": 2,
    "signatory": 2,
    "host": 2,
    "witness": 1,
    "chair": 3,
    "inviter": 3,
    "sender": 3,
    "recipient": 3,
    "interviewer": 3,
    "interviewee": 3,
}


@dataclass(slots=True, eq=False)
class Part:
    """Somebody's role, the words that say so, and the references followed."""

    role: RoleName
    key: str
    span: Span
    references: tuple[Reference, ...] = ()


@dataclass(slots=True, eq=False)
class Candidate:
    """One telling of an event.

    `definite`: its words point back ("the meeting"); `bare`: and nothing but the article says at which; `back`: a
    pronoun tells it; `background`: it lies before the story; `plural` and `counted`: it speaks of several, of how
    many; `sides`: how many sides its words give (0: not said); `organ`: it elects a body, of nobody named; `theme`:
    the head noun of the document that is signed; `several`: more than one document is; `phase`: its clause tells only
    how it begins or ends; `days`: how many it lasts by its own words ("two-day talks"); `day`: on which its paragraph
    tells the story; `lead`: on which the article's first words tell it; `today`: the article's own day, if that is
    when it tells it; `beside`: the event on whose sidelines it is told; `frame` and `turn`: the plural that announced
    it and its number there ("the second of three"); `borrowed`: its date is another event's, that of `source`;
    `vague`: only the month of its date is its own ("returned on Monday from A"); `opening`: the article opens with it;
    `lent`: the reference to the event whose place it has; `town`: that of a place that is a building; `governor`: the
    verb above it; `agreed_at` and `whole`: the accounts of the meeting that planned it and of the visit that it is
    part of.
    """

    type: EventType
    parse: Parse
    node: Node
    name: str
    rule: str
    stage: Stage = "held"
    postponed: bool = False
    definite: bool = False
    plural: bool = False
    ordinal: int | None = None
    dates: tuple[str, ...] = ()
    date_span: Span | None = None
    place: str | None = None
    town: str | None = None
    lent: Reference | None = None
    borrowed: bool = False
    source: Candidate | None = None
    parts: list[Part] = field(default_factory=list)
    governor: Node | None = None
    background: bool = False
    theme: str = ""
    several: bool = False
    counted: int = 0
    back: bool = False
    bare: bool = False
    sides: int = 0
    organ: bool = False
    frame: Candidate | None = None
    turn: int = 0
    phase: Phase = "whole"
    days: int = 0
    day: str | None = None
    beside: Candidate | None = None
    lead: str | None = None
    today: str | None = None
    vague: bool = False
    opening: bool = False
    agreed_at: Candidate | None = None
    whole: Candidate | None = None

    @property
    def position(self) -> int:
        """Where the event's word stands."""
        return self.node.span.start

    def take(self, role: RoleName, found: Iterable[Found], span: Span) -> None:
        """Add a role for each of the found, a stronger role displacing a weaker one of the same agent."""
        for key, references in found:
            same = [p for p in self.parts if p.key == key]
            if not same:
                self.parts.append(Part(role, key, span, references))
            elif STRENGTH[role] > STRENGTH[same[0].role] and role != "inviter" and same[0].role != "inviter":
                same[0].role, same[0].span, same[0].references = role, span, references
            elif (role == "inviter") != (same[0].role == "inviter") and len(same) == 1:
                self.parts.append(Part(role, key, span, references))

    def agents(self) -> set[str]:
        """The keys of those who take part, inviters left out."""
        return {p.key for p in self.parts if p.role != "inviter"}

    def having(self, role: RoleName) -> set[str]:
        """The keys of those with a role."""
        return {p.key for p in self.parts if p.role == role}

    def evidence(self) -> Evidence:
        """The sentence's words that tell of the event."""
        followed = (*(r for p in self.parts for r in p.references), *([self.lent] if self.lent is not None else []))
        return Evidence(self.parse.sentence.span, self.rule, followed)
