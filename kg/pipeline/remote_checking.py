"""A graph in somebody's SPARQL 1.1 store, held to the questions that must find nothing.

Comes in: the address of a query service. Goes out: a report like that of a build, a violation for each thing that one
of queries/check-*.rq finds. It never fetches the graph, so that what only shapes or texts can tell is not looked at.
"""

from __future__ import annotations

from dataclasses import asdict

from kg.pipeline.remote import Remote, open_remote
from kg.query import Limits, StoredQuery, Table, examine, judged, list_queries
from kg.validate import Report, Rule, Violation
from kg.validate.context import Context
from kg.vocab import expand

WHY = "A question that must find nothing, whatever the store: queries/{}.rq."
DESCRIBED = """CONSTRUCT { ?n rdfs:label ?l . ?n pd:isReportedIn ?a . ?a dcterms:identifier ?i } WHERE {
  VALUES ?n { %s }
  { ?n rdfs:label ?l } UNION
  { ?n pd:isStatedIn|pd:isAccountIn|pd:isReportedIn|oa:hasSource|(pd:isParticipationIn/pd:isAccountIn) ?a .
    ?a dcterms:identifier ?i }
}"""


def check_remote(url: str, seconds: float) -> Report:
    """The report on the graph behind a query service; BadInput as for kg.pipeline.remote.open_remote. Each question may
    take so many seconds.
    """
    remote = open_remote(url, Limits(seconds=seconds))
    checks = [query for query in list_queries() if query.id.startswith("check-")]
    found = [(query, _answer(remote, query)) for query in checks]
    rules = tuple(Rule(_shape(query), "violation", query.question, WHY.format(query.id)) for query in checks)
    nodes = sorted({row[0] for _, table in found for row in table.values() if ":" in row[0]})
    context = Context(remote.gathered(nodes, DESCRIBED))
    violations = {
        Violation(_shape(query), "violation", row[0], query.question, **asdict(context.about(row[0])))
        for query, table in found
        for row in table.values()
    }
    count = remote.answer("size", examine("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")).values()
    return Report(tuple(sorted(violations, key=Violation.key)), rules, int(count[0][0]))


def _answer(remote: Remote, query: StoredQuery) -> Table:
    return remote.answer(query.id, judged(query))


def _shape(query: StoredQuery) -> str:
    return expand(f"pds:{query.id}")
