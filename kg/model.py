"""The shapes that travel along the corridor: what one room makes and a later room takes.

Comes in: nothing; rooms construct these. Goes out: frozen, slotted dataclasses for articles and for what one article
says: entities, claims, coverage. It never reads a file, prints, or knows an RDF term.

Offsets are half-open `[start, end)` in Unicode code points of `Article.text`. Dates are EDTF level 0/1 strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

EntityKind = Literal[
    "person", "party", "party_body", "state", "state_body", "organization", "place", "outlet", "group", "post", "thing"
]
ClaimKind = Literal["office", "member", "part_of", "alias", "event", "role", "agreement", "statement", "quantity"]
EventType = Literal[
    "meeting", "call", "visit", "congress", "signing", "ceremony", "interview", "message", "election", "exercise",
    "festival", "other",
]  # fmt: skip
Stage = Literal["held", "planned", "cancelled"]
RoleName = Literal[
    "chair", "host", "visitor", "participant", "inviter", "signatory", "witness", "sender", "recipient",
    "interviewer", "interviewee", "organizer",
]  # fmt: skip
OfficeStatus = Literal["current", "former", "late", "elect"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)`, code points of the article's text as received."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether this span lies inside `other`, ends included."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words of `text` at this span: the quote."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A piece of metadata and where it was found: `source` names the place, `span` is its words in the text if any."""

    value: str
    source: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as received; whatever it does not state is None.

    `name` is unique in a build (the file's stem); `path` is as the user gave it; `sha256` hashes the file's bytes;
    `text` is the decoded text without a byte-order mark and with line ends as received; `published` is YYYY-MM-DD.
    """

    name: str
    path: str
    sha256: str
    media_type: str
    text: str
    title: Sourced | None = None
    outlet: Sourced | None = None
    place: Sourced | None = None
    published: Sourced | None = None
    url: Sourced | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What one article speaks of: `key` is unique in the article; `names` are its surface forms, the fullest first.

    A `post` is an unnamed office-holder ("Prime Minister of Laos"), a `group` a collective ("both sides"), a
    `thing` whatever else a figure is of. `parent` is the key of the entity that its own name says it belongs to.
    `variants` are other wordings of the name that its parts allow and the article does not use.
    """

    key: str
    kind: EntityKind
    names: tuple[str, ...]
    parent: str | None = None
    members: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest surface form."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference followed inside the article: the words at `span` ("he") stand for the entity of `key`, by `rule`."""

    span: Span
    key: str
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a claim is made: the quote's span, the rule that read it, and the references followed."""

    span: Span
    rule: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeClaim:
    """`person` holds `title` of `organization` (keys of entities); an organisation that the text leaves open is
    None.
    """

    person: str
    title: str
    organization: str | None
    status: OfficeStatus
    evidence: Evidence
    kind: Literal["office"] = "office"


@dataclass(frozen=True, slots=True)
class MemberClaim:
    """`person` sits on `organization` without another office named."""

    person: str
    organization: str
    evidence: Evidence
    kind: Literal["member"] = "member"


@dataclass(frozen=True, slots=True)
class PartOfClaim:
    """`body` belongs to `parent`."""

    body: str
    parent: str
    evidence: Evidence
    kind: Literal["part_of"] = "part_of"


@dataclass(frozen=True, slots=True)
class AliasClaim:
    """The text gives `entity` a second name."""

    entity: str
    name: str
    alias: str
    evidence: Evidence
    kind: Literal["alias"] = "alias"


@dataclass(frozen=True, slots=True)
class EventClaim:
    """An account of one event: `id` is unique in the article; `dates` are EDTF alternatives, the best first, empty
    where the text does not date it; `ordinal` is the number in its series ("fifth" = 5); `part_of` another event's
    id.
    """

    id: str
    type: EventType
    name: str
    stage: Stage
    dates: tuple[str, ...]
    place: str | None
    evidence: Evidence
    ordinal: int | None = None
    part_of: str | None = None
    postponed: bool = False
    date_evidence: Evidence | None = None
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """`agent` (an entity's key) took part in `event` (an event's id) as `role`."""

    event: str
    role: RoleName
    agent: str
    evidence: Evidence
    kind: Literal["role"] = "role"


@dataclass(frozen=True, slots=True)
class AgreementClaim:
    """A document between sides (keys); `event` is the id of its signing; `period` is EDTF; `count` how many alike."""

    name: str
    between: tuple[str, ...]
    evidence: Evidence
    period: str | None = None
    event: str | None = None
    count: int | None = None
    kind: Literal["agreement"] = "agreement"


@dataclass(frozen=True, slots=True)
class StatementClaim:
    """`speaker` says what the evidence's span holds; `act` is the lemma of the reporting verb."""

    speaker: str
    act: str
    evidence: Evidence
    kind: Literal["statement"] = "statement"


@dataclass(frozen=True, slots=True)
class QuantityClaim:
    """A figure: `value` in canonical decimal form, `unit` with its scale ("billion USD"), `what` it measures, `subject`
    a key.
    """

    value: str
    unit: str
    what: str
    subject: str | None
    status: Literal["actual", "target"]
    evidence: Evidence
    time: str | None = None
    kind: Literal["quantity"] = "quantity"


Claim = (
    OfficeClaim | MemberClaim | PartOfClaim | AliasClaim | EventClaim | RoleClaim | AgreementClaim | StatementClaim
    | QuantityClaim
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence that gave no claim and why: `not_understood` (it has a diplomatic cue) or the name of what
    ignores it.
    """

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How an article's sentences were dealt with: `read` gave a claim; the others are listed; `refused` counts claims
    whose arguments were neither in their quote nor bound to it.
    """

    sentences: int
    read: int
    uncovered: tuple[Uncovered, ...]
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says: its entities, its claims in text order, its coverage; `reader` names rules and
    model; `damaged` are words that have lost their first letters.
    """

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    coverage: Coverage
    reader: str
    damaged: tuple[Span, ...] = ()

    def entity(self, key: str) -> Entity:
        """The entity of `key`; KeyError if the article has none."""
        for entity in self.entities:
            if entity.key == key:
                return entity
        raise KeyError(key)

    def events(self) -> Iterator[EventClaim]:
        """The article's accounts of events, in text order."""
        return (claim for claim in self.claims if isinstance(claim, EventClaim))

    def roles(self, event: str) -> Iterator[RoleClaim]:
        """Who took part in the event of this id."""
        return (claim for claim in self.claims if isinstance(claim, RoleClaim) and claim.event == event)


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims sorted by where their evidence starts, then by kind, then by their content."""
    return tuple(sorted(claims, key=lambda c: (c.evidence.span.start, c.evidence.span.end, c.kind, repr(c))))
