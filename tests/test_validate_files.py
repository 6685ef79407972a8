"""RDF files of any syntax: read without trust and without the network; what is wrong stands where the file says it."""

from __future__ import annotations

import socket
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import newsroom, texts

from kg.errors import BadInput, UsageError
from kg.graph import build_graph
from kg.pipeline.checking import Checking, check
from kg.validate import read_rdf, store_of, validate
from kg.validate.places import placed
from kg.vocab import PREFIXES, expand, sparql_prefixes

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("pd", "rdfs", "id"))
GHOST = f"{PREFIXES['id']}ghost"
EVENT = {
    "a.ttl": HEAD + '# id:ghost a pd:Event\n\n  id:ghost a pd:Event ;\n rdfs:label """x\n id:ghost a "a" . """ .\n',
    "a.trig": HEAD + f'\nid:g {{\n  <{GHOST}> a pd:Event ; rdfs:label "g" }}\n',
    "a.nt": f'<{GHOST}> <{expand("rdf:type")}> <{expand("pd:Event")}> .\n<{GHOST}> <{expand("rdfs:label")}> "g" .\n',
    "a.nq": f"# one\n<{GHOST}> <{expand('rdf:type')}> <{expand('pd:Event')}> <{PREFIXES['id']}g> .\n"
    f'<{GHOST}> <{expand("rdfs:label")}> "g" .\n',
    "a.rdf": f'<rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}" xmlns:pd="{PREFIXES["pd"]}"\n xml:base="{PREFIXES["id"]}"'
    f' xmlns:rdfs="{PREFIXES["rdfs"]}">\n'
    '  <!-- é --><pd:Event rdf:about="ghost"><rdfs:label>g</rdfs:label></pd:Event>\n</rdf:RDF>\n',
    "a.jsonld": f'{{"@context": {{"pd": "{PREFIXES["pd"]}", "id": "{PREFIXES["id"]}", "iri": "@id",\n'
    f'  "label": "{expand("rdfs:label")}"}},\n'
    ' "@graph": [{"iri": "id:other", "pd:isSubEventOf": {"@id": "id:ghost"}},'
    '\n  {"@type": "pd:Event", "iri": "id:ghost", "label": "g"}]}\n',
}
LINES = {"a.ttl": "6:3", "a.trig": "6:3", "a.nt": "1:1", "a.nq": "2:1", "a.rdf": "3:13", "a.jsonld": "4:32"}


@pytest.mark.parametrize("name", EVENT)
def test_a_subject_is_found_where_its_file_says_something_of_it(name: str) -> None:
    read = read_rdf(Path(name), data=EVENT[name].encode())
    report = placed(validate(store_of([read]), base=None), {}, [read])
    told = [str(one.place) for one in report.violations if one.shape == expand("pds:event-account")]
    assert told == [f"{name}:{LINES[name]}"]


def test_blank_nodes_are_named_as_the_file_names_them_and_found() -> None:
    text = HEAD + "[ a pd:Tenure ] .\n_:claim a pd:Claim .\nid:x rdfs:seeAlso\n  [ a pd:Figure ] .\n[] a pd:Merge .\n"
    first, again = (read_rdf(Path("b.ttl"), data=text.encode()) for _ in range(2))
    assert first.quads == again.quads
    report = placed(validate(store_of([first]), base=None), {}, [first])
    lines = {one.shape.rpartition("/")[2].partition("-")[0]: (one.focus, one.place) for one in report.violations}
    found = {kind: (focus, place and place.line) for kind, (focus, place) in lines.items()}
    assert found["tenure"] == ("_:unnamed1", 4)
    assert found["claim"] == ("_:claim", 5)
    assert found["figure"] == ("_:unnamed2", 6), "what is within a statement stands where the statement begins"
    assert found["merge"] == ("_:unnamed3", 8)


def test_a_term_that_does_not_exist_is_found_where_it_is_used() -> None:
    read = read_rdf(Path("c.ttl"), data=(HEAD + "id:a rdfs:label 'a' ;\n  pd:hasEvidnce id:b .\n").encode())
    (one,) = placed(validate(store_of([read]), base=None), {}, [read]).violations
    assert (str(one.place), one.severity) == ("c.ttl:5:3", "violation")
    assert one.message == "There is no term pd:hasEvidnce. Perhaps pd:hasEvidence is meant."


def test_what_a_vocabulary_of_others_lacks_is_a_warning() -> None:
    text = HEAD + f"@prefix skos: <{PREFIXES['skos']}> .\nid:a skos:prefLable 'a' ; skos:prefLabel 'a' .\n"
    read = read_rdf(Path("c.ttl"), data=text.encode())
    assert [(one.value, one.severity) for one in validate(store_of([read]), base=None).violations] == [
        (expand("skos:prefLable"), "warning")
    ]


ENTITY = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "y">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.ttl", "<a:a> <a:b> <a:c> .\n\n<a:a> <b", "line 3"),
        ("x.nt", "<http://a.org/> <b> .\n", "line 1: cannot be read as N-Triples"),
        ("x.rdf", "<rdf:RDF>\n</rdf>", "line 2: cannot be read as RDF/XML"),
        ("x.rdf", ENTITY, "declares XML entities"),
        ("x.rdf", ENTITY.encode("utf-16"), "declares XML entities"),
        ("x.jsonld", '{"@context": ', "cannot be read as JSON-LD"),
        ("x.ttl", b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(name: str, text: str | bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_rdf(Path(name), data=text.encode() if isinstance(text, str) else text)


def test_an_unknown_suffix_asks_for_the_format() -> None:
    with pytest.raises(UsageError, match="--input-format"):
        read_rdf(Path("x.docx"), data=b"")
    with pytest.raises(UsageError, match="'word' is unknown"):
        read_rdf(Path("x.ttl"), "word", data=b"")
    assert read_rdf(Path("-"), "turtle", data=b"<a:a> <a:b> 1 .").quads


def test_no_file_opens_a_connection(tmp_path: Path) -> None:
    """Whatever a file names, nobody calls at the address: a server there waits in vain."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        there = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        files = {
            "imports.ttl": f"<a:a> a <{expand('owl:Ontology')}> ; <{expand('owl:imports')}> <{there}> .",
            "context.jsonld": f'{{"@context": "{there}", "@id": "a:b", "@type": "a:c"}}',
            "dtd.rdf": f'<!DOCTYPE r SYSTEM "{there}"><rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}"/>',
            "entity.rdf": f'<!DOCTYPE r [<!ENTITY x SYSTEM "{there}">]>'
            f'<rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}">&x;</rdf:RDF>',
            "shapes.ttl": f"<a:s> a <{expand('sh:NodeShape')}> ; <{expand('owl:imports')}> <{there}> .",
            "service.rq": f"SELECT * WHERE {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
            "from.rq": f"SELECT * FROM <{there}> WHERE {{ ?s ?p ?o }}",
            "hidden.rq": f"SELECT * WHERE {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }}",
            "load.rq": f"LOAD <{there}>",
        }
        refused = {}
        for name, text in files.items():
            (tmp_path / name).write_text(text)
            try:
                refused[name] = bool(check(Checking((tmp_path / name,))).violations)
            except BadInput:
                refused[name] = True
        with pytest.raises(TimeoutError):
            server.accept()
    assert refused == {**dict.fromkeys(files, True), "imports.ttl": False, "dtd.rdf": False}, "these two are harmless"


def test_files_are_one_graph_and_what_was_inferred_stays_out(tmp_path: Path) -> None:
    store = build_graph(*newsroom())
    store.update(sparql_prefixes() + "INSERT DATA { GRAPH graph:inferred { id:ghost a pd:Event ; rdfs:label 'g' } }")
    whole = tmp_path / "whole.nq"
    store.dump(str(whole), format=ox.RdfFormat.N_QUADS)
    assert check(Checking((whole,))).violations == ()
    triples = sorted((quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())), key=str)
    halves = [tmp_path / "one.nt", tmp_path / "two.nt"]
    for half, part in zip(halves, (triples[::2], triples[1::2]), strict=True):
        half.write_bytes(ox.serialize(part, format=ox.RdfFormat.N_TRIPLES) or b"")
    assert check(Checking(tuple(halves))).violations == ()
    assert check(Checking((halves[0],))).violations != ()


def test_a_claim_is_placed_in_its_article_where_articles_are_named(tmp_path: Path) -> None:
    store = build_graph(*newsroom())
    store.update(
        sparql_prefixes() + "DELETE { ?x pd:hasStage ?v } WHERE { ?x pd:hasStage ?v ; pd:isAccountIn ?a ; rdfs:label ?n"
        " . ?a dcterms:identifier 'plan' }"
    )
    path = tmp_path / "graph.ttl"
    store.dump(str(path), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    alone = [one for one in check(Checking((path,))).violations if one.shape == expand("pds:account-stage")]
    assert {one.place and one.place.file for one in alone} == {str(path)}
    for name, text in texts().items():
        (tmp_path / f"{name}-as-saved.txt").write_bytes(text.encode())
    elsewhere = check(Checking((path,), articles=(tmp_path,)))
    assert {one.place and one.place.file for one in elsewhere.violations} == {str(path)}, "other bytes: another article"
    for name, text in texts().items():
        store.update(
            sparql_prefixes() + "DELETE { ?a schema:sha256 ?h } INSERT { ?a schema:sha256 '"
            f"{sha256(text.encode()).hexdigest()}' }} WHERE {{ ?a dcterms:identifier '{name}' ; schema:sha256 ?h }}"
        )
    store.dump(str(path), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    beside = check(Checking((path,), articles=(tmp_path,))).violations
    assert beside
    for one in beside:
        assert one.place
        assert one.place.file == str(tmp_path / "plan-as-saved.txt")
        line = texts()["plan"].splitlines()[(one.place.line or 0) - 1]
        assert one.quote == line[(one.place.column or 0) - 1 : (one.place.end_column or 0) - 1]
