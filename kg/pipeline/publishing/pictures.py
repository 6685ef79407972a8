"""What the pictures draw: events in time, and who met whom; and the tables that say the same.

Comes in: a build. Goes out: data for the viewers, bounded, and whole tables. It never draws an edge from a plan.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from kg.exports.network import network
from kg.exports.tables.events import stage_of
from kg.exports.tables.events import when as days_of
from kg.pipeline.publishing.desk import Desk, row, when
from kg.pipeline.publishing.lists import event_rows, events_in_order
from kg.site import Head, Made, Page, Row, Table, Viewer

EVENTS_DRAWN, EDGES_DRAWN = 400, 400
TIMELINE, NETWORK = "events/data.js", "network/data.js"
LEVELS = {"person": "persons", "party": "parties", "state": "states"}


def events_page(desk: Desk) -> Page:
    """All events: the timeline and its table."""
    lead = "What happened, what was announced, and what was called off, the latest first."
    head = Head("events/index.html", "Events", lead=lead)
    return Page(head, (timeline(desk), event_rows(desk, events_in_order(desk))))


def timeline(desk: Desk) -> Viewer:
    """The picture of the dated events; the table on the page of events says the same."""
    events = events_in_order(desk)
    dated = sum(days_of(desk.index, event).earliest is not None for event in events)
    drawn = f"The latest {EVENTS_DRAWN} of {dated} dated events are drawn. " if dated > EVENTS_DRAWN else ""
    note = f"{drawn}Dashed: announced only. {len(events) - dated} events without a date stand in the table alone."
    return Viewer("timeline", "Events in time", TIMELINE, note)


def timeline_data(desk: Desk) -> bytes:
    """The dated events as the timeline loads them, the latest EVENTS_DRAWN."""
    items: list[dict[str, Any]] = []
    for event in events_in_order(desk):
        days = days_of(desk.index, event)
        if days.earliest and len(items) < EVENTS_DRAWN:
            items.append({
                "id": desk.key(event), "path": desk.path(event), "name": desk.index.name(event), "start": days.earliest,
                "end": _after(days.latest or days.earliest), "said": when(days.date, days.earliest, days.latest),
                "stage": stage_of(desk.index, event) or "", "kind": desk.kind(event),
                "sides": [link.text for link in desk.links(desk.index.iris(event, "pd:engages"))],
            })  # fmt: skip
    return script(items)


def _after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def network_page_and_data(desk: Desk) -> tuple[Page, bytes]:
    """Who met whom: the picture's data and the table of all pairs."""
    graph, start = network(desk.index), f"{desk.built.base}id/"
    edges = sorted(graph.edges(data=True), key=lambda e: (-int(e[2]["weight"]), str(e[0]), str(e[1])))
    rows = Made(edges, lambda edge: _met(desk, edge, start))
    columns = ("One", "Other", "Between", "Meetings", "When", "Which")
    table = Table("list", "Who met whom", columns, rows, quoted=False, total=len(rows))
    lead = "Persons, parties and states that took part in one held meeting or call. No line is drawn from a plan."
    drawn = f"The {EDGES_DRAWN} pairs of {len(edges)} that met most are drawn. " if len(edges) > EDGES_DRAWN else ""
    note = f"{drawn}A line's width is the number of meetings. Choose a name to see whom they met."
    head = Head("network/index.html", "Who met whom", lead=lead)
    return Page(head, (Viewer("network", "Who met whom", NETWORK, note), table)), _drawn(desk, graph, edges, start)


def _met(desk: Desk, edge: Any, start: str) -> Row:
    """A pair as a row: who, at which level, how often, between which days, at which events."""
    one, other, said = edge
    events = [f"{start}{key}" for key in str(said["events"]).split(" | ")]
    span = when(said.get("first")), when(said.get("last"))
    time = span[0] if span[0] == span[1] else " to ".join(filter(None, span))
    pair = (desk.link(f"{start}{one}"), desk.link(f"{start}{other}"))
    return row(*pair, LEVELS[str(said["level"])], str(said["weight"]), time, desk.listed(events))


def _drawn(desk: Desk, graph: Any, edges: list[Any], start: str) -> bytes:
    shown = edges[:EDGES_DRAWN]
    keys = sorted({str(end) for edge in shown for end in edge[:2]})
    nodes = [
        {
            "id": key, "path": f"id/{key}/index.html",
            "name": graph.nodes[key]["label"], "level": graph.nodes[key]["kind"],
            "sides": [link.text for link in desk.links(desk.index.iris(start + key, "pd:isAffiliatedWith"))],
        }
        for key in keys
    ]  # fmt: skip
    lines = [
        {
            "one": one, "other": other, "level": said["level"], "weight": said["weight"],
            "first": said.get("first", ""), "last": said.get("last", ""),
        }
        for one, other, said in shown
    ]  # fmt: skip
    return script({"nodes": nodes, "edges": lines})


def script(data: object) -> bytes:
    """Data as a script that leaves it where the viewer finds it: pages opened from a folder may load nothing else."""
    return f"window.kgData = {json.dumps(data, ensure_ascii=True, indent=0)};\n".encode()
