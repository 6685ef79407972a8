"""Random triples in the terms of the ontology, for engines that must agree.

Comes in: a number of triples and a seed. Goes out: that many triples over half as many things (or fewer), with every
class and property of the ontology that draws conclusions. They never mean anything: looped, they reach each rule.
"""

from __future__ import annotations

import random

from pyoxigraph import NamedNode

from kg.reason.axioms import Axioms
from kg.vocab import BASE, term

Triple = tuple[NamedNode, NamedNode, NamedNode]


def random_triples(axioms: Axioms, number: int, seed: int, dense: int = 2) -> set[Triple]:
    """So many triples, `dense` of them a thing; the same for the same seed."""
    draw = random.Random(f"{seed} {number}")
    things = [NamedNode(f"{BASE}id/thing/{i}") for i in range(max(3, number // dense))]
    classes = sorted({*axioms.superclasses, *(c for above in axioms.superclasses.values() for c in above)}, key=str)
    chained = {p for chains in axioms.chains.values() for chain in chains for p in chain}
    telling = {*chained, *axioms.transitive, *axioms.symmetric, *axioms.superproperties, *axioms.inverses}
    properties = sorted(telling | {*axioms.domains, *axioms.ranges}, key=str)
    made: set[Triple] = set()
    while len(made) < number:
        one, other = draw.choice(things), draw.choice(things)
        if draw.random() < 0.3:
            made.add((one, term("rdf:type"), draw.choice(classes)))
        else:
            made.add((one, draw.choice(properties), other))
    return made
