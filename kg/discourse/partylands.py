"""Which state a party is of, by the words of its name, and whose state or party one person's other office tells.

Comes in: an article's bodies and its offices. Goes out: keys of states and parties. It never takes a party for part of
its state, and never knows a party that the article does not name with its land.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.discourse.bodies import Bodies, Body
from kg.discourse.lexicon import words
from kg.discourse.posts import is_partys, is_states
from kg.model import Span
from kg.syntax import Holding
from kg.territories import Territory, territory

LONGEST = 3  # words of a state's name at the front of a party's


def of_party(party: Body) -> Territory | None:
    """The state that a party's name holds at its end or front ("Party of Norland", "Norland Party")."""
    for form in party.forms:
        every = form.removeprefix("the ").split()
        ends = [form.rpartition(" of ")[2]] if " of " in form else []
        for name in (*ends, *(" ".join(every[:n]) for n in range(LONGEST, 0, -1))):
            land = territory(name)
            if land is not None and land.form != "city" and name != form:
                return land
    return None


def told_by_own(
    holding: Holding, every: Sequence[Holding], bodies: Bodies, lands: Iterable[str], home: str | None
) -> tuple[str, Span] | None:
    """The state of a state's office whose holder has another of it, or one in a party of that state; the party of a
    party's office whose holder has one of its state or speaks from home; with the words that tell.
    """
    mine = [h for h in every if h.person == holding.person and h.organization is not None]
    roots = [(bodies.all[key], h.span) for h in mine if (key := bodies.root(h.organization)) in bodies.all]
    if is_states(holding.title):
        codes = {land.code: span for body, span in roots if body.kind == "party" and (land := of_party(body))}
        if not codes:
            own = [h for h in mine if is_states(h.title) and h.title.head not in words("envoy")]
            ruled = {key: h.span for h in own for key in sorted(lands) if bodies.root(h.organization) == key}
            return next(iter(ruled.items())) if len(ruled) == 1 else None
        fit = [k for k in sorted(lands) if bodies.all[k].base.removeprefix("@") in codes]
        return (fit[0], codes[bodies.all[fit[0]].base.removeprefix("@")]) if len(fit) == len(codes) == 1 else None
    if not is_partys(holding.title) or not holding.title.text.casefold().startswith("party "):
        return None
    bases = [body.base for body, _ in roots] or ([bodies.all[home].base] if home in bodies.all else [])
    named = [b for b in bodies.all.values() if b.kind == "party"]
    parties = [b for b in named if (land := of_party(b)) is not None and f"@{land.code}" in bases]
    return (parties[0].key, min(parties[0].spans)) if len(parties) == 1 else None
