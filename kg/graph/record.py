"""Claims with their evidence, and where everything comes from.

Comes in: what a claim says, its quote's span, rule and references; the merges of resolution; the readings of a build.
Goes out: claim, evidence, selectors, references, merges and the build's activity in the claims graph. It never writes
words of an article other than quotes.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg import vocab
from kg.graph.describe import describe_rule
from kg.graph.draft import Draft
from kg.graph.ids import Ids
from kg.graph.quads import Quads
from kg.graph.say import Said
from kg.graph.world import World
from kg.model import Claim, EventClaim, Evidence, Reference, Span
from kg.resolution import Merge, Occurrence, Proposal
from kg.vocab import term


def record_claim(draft: Draft, claim: Claim, said: Said) -> NamedNode:
    """Note a claim, with the evidence that this article gives for it; gives the claim."""
    parts = (claim.kind, said.subject.value, said.predicate.value, str(said.object), *said.qualifiers)
    node = draft.world.ids.hashed("claim", *parts)
    draft.note(node, "rdf:type", term("pd:Claim"))
    draft.note(node, "pd:hasKind", vocab.label(claim.kind))
    draft.note(node, "rdf:subject", said.subject)
    draft.note(node, "rdf:predicate", said.predicate)
    draft.note(node, "rdf:object", said.object)
    draft.note(node, "pd:isStatedIn", draft.article)
    if said.about is not None:
        draft.note(node, "pd:claimsAbout", said.about)
    draft.note(node, "pd:hasEvidence", _record_evidence(draft, node, claim.evidence))
    if isinstance(claim, EventClaim) and claim.date_evidence is not None:
        dated = _record_evidence(draft, node, claim.date_evidence)
        draft.note(node, "pd:hasEvidence", dated)
        draft.note(said.subject, "pd:hasDateEvidence", dated)
    return node


def _record_evidence(draft: Draft, claim: NamedNode, evidence: Evidence) -> NamedNode:
    ids, span = draft.world.ids, evidence.span
    name = vocab.digest(claim.value, draft.name, str(span.start), str(span.end))
    node = ids.of("evidence", name)
    draft.note(node, "rdf:type", term("oa:SpecificResource"))
    draft.note(node, "oa:hasSource", draft.article)
    draft.note(node, "prov:wasGeneratedBy", ids.of("rule", evidence.rule))
    describe_rule(draft, evidence.rule)
    quote, position = ids.of("evidence", name, "quote"), ids.of("evidence", name, "position")
    draft.note(node, "oa:hasSelector", quote)
    draft.note(node, "oa:hasSelector", position)
    draft.note(quote, "rdf:type", term("oa:TextQuoteSelector"))
    draft.note(position, "rdf:type", term("oa:TextPositionSelector"))
    draft.note(quote, "oa:exact", vocab.quoted(span.of(draft.reading.article.text)))
    _note_span(draft, position, span)
    for reference in sorted(evidence.references, key=lambda one: (one.span, one.key)):
        _record_reference(draft, node, name, reference)
    return node


def _record_reference(draft: Draft, evidence: NamedNode, name: str, reference: Reference) -> None:
    ids, span = draft.world.ids, reference.span
    node = ids.of("evidence", name, "ref", f"{span.start}-{span.end}-{vocab.digest(reference.key)[:6]}")
    draft.note(evidence, "pd:bindsReference", node)
    draft.note(node, "rdf:type", term("pd:Reference"))
    draft.note(node, "oa:exact", vocab.quoted(span.of(draft.reading.article.text)))
    _note_span(draft, node, span)
    draft.note(node, "pd:refersTo", draft.node(reference.key))
    draft.note(node, "prov:wasGeneratedBy", ids.of("rule", reference.rule))
    describe_rule(draft, reference.rule)


def _note_span(draft: Draft, node: NamedNode, span: Span) -> None:
    draft.note(node, "oa:start", vocab.integer(span.start))
    draft.note(node, "oa:end", vocab.integer(span.end))


def record_merge(world: World, quads: Quads, merge: Merge) -> None:
    """Note why two occurrences are one thing."""
    ids, graph = world.ids, world.ids.graph("claims")
    names = [f"{one.article}#{one.key}" for one in (merge.left, merge.right)]
    node, rule = ids.hashed("merge", *names, merge.rule, merge.reason), ids.of("rule", merge.rule)
    quads.add(graph, (node, term("rdf:type"), term("pd:Merge")))
    quads.add(graph, (node, term("pd:mergesInto"), _node(world, merge.left)))
    quads.add(graph, (node, term("pd:hasReason"), vocab.label(merge.reason)))
    quads.add(graph, (node, term("prov:wasGeneratedBy"), rule))
    quads.add(graph, (rule, term("rdf:type"), term("pd:Rule")))
    quads.add(graph, (rule, term("rdfs:label"), vocab.label(merge.rule)))
    for name in names:
        quads.add(graph, (node, term("pd:mergesOccurrence"), vocab.label(name)))
    for one in (merge.left, merge.right):
        quads.add(graph, (node, term("pd:drawsOn"), ids.of("article", one.article)))


def record_proposal(world: World, quads: Quads, proposal: Proposal) -> None:
    """Note that two things may be one, which no rule may decide; what was joined is a merge."""
    pair = [_node(world, one) for one in (proposal.left, proposal.right)]
    if proposal.joined or pair[0] == pair[1]:
        return
    ids, graph = world.ids, world.ids.graph("claims")
    node, rule = ids.hashed("proposal", *(n.value for n in pair), proposal.rule), ids.of("rule", proposal.rule)
    quads.add(graph, (node, term("rdf:type"), term("pd:Proposal")))
    quads.add(graph, (node, term("pd:hasReason"), vocab.label(proposal.reason)))
    quads.add(graph, (node, term("prov:wasGeneratedBy"), rule))
    quads.add(graph, (rule, term("rdf:type"), term("pd:Rule")))
    quads.add(graph, (rule, term("rdfs:label"), vocab.label(proposal.rule)))
    for one, place in zip(pair, (proposal.left, proposal.right), strict=True):
        quads.add(graph, (node, term("pd:mayBeOneWith"), one))
        quads.add(graph, (node, term("pd:drawsOn"), ids.of("article", place.article)))


def _node(world: World, one: Occurrence) -> NamedNode:
    reading = world.readings[one.article]
    if any(claim.id == one.key for claim in reading.events()):
        return world.event(one.article, one.key)
    return world.node(one.article, one.key)


def record_use(draft: Draft) -> None:
    """Note that the build used the article, and the reader that read it."""
    reader, build = draft.reading.reader, _build(draft.world.ids)
    agent = draft.world.ids.of("reader", vocab.digest(reader))
    draft.note(build, "prov:used", draft.article)
    draft.note(build, "prov:wasAssociatedWith", agent)
    draft.note(agent, "rdf:type", term("prov:SoftwareAgent"))
    draft.note(agent, "rdfs:label", vocab.label(reader))


def record_build(ids: Ids, quads: Quads, articles: int) -> None:
    """Note the build of so many articles and the dataset it made; no clock, so that it can be repeated.

    The build's IRI is always the same, as the dataset's is: one article more changes nothing that is said of others.
    """
    graph, build, dataset = ids.graph("claims"), _build(ids), ids.of("dataset")
    quads.add(graph, (build, term("rdf:type"), term("prov:Activity")))
    quads.add(graph, (build, term("rdfs:label"), vocab.label(f"Build of {articles} articles")))
    quads.add(graph, (dataset, term("rdf:type"), term("void:Dataset")))
    quads.add(graph, (dataset, term("rdfs:label"), vocab.label("Party diplomacy graph")))
    quads.add(graph, (dataset, term("prov:wasGeneratedBy"), build))


def _build(ids: Ids) -> NamedNode:
    return ids.of("activity", "build")
