"""Who met whom, as a network: GraphML and GEXF.

Comes in: an index of the graph. Goes out: an undirected network of persons, parties and states, an edge for those who
took part in one held meeting or call, weighted by the number of events and dated. It never draws an edge from a plan.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.exports.index import Index
from kg.exports.material import Material
from kg.exports.sides import Sides, level
from kg.exports.tables.events import stage_of, type_of, when

if TYPE_CHECKING:
    from networkx import Graph

MEETINGS = ("meeting", "call")
Edge = tuple[str, str, str]


def graphml(material: Material) -> bytes:
    """GraphML, which Gephi, yEd, Cytoscape and networkx open."""
    from networkx import write_graphml_xml

    out = io.BytesIO()
    write_graphml_xml(network(material.index), out, named_key_ids=True)
    return out.getvalue()


def gexf(material: Material) -> bytes:
    """GEXF 1.2, which Gephi and networkx open, without the day on which it was written."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(network(material.index))
    for meta in writer.xml.findall("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n'.encode()


def network(index: Index) -> Graph:
    """The network: nodes with label and kind, edges with level, weight, events, and the first and last day known."""
    from networkx import Graph as Network

    made, edges = Network(), _edges(index)
    kinds = {node: kind for one, other, kind in edges for node in (one, other)}
    for node, kind in sorted(kinds.items()):
        offices = index.names(index.iris(node, "pd:holdsOffice"))
        more = {"offices": offices} if offices else {}
        made.add_node(index.short(node), label=index.name(node), kind=kind, iri=node, **more)
    for (one, other, kind), events in sorted(edges.items()):
        days = [day for event in events for day in [when(index, event)]]
        first = min((day.earliest for day in days if day.earliest), default=None)
        last = max((day.latest for day in days if day.latest), default=None)
        dated = {name: day for name, day in (("first", first), ("last", last)) if day}
        said = {"level": kind, "weight": len(events), "events": index.shorts(events), **dated}
        made.add_edge(index.short(one), index.short(other), **said)
    return made


def _edges(index: Index) -> dict[Edge, list[str]]:
    """The held meetings and calls of each pair, by the kind of both."""
    sides, found = Sides(index), dict[Edge, list[str]]()
    for event in index.things("pd:Event"):
        if type_of(index, event) not in MEETINGS or stage_of(index, event) != "held":
            continue
        pairs = sides.pairs(event)
        for kind, met in (
            ("person", sides.persons(event)),
            ("party", level(pairs, sides.parties)),
            ("state", level(pairs, sides.states)),
        ):
            for one, other in met:
                found.setdefault((one, other, kind), []).append(event)
    return found
