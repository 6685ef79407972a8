"""Checks that no shape can make: they need the articles' texts, or the base of IRIs.

Comes in: a store, the texts by article name, the base. Goes out: raw findings, each under a constraint IRI of its
own. It never changes the store and never reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QuerySolutions, Store

from kg import vocab
from kg.validate.known import is_own, terms_of, told, unknown
from kg.validate.report import Finding, Rule
from kg.vocab import expand, term

RULES = (
    Rule(expand("pds:quote-in-text"), "violation", "These words are not in the article at the place given for them.",
         "A quote is only as good as the text that holds it."),
    Rule(expand("pds:reference-in-text"), "violation",
         "These words are not in the article at the place given for them.", "So is what a reference was read from."),
    Rule(expand("pds:own-base"), "violation", "A thing here has an address outside this graph's own.",
         "Nothing here speaks under somebody else's address, and nothing without one."),
    Rule(expand("pds:engines-agree"), "violation", "One engine alone finds this.",
         "Where two engines differ, one of them is wrong."),
    Rule(expand("pds:inferred-apart"), "violation", "Something is kept as a conclusion that an article states.",
         "What was inferred is kept apart from what was stated."),
    Rule(expand("pds:described"), "violation", "Something is named here that is nowhere described.",
         "No shape looks at what is described as nothing."),
    Rule(expand("pds:known-term"), "violation", "There is no such term.",
         "A misspelt term says nothing to anybody, and no shape misses it."),
)  # fmt: skip
_QUOTES = """
SELECT ?node ?name ?words ?start ?end WHERE {
  { ?node oa:hasSource ?article ; oa:hasSelector ?quote, ?place . ?quote oa:exact ?words .
    ?place oa:start ?start ; oa:end ?end }
  UNION
  { ?evidence pd:bindsReference ?node ; oa:hasSource ?article . ?node oa:exact ?words ; oa:start ?start ; oa:end ?end }
  ?article dcterms:identifier ?name .
} ORDER BY ?node
"""


def check_quotes(store: Store, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Quotes and references whose words are not in the stored text at their offsets (code points)."""
    solutions = store.query(vocab.sparql_prefixes() + _QUOTES)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        node, name, words = row["node"].value, row["name"].value, row["words"].value
        kind = "reference-in-text" if "/ref/" in node else "quote-in-text"
        shape = expand(f"pds:{kind}")
        if name not in texts:
            yield Finding(shape, "violation", node, "The article's text is not at hand to check these words.", name)
        elif not _stands(texts[name], words, row["start"].value, row["end"].value):
            yield Finding(
                shape, "violation", node, "These words are not in the article at the place given for them.", words
            )


def _stands(text: str, words: str, start: str, end: str) -> bool:
    if not (start.isdigit() and end.isdigit()) or int(end) > len(text):
        return False
    return vocab.exact(text[int(start) : int(end)]) == words


def check_base(store: Store, base: str) -> Iterator[Finding]:
    """Things described under an IRI that is not this graph's own, and blank nodes."""
    shape, own = expand("pds:own-base"), f"{base}id/"
    described = {quad.subject for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    for subject in sorted(described, key=str):
        if isinstance(subject, BlankNode):
            yield Finding(shape, "violation", str(subject), "A thing here has no address of its own (a blank node).")
        elif isinstance(subject, NamedNode) and not subject.value.startswith(own):
            yield Finding(shape, "violation", subject.value, f"A thing here has an address outside {own}.")


def check_terms(store: Store) -> Iterator[Finding]:
    """Terms that the ontology does not have, and, as warnings, those that other vocabularies do not have."""
    used = terms_of(store.quads_for_pattern(None, None, None, DefaultGraph()))
    for iri in unknown(used):
        yield Finding(expand("pds:known-term"), "violation" if is_own(iri) else "warning", used[iri], told(iri), iri)


def check_disjoint(store: Store, base: str) -> Iterator[Finding]:
    """Inferred triples that are asserted as well."""
    shape = expand("pds:inferred-apart")
    for quad in store.quads_for_pattern(None, None, None, vocab.iri(f"{base}graph/inferred")):
        if any(True for _ in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, DefaultGraph())):
            message = "Something is kept as a conclusion that an article states."
            yield Finding(shape, "violation", str(quad.subject).strip("<>"), message, str(quad.object))


def check_evidence_types(store: Store) -> Iterator[Finding]:
    """Nodes used as evidence or account that are described as nothing: no shape would look at them."""
    for predicate, kind in (("pd:hasEvidence", "oa:SpecificResource"), ("pd:describesEvent", None)):
        for quad in store.quads_for_pattern(None, term(predicate), None, DefaultGraph()):
            node = quad.object if kind and isinstance(quad.object, NamedNode) else quad.subject
            wanted = term(kind or "pd:Account")
            if not any(True for _ in store.quads_for_pattern(node, term("rdf:type"), wanted, DefaultGraph())):
                shape = expand("pds:described")
                yield Finding(
                    shape, "violation", str(node).strip("<>"), "Something is named here that is nowhere described."
                )
