"""The claims behind a thing, with the words that state them.

Comes in: a store and the articles' texts. Goes out: claims with evidence, references and merges. It never judges a
claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.explain.looking import Lookup
from kg.explain.quoting import marked
from kg.explain.shown import ClaimShown, Followed, Joined, Settled, Told
from kg.vocab import shorten, term


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells claims of a store in words; `texts` maps articles' names to their texts."""

    look: Lookup
    texts: Mapping[str, str]

    def claims_of(self, node: ox.NamedNode) -> list[ox.NamedNode]:
        """The claim itself; else those that state a triple of the thing, build it, or build a part of its accounts."""
        if any(True for _ in self.look.merged(node, "rdf:type", term("pd:Claim"))):
            return [node]
        accounts = self.look.subjects("pd:describesEvent", node)
        parts = [p for a in (node, *accounts) for p in self.look.subjects("pd:isParticipationIn", a)]
        found = {c.value for p in ("rdf:subject", "rdf:object", "pd:claimsAbout") for c in self.look.subjects(p, node)}
        found |= {c.value for about in (*accounts, *parts) for c in self.look.subjects("pd:claimsAbout", about)}
        claims = {c.value for c in self.look.subjects("rdf:type", term("pd:Claim"))}
        return [ox.NamedNode(v) for v in sorted(found & claims)]

    def claim(self, node: ox.NamedNode) -> ClaimShown:
        """A claim with all its evidence, sorted by article and place."""
        triple = [next(iter(self.look.objects(node, p)), None) for p in ("rdf:subject", "rdf:predicate", "rdf:object")]
        told = [self.told(e) for e in self.look.objects(node, "pd:hasEvidence") if isinstance(e, ox.NamedNode)]
        kind = self.look.value(node, "pd:hasKind") or "claim"
        return ClaimShown(
            node.value, kind, self.look.says(triple), tuple(sorted(told, key=lambda t: (t.article, t.start)))
        )

    def told(self, evidence: ox.NamedNode) -> Told:
        """Where and how an article says it."""
        source = next((o for o in self.look.objects(evidence, "oa:hasSource") if isinstance(o, ox.NamedNode)), evidence)
        selectors = [s for s in self.look.objects(evidence, "oa:hasSelector") if isinstance(s, ox.NamedNode)]
        quote = next((v for s in selectors if (v := self.look.value(s, "oa:exact")) is not None), "")
        start = next((int(v) for s in selectors if (v := self.look.value(s, "oa:start")) is not None), 0)
        name = self.look.value(source, "dcterms:identifier") or shorten(source.value)
        sentence, note = marked(self.texts.get(name), start, quote)
        outlet = next(iter(self.look.objects(source, "pd:isPublishedBy")), None)
        references = [r for r in self.look.objects(evidence, "pd:bindsReference") if isinstance(r, ox.NamedNode)]
        return Told(
            article=name,
            title=self.look.value(source, "dcterms:title"),
            issued=self.look.value(source, "dcterms:issued"),
            outlet=None if outlet is None else self.look.label(outlet),
            sentence=sentence,
            start=start,
            rule=self._rule(evidence),
            references=tuple(self._followed(r) for r in references),
            note=note,
        )

    def _followed(self, reference: ox.NamedNode) -> Followed:
        target = next(iter(self.look.objects(reference, "pd:refersTo")), None)
        stands_for = "?" if target is None else self.look.label(target)
        return Followed(self.look.value(reference, "oa:exact") or "", stands_for, self._rule(reference))

    def _rule(self, node: ox.NamedNode) -> str:
        rule = next(iter(self.look.objects(node, "prov:wasGeneratedBy")), None)
        return "not recorded" if rule is None else self.look.label(rule)

    def merges_of(self, node: ox.NamedNode) -> tuple[Joined, ...]:
        """Why the mentions of a thing are one."""
        merges = self.look.subjects("pd:mergesInto", node)
        found = {Joined(self._rule(m), self.look.value(m, "pd:hasReason") or "") for m in merges}
        return tuple(sorted(found, key=lambda j: (j.rule, j.reason)))

    def decisions_on(self, node: ox.NamedNode) -> tuple[Settled, ...]:
        """What persons decided about a thing or claim."""
        found = map(self._settled, self.look.subjects("pd:decidesOn", node))
        return tuple(sorted(found, key=lambda d: (d.when, d.says)))

    def _settled(self, decision: ox.NamedNode) -> Settled:
        parts = [self.look.value(decision, p) for p in ("pd:hasVerdict", "pd:hasTarget", "pd:hasCorrection")]
        who = next(iter(self.look.objects(decision, "prov:wasAttributedTo")), decision)
        return Settled(
            says=" · ".join(part for part in parts if part),
            why=self.look.value(decision, "pd:hasReason") or "",
            who=self.look.label(who),
            when=self.look.value(decision, "dcterms:created") or "",
            fate=self.look.value(decision, "pd:hasFate") or "",
        )
