"""What was inferred about a thing, and from what.

Comes in: a store, and where offered a way to ask reasoning for its steps. Goes out: inferred triples in words with
rule and premises. It never infers anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from kg.explain.looking import Lookup
from kg.explain.shown import Concluded
from kg.vocab import shorten, term

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
MOST_STEPS = 40


class Step(Protocol):
    """A step of reasoning: the rule or axiom, the triples and nodes that it rests on."""

    @property
    def by(self) -> str:
        """The rule's IRI, or the axiom in words."""

    @property
    def premises(self) -> Sequence[Triple]:
        """Triples that the step rests on."""

    @property
    def nodes(self) -> Sequence[ox.NamedNode]:
        """Things that the step rests on."""


Derive = Callable[[Triple], Sequence[Step]]


@dataclass(frozen=True, slots=True)
class Reasoner:
    """Tells inferred triples in words; `derive` gives steps that no rule has recorded."""

    look: Lookup
    derive: Derive | None

    def inferences_of(self, node: ox.NamedNode) -> tuple[Concluded, ...]:
        """All that was inferred with this thing as subject or object."""
        graph = ox.NamedNode(f"{self.look.base}graph/inferred")
        recorded: dict[str, list[Concluded]] = {}
        for side in ("rdf:subject", "rdf:object"):
            for quad in self.look.store.quads_for_pattern(None, term(side), node, graph):
                if isinstance(quad.subject, ox.NamedNode):
                    concluded = self._recorded(quad.subject, graph)
                    recorded.setdefault(concluded.says, []).append(concluded)
        for triple in self._bare(node, graph):
            if self.look.says(triple) not in recorded and len(recorded) < MOST_STEPS:
                recorded[self.look.says(triple)] = self._derived(triple)
        return tuple(
            c for says in sorted(recorded) for c in sorted(set(recorded[says]), key=lambda c: (c.by, c.premises))
        )

    def _recorded(self, inference: ox.NamedNode, graph: ox.NamedNode) -> Concluded:
        def objects(predicate: str) -> list[object]:
            return sorted(
                (q.object for q in self.look.store.quads_for_pattern(inference, term(predicate), None, graph)), key=str
            )

        triple = [next(iter(objects(p)), None) for p in ("rdf:subject", "rdf:predicate", "rdf:object")]
        rule = next(iter(objects("prov:wasGeneratedBy")), None)
        by = f"{self.look.label(rule)} [{shorten(rule.value)}]" if isinstance(rule, ox.NamedNode) else "not recorded"
        return Concluded(self.look.says(triple), by, tuple(self._premise(p) for p in objects("pd:hasPremise")))

    def _premise(self, node: object) -> str:
        where = f" ({shorten(node.value)})" if isinstance(node, ox.NamedNode) else ""
        return f"{self.look.label(node)}{where}"

    def _bare(self, node: ox.NamedNode, graph: ox.NamedNode) -> list[Triple]:
        """Inferred triples of the thing that are statements about it, not records of inference or types."""
        quads = [
            *self.look.store.quads_for_pattern(node, None, None, graph),
            *self.look.store.quads_for_pattern(None, None, node, graph),
        ]
        aside = {
            term(p).value
            for p in ("rdf:subject", "rdf:predicate", "rdf:object", "rdf:type", "pd:hasPremise", "prov:wasGeneratedBy")
        }
        found = {
            (q.subject, q.predicate, q.object)
            for q in quads
            if q.predicate.value not in aside
            and isinstance(q.subject, ox.NamedNode)
            and isinstance(q.object, ox.NamedNode | ox.Literal)
        }
        return sorted(found, key=lambda t: [str(x) for x in t])

    def _derived(self, triple: Triple) -> list[Concluded]:
        steps = self.derive(triple) if self.derive is not None else ()
        if not steps:
            return [Concluded(self.look.says(triple), "the ontology (OWL 2 RL)", ())]
        shown = []
        for step in steps[:3]:
            premises = (*(self.look.says(p) for p in step.premises), *(self._premise(n) for n in step.nodes))
            shown.append(Concluded(self.look.says(triple), step.by, premises))
        return shown
