"""What many articles settle together: the title of an office, the thing behind a name of metadata, a series' name.

Comes in: groups of resolution and posts of articles, as they come, change and go. Goes out: one answer for each, and
the articles or events for which it is now another. It never looks at an article's claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import vocab
from kg.graph.wording import series_key
from kg.model import Article
from kg.resolution import Group, Occurrence

Place = tuple[str, str]  # a kind of thing, and the slug of a name


@dataclass(frozen=True, slots=True)
class Post:
    """An office as an article words it: its IRI, its title, the organisation it is of (None: not said)."""

    iri: NamedNode
    title: str
    organization: NamedNode | None


@dataclass(slots=True)
class Titles:
    """For each office its commonest wording, of two as common the first by letter."""

    _counts: dict[NamedNode, Counter[str]] = field(default_factory=dict)
    _posts: dict[str, Counter[tuple[NamedNode, str]]] = field(default_factory=dict)
    _users: dict[NamedNode, set[str]] = field(default_factory=dict)
    _title: dict[NamedNode, str] = field(default_factory=dict)
    _touched: set[NamedNode] = field(default_factory=set)

    def of(self, post: Post) -> str:
        """The title of an office: its commonest, else the one worded here."""
        return self._title.get(post.iri) or vocab.plain(post.title)

    def put(self, article: str, posts: Iterable[Post]) -> None:
        """Take the offices that an article words for those that it worded before."""
        now = Counter((post.iri, vocab.plain(post.title)) for post in posts)
        before = self._posts.pop(article, Counter[tuple[NamedNode, str]]())
        if now == before:
            if now:
                self._posts[article] = now
            return
        for (office, title), times in before.items():
            self._counts[office][title] -= times
            self._users[office].discard(article)
        for (office, title), times in now.items():
            self._counts.setdefault(office, Counter())[title] += times
        for office, _ in now:
            self._users.setdefault(office, set()).add(article)
        if now:
            self._posts[article] = now
        self._touched.update(office for office, _ in (*before, *now))

    def moved(self) -> set[str]:
        """The articles that word an office whose title is another now."""
        found: set[str] = set()
        for office in self._touched:
            counted = +self._counts[office]
            title = min(counted, key=lambda each: (-counted[each], each), default=None)
            if title != self._title.get(office):
                found |= self._users[office]
            self._title.pop(office, None)
            if title is None:
                del self._counts[office], self._users[office]
            else:
                self._title[office] = title
        self._touched.clear()
        return found


@dataclass(slots=True)
class Called:
    """For a name of metadata (an outlet, a place) the thing so called, if an article names such a thing."""

    _groups: dict[Place, dict[Occurrence, Group]] = field(default_factory=dict)
    _users: dict[Place, set[str]] = field(default_factory=dict)
    _looked: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    _before: dict[Place, Group | None] = field(default_factory=dict)

    def group(self, place: Place) -> Group | None:
        """The thing so called, of several the one with the first slug."""
        return min(self._groups.get(place, {}).values(), key=lambda group: group.slug, default=None)

    def change(self, root: Occurrence, before: Group | None, after: Group | None) -> None:
        """Take a group for what it was before."""
        old, new = set(_forms(before)), set(_forms(after))
        for place in old | new:
            self._before.setdefault(place, self.group(place))
        for place in old - new:
            del self._groups[place][root]
        if after is not None:
            for place in new:
                self._groups.setdefault(place, {})[root] = after

    def look(self, article: Article) -> None:
        """Note what the metadata of an article name."""
        named = (("outlet", article.outlet), ("place", article.place))
        found = tuple(place for kind, name in named if name is not None for place in places(kind, name.value))
        self._looked[article.name] = found
        for place in found:
            self._users.setdefault(place, set()).add(article.name)

    def drop(self, article: str) -> None:
        """Forget what an article names."""
        for place in self._looked.pop(article, ()):
            self._users[place].discard(article)

    def moved(self) -> set[str]:
        """The articles whose metadata name what is now another thing."""
        found: set[str] = set()
        for place, old in self._before.items():
            if place in self._users and _identity(old) != _identity(self.group(place)):
                found |= self._users[place]
        self._before.clear()
        return found


def places(kind: str, name: str) -> Iterator[Place]:
    """Where to look for an outlet or a place of this name."""
    slug = vocab.slug(name)
    yield from ((each, slug) for each in (("place", "state") if kind == "place" else (kind, "organization")))


def _forms(group: Group | None) -> Iterator[Place]:
    if group is not None and group.kind in ("place", "state", "outlet", "organization"):
        yield from ((group.kind, vocab.slug(form)) for form in {group.label, *group.names})


def _identity(group: Group | None) -> tuple[object, ...] | None:
    return None if group is None else (group.kind, group.slug, group.authority)


@dataclass(slots=True)
class Series:
    """For each numbered event the name of its series: its fullest name without the number, parties by their slugs.

    A name that is then a bare word ("meeting") would join unlike events: its series is the event's own.
    """

    _words: dict[Occurrence, tuple[str, str]] = field(default_factory=dict)
    _keys: dict[Occurrence, str] = field(default_factory=dict)
    _slugs: dict[str, Counter[str]] = field(default_factory=dict)
    _names: dict[Occurrence, tuple[frozenset[str], str]] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)

    def key(self, root: Occurrence) -> str:
        """The name of the series of the event with this first account."""
        return self._keys[root]

    def learn(self, root: Occurrence, group: Group | None) -> None:
        """Take the names of a party for those that it had: no bare "Party", which says of none which it is."""
        names = (group.label, *group.names) if group is not None and group.kind == "party" else ()
        now = (frozenset(n for n in names if " " in n or n.isupper()), group.slug if group is not None else "")
        before = self._names.pop(root, (frozenset[str](), ""))
        if now[0]:
            self._names[root] = now
        if now != before:
            for name in before[0]:
                self._slugs[name][before[1]] -= 1
            for name in now[0]:
                self._slugs.setdefault(name, Counter())[now[1]] += 1
            self._touched |= before[0] | now[0]

    def change(self, named: Mapping[Occurrence, tuple[str, str] | None]) -> set[Occurrence]:
        """Take numbered events, each with its fullest name and its slug (None: none any more); gives those of which the
        series has another name now, other names of parties considered.
        """
        stale = {root for root, (words, _) in self._words.items() if any(f" {n} " in words for n in self._touched)}
        self._touched.clear()
        for root, told in named.items():
            self._words.pop(root, None)
            if told is not None:
                self._words[root] = (f" {series_key(told[0])} ", told[1])
        moved: set[Occurrence] = set()
        pairs = self._pairs() if named or stale else ()
        for root in stale | named.keys():
            before, key = self._keys.pop(root, None), None
            if root in self._words:
                key = self._keys[root] = _series_name(*self._words[root], pairs)
            if key is not None and key != before:
                moved.add(root)
        return moved

    def _pairs(self) -> list[tuple[str, str]]:
        """Names with the slug of the party, the longest first; none that two parties share."""
        told = {name: [slug for slug, times in counted.items() if times] for name, counted in self._slugs.items()}
        pairs = [(name, slugs[0]) for name, slugs in told.items() if len(slugs) == 1]
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


def _series_name(words: str, slug: str, parties: Iterable[tuple[str, str]]) -> str:
    for name, party in parties:
        words = words.replace(f" {name} ", f" {party} ")
    key = vocab.slug(words)
    return key if "-" in key else f"{key}-{vocab.slug(slug)}"
