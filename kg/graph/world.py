"""What all articles of a build share: the IRI and the label of every thing, whatever article speaks of it.

Comes in: readings, their resolution, the labels of the authority data. Goes out: look-ups from an article's own keys
to IRIs and labels. It never adds a triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import vocab
from kg.graph.ids import Ids
from kg.graph.lookups import Called, Post, Series, Titles, places
from kg.graph.wording import described, title_of_post
from kg.model import Article, Entity, EventClaim, OfficeClaim, Reading
from kg.resolution import Changes, Group, Occurrence


@dataclass(slots=True)
class World:
    """The look-ups. Keys are those of `Reading.entity` and `EventClaim.id`, per article."""

    ids: Ids
    authority: Mapping[NamedNode, str]
    readings: dict[str, Reading] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    _of: dict[Occurrence, Group] = field(default_factory=dict)
    _groups: dict[Occurrence, Group] = field(default_factory=dict)
    _owners: dict[str, frozenset[str]] = field(default_factory=dict)
    _called: Called = field(default_factory=Called)
    _series: Series = field(default_factory=Series)

    def group(self, article: str, key: str) -> Group:
        """The thing that this key of this article is."""
        return self._of[Occurrence(article, key)]

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
        """The IRI of the series of a numbered event."""
        return self.ids.of("series", self._series.key(group.occurrences[0]))

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
        for place in places(kind, name):
            if (found := self._called.group(place)) is not None:
                return self.ids.entity(found)
        return self.ids.of(vocab.FOLDER_OF_KIND[kind], vocab.slug(name))

    def change(self, changes: Changes) -> set[str]:
        """Follow a change of articles and of their resolution: the articles of which other things are to be said."""
        affected = {reading.article.name for reading in changes.put}
        for name in changes.lost:
            self._forget(name)
        for reading in changes.put:
            self._forget(reading.article.name, keep=reading)
            self.readings[reading.article.name] = reading
            self._called.look(reading.article)
        for root, group in changes.groups.items():
            affected |= self._regroup(root, group)
            self._series.learn(root, group)
        renamed = self._series.change({root: self._numbered(group) for root, group in self._events_of(changes)})
        affected |= self._called.moved()
        affected |= {one.article for root in renamed for one in self._groups[root].occurrences}
        for name in affected:
            self.titles.put(name, self._posts(self.readings[name]))
        return affected | self.titles.moved()

    def _events_of(self, changes: Changes) -> Iterator[tuple[Occurrence, Group | None]]:
        """What may have another number or name now: changed groups, and those of events told anew in the same group."""
        yield from changes.groups.items()
        for reading in changes.put:
            for claim in reading.events():
                group = self.group(reading.article.name, claim.id)
                yield group.occurrences[0], group

    def _forget(self, name: str, keep: Reading | None = None) -> None:
        """Take an article's mentions and metadata out, but for mentions of another reading of it."""
        self._called.drop(name)
        self.titles.put(name, ())
        self._owners.pop(name, None)
        if (old := self.readings.pop(name, None)) is not None:
            for key in _keys(old) - (_keys(keep) if keep is not None else set()):
                self._of.pop(Occurrence(name, key), None)

    def _regroup(self, root: Occurrence, group: Group | None) -> set[str]:
        """Take a group for what it was before: the articles in which one of its mentions is now another thing."""
        before = self._groups.pop(root, None)
        self._called.change(root, before, group)
        if group is None:
            return set()
        self._groups[root] = group
        found: set[str] = set()
        for one in group.occurrences:
            old = self._of.get(one)
            if old is not group:
                self._of[one] = group
                if old is None or _as_told(old) != _as_told(group) or self._names_post(one, old, group):
                    found.add(one.article)
        return found

    def _names_post(self, one: Occurrence, old: Group, new: Group) -> bool:
        """Whether it has other names now, by which the titles of its unnamed office-holders are told."""
        return one.key in self._owners.get(one.article, ()) and set(old.names) != set(new.names)

    def _numbered(self, group: Group | None) -> tuple[str, str] | None:
        """The fullest name of a numbered event with what follows it, and its slug; None for any other thing."""
        if group is None or group.kind not in vocab.CLASS_OF_EVENT:
            return None
        words = [
            self.words_of_event(one.article, claim)
            for one in group.occurrences
            for claim in self.readings[one.article].events()
            if claim.id == one.key and claim.ordinal is not None
        ]
        return (max(words, key=lambda each: (len(each), each)), group.slug) if words else None

    def _posts(self, reading: Reading) -> Iterable[Post]:
        name = reading.article.name
        posts = [entity for entity in reading.entities if self.group(name, entity.key).kind == "post"]
        self._owners[name] = frozenset(entity.parent for entity in posts if entity.parent is not None)
        yield from (self.office(name, claim) for claim in reading.claims if isinstance(claim, OfficeClaim))
        yield from (self.post(name, entity) for entity in posts)


def _keys(reading: Reading) -> set[str]:
    return {*(entity.key for entity in reading.entities), *(claim.id for claim in reading.events())}


def _as_told(group: Group) -> tuple[object, ...]:
    """What of a group an article's triples rest on."""
    return group.kind, group.slug, group.label, group.authority


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
