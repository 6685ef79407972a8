"""The step that joins persons, for what a change touches alone.

Comes in: the mentions and claims of articles, and the bodies joined so far. Goes out: sets of mentions of one person,
with the joins that made them. It never goes through persons who share neither a name nor an office with a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import MemberClaim, OfficeClaim, Reading
from kg.resolution import Occurrence
from kg.resolve.context import Ties, best_chain, names_of_chains, tie
from kg.resolve.forest import Forest
from kg.resolve.joined import Joined, Members, Ruled, Rulings, joined, renewed, ruling_keys, rulings_of
from kg.resolve.linked import Linked
from kg.resolve.mentioned import Chain, Mentioned
from kg.resolve.names import person_name
from kg.resolve.persons import Bound, join_namesakes, join_tied, meeting_points

UNTIED = Ties()


class Local(NamedTuple):
    """One mention of a person with what its article ties it to."""

    mention: Mentioned
    ties: Ties
    rulings: tuple[Ruled, ...]


class Formed(NamedTuple):
    """A set of mentions of one name, all that ties them, and the words of their names."""

    members: Members
    ties: Ties
    words: frozenset[str]
    rulings: tuple[Ruled, ...]


@dataclass(slots=True)
class People:
    """All mentions of persons: first joined by full name, then by what ties names that may be one."""

    _named: Linked[Local, Joined] = field(default_factory=Linked)
    _tied: Linked[Formed, Joined] = field(default_factory=Linked)
    _in: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    _links: dict[Occurrence, Chain] = field(default_factory=dict)
    _ties: dict[Occurrence, Ties] = field(default_factory=dict)

    def learn(self, bodies: Iterable[Members]) -> set[str]:
        """Take the bodies joined anew: the articles for which one of theirs is now of another chain."""
        articles = set()
        for members in bodies:
            links = best_chain(members)
            for m in members:
                if self._links.get(m.occurrence, ()) != links:
                    self._links[m.occurrence] = links
                    articles.add(m.occurrence.article)
        return articles

    def put(self, reading: Reading, mentions: Mapping[Occurrence, Mentioned], rulings: Rulings) -> None:
        """Add or change the persons of an article."""
        article = reading.article.name
        own = [m for m in mentions.values() if m.family == "person"]
        self.drop(article, keep=[m.occurrence for m in own])
        self._in[article] = tuple(m.occurrence for m in own)
        alike, found = names_of_chains(mentions.values()), dict[Occurrence, Ties]()
        for claim in reading.claims:
            if isinstance(claim, OfficeClaim | MemberClaim) and claim.organization is not None:
                body = mentions.get(Occurrence(article, claim.organization))
                if body is not None:
                    person = Occurrence(article, claim.person)
                    said = tie(claim, body, self._links.get(body.occurrence, ()), alike)
                    found[person] = found.get(person, UNTIED).plus(said)
        for m in own:
            local = Local(m, found.get(m.occurrence, UNTIED), rulings.at(m.occurrence))
            self._ties[m.occurrence] = local.ties
            keys = [("name", key) for key in m.keys]
            self._named.put(m.occurrence, local, [*keys, *ruling_keys(local.rulings)])

    def drop(self, article: str, keep: Iterable[Occurrence] = ()) -> None:
        """Take the persons of an article out."""
        for one in set(self._in.pop(article, ())) - set(keep):
            self._named.drop(one)
            self._ties.pop(one, None)

    def forget(self, gone: Iterable[Occurrence]) -> None:
        """Bodies that no article speaks of any more."""
        for one in gone:
            self._links.pop(one, None)

    def refresh(self, rulings: Rulings) -> tuple[list[Joined], list[Joined], list[Joined], list[Joined]]:
        """Join what changed: the results by name and by ties that no longer hold, and the new ones of both."""
        named_before, named = self._named.refresh(_by_name)
        gone, fresh = renewed(named_before, named)
        for root in gone:
            self._tied.drop(root)
        for root, members in fresh.items():
            formed = self._formed(members, rulings)
            points = meeting_points(formed.words, formed.ties)
            self._tied.put(root, formed, [*points, *ruling_keys(r for r in formed.rulings if not r[1].same)])
        tied_before, tied = self._tied.refresh(_by_ties)
        return named_before, named, tied_before, tied

    def _formed(self, members: Members, rulings: Rulings) -> Formed:
        ties = UNTIED
        for m in members:
            ties = ties.plus(self._ties[m.occurrence])
        names = {name for m in members for name in m.entity.names}
        return Formed(members, ties, frozenset(w for n in names for w in person_name(n).words), rulings.on(members))


def _by_name(nodes: Sequence[tuple[Occurrence, Local]]) -> Joined:
    known = {one: local.mention for one, local in nodes}
    if len(nodes) == 1 and not nodes[0][1].rulings:
        return Joined(((nodes[0][1].mention,),))
    forest = Forest(([one] for one in known), rulings_of(r for _, local in nodes for r in local.rulings))
    join_namesakes(forest, known, Bound(forest, {one: local.ties for one, local in nodes}))
    return joined(forest, known, first=True)


def _by_ties(nodes: Sequence[tuple[Occurrence, Formed]]) -> Joined:
    if len(nodes) == 1:
        return Joined((nodes[0][1].members,))
    known = {m.occurrence: m for _, formed in nodes for m in formed.members}
    ruled = rulings_of(r for _, formed in nodes for r in formed.rulings if not r[1].same)
    forest = Forest(([m.occurrence for m in formed.members] for _, formed in nodes), ruled)
    bound = Bound(forest, {root: formed.ties for root, formed in nodes})
    join_tied(forest, known, {root: formed.words for root, formed in nodes}, bound)
    return joined(forest, known)
