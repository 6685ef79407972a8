"""What exports take from the ontology itself: its licence, its version, the codes of its classes of events.

Comes in: ontology/party-diplomacy.ttl. Goes out: IRIs and words. It never licenses the words of an article.
"""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.errors import BadInput
from kg.paths import ontology_dir, read_bounded
from kg.vocab import PREFIXES, iri, term

MAX_ONTOLOGY_BYTES = 5_000_000
RIGHTS = "Quotes are short extracts of news articles; the rights in their words stay with their outlets."
ONTOLOGY = PREFIXES["pd"].rstrip("#")


def licence() -> str:
    """The IRI of the ontology's licence, which is that of the data made with it."""
    return _said("dcterms:license")


def version() -> str:
    """The ontology's owl:versionInfo."""
    return _said("owl:versionInfo")


def codes(scheme: str) -> dict[str, str]:
    """The codes of classes in a scheme (a datatype, `pd:ploverCode`), by the class's IRI."""
    found = _ontology().quads_for_pattern(None, term("skos:notation"), None)
    pairs = ((q.subject, q.object) for q in found if isinstance(q.object, ox.Literal))
    return {str(s.value): o.value for s, o in pairs if o.datatype == term(scheme) and isinstance(s, ox.NamedNode)}


def _said(predicate: str) -> str:
    for quad in _ontology().quads_for_pattern(iri(ONTOLOGY), term(predicate), None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            return quad.object.value
    raise BadInput("party-diplomacy.ttl", f"says no {predicate}", "restore the file")


@lru_cache(maxsize=1)
def _ontology() -> ox.Store:
    path, store = ontology_dir() / "party-diplomacy.ttl", ox.Store()
    try:
        store.bulk_load(read_bounded(path, MAX_ONTOLOGY_BYTES), format=ox.RdfFormat.TURTLE)
    except SyntaxError:
        raise BadInput(str(path), "no Turtle", "restore the file") from None
    return store
