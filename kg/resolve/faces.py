"""What accounts of events need to know of all who may take part: whom they stand for, in which capacity.

Comes in: groups that changed, and the claims of articles on offices and seats. Goes out: the faces of their mentions,
and the mentions whose face is now another. It never looks at an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from kg.model import MemberClaim, OfficeClaim, Reading
from kg.resolution import Group, Occurrence
from kg.resolve.accounts import Face, persons_of, post_key, roots_of, state_of_place
from kg.resolve.context import best_chain
from kg.resolve.fold import words
from kg.resolve.joined import Members
from kg.resolve.mentioned import Chain

Served = tuple[Occurrence, str]  # the organisation, and the title held there at present ("" for others)
Office = tuple[str, str]


@dataclass(slots=True)
class Faces:
    """The face of every mention: `at`. Members of one group share one."""

    at: dict[Occurrence, Face] = field(default_factory=dict)
    _group: dict[Occurrence, Group] = field(default_factory=dict)
    _home: dict[Occurrence, Occurrence] = field(default_factory=dict)
    _links: dict[Occurrence, Chain] = field(default_factory=dict)
    _roots: dict[Occurrence, frozenset[str]] = field(default_factory=dict)
    _serves: dict[Occurrence, tuple[Served, ...]] = field(default_factory=dict)
    _served_by: dict[Occurrence, tuple[Occurrence, ...]] = field(default_factory=dict)
    _held: dict[Occurrence, tuple[str, frozenset[Office]]] = field(default_factory=dict)
    _holders: dict[Office, dict[Occurrence, str]] = field(default_factory=dict)
    _posts: dict[Office, set[Occurrence]] = field(default_factory=dict)
    _places: set[Occurrence] = field(default_factory=set)

    def put(self, reading: Reading) -> set[Occurrence]:
        """Take the claims of an article: the persons and places that it now says other things of."""
        article = reading.article.name
        serves: dict[Occurrence, list[Served]] = {}
        by: dict[Occurrence, list[Occurrence]] = {}
        for claim in reading.claims:
            if isinstance(claim, OfficeClaim | MemberClaim) and claim.organization is not None:
                title = " ".join(sorted(words(claim.title))) if _at_present(claim) else ""
                body, person = (Occurrence(article, key) for key in (claim.organization, claim.person))
                serves.setdefault(person, []).append((body, title))
                by.setdefault(body, []).append(person)
        changed = {one for one in serves if self._serves.get(one) != tuple(serves[one])}
        places = {Occurrence(article, c.place) for c in reading.events() if c.place}
        for entity in reading.entities:
            one = Occurrence(article, entity.key)
            if one in self._serves and one not in serves:
                del self._serves[one]
                changed.add(one)
            self._served_by.pop(one, None)
            if (one in places) != (one in self._places):
                changed.add(one)
        self._serves.update({one: tuple(found) for one, found in serves.items()})
        self._served_by.update({one: tuple(found) for one, found in by.items()})
        self._places |= places
        self._places -= {o for e in reading.entities if (o := Occurrence(article, e.key)) not in places}
        return changed

    def drop(self, gone: Iterable[Occurrence]) -> None:
        """Forget mentions that are no more."""
        for one in gone:
            self.at.pop(one, None)
            self._home.pop(one, None)
            self._roots.pop(one, None)
            self._serves.pop(one, None)
            self._served_by.pop(one, None)
            self._places.discard(one)

    def refresh(
        self,
        changed: Iterable[Occurrence],
        groups: Mapping[Occurrence, Group],
        members: Mapping[Occurrence, Members],
        said: Iterable[Occurrence],
    ) -> set[Occurrence]:
        """Look anew at the groups that changed, and at those of `said`: all mentions whose face is now another."""
        fresh = {root: groups[root] for root in changed if root in groups}
        dirty = set(fresh) | {self._home[one] for one in said if one in self._home}
        for root in set(changed) - fresh.keys():
            dirty |= self._lose(root)
        for root, group in fresh.items():
            self._group[root] = group
            for m in members[root]:
                self._home[m.occurrence] = root
        dirty |= {self._home[p] for p in self._chained(fresh, members) if p in self._home}
        for root in [root for root in dirty if root in self._group]:
            dirty |= self._hold(root, members[root])
        found: set[Occurrence] = set()
        for root in dirty & self._group.keys():
            face = self._face(root, members[root])
            for m in members[root]:
                if (before := self.at.get(m.occurrence)) is not face and before != face:
                    found.add(m.occurrence)
                self.at[m.occurrence] = face
        return found

    def _lose(self, root: Occurrence) -> set[Occurrence]:
        """Forget a group: the posts that its person held."""
        self._group.pop(root, None)
        self._file(root, self._links.pop(root, ()), ())
        return self._take_office(root, "", frozenset())

    def _chained(self, fresh: Mapping[Occurrence, Group], members: Mapping[Occurrence, Members]) -> set[Occurrence]:
        """Work out chains and roots of groups: the persons who serve one with other roots than before."""
        persons: set[Occurrence] = set()
        for root, group in fresh.items():
            links = best_chain(members[root]) if group.kind != "person" else ()
            before, self._links[root] = self._links.get(root, ()), links
            self._file(root, before, links if group.kind == "post" else ())
            roots = roots_of(group, links) if links else frozenset[str]()
            for m in members[root]:
                if self._roots.get(m.occurrence, frozenset()) != roots:
                    self._roots[m.occurrence] = roots
                    persons.update(self._served_by.get(m.occurrence, ()))
        return persons

    def _file(self, root: Occurrence, before: Chain, links: Chain) -> None:
        """File a post under its title and what it is of."""
        if len(before) > 1 and (old := self._posts.get(post_key(before))) is not None:
            old.discard(root)
        if len(links) > 1:
            self._posts.setdefault(post_key(links), set()).add(root)

    def _hold(self, root: Occurrence, members: Members) -> set[Occurrence]:
        """Give a person the offices that its mentions hold at present: the posts whose holders are now others."""
        group = self._group[root]
        if group.kind != "person":
            return self._take_office(root, "", frozenset())
        offices = {
            (title, top)
            for m in members
            for body, title in self._serves.get(m.occurrence, ())
            if title
            for top in self._roots.get(body, ())
        }
        return self._take_office(root, group.slug, frozenset(offices))

    def _take_office(self, root: Occurrence, slug: str, offices: frozenset[Office]) -> set[Occurrence]:
        before = self._held.pop(root, ("", frozenset[Office]()))
        if offices:
            self._held[root] = (slug, offices)
        if before == (slug, offices) or not (before[1] or offices):
            return set()
        for office in before[1]:
            self._holders[office].pop(root)
        for office in offices:
            self._holders.setdefault(office, {})[root] = slug
        return {post for office in before[1] | offices for post in self._posts.get(office, ())}

    def _face(self, root: Occurrence, members: Members) -> Face:
        group, links = self._group[root], self._links[root]
        holders = set(self._holders.get(post_key(links), {}).values()) if group.kind == "post" else set[str]()
        roots = self._roots.get(root, frozenset())
        if group.kind == "person":
            served = (body for m in members for body, _ in self._serves.get(m.occurrence, ()))
            roots = frozenset(top for body in served for top in self._roots.get(body, ()))
        face = Face(group.kind, group.slug, group.label, persons_of(group, holders), roots)
        if any(m.occurrence in self._places for m in members):
            named = frozenset(w for name in group.names for w in words(name))
            face = replace(face, words=named, state=state_of_place(group, links))
        before = self.at.get(root)
        return before if before is not None and before == face else face


def _at_present(claim: OfficeClaim | MemberClaim) -> TypeGuard[OfficeClaim]:
    return isinstance(claim, OfficeClaim) and claim.status == "current"
