"""The ontology: documented, one with vocab and context, aligned to terms that exist; its reference data sound."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg import vocab
from kg.model import ClaimKind, EntityKind, EventType, OfficeStatus, RoleName, Stage
from kg.validate.known import unknown

HERE = Path(__file__).resolve().parent
ONTOLOGY = HERE.parent / "ontology"
PD = Namespace(vocab.PREFIXES["pd"])


def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name)


def styled(data: Graph) -> tuple[bool, str]:
    conforms, _, text = pyshacl.validate(data, shacl_graph=graph("style.ttl"))
    return bool(conforms), str(text)


def test_the_ontology_keeps_its_own_style() -> None:
    conforms, text = styled(graph("party-diplomacy.ttl"))
    assert conforms, text


@pytest.mark.parametrize(
    ("predicate", "shape"),
    [
        (RDFS.label, "term-label"), (SKOS.definition, "term-definition"), (SKOS.example, "term-example"),
        (RDFS.isDefinedBy, "term-source"),
    ],
)  # fmt: skip
def test_style_finds_a_term_without_documentation(predicate: URIRef, shape: str) -> None:
    data = graph("party-diplomacy.ttl")
    data.remove((PD.Tenure, predicate, None))
    conforms, text = styled(data)
    assert not conforms
    assert shape in text


def test_style_finds_wrong_names() -> None:
    data = graph("party-diplomacy.ttl")
    data.add((PD.bigThing, RDF.type, OWL.Class))
    data.add((PD.HasThing, RDF.type, OWL.ObjectProperty))
    _, text = styled(data)
    assert "class-name" in text
    assert "property-name" in text


def test_no_two_terms_share_a_label_within_their_kind() -> None:
    data = graph("party-diplomacy.ttl")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [str(data.value(term, RDFS.label)) for term in data.subjects(RDF.type, kind)]
        assert len(labels) == len(set(labels))


def test_every_aligned_term_exists() -> None:
    aligned = {str(o) for o in graph("alignments.ttl").objects() if isinstance(o, URIRef)}
    assert len(aligned) > 50
    assert list(unknown(aligned)) == []


@pytest.mark.parametrize("name", ["MeetAction", "VisitAction", "Treaty", "PublicOffice"])
def test_the_check_of_aligned_terms_can_fail(name: str) -> None:
    assert list(unknown([f"https://schema.org/{name}"])) == [f"https://schema.org/{name}"]


def test_only_own_terms_are_aligned_and_all_of_them_are_defined() -> None:
    own = set(graph("party-diplomacy.ttl").subjects(RDFS.isDefinedBy, None))
    assert set(graph("alignments.ttl").subjects()) - own == set()


def terms_used(text: str) -> set[str]:
    return set(re.findall(r"\bpd:([A-Za-z]+)", text))


def test_every_term_that_the_program_the_shapes_and_the_rules_use_is_defined() -> None:
    defined = {str(term)[len(PD) :] for term in graph("party-diplomacy.ttl").subjects(RDFS.isDefinedBy, None)}
    program = [path for room in ("graph", "reason", "validate") for path in (HERE.parent / "kg" / room).glob("*.py")]
    texts = {path.name: path.read_text() for path in [*program, *ONTOLOGY.glob("rules/*.rq"), ONTOLOGY / "shapes.ttl"]}
    for name, text in texts.items():
        assert terms_used(text) - defined - {"NAME"} == set(), name
    for table in (
        vocab.CLASS_OF_KIND,
        vocab.CLASS_OF_EVENT,
        vocab.ROLE,
        vocab.STAGE,
        vocab.STATUS,
        vocab.OFFICE_PREDICATE,
    ):
        assert {term.value[len(PD) :] for term in table.values()} <= defined


def test_the_maps_of_vocab_cover_the_model() -> None:
    from typing import get_args

    assert set(vocab.CLASS_OF_KIND) == set(vocab.FOLDER_OF_KIND) == set(get_args(EntityKind))
    assert set(vocab.CLASS_OF_EVENT) == set(get_args(EventType))
    assert set(vocab.ROLE) == set(get_args(RoleName))
    assert set(vocab.STAGE) == {*get_args(Stage), "postponed"}
    assert set(vocab.STATUS) == set(vocab.OFFICE_PREDICATE) == set(get_args(OfficeStatus))
    shapes = (ONTOLOGY / "shapes.ttl").read_text()
    assert all(f'"{kind}"' in shapes for kind in get_args(ClaimKind))


def context() -> dict[str, object]:
    read = json.loads((ONTOLOGY / "context.jsonld").read_text())["@context"]
    assert isinstance(read, dict)
    return read


def test_one_prefix_table() -> None:
    spaces = {key: value for key, value in context().items() if isinstance(value, str) and value.endswith(("#", "/"))}
    assert spaces == dict(vocab.PREFIXES)
    for path in (*ONTOLOGY.glob("*.ttl"),):
        for prefix, space in re.findall(r"@prefix (\w+): <([^>]+)>", path.read_text()):
            assert vocab.PREFIXES[prefix] == space, path.name
    shapes = graph("shapes.ttl")
    for node in shapes.objects(None, URIRef(vocab.expand("sh:declare"))):
        prefix = str(shapes.value(node, URIRef(vocab.expand("sh:prefix"))))
        assert str(shapes.value(node, URIRef(vocab.expand("sh:namespace")))) == vocab.PREFIXES[prefix]


def test_the_context_names_every_property_and_class() -> None:
    data, named = graph("party-diplomacy.ttl"), context()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in {term for kind in kinds for term in data.subjects(RDF.type, kind)}:
        entry = named[str(term)[len(PD) :]]
        assert (entry["@id"] if isinstance(entry, dict) else entry) == vocab.shorten(str(term))


def test_the_context_is_read_by_a_json_ld_processor() -> None:
    document = {
        "@context": context(), "@id": "id:person/x", "type": "Official", "label": "X", "holdsOffice": "id:office/y",
    }  # fmt: skip
    read = Graph().parse(data=json.dumps(document), format="json-ld")
    base = Namespace(vocab.PREFIXES["id"])
    assert (base["person/x"], PD.holdsOffice, base["office/y"]) in read
    assert (base["person/x"], RDFS.label, Literal("X")) in read


def test_event_classes_carry_plover_codes() -> None:
    data = graph("party-diplomacy.ttl")
    assert (PD.Visit, SKOS.notation, Literal("CONSULT-visit", datatype=PD.ploverCode)) in data
    assert (PD.Call, SKOS.notation, Literal("041", datatype=PD.cameoCode)) in data


def test_authority_holds_the_world_and_parties_with_a_source_each() -> None:
    data = graph("authority.ttl")
    states = set(data.subjects(RDF.type, PD.State))
    parties = set(data.subjects(RDF.type, PD.Party))
    assert 190 <= len(states) <= 210
    assert len(parties) >= 60
    assert len(data) <= 2500
    assert all(len(list(data.objects(state, SKOS.exactMatch))) == 1 for state in states)
    assert all(len(list(data.objects(thing, RDFS.label))) == 1 for thing in states | parties)
    assert all(list(data.objects(party, DCTERMS.source)) for party in parties)
    assert all(data.value(party, PD.isPartyIn) in states for party in parties)
    assert not any(True for _ in data.subjects(RDF.type, PD.Official))


def test_states_are_told_apart_by_code_and_item() -> None:
    data = graph("authority.ttl")
    for predicate in (SKOS.notation, SKOS.exactMatch):
        values = list(data.objects(None, predicate))
        assert len(values) == len(set(values))


def test_parties_tsv_is_what_authority_was_made_of() -> None:
    data = graph("authority.ttl")
    for line in (ONTOLOGY / "parties.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        name, others, _, source = line.split("\t")
        party = data.value(predicate=DCTERMS.source, object=URIRef(source))
        assert str(data.value(party, RDFS.label)) == name
        assert {str(o) for o in data.objects(party, SKOS.altLabel)} == {o for o in others.split("|") if o}
