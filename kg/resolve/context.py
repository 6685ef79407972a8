"""What ties two persons beyond their names: offices, bodies, states.

Comes in: claims on offices and seats, with the bodies that they are of. Goes out: the offices and bodies that an
article gives a person. It never weighs names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import MemberClaim, OfficeClaim
from kg.resolve.chains import state_of
from kg.resolve.fold import words
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
    wording: Mapping[str, str] = field(default_factory=dict)

    def plus(self, other: Ties) -> Ties:
        """Both together; in words as this one has it."""
        if other == self:
            return self
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


def tie(claim: OfficeClaim | MemberClaim, body: Mentioned, links: Chain, alike: Mapping[Chain, str]) -> Ties:
    """What one claim says of a person. `links` is the fullest chain of the body, whatever article has it.

    `alike` gives what the article itself calls the thing of a chain.
    """
    title = " ".join(sorted(words(claim.title))) if isinstance(claim, OfficeClaim) else "member"
    state = state_of(links)
    served = frozenset({state} if state and not ENVOYS & set(title.split()) else ())
    bodies = frozenset({"<".join(links)} if links and not links[0].startswith("state:") else ())
    top = root(links)
    wording = {title: claim.title if isinstance(claim, OfficeClaim) else title, "<".join(links): body.entity.name}
    wording.setdefault("<".join(top), alike.get(top, body.entity.name))
    return Ties(frozenset({(title, "<".join(top))} if links else ()), bodies, served, wording)


def names_of_chains(mentions: Iterable[Mentioned]) -> dict[Chain, str]:
    """For every chain the first name, in the alphabet, of what one article names so."""
    names: dict[Chain, str] = {}
    for m in mentions:
        for links in m.chains:
            names[links] = min(names.get(links, m.entity.name), m.entity.name)
    return names


def root(links: Chain) -> Chain:
    """What a chain ends in: a party with its state, an institution with its state, or the last organisation."""
    size = 2 if links and links[-1].startswith("state:") and len(links) > 1 else 1
    if size == 2 and links[0].startswith("state:"):
        return links
    return links[-size:]


def best_chain(members: Sequence[Mentioned], so_far: Chain = ()) -> Chain:
    """The fullest chain that any name of a thing gives, or the one so far; () if there is none."""
    # Many articles give few chains: each is weighed once.
    return max(
        {*((so_far,) if so_far else ()), *(c for m in members for c in m.chains)},
        key=lambda c: (any(x.startswith("state:") for x in c), len(c), c),
        default=(),
    )
