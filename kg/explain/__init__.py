"""The room that says why the graph says what it says: for a claim, a thing or an event, back to the words.

Comes in: a store, the articles' texts, an IRI or name, and where offered a way to ask reasoning for its steps. Goes
out: an `Explanation` with sentences, rules, references, merges and inferences. It never guesses which thing a name
means.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.explain.claims import Teller
from kg.explain.looking import Lookup
from kg.explain.reasoning import Derive, Reasoner, Step, Triple
from kg.explain.shown import ClaimShown, Concluded, Explanation, Followed, Joined, Settled, Told
from kg.vocab import BASE

__all__ = [
    "ClaimShown",
    "Concluded",
    "Derive",
    "Explanation",
    "Followed",
    "Joined",
    "Lookup",
    "Settled",
    "Step",
    "Teller",
    "Told",
    "Triple",
    "explain",
]


def explain(
    store: ox.Store, texts: Mapping[str, str], iri_or_claim: str, *, base: str = BASE, derive: Derive | None = None
) -> Explanation:
    """What stands behind a thing or claim, named by IRI, prefix:name, the end of its IRI, or its label.

    `texts` maps articles' names to their texts; where one is missing, the quote stands alone. `derive` gives the steps
    for an inferred triple that no rule has recorded. UsageError if nothing, or several things, bear the name.
    """
    look = Lookup(store, base)
    node, teller = look.find(iri_or_claim), Teller(look, texts)
    claims = sorted((teller.claim(c) for c in teller.claims_of(node)), key=_claim_place)
    inferences = Reasoner(look, derive).inferences_of(node)
    merges, decided = teller.merges_of(node), teller.decisions_on(node)
    return Explanation(node.value, look.label(node), tuple(claims), merges, inferences, decided)


def _claim_place(claim: ClaimShown) -> tuple[str, str, int, str]:
    first = claim.told[0] if claim.told else None
    return claim.kind, first.article if first else "", first.start if first else 0, claim.iri
