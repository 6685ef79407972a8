"""What ties two persons beyond their names: offices, bodies, states.

Comes in: readings and the sets of occurrences that bodies make so far. Goes out: for each person's occurrence the
offices and bodies that its article gives it. It never weighs names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import MemberClaim, OfficeClaim, Reading
from kg.resolution import Occurrence
from kg.resolve.chains import state_of
from kg.resolve.fold import words
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Chain, Mentioned

ENVOYS = frozenset({"ambassador", "envoy", "consul", "representative", "nuncio"})


@dataclass(frozen=True, slots=True)
class Ties:
    """`offices` pairs a title with the body or party at its root; `bodies` are those sat on; `states` those served.

    `wording` has for each of them the words of an article.
    """

    offices: frozenset[tuple[str, str]] = frozenset()
    bodies: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    wording: Mapping[str, str] = field(default_factory=dict, compare=False)

    def plus(self, other: Ties) -> Ties:
        """Both together."""
        return Ties(
            self.offices | other.offices,
            self.bodies | other.bodies,
            self.states | other.states,
            {**other.wording, **self.wording},
        )

    def shared(self, other: Ties, closely: bool) -> str | None:
        """What ties the two, in words: one office, or (unless `closely`) one body; None if nothing does."""
        if both := sorted(self.offices & other.offices):
            title, top = both[0]
            return f"both hold the office “{self.wording.get(title, title)}” of “{self.wording.get(top, top)}”"
        if not closely and (bodies := sorted(self.bodies & other.bodies)):
            return f"both belong to “{self.wording.get(bodies[0], bodies[0])}”"
        return None


def ties(readings: Sequence[Reading], known: Mapping[Occurrence, Mentioned], forest: Forest) -> dict[Occurrence, Ties]:
    """For every person's occurrence with an office or seat, what its article says of it."""
    found: dict[Occurrence, Ties] = {}
    names, fullest = _names(known), dict[Occurrence, Chain]()
    for m in known.values():
        if m.chains:
            root_of = forest.root(m.occurrence)
            fullest[root_of] = best_chain([m], fullest.get(root_of, ()))
    for reading in readings:
        for claim in reading.claims:
            if isinstance(claim, OfficeClaim | MemberClaim):
                person = Occurrence(reading.article.name, claim.person)
                own = _tie(reading.article.name, claim, known, fullest, forest, names)
                found[person] = found.get(person, Ties()).plus(own)
    return found


def _tie(
    article: str,
    claim: OfficeClaim | MemberClaim,
    known: Mapping[Occurrence, Mentioned],
    fullest: Mapping[Occurrence, Chain],
    forest: Forest,
    names: Mapping[str, str],
) -> Ties:
    if claim.organization is None:
        return Ties()
    body = known.get(Occurrence(article, claim.organization))
    if body is None:
        return Ties()
    links = fullest.get(forest.root(body.occurrence), ())
    title = " ".join(sorted(words(claim.title))) if isinstance(claim, OfficeClaim) else "member"
    state = state_of(links)
    served = frozenset({state} if state and not ENVOYS & set(title.split()) else ())
    bodies = frozenset({"<".join(links)} if links and not links[0].startswith("state:") else ())
    top = "<".join(root(links))
    wording = {title: claim.title if isinstance(claim, OfficeClaim) else title, "<".join(links): body.entity.name}
    wording.setdefault(top, names.get(top, top))
    return Ties(frozenset({(title, top)} if links else ()), bodies, served, wording)


def _names(known: Mapping[Occurrence, Mentioned]) -> dict[str, str]:
    """For every chain the first name, in the alphabet, of what reads so."""
    names: dict[str, str] = {}
    for m in known.values():
        for links in m.chains:
            key = "<".join(links)
            names[key] = min(names.get(key, m.entity.name), m.entity.name)
    return names


def root(links: Chain) -> Chain:
    """What a chain ends in: a party with its state, an institution with its state, or the last organisation."""
    size = 2 if links and links[-1].startswith("state:") and len(links) > 1 else 1
    if size == 2 and links[0].startswith("state:"):
        return links
    return links[-size:]


def best_chain(members: Sequence[Mentioned], so_far: Chain = ()) -> Chain:
    """The fullest chain that any name of a thing gives, or the one so far; () if there is none."""
    return max(
        (*((so_far,) if so_far else ()), *(c for m in members for c in m.chains)),
        key=lambda c: (any(x.startswith("state:") for x in c), len(c), c),
        default=(),
    )
