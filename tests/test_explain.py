"""The room explain: from a thing, event or claim back to article, sentence, rule, references, merges, reasoning."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from invented import newsroom, texts

from kg.errors import UsageError
from kg.explain import explain
from kg.explain.quoting import marked
from kg.graph import build_graph
from kg.model import Reading
from kg.reason import derivations, infer
from kg.resolve import resolve

PD = "https://w3id.org/party-diplomacy/ontology#"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    """Two invented articles on one event, built and reasoned over."""
    store = build_graph(*newsroom())
    infer(store)
    return store


def claims(store: ox.Store, kind: str) -> list[str]:
    found = store.query(f"SELECT ?c {{ ?c a <{PD}Claim> ; <{PD}hasKind> '{kind}' }}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(c.value for row in found for c in row if isinstance(c, ox.NamedNode))


def test_every_claim_is_explained_with_its_words(graph: ox.Store) -> None:
    for kind in ("office", "member", "alias", "event", "role", "agreement", "statement", "quantity"):
        for iri in claims(graph, kind):
            made = explain(graph, texts(), iri)
            assert [c.iri for c in made.claims] == [iri]
            for told in made.claims[0].told:
                assert told.note is None
                quote = told.sentence[told.sentence.index("«") + 1 : told.sentence.index("»")]
                assert quote in texts()[told.article]
                assert told.rule == "by-hand"
                assert told.issued is not None
                assert told.outlet == "Daily Lantern"


def test_references_that_were_followed_are_told(graph: ox.Store) -> None:
    made = explain(graph, texts(), "Vera Brandt")
    followed = [r for c in made.claims for t in c.told for r in t.references]
    assert any(r.words == "She" and r.stands_for == "Vera Brandt" and r.rule for r in followed)
    assert "“She” stands for Vera Brandt" in made.render()


def test_a_thing_is_found_by_iri_prefix_ending_or_name(graph: ox.Store) -> None:
    made = explain(graph, texts(), "Ilo Marsh")
    for name in (
        made.iri,
        made.iri.replace("https://w3id.org/party-diplomacy/id/", "id:"),
        "person/ilo-marsh",
        "ILO MARSH",
        f"<{made.iri}>",
    ):
        assert explain(graph, texts(), name) == made
    iri = claims(graph, "office")[0]
    assert explain(graph, texts(), iri.rsplit("/", 1)[-1]).iri == iri
    for name in ("Nobody At All", "id:person/nobody", "", "<>"):
        with pytest.raises(UsageError):
            explain(graph, texts(), name)


def test_a_name_of_several_things_is_refused(graph: ox.Store) -> None:
    twin = ox.Store()
    twin.extend(graph)
    twin.add(
        ox.Quad(
            ox.NamedNode("https://x.org/twin"),
            ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            ox.Literal("Ilo Marsh"),
        )
    )
    with pytest.raises(UsageError, match="could be"):
        explain(twin, texts(), "Ilo Marsh")


def test_inferences_name_rule_and_premises(graph: ox.Store) -> None:
    made = explain(graph, texts(), "Ilo Marsh", derive=lambda triple: derivations(graph, triple))
    assert made.inferences
    assert all(i.by and i.premises for i in made.inferences), [i for i in made.inferences if not i.premises]
    lifted = [i for i in made.inferences if "pd:isChairedBy" in i.says]
    assert lifted
    assert "lifts-participation" in lifted[0].by
    assert "Inferred" in made.render()
    bare = explain(graph, texts(), "Ilo Marsh")
    assert {i.says for i in bare.inferences} == {i.says for i in made.inferences}


def test_merges_are_told_with_their_reason(readings: tuple[Reading, ...]) -> None:
    store = build_graph(readings, resolve(readings))
    made = explain(store, {r.article.name: r.article.text for r in readings}, "Suos Yara")
    assert any(m.rule == "transliteration" and "pokesperson" in m.reason for m in made.merges)
    assert "Joined" in made.render()
    event = explain(store, {}, "event/meeting-2026-02-06-cpp-lprp-cpv")
    assert {t.article for c in event.claims for t in c.told} == {r.article.name for r in readings}
    assert all(t.note for c in event.claims for t in c.told), "without texts the quote stands alone"


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("One. Two met three. Four.", "met", "Two «met» three."),
        ("One\nTwo met three\nFour.", "Two", "«Two» met three"),
        ("Anna met Bo", "Anna met Bo", "«Anna met Bo»"),
        ("“Yes.” She left. No.", "left", "She «left»."),
        ("A met B. C met D. E.", "B. C", "A met «B. C» met D."),
    ],
)
def test_the_quote_is_marked_in_its_sentence(text: str, quote: str, shown: str) -> None:
    assert marked(text, text.index(quote), quote) == (shown, None)


def test_a_text_that_does_not_bear_the_quote_out_is_named() -> None:
    assert marked("Another text", 3, "quote")[1] is not None
    assert marked(None, 3, "a  quote") == ("«a quote»", "the article's text is not at hand")
