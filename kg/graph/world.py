"""What all articles of a build share: the IRI and the label of every thing, whatever article speaks of it.

Comes in: readings, their resolution, the labels of the authority data. Goes out: look-ups from an article's own keys
to IRIs and labels. It never adds a triple.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import vocab
from kg.graph.ids import Ids
from kg.graph.wording import described, series_key, title_of_post
from kg.model import Article, Entity, EventClaim, OfficeClaim, Reading
from kg.resolution import Group, Resolution


@dataclass(frozen=True, slots=True)
class Post:
    """An office as an article words it: its IRI, its title, the organisation it is of (None: not said)."""

    iri: NamedNode
    title: str
    organization: NamedNode | None


@dataclass(slots=True)
class World:
    """The look-ups. Keys are those of `Reading.entity` and `EventClaim.id`, per article."""

    ids: Ids
    resolution: Resolution
    authority: Mapping[NamedNode, str]
    readings: Mapping[str, Reading]
    titles: dict[NamedNode, str] = field(default_factory=dict)
    _named: dict[tuple[str, str], Group] = field(default_factory=dict)

    def group(self, article: str, key: str) -> Group:
        """The thing that this key of this article is."""
        return self.resolution.group(article, key)

    def node(self, article: str, key: str) -> NamedNode:
        """The IRI of an entity; a post is the office that it names."""
        group = self.group(article, key)
        if group.kind == "post":
            return self.post(article, self.readings[article].entity(key)).iri
        return self.ids.entity(group)

    def name(self, article: str, key: str) -> str:
        """The preferred label of an entity."""
        group = self.group(article, key)
        if group.kind == "post":
            return vocab.plain(self.readings[article].entity(key).name)
        return self.authority.get(self.ids.entity(group)) or vocab.plain(group.label)

    def event(self, article: str, event: str) -> NamedNode:
        """The IRI of the event that an account of this article describes."""
        return self.ids.of("event", self.group(article, event).slug)

    def words_of_event(self, article: str, claim: EventClaim) -> str:
        """The name of an account's event with what follows it in its quote."""
        span = claim.evidence.span
        return described(claim.name, self.readings[article].article.text, span.start, span.end)

    def series(self, group: Group) -> NamedNode:
        """The IRI of the series of a numbered event: its fullest name without the number, parties by their own slug.

        A name that is then a bare word ("meeting") would join unlike events: its series is the event's own.
        """
        numbered = [
            self.words_of_event(one.article, claim)
            for one in group.occurrences
            for claim in self.readings[one.article].events()
            if claim.id == one.key and claim.ordinal is not None
        ]
        fullest = max(numbered, key=lambda words: (len(words), words), default=group.label)
        words = f" {series_key(fullest)} "
        for name, slug in self._party_names():
            words = words.replace(f" {name} ", f" {slug} ")
        key = vocab.slug(words)
        return self.ids.of("series", key if "-" in key else f"{key}-{vocab.slug(group.slug)}")

    def post(self, article: str, entity: Entity) -> Post:
        """The office that an unnamed office-holder's name speaks of."""
        if entity.parent is None:
            title = title_of_post(entity.name, ())
            return Post(self.ids.office(None, title), title, None)
        owner = self.group(article, entity.parent)
        names = (*owner.names, owner.label, *self.readings[article].entity(entity.parent).names)
        title = title_of_post(entity.name, names)
        organization = self.node(article, entity.parent)
        return Post(self.ids.office(organization, title), title, organization)

    def office(self, article: str, claim: OfficeClaim) -> Post:
        """The office that an office claim speaks of."""
        organization = None if claim.organization is None else self.node(article, claim.organization)
        return Post(self.ids.office(organization, claim.title), claim.title, organization)

    def named(self, kind: str, name: str) -> NamedNode:
        """The IRI of an outlet or place known by metadata alone: an entity of that name, else one of its own slug."""
        if not self._named:
            for group in self.resolution.entities:
                for form in (group.label, *group.names):
                    self._named.setdefault((group.kind, vocab.slug(form)), group)
        kinds = ("place", "state") if kind == "place" else (kind, "organization")
        for each in kinds:
            if (found := self._named.get((each, vocab.slug(name)))) is not None:
                return self.ids.entity(found)
        return self.ids.of(vocab.FOLDER_OF_KIND[kind], vocab.slug(name))

    def _party_names(self) -> list[tuple[str, str]]:
        """Names that say which party is meant: no bare "Party", and none that two parties share."""
        slugs: dict[str, set[str]] = {}
        for group in self.resolution.entities:
            for name in (group.label, *group.names) if group.kind == "party" else ():
                if " " in name or name.isupper():
                    slugs.setdefault(name, set()).add(group.slug)
        pairs = [(name, min(found)) for name, found in slugs.items() if len(found) == 1]
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


def survey(readings: Sequence[Reading], resolution: Resolution, ids: Ids, authority: Mapping[NamedNode, str]) -> World:
    """A world over the readings, with the commonest wording of each office's title."""
    world = World(ids, resolution, authority, {reading.article.name: reading for reading in readings})
    wordings: dict[NamedNode, Counter[str]] = {}
    for post in _posts(world, readings):
        wordings.setdefault(post.iri, Counter())[vocab.plain(post.title)] += 1
    for address, counted in wordings.items():
        world.titles[address] = min(counted, key=lambda title: (-counted[title], title))
    return world


def _posts(world: World, readings: Sequence[Reading]) -> Iterable[Post]:
    for reading in readings:
        name = reading.article.name
        yield from (world.office(name, claim) for claim in reading.claims if isinstance(claim, OfficeClaim))
        yield from (
            world.post(name, entity) for entity in reading.entities if world.group(name, entity.key).kind == "post"
        )


def offices_held(world: World, reading: Reading, key: str) -> Iterable[Post]:
    """The offices that this article gives a person as current, under any of the person's keys."""
    article = reading.article.name
    person = world.node(article, key)
    for claim in reading.claims:
        if isinstance(claim, OfficeClaim) and claim.status == "current" and world.node(article, claim.person) == person:
            yield world.office(article, claim)


def event_of(reading: Reading, event: str) -> EventClaim:
    """The account of this id; KeyError if the article has none."""
    for claim in reading.events():
        if claim.id == event:
            return claim
    raise KeyError(event)


def published(article: Article) -> str | None:
    """The publication day, if the article states it."""
    return article.published.value if article.published else None
