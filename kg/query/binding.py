"""What a user writes for a parameter, made an RDF term.

Comes in: a parameter's type and words, such as a day or the name of a person. Goes out: a term to substitute
for the query's variable. It never pastes words into a query and never picks one of several things of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.stored import Param, StoredQuery
from kg.vocab import PREFIXES, term

XSD = "http://www.w3.org/2001/XMLSchema#"
FORMS = {
    "integer": r"[+-]?\d{1,18}",
    "decimal": r"[+-]?\d{1,18}(?:\.\d{1,18})?",
    "date": r"\d{4}-\d{2}-\d{2}",
    "boolean": r"true|false",
}
SIGNS = str.maketrans({"đ": "d", "Đ": "d", "ł": "l", "ø": "o", "ı": "i", "’": "'", "‘": "'", "ʼ": "'"})


def bind(store: ox.Store, query: StoredQuery, given: Mapping[str, str]) -> dict[ox.Variable, ox.NamedNode | ox.Literal]:
    """Terms for the parameters of a query: as given, else its defaults; one left open has none.

    UsageError for a parameter that the query does not have, or a value that is not of its type.
    """
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(sorted(known))}" if known else "it has none"
            raise UsageError(query.id, f"no parameter {name!r}", has)
    words = {n: given.get(n, p.default) for n, p in known.items()}
    return {ox.Variable(n): _term(store, known[n], w) for n, w in words.items() if w is not None}


def _term(store: ox.Store, param: Param, words: str) -> ox.NamedNode | ox.Literal:
    if param.type == "string":
        return ox.Literal(words)
    if param.type in FORMS:
        if not re.fullmatch(FORMS[param.type], words):
            raise UsageError(param.name, f"{words!r} is no {param.type}", "see kg queries for the parameter")
        return ox.Literal(words, datatype=ox.NamedNode(XSD + param.type))
    if node := _iri(words):
        return node
    if param.type == "iri":
        raise UsageError(param.name, f"{words!r} is no IRI", "give one such as https://… or a prefix:name")
    return named(store, words, param.name)


def _iri(words: str) -> ox.NamedNode | None:
    """The IRI that the words are, whole or as prefix:name; None if they are neither."""
    prefix, colon, rest = words.partition(":")
    if colon and prefix in PREFIXES and not rest.startswith("//"):
        words = PREFIXES[prefix] + rest
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", words):
        return None
    return ox.NamedNode(words)


def named(store: ox.Store, words: str, where: str) -> ox.NamedNode:
    """The one thing that bears this name as label or other label, case and diacritics aside.

    UsageError if none or several do; several are listed. A preferred label wins over other names.
    """
    for predicates in (("rdfs:label",), ("rdfs:label", "skos:altLabel")):
        found = sorted(_bearers(store, words, predicates))
        if len(found) == 1:
            return ox.NamedNode(found[0])
        if len(found) > 1:
            raise UsageError(where, f"{words!r} could be {', '.join(found[:8])}", "give the IRI that is meant")
    raise UsageError(where, f"nothing is called {words!r}", "give the name as an article writes it, or an IRI")


def _bearers(store: ox.Store, words: str, predicates: tuple[str, ...]) -> set[str]:
    wanted = _folded(words)
    found = set()
    for predicate in predicates:
        for quad in store.quads_for_pattern(None, term(predicate), None, ox.DefaultGraph()):
            if (
                isinstance(quad.subject, ox.NamedNode)
                and isinstance(quad.object, ox.Literal)
                and _folded(quad.object.value) == wanted
            ):
                found.add(quad.subject.value)
    return found


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(SIGNS))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())
