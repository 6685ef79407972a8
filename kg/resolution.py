"""The shapes of what resolution finds: occurrences in articles, the groups that they make, and why.

Comes in: nothing; `resolve` constructs these. Goes out: frozen, slotted dataclasses that join many articles' readings.
They never hold words of an article, and a group never loses the occurrences that it was made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One thing in one article: an entity's key or an event's id."""

    article: str
    key: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two occurrences are one thing: the rule and what it rests on, in words with their places."""

    left: Occurrence
    right: Occurrence
    rule: str
    reason: str


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
    """Which occurrences are one thing, and why: `entities` and `events` partition all occurrences."""

    entities: tuple[Group, ...]
    events: tuple[Group, ...]
    merges: tuple[Merge, ...]
    _of: dict[Occurrence, Group] = field(default_factory=dict, repr=False, compare=False)

    def group(self, article: str, key: str) -> Group:
        """The group that holds this occurrence; KeyError if none does."""
        if not self._of:
            self._of.update((o, g) for g in (*self.entities, *self.events) for o in g.occurrences)
        return self._of[Occurrence(article, key)]
