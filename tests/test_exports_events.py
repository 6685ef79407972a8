"""Event data, networks and references: codes, dyads, weights, dates, and what reads them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.exports import Files, Material, export
from kg.exports.sides import Pair, Sides
from kg.pipeline.exporting import material
from kg.vocab import expand, sparql_prefixes

# Two parties and their states, offices in them, and people who hold these.
WORLD = """
id:norland a pd:State ; rdfs:label "Norland" ; skos:notation "NL" ; pd:hasSeatOfGovernment "Port Alma" .
id:sudland a pd:State ; rdfs:label "Sudland" ; skos:notation "SL" .
id:teal a pd:Party ; rdfs:label "Teal League" ; pd:isPartyIn id:norland .
id:orange a pd:Party ; rdfs:label "Orange Union" ; pd:isPartyIn id:sudland .
id:committee a pd:PartyBody ; rdfs:label "Committee" ; pd:isPartOf id:orange .
id:chair a pd:Office ; rdfs:label "Chair" ; pd:isOfficeOf id:teal .
id:secretary a pd:Office ; rdfs:label "Secretary" ; pd:isOfficeOf id:committee .
id:premier a pd:Office ; rdfs:label "Premier" ; pd:isOfficeOf id:norland .
id:alma a pd:Place ; rdfs:label "Port Alma" .
id:ilo a pd:Official ; rdfs:label "Ilo Marsh" . id:vera a pd:Official ; rdfs:label "Vera Brandt" .
id:paper a pd:Article ; dcterms:identifier "paper" .
"""


def event(name: str, kind: str, stage: str, *parts: str, day: str = "", place: str = "") -> str:
    """An event with one account; a part is `role agent` or `role agent office`."""
    dated = f'pd:earliestDate "{day}" ; pd:latestDate "{day}" ; pd:hasDate "{day}" ;' if day else ""
    placed = f"pd:takesPlaceIn id:{place} ;" if place else ""
    lines = [
        f'id:{name} a pd:Event, pd:{kind} ; rdfs:label "{name}" .',
        f"id:{name}1 a pd:Account ; {dated} {placed} pd:describesEvent id:{name} ; pd:hasStage pd:{stage} ; "
        "pd:isAccountIn id:paper .",
    ]
    for number, part in enumerate(parts):
        role, agent, *office = part.split()
        acts = f"; pd:actsAs id:{office[0]}" if office else ""
        node = f"id:{name}1p{number} a pd:Participation ; pd:isParticipationIn id:{name}1 ; pd:hasRole pd:{role}"
        lines.append(f"{node} ; pd:hasParticipant id:{agent} {acts} .")
    return "\n".join(lines)


def told(*events: str) -> Material:
    store = ox.Store()
    text = f"{sparql_prefixes()} {WORLD} {' '.join(events)}"
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    return Material(store)


def pairs(made: Material, name: str) -> list[Pair]:
    return Sides(made.index).pairs(expand(f"id:{name}"))


def pair(one: str, other: str | None, *, directed: bool = False) -> Pair:
    return Pair(expand(f"id:{one}"), expand(f"id:{other}") if other else None, directed)


def rows(files: bytes | Files, name: str) -> list[dict[str, str]]:
    assert not isinstance(files, bytes)
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def test_parties_pair_with_parties_through_officials_and_bodies() -> None:
    made = told(event("m", "Meeting", "Held", "Chair ilo chair", "Participant vera secretary", "Inviter premier"))
    assert pairs(made, "m") == [pair("orange", "teal")]


def test_a_party_never_pairs_with_its_own_state() -> None:
    made = told(event("m", "Meeting", "Held", "Chair ilo chair", "Participant premier"))
    assert pairs(made, "m") == [pair("norland", None), pair("teal", None)]


def test_a_party_pairs_with_another_state_where_nothing_else_does() -> None:
    made = told(event("m", "Meeting", "Held", "Chair premier", "Participant vera secretary"))
    assert pairs(made, "m") == [pair("norland", "orange")]


def test_a_visit_goes_to_the_host_or_to_the_state_visited() -> None:
    hosted = told(event("v", "Visit", "Held", "Visitor vera secretary", "Host ilo chair", place="alma"))
    assert pairs(hosted, "v") == [pair("orange", "teal", directed=True)]
    placed = told(event("v", "Visit", "Held", "Visitor vera secretary", place="alma"))
    assert pairs(placed, "v") == [pair("orange", "norland", directed=True)]


def test_who_was_only_announced_is_no_side_of_what_was_held() -> None:
    held = event("m", "Meeting", "Held", "Chair ilo chair")
    plan = (
        "id:m2 a pd:Account ; pd:describesEvent id:m ; pd:hasStage pd:Announced . id:m2p a pd:Participation ; "
        "pd:isParticipationIn id:m2 ; pd:hasRole pd:Participant ; pd:hasParticipant id:secretary ."
    )
    made = told(held, plan)
    made.store.load(
        f"{sparql_prefixes()} graph:inferred {{ id:m pd:hasState pd:Held }}".encode(), format=ox.RdfFormat.TRIG
    )
    assert pairs(made, "m") == [pair("teal", None)]


def test_dyads_count_by_month_type_and_stage_alone() -> None:
    both = ("Chair ilo chair", "Participant vera secretary")
    made = told(
        event("a", "Meeting", "Held", *both, day="2031-05-04"), event("b", "Meeting", "Held", *both, day="2031-05-20"),
        event("c", "Meeting", "Announced", *both, day="2031-05-30"), event("d", "Call", "Held", *both),
        event("e", "Congress", "Held", *both, day="2031-06-01"),
    )  # fmt: skip
    files = export(made, "plover")
    found = [
        (r["month"], r["a"], r["b"], r["event_type"], r["stage"], r["events"])
        for r in rows(files, "dyads_by_month.csv")
    ]
    assert found == [
        ("2031-05", "orange", "teal", "CONSULT", "announced", "1"),
        ("2031-05", "orange", "teal", "CONSULT", "held", "2"),
        ("2031-06", "orange", "teal", "", "held", "1"),
    ]
    coded = {r["name"]: (r["event_type"], r["event_mode"], r["cameo"]) for r in rows(files, "events.csv")}
    assert coded["d"] == ("CONSULT", "phone", "041")
    assert coded["e"] == ("", "", "")


def test_the_codebook_tells_every_column(seeds_build: Path) -> None:
    files = export(material(pipeline.open_build(seeds_build)), "plover")
    assert not isinstance(files, bytes)
    book = files["codebook.md"].decode()
    for name in ("events", "dyads_by_month", "codes"):
        assert f"## {name}.csv" in book
        header = files[f"{name}.csv"].decode().split("\r\n", 1)[0].split(",")
        assert all(f"| `{column}` |" in book for column in header)
    assert {"held", "announced"} <= {row["stage"] for row in rows(files, "events.csv")}
    keys = [
        tuple(row[k] for k in ("month", "a", "b", "event_type", "stage")) for row in rows(files, "dyads_by_month.csv")
    ]
    assert len(set(keys)) == len(keys) > 0


def networks(made: Material) -> list[networkx.Graph]:
    read = []
    for format, reader in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        data = export(made, format)
        assert isinstance(data, bytes)
        read.append(reader(io.BytesIO(data)))
    return read


def test_who_met_whom_is_weighted_and_dated() -> None:
    both = ("Chair ilo chair", "Participant vera secretary")
    made = told(
        event("a", "Meeting", "Held", *both, day="2031-05-04"), event("b", "Call", "Held", *both, day="2031-07-01"),
        event("c", "Meeting", "Announced", *both, day="2031-09-01"), event("d", "Congress", "Held", *both),
    )  # fmt: skip
    for found in networks(made):
        assert {frozenset(edge) for edge in found.edges} == {frozenset(("ilo", "vera")), frozenset(("teal", "orange"))}
        edge = found.edges["ilo", "vera"]
        assert (edge["weight"], edge["first"], edge["last"], edge["events"]) == (2, "2031-05-04", "2031-07-01", "a | b")
        assert (found.edges["teal", "orange"]["level"], found.nodes["ilo"]["label"]) == ("party", "Ilo Marsh")


def test_persons_meet_as_the_graph_infers(seeds_build: Path) -> None:
    made = material(pipeline.open_build(seeds_build))
    inferred = ox.NamedNode(f"{made.base}graph/inferred")
    met = made.store.quads_for_pattern(None, ox.NamedNode(expand("pd:metWith")), None, inferred)
    known = {frozenset((made.index.short(q.subject.value), made.index.short(q.object.value))) for q in met}  # type: ignore
    for found in networks(made):
        drawn = {frozenset((a, b)) for a, b, said in found.edges(data=True) if said["level"] == "person"}
        assert known
        assert known <= drawn


def test_a_network_notes_no_day_of_writing(seeds_build: Path) -> None:
    data = export(material(pipeline.open_build(seeds_build)), "gexf")
    assert isinstance(data, bytes)
    assert b"lastmodifieddate" not in data


def paper() -> Material:
    store = ox.Store()
    text = f"""{sparql_prefixes()} id:n a pd:Article ; dcterms:identifier "n_1" ; dcterms:title "50% & {{more}}_x" ;
    dcterms:issued "2031-05-04"^^xsd:date ; dcterms:source <https://news.example/a_b> ; pd:isPublishedBy id:o .
    id:o rdfs:label "Lantern & Co" . id:m a pd:Article ; dcterms:identifier "n 1" ."""
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    return Material(store)


def test_references_are_escaped_and_their_keys_differ() -> None:
    bib, csl = export(paper(), "bibtex"), export(paper(), "csljson")
    assert isinstance(bib, bytes)
    assert isinstance(csl, bytes)
    text = bib.decode()
    assert r"title = {{50\% \& \{more\}\_x}}" in text
    assert r"howpublished = {Lantern \& Co}" in text
    assert "url = {https://news.example/a_b}" in text
    assert "month = {5}" in text
    assert "title = {{[n 1]}}" in text
    keys = re.findall(r"@misc\{([^,]+),", text)
    assert len(set(keys)) == 2
    items = json.loads(csl)
    assert {item["id"] for item in items} == set(keys)
    (dated,) = [item for item in items if "issued" in item]
    assert dated["issued"] == {"date-parts": [[2031, 5, 4]]}
    assert (dated["title"], dated["container-title"]) == ("50% & {more}_x", "Lantern & Co")


@pytest.mark.parametrize("format", ["csv", "xlsx", "sqlite", "plover", "graphml", "gexf", "bibtex", "csljson", "jsonl",
                                    "framed", "webannotation", "nanopub", "void"])  # fmt: skip
def test_an_empty_graph_is_written_too(format: str) -> None:
    assert export(ox.Store(), format) is not None
