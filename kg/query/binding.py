"""What a user writes for a parameter, made an RDF term.

Comes in: a parameter's type and words, such as a day or the name of a person. Goes out: a term to substitute
for the query's variable. It never pastes words into a query and never picks one of several things of a name.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.errors import UsageError
from kg.naming import Bare, Choose, Names
from kg.paths import ontology_dir
from kg.query.stored import Param, StoredQuery
from kg.vocab import BASE, PREFIXES, shorten, slug, term

XSD = "http://www.w3.org/2001/XMLSchema#"
FORMS = {"integer": r"[+-]?\d{1,18}", "decimal": r"[+-]?\d{1,18}(?:\.\d{1,18})?", "boolean": r"true|false"}
DAYS = {"date": "YYYY-MM-DD", "earliest": "YYYY, YYYY-MM or YYYY-MM-DD", "latest": "YYYY, YYYY-MM or YYYY-MM-DD"}
VOCABULARY = {"class": "owl:Class", "concept": "skos:Concept"}
Term = ox.NamedNode | ox.Literal


def bind(
    store: ox.Store,
    query: StoredQuery,
    given: Mapping[str, str],
    *,
    base: str = BASE,
    bare: Bare | None = None,
    choose: Choose | None = None,
) -> dict[ox.Variable, Term]:
    """Terms for the parameters of a query: as given, else its defaults; one left open has none.

    `base` begins the IRIs of things; `bare` takes titles off a person's name; `choose` is asked where several things
    bear a name. UsageError for a parameter that the query does not have, or a value that is not of its type.
    """
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(sorted(known))}" if known else "it has none"
            raise UsageError(query.id, f"no parameter {name!r}", has)
    names = Names(store, bare)

    def by_name(words: str, where: str, kind: str | None) -> ox.NamedNode:
        return names.find(words, where, kind=kind, choose=choose)

    words = {n: given.get(n, p.default) for n, p in known.items()}
    return {ox.Variable(n): _term(known[n], w.strip(), base, by_name) for n, w in words.items() if w}


def names_asked(query: StoredQuery, given: Mapping[str, str], base: str = BASE) -> list[tuple[str, str | None]]:
    """The names that parameters are given as, each with the class meant ("pd:State"), None if any may be."""
    kinds = {p.name: p.type for p in query.params if p.type == "entity" or p.type.startswith("pd:")}
    words = ((kinds[p.name], (given.get(p.name, p.default) or "").strip()) for p in query.params if p.name in kinds)
    return [(said, None if kind == "entity" else kind) for kind, said in words if said and _iri(said, base) is None]


def _term(param: Param, words: str, base: str, by_name: Callable[[str, str, str | None], ox.NamedNode]) -> Term:
    if param.choices and words not in param.choices:
        raise UsageError(param.name, f"{words!r} is none of its values", f"use one of {', '.join(param.choices)}")
    if param.type == "string":
        return ox.Literal(words)
    if param.type in DAYS:
        return ox.Literal(_day(param, words), datatype=term("xsd:date"))
    if param.type in FORMS:
        if not re.fullmatch(FORMS[param.type], words):
            raise UsageError(param.name, f"{words!r} is no {param.type}", "see kg queries for the parameter")
        return ox.Literal(words, datatype=ox.NamedNode(XSD + param.type))
    if node := _iri(words, base):
        return node
    if param.type == "iri":
        raise UsageError(param.name, f"{words!r} is no IRI", "give one such as https://… or a prefix:name")
    if param.type in VOCABULARY:
        return _of_vocabulary(param, words)
    return by_name(words, param.name, None if param.type == "entity" else param.type)


def _day(param: Param, words: str) -> str:
    """The day meant: for a year or month its first day (`earliest`) or its last (`latest`)."""
    shapes = {4: "-01-01" if param.type == "earliest" else "-12-31", 7: "-01", 10: ""}
    try:
        if param.type == "date" and len(words) != 10:
            raise ValueError
        if param.type == "latest" and len(words) == 7:
            shapes[7] = f"-{calendar.monthrange(int(words[:4]), int(words[5:]))[1]:02}"
        return date.fromisoformat(words + shapes[len(words)]).isoformat()
    except (ValueError, KeyError):
        raise UsageError(param.name, f"{words!r} is no date", f"write {DAYS[param.type]}") from None


def _iri(words: str, base: str) -> ox.NamedNode | None:
    """The IRI that the words are, whole or as prefix:name; None if they are neither."""
    words = words.removeprefix("<").removesuffix(">")
    prefix, colon, rest = words.partition(":")
    if colon and prefix in PREFIXES and not rest.startswith("//"):
        words = PREFIXES[prefix].replace(BASE, base) + rest if prefix in ("id", "graph") else PREFIXES[prefix] + rest
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", words):
        return None
    return ox.NamedNode(words)


def _of_vocabulary(param: Param, words: str) -> ox.NamedNode:
    """A class or concept of the ontology by its name or label, however it is written."""
    known = vocabulary(VOCABULARY[param.type])
    if found := known.get(slug(words).replace("-", "")):
        return found
    near = get_close_matches(slug(words).replace("-", ""), known, n=3)
    offered = {shorten(known[n].value) for n in near} or {shorten(node.value) for node in known.values()}
    raise UsageError(param.name, f"the ontology has no {param.type} {words!r}", f"perhaps {', '.join(sorted(offered))}")


@cache
def vocabulary(kind: str) -> dict[str, ox.NamedNode]:
    """The ontology's classes or concepts ("owl:Class", "skos:Concept") by folded name and label."""
    triples = list(ox.parse(path=str(ontology_dir() / "party-diplomacy.ttl"), format=ox.RdfFormat.TURTLE))
    members = {t.subject for t in triples if t.predicate == term("rdf:type") and t.object == term(kind)}
    found: dict[str, ox.NamedNode] = {}
    for triple in triples:
        if triple.subject in members and isinstance(triple.subject, ox.NamedNode):
            found[slug(shorten(triple.subject.value).partition(":")[2]).replace("-", "")] = triple.subject
            if triple.predicate == term("rdfs:label") and isinstance(triple.object, ox.Literal):
                found[slug(triple.object.value).replace("-", "")] = triple.subject
    return found
