"""Exports for the web: framed JSON-LD, Web Annotations, JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from kg import pipeline
from kg.errors import UsageError
from kg.exports import Choice, Material, export
from kg.exports.framed import refuse
from kg.pipeline.exporting import material
from kg.vocab import expand, sparql_prefixes, term

KINDS = {
    "persons": "Official", "parties": "Party", "offices": "Office", "events": "Event", "agreements": "Agreement",
    "statements": "Statement", "figures": "Figure", "articles": "Article",
}  # fmt: skip
# What the context at http://www.w3.org/ns/anno.jsonld makes of the keys used here (W3C Web Annotation Vocabulary).
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector",
                                       "TextPositionSelector", "describing", "linking", "start", "end", "exact")},
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "total": "as:totalItems", "startIndex": "as:startIndex",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}, "first": {"@type": "@id", "@id": "as:first"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(seeds_build: Path) -> Material:
    return material(pipeline.open_build(seeds_build))


@pytest.fixture(scope="module")
def framed(made: Material) -> dict[str, Any]:
    data = export(made, "framed")
    assert isinstance(data, bytes)
    return dict(json.loads(data))


def test_framed_lists_hold_all_that_articles_speak_of(made: Material, framed: dict[str, Any]) -> None:
    assert set(framed) == {"@context", *KINDS}
    for name, kind in KINDS.items():
        told = [thing for thing in made.index.things(f"pd:{kind}") if thing in made.index.told]
        assert [one["id"] for one in framed[name]] == [made.index.short(thing) for thing in told], name


def test_framed_says_nothing_that_the_graph_does_not(made: Material, framed: dict[str, Any]) -> None:
    said = jsonld.to_rdf(framed, {"format": "application/n-quads", "documentLoader": refuse})
    found = {str(quad.triple) for quad in ox.parse(said.encode(), format=ox.RdfFormat.N_QUADS)}
    graphs = (ox.DefaultGraph(), ox.NamedNode(f"{made.base}graph/inferred"))
    known = {str(q.triple) for g in graphs for q in made.store.quads_for_pattern(None, None, None, g)}
    assert found <= known
    for predicate in ("pd:hasStage", "pd:isMadeBy", "pd:hasHolder", "pd:isBetween", "oa:exact"):
        every = {line for line in known if f"> <{expand(predicate)}> " in line}
        assert every & found
        if predicate != "oa:exact":  # a quote of a membership or a name belongs to none of these entities
            assert every <= found, predicate


def test_framed_keys_are_plain(framed: dict[str, Any]) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(keys, value)) if value else set()
        return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()

    found = keys({name: framed[name] for name in KINDS})
    assert {"name", "accounts", "participations", "role", "stage", "quote", "published"} <= found
    assert not [key for key in found if not key.isalnum()]


def test_framed_events_are_nested_and_their_stage_is_near(framed: dict[str, Any]) -> None:
    event = next(one for one in framed["events"] if len(one["accounts"]) > 1)
    for account in event["accounts"]:
        assert account["stage"] in ("Held", "Announced", "Cancelled", "Postponed")
        assert account["article"]["fileName"]
        for part in account.get("participations", []):
            assert part["participant"]["name"]
            assert part["claims"][0]["evidence"][0]["found"]
    person = next(one for one in framed["persons"] if one.get("tookPart"))
    assert all(part["account"]["stage"] and part["account"]["event"]["name"] for part in person["tookPart"])


def test_one_thing_framed(made: Material) -> None:
    node = ox.NamedNode(expand("id:person/men-sam-on"))
    data = export(made, "framed", Choice(about=node))
    assert isinstance(data, bytes)
    one = json.loads(data)
    assert (one["id"], one["type"]) == ("person/men-sam-on", "Person")
    assert one["tenures"][0]["office"]["title"]
    account = next(iter(made.index.things("pd:Account")))
    with pytest.raises(UsageError, match="no frame"):
        export(made, "framed", Choice(about=ox.NamedNode(account)))


def test_annotations_follow_the_model(made: Material) -> None:
    data = export(made, "webannotation")
    assert isinstance(data, bytes)
    document = json.loads(data)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = document["first"]["items"]
    assert document["total"] == len(items) == len(made.tables[-3].rows)
    assert [table.name for table in made.tables][-3] == "evidence"
    document["first"]["items"] = items[:20]
    lined = jsonld.to_rdf({**document, "@context": ANNO}, {"format": "application/n-quads", "documentLoader": refuse})
    for key in ("items", "hasBody", "hasTarget", "hasSource", "exact", "motivatedBy", "hasPurpose"):
        assert f"#{key}>" in lined, key
    quotes = {q.object.value for q in made.store.quads_for_pattern(None, term("oa:exact"), None, ox.DefaultGraph())
              if isinstance(q.object, ox.Literal)}  # fmt: skip
    for item in items:
        assert set(item) == {"id", "type", "motivation", "body", "target"}
        assert item["target"]["selector"][0]["exact"] in quotes
        assert "prefix" not in item["target"]["selector"][0]


def test_annotations_of_plans_say_so(made: Material) -> None:
    from kg.exports.webannotation import in_words

    index = made.index
    plans = [c for c in index.things("pd:Claim") for a in index.iris(c, "pd:claimsAbout")
             if index.word(a, "pd:hasStage") == "announced"]  # fmt: skip
    assert plans
    assert all(in_words(index, claim).endswith("[announced]") for claim in plans)


def test_offsets_are_left_out_where_the_target_is_a_web_page() -> None:
    store = ox.Store()
    text = f"""{sparql_prefixes()}
    id:c a pd:Claim ; pd:hasEvidence id:e . id:e oa:hasSource id:a ; oa:hasSelector id:q, id:p .
    id:q oa:exact "words" . id:p oa:start 3 ; oa:end 8 . id:a dcterms:source <https://news.example/1> ."""
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    data = export(store, "webannotation")
    assert isinstance(data, bytes)
    (item,) = json.loads(data)["first"]["items"]
    assert item["target"]["source"] == "https://news.example/1"
    assert item["target"]["selector"] == [{"type": "TextQuoteSelector", "exact": "words"}]


def test_lines_of_claims_point_into_the_text(made: Material, seeds_build: Path) -> None:
    data = export(made, "jsonl")
    assert isinstance(data, bytes)
    texts = pipeline.open_build(seeds_build).texts
    lines = [json.loads(line) for line in data.decode().splitlines()]
    assert len(lines) == len(made.index.things("pd:Claim"))
    for line in lines:
        assert line["evidence"]
        for one in line["evidence"]:
            assert texts[one["article"]["name"]][one["start"] : one["end"]] == one["quote"]
        if line["kind"] in ("event", "role"):
            assert line["stage"] in ("held", "announced", "cancelled", "postponed")
