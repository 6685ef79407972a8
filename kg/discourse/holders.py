"""Who holds an office that is named without its holder, as far as the article's own offices tell.

Comes in: the offices that the article gives, its bodies, an unnamed office or a party. Goes out: the key of the one
person who fits. It never chooses between two that fit alike, and never looks outside the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.discourse.bodies import Bodies
from kg.discourse.holdings import Holdings
from kg.discourse.lexicon import words
from kg.discourse.partylands import of_party
from kg.discourse.posts import content
from kg.syntax import Holding, Title
from kg.words import fold

LONGEST = 6  # letters of an abbreviation
MANY = 5  # holders of an office that a plural without a number no longer means

PRESIDING = frozenset({"chairman", "speaker"})  # who presides over one house is called president of another
BELOW = frozenset({"vice", "deputy", "assistant"})  # with which a title is that of somebody else


class Place(Protocol):
    """Where an office is named: `barred` are the keys of those whom it cannot mean there."""

    @property
    def barred(self) -> frozenset[str]:
        """Whom the words around exclude."""

    def likeliest(self, keys: Sequence[str]) -> str:
        """Which of several holders is meant."""


class Holders:
    """Answers who holds what, and which state a party is of."""

    def __init__(self, bodies: Bodies, holdings: Holdings) -> None:
        self.bodies, self.holdings = bodies, holdings

    def of(self, title: Title, org: str | None, position: int, place: Place | None = None) -> str | None:
        """The one person who holds the office by the article; a leader may hold any office of the organisation.
        `place` knows whom the words around cannot mean, and whom of several who hold it they do.
        """
        barred = place.barred if place is not None else frozenset[str]()
        held = [h for h in self.holdings.found if h.title.status != "former" and h.person not in barred]
        same = [h for h in held if self._of_one_root(h, org)]
        close = [h for h in same if _alike(title, h.title)] or [h for h in self._spelt(title, org) if h in held]
        exact = [h for h in same if h.organization == org and h.title.head != "member"]
        if title.head in words("leading") and "party" in fold(title.text) and self._is_land(org):
            return self.leader_in_state(org or "")
        exact = [h for h in exact if self._leads(h, org)]
        if title.head in words("leading") and org is not None and len({h.person for h in exact}) == 1:
            return exact[0].person
        close = [h for h in close if h.organization is not None] or close if org is not None else close
        earlier = [h for h in close if h.span.start < position]
        keys = list(dict.fromkeys(h.person for h in earlier or close))
        if len(keys) == 1:
            return keys[0]
        if title.head in words("leading") and org is not None and not keys:
            ranked = [h for h in same if h.organization and h.title.head != "member"]
            leading = [h.person for h in ranked if self._leads(h, org)]
            return leading[0] if leading else None
        if not earlier or org is not None or not title.definite:
            return None
        return place.likeliest(keys) if place is not None else min(earlier, key=lambda h: h.span).person

    def _spelt(self, title: Title, org: str | None) -> list[Holding]:
        """The like offices of bodies whose initials an unexplained abbreviation shows ("NA Chairman")."""
        body = self.bodies.all.get(org or "")
        letters = body.forms[0] if body is not None and body.owner is None and len(body.forms) == 1 else ""
        if not (letters.isalpha() and letters.isupper() and 1 < len(letters) < LONGEST):
            return []
        spelt = {key for key, b in self.bodies.all.items() if any(_initials(form) == letters for form in b.forms)}
        return [h for h in self.alike(title) if h.organization in spelt]

    def _leads(self, holding: Holding, org: str | None) -> bool:
        """Whether who holds an office may be called the leader of what it is of: no deputy, no minister of a state."""
        ministerial = holding.title.head == "minister" and "prime" not in content(holding.title.text)
        landed = self._is_land(org) and (ministerial or holding.title.head not in words("state-head"))
        return not is_deputy(holding.title) and not landed

    def _is_land(self, org: str | None) -> bool:
        """Whether it is a state: its "party chief" holds an office of a party, never one of the state itself."""
        return org is not None and org in self.bodies.all and self.bodies.all[org].base.startswith("@")

    def _of_one_root(self, holding: Holding, org: str | None) -> bool:
        if org is None or holding.organization in {org, None}:
            return True
        return self.bodies.root(holding.organization) == self.bodies.root(org)

    def leaders_of_parties(self, count: int) -> tuple[str, ...]:
        """Whom the article gives the first office in each of the parties named, if they are that many."""
        leaders: dict[str, str] = {}
        for holding in self.holdings.found:
            root = self.bodies.root(holding.organization)
            if root in self.bodies.all and self.bodies.all[root].kind == "party" and _first(holding.title):
                leaders.setdefault(root, holding.person)
        return tuple(leaders.values()) if len(leaders) == count else ()

    def of_rank(self, title: Title, count: int | None) -> tuple[str, ...]:
        """Whom the article gives an office that a plural names ("the foreign ministers"): as many as it counts, else
        two to four.
        """
        held = [h for h in self.holdings.found if h.title.status != "former" and h.title.head == title.head]
        held = [h for h in held if h.span.start < title.span.start] or held
        mine = content(title.text)
        same = [h for h in held if mine <= content(h.title.text) and not content(h.title.text) - mine & words("deputy")]
        keys = tuple(dict.fromkeys(h.person for h in same))
        return keys if len(keys) == count or (count is None and 1 < len(keys) < MANY) else ()

    def alike(self, title: Title) -> list[Holding]:
        """The article's offices that a title's words fit, whatever they are of."""
        return [h for h in self.holdings.found if h.title.status != "former" and _alike(title, h.title)]

    def may_be(self, person: str, rank: str) -> bool:
        """Whether somebody can be one of "the ministers": holds such an office, or none that the article knows of."""
        held = [h for h in self.holdings.found if h.person == person]
        if rank not in words("several") - words("leading") - PRESIDING or not held:
            return True
        secretaries = [h for h in held if rank == "minister" and h.title.head in words("secretary")]
        return bool(secretaries) or any(content(rank) <= content(h.title.text) for h in held)

    def leader_in_state(self, state: str) -> str | None:
        """The party leader whose party's name holds the state ("party chief of X")."""
        parties = {key for key in self.bodies.all if self.state_of(key) == state}
        held = [h for h in self.holdings.found if self.bodies.root(h.organization) in parties and _first(h.title)]
        return held[0].person if held else None

    def state_of(self, key: str) -> str | None:
        """The state of this article that a party's own name holds ("People's Party of X")."""
        body = self.bodies.all[key]
        if body.kind != "party":
            return None
        found = of_party(body)
        if found is None:
            return None
        return next((b.key for b in self.bodies.all.values() if b.base == f"@{found.code}"), None)

    def sides(self, key: str | None) -> set[str]:
        """The topmost owner of an organisation, and the state in its name if it is a party."""
        root = self.bodies.root(key)
        if root is None or root not in self.bodies.all:
            return set()
        state = self.state_of(root)
        return {root, state} if state is not None else {root}


def _alike(wanted: Title, held: Title) -> bool:
    """Whether a title's content words all stand in the one that is held, no deputy's, under the same head noun."""
    mine, others = content(wanted.text), content(held.text)
    if others & BELOW - mine:
        return False
    return mine <= others and (held.head == wanted.head or mine == others)


def _initials(name: str) -> str:
    """The capitals with which a name's words begin, of several words."""
    heads = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(heads) if len(heads) > 1 else ""


def _first(title: Title) -> bool:
    """Whether a title names a party's first office rather than a deputy's."""
    return title.head in words("first-office") and not is_deputy(title)


def is_deputy(title: Title) -> bool:
    """Whether a title is a deputy's."""
    return bool(set(fold(title.text).replace("-", " ").split()) & words("deputy"))
