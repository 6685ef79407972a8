"""Parameters for the stored questions that find something in a graph: the thing that most is said of, a day, a name.

Comes in: a store and a stored query. Goes out: its parameters as a user would write them. It never asks for what
little is said of: a benchmark wants the answers that take longest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pyoxigraph as ox

from kg.query import StoredQuery
from kg.query.run import view
from kg.vocab import BASE, sparql_prefixes

COUNT = "(COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY {names} ORDER BY DESC(?n) {names} LIMIT 1"
# The pattern of which the most frequent ?x is asked for, by parameter; QUERY/PARAMETER where a query wants its own.
OFTEN = {
    "person": "?t pd:hasHolder ?x",
    "cq-27/person": "?p pd:hasParticipant ?x ; pd:hasRole pd:Participant ; pd:isParticipationIn ?a . "
    "?a pd:reportsType pd:Meeting . ?x a pd:Official",
    "cq-11/person": "?i pd:hasRole pd:Inviter ; pd:isParticipationIn ?a . "
    "?p pd:isParticipationIn ?a ; pd:hasParticipant ?x ; pd:hasRole ?r . ?x a pd:Official FILTER (?r != pd:Inviter)",
    "cq-02/person": "?t pd:hasHolder ?x ; pd:hasOffice/pd:isOfficeOf/pd:isPartOf ?w",
    "cq-29/person": "?p pd:hasRole pd:Visitor ; pd:hasParticipant ?x . ?x a pd:Official",
    "who": "?s pd:isMadeBy ?x ; pd:hasAct 'congratulate'",
    "speaker": "?s pd:isMadeBy ?x . ?x a pd:Official",
    "state": "?f pd:isFigureFor ?x . ?x a pd:State",
    "cq-21/state": "?p pd:isPartyIn ?x . ?t pd:hasParticipant ?p",
    "of": "?f pd:isFigureFor ?x",
    "year": "?f pd:refersToTime ?t ; pd:isTarget true BIND (STR(?t) AS ?x) FILTER (STRLEN(?x) = 4)",
    "title": "?t pd:hasHolder ?p ; pd:hasOffice/pd:hasTitle ?x",
    "cq-19/title": "?t pd:hasHolder ?p ; pd:hasOffice ?o . ?o pd:hasTitle ?x ; pd:isOfficeOf ?s . ?s a pd:State",
    "period": "?a pd:coversPeriod ?p BIND (STR(?p) AS ?x)",
    "whole": "?b pd:isPartOf ?x . ?x a pd:Party",
    "organization": "?o pd:isOfficeOf/pd:isPartOf? ?x . ?t pd:hasOffice ?o . ?x a pd:Party",
    "place": "?a pd:reportsType pd:Visit ; pd:takesPlaceIn ?x",
    "event": "?a pd:describesEvent ?x . ?p pd:isParticipationIn ?a",
    "article": "?c pd:isStatedIn/dcterms:identifier ?x",
    "cq-35/one": "?a pd:isBetween ?x . ?x a pd:Party",
    "cq-42/thing": "?i a pd:Inference ; rdf:subject ?x",
    "cq-41/kind": "?c pd:hasKind ?x",
    "cq-40/kind": "?c pd:hasKind ?x",
    "cq-08/day": "?g pd:isSignedAt/^pd:describesEvent/pd:earliestDate ?x",
    "cq-09/day": "?g pd:isBetween ?o ; pd:isSignedAt/^pd:describesEvent/pd:earliestDate ?x . ?o a pd:Place",
    "since": "?a pd:earliestDate ?d BIND (SUBSTR(STR(?d), 1, 7) AS ?x)",
}
OFTEN["until"] = OFTEN["since"]
# An event with a day, a number of sides, a plan and a report.
DATED = (
    "?e ^pd:describesEvent ?p, ?h . ?p pd:hasStage pd:Announced ; pd:hasSideCount ?y . "
    "?h pd:hasStage pd:Held ; pd:earliestDate ?x ; pd:latestDate ?x ; pd:hasSideCount ?y . ?t pd:isParticipationIn ?h"
)
# Two states that one article speaks of.
PAIR = "GRAPH ?g { ?x a pd:State . ?y a pd:State FILTER (STR(?x) < STR(?y)) }"
TWO = {"day": (DATED, 0), "sides": (DATED, 1), "cq-16/one": (PAIR, 0), "cq-16/other": (PAIR, 1)}
GIVEN = {
    "about": "congress", "goal": "high[- ]income", "one_name": "Politburo", "other_name": "Political Bureau",
    "cq-28/kind": "Party", "type": "Meeting",
}  # fmt: skip


def parameters(store: ox.Store, query: StoredQuery) -> Mapping[str, str]:
    """A value for each parameter of the query that has a default; the others stay open. LookupError if the graph holds
    nothing to ask for.
    """
    return {param.name: _value(store, query.id[:5], param.name) for param in query.params if param.default is not None}


def _value(store: ox.Store, query: str, name: str) -> str:
    if (query, name) == ("cq-17", "year"):
        return str(int(_value(store, query, "day")[:4]) - 1)
    for key in (f"{query}/{name}", name):
        if key in GIVEN:
            return GIVEN[key]
        if key in OFTEN:
            return _most(store, OFTEN[key], "?x")[0]
        if key in TWO:
            pattern, place = TWO[key]
            return _most(store, pattern, "?x ?y")[place]
    raise KeyError(f"{query}/{name}")


@lru_cache(maxsize=256)
def _most(store: ox.Store, pattern: str, names: str) -> tuple[str, ...]:
    asked = f"{sparql_prefixes()}SELECT {names} {COUNT.format(pattern=pattern, names=names)}"
    for row in store.query(asked, default_graph=view(BASE)):
        return tuple(row[name[1:]].value for name in names.split())
    raise LookupError(f"the graph holds nothing of {pattern}")
