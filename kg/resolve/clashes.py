"""What speaks against two accounts being of one event, for single accounts and for all that were joined so far.

Comes in: profiles of accounts. Goes out: a word for what speaks against it, or nothing; sets of accounts that stay free
of such. It never joins on its own and never weighs what speaks for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.resolution import Occurrence
from kg.resolve.accounts import PREMISES, Profile
from kg.resolve.blocks import Kind, essence
from kg.resolve.dates import overlap
from kg.resolve.forest import Forest


class Sets:
    """The accounts of each event so far, as their kinds and articles: what a join must not break."""

    def __init__(self, forest: Forest, profiles: Mapping[Occurrence, Profile]) -> None:
        """Start from the sets of a forest."""
        self.forest = forest
        self._articles: dict[Occurrence, set[str]] = {}
        self._kinds: dict[Occurrence, dict[Kind, Profile]] = {}
        for members in forest.sets():
            self._articles[members[0]] = {o.article for o in members}
            self._kinds[members[0]] = {essence(profiles[o]): profiles[o] for o in members}

    def allow(self, left: Occurrence, right: Occurrence) -> bool:
        """Whether the two events share no article and nothing of the one speaks against the other."""
        a, b = self.forest.root(left), self.forest.root(right)
        if self.forest.apart(a, b) or not self._articles[a].isdisjoint(self._articles[b]):
            return False
        return all(clash(x, y) is None for x in self._kinds[a].values() for y in self._kinds[b].values())

    def join(self, left: Occurrence, right: Occurrence, rule: str, reason: str) -> None:
        """Make the two events one."""
        low, high = sorted((self.forest.root(left), self.forest.root(right)))
        if self.forest.join(left, right, rule, reason):
            self._articles[low] |= self._articles.pop(high)
            self._kinds[low] |= self._kinds.pop(high)


def clash(a: Profile, b: Profile) -> str | None:
    """Why the two cannot be of one event, in a word; None if nothing speaks against it."""
    if a.claim.type != b.claim.type:
        return "type"
    apart = a.when is not None and b.when is not None and not overlap(a.when, b.when)
    if apart and not (a.changes(b) or b.changes(a)):
        return "date"
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
        return "ordinal"
    if _place_clash(a, b):
        return "place"
    if _count_clash(a, b) or _count_clash(b, a):
        return "number of sides"
    if len(a.sides) > 1 and len(b.sides) > 1 and a.side_names != b.side_names:
        return "sides"
    if (len(a.sides) == 1 or len(b.sides) == 1) and not a.side_names & b.side_names and a.sides and b.sides:
        return "sides"
    return "persons" if _side_clash(a, b) or _visitor_clash(a, b) else None


def _count_clash(a: Profile, b: Profile) -> bool:
    if a.count is None:
        return False
    if b.count is not None:
        return a.count != b.count
    return len(b.sides) > 1 and len(b.sides) != a.count


def _place_clash(a: Profile, b: Profile) -> bool:
    if a.place is None or b.place is None or a.place == b.place:
        return False
    if a.place.state and b.place.state and a.place.state != b.place.state:
        return True
    if "state" in (a.place.kind, b.place.kind):
        return False
    mine, theirs = a.place.words, b.place.words
    return not (mine & theirs or (mine | theirs) & PREMISES or {a.place.kind, b.place.kind} != {"place"})


def _side_clash(a: Profile, b: Profile) -> bool:
    """Whether some side is there with other leaders, or for another party or state, in the two accounts."""
    theirs = {s.name: s for s in b.sides}
    for side in a.sides:
        other = theirs.get(side.name)
        if other is None:
            continue
        if side.persons and other.persons and not side.persons & other.persons:
            return True
        mine, yours = _telling(side.roots), _telling(other.roots)
        if mine and yours and not mine & yours:
            return True
    return False


def _telling(roots: frozenset[str]) -> frozenset[str]:
    """Roots without those that only say "the Party of" a state."""
    return frozenset(r for r in roots if r.split("<")[0] != "party")


def _visitor_clash(a: Profile, b: Profile) -> bool:
    for role in ("visitor", "sender", "recipient", "interviewee"):
        mine, theirs = (frozenset(p for p in x.persons.get(role, ()) if p.startswith("person:")) for x in (a, b))
        if mine and theirs and not mine & theirs:
            return True
    return False
