"""The shapes of what resolution finds and what persons decide: occurrences, groups, merges, decisions, rulings.

Comes in: nothing; `resolve` and `decisions` construct these. Goes out: frozen, slotted dataclasses that join many
articles' readings. They never hold an article's text, and a group never loses the occurrences that it was made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.model import Claim, EventClaim, Reading
from kg.vocab import digest

Verb = Literal["accept", "reject", "correct", "same", "never-same"]
Fate = Literal["applied", "gone", "overruled"]


class Occurrence(NamedTuple):
    """One thing in one article: an entity's key or an event's id. A tuple: millions are compared and hashed."""

    article: str
    key: str


def place_of(article: str, claim: Claim) -> Occurrence:
    """A claim as an occurrence: an account by its event's id, any other by kind, offsets and a hash of what it says."""
    if isinstance(claim, EventClaim):
        return Occurrence(article, claim.id)
    span = claim.evidence.span
    return Occurrence(article, f"{claim.kind}@{span.start}-{span.end}#{digest(repr(claim))}")


class Merge(NamedTuple):
    """Why two occurrences are one thing: the rule and what it rests on, in words with their places."""

    left: Occurrence
    right: Occurrence
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person settled: `what` and `new` name their targets in words, `new` also the corrected parts.

    `when` is YYYY-MM-DD; `line` is the line of the file, from 1.
    """

    verb: Verb
    what: str
    new: str
    why: str
    who: str
    when: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """Two occurrences that a decision makes one thing, or keeps apart for good."""

    left: Occurrence
    right: Occurrence
    same: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision in a build: its fate, why in words, and the occurrences that it met."""

    decision: Decision
    fate: Fate
    note: str
    met: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two occurrences that may be one thing: the rule that proposes it, its ground, whether it was joined already."""

    left: Occurrence
    right: Occurrence
    rule: str
    reason: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The occurrences of one thing across articles; `slug` is its stable name in IRIs, `label` the preferred form.

    `authority` is the IRI in ontology/authority.ttl that it was found to be, if any.
    """

    slug: str
    label: str
    kind: str
    names: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which occurrences are one thing, and why: `entities` and `events` partition all occurrences.

    `unmet` are rulings that another ruling forbids; `proposals` are likenesses that no rule disposes of, and
    `event_proposals` such of events.
    """

    entities: tuple[Group, ...]
    events: tuple[Group, ...]
    merges: tuple[Merge, ...]
    unmet: tuple[Ruling, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    event_proposals: tuple[Proposal, ...] = ()
    _of: dict[Occurrence, Group] = field(default_factory=dict, repr=False, compare=False)

    def group(self, article: str, key: str) -> Group:
        """The group that holds this occurrence; KeyError if none does."""
        if not self._of:
            self._of.update((o, g) for g in (*self.entities, *self.events) for o in g.occurrences)
        return self._of[Occurrence(article, key)]


@dataclass(frozen=True, slots=True)
class Changes:
    """What of a resolution is other than it was, and the articles that made it so.

    `put` are articles new or read anew, `lost` the names of those withdrawn; `groups` has for the first occurrence of
    each group that came, changed or went the group as it is now; `proposals` likewise for each pair.
    """

    put: tuple[Reading, ...] = ()
    lost: tuple[str, ...] = ()
    groups: dict[Occurrence, Group | None] = field(default_factory=dict)
    merges: frozenset[Merge] = frozenset()
    unmade: frozenset[Merge] = frozenset()
    proposals: dict[tuple[Occurrence, Occurrence], Proposal | None] = field(default_factory=dict)


def all_of(readings: Sequence[Reading], resolution: Resolution) -> Changes:
    """A whole resolution as a change from nothing."""
    groups = {group.occurrences[0]: group for group in (*resolution.entities, *resolution.events)}
    open_pairs = {(one.left, one.right): one for one in resolution.proposals if not one.joined}
    return Changes(tuple(readings), (), dict(groups), frozenset(resolution.merges), frozenset(), dict(open_pairs))
