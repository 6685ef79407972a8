"""A graph that is kept equals the one that is built afresh, and does again only what a change bears on."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from invented_news import article
from pyoxigraph import Literal, NamedNode, Quad, Store
from random_triples import random_triples
from sequences import sequence, whole

from kg import pipeline
from kg.errors import BadInput
from kg.garbage import MANY, no_collection
from kg.graph import stated
from kg.model import EventClaim, Reading
from kg.pipeline.assembling import assemble
from kg.pipeline.building import build
from kg.pipeline.keeping import Keeping
from kg.reason import following, kept
from kg.reason.axioms import read_axioms
from kg.reason.bearing import Bearing
from kg.reason.patterns import alternatives, depending
from kg.reason.rl import Closing
from kg.reason.rules import read_rules
from kg.vocab import BASE

AXIOMS = read_axioms(alignments=True)


def test_random_sequences_end_in_the_graph_of_a_clean_build() -> None:
    """Each sequence goes on from where the one before ended; python bench/reliability.py sequences runs 200."""
    keeping, held = Keeping(), {}
    for seed in range(6):
        assert sequence(keeping, held, seed) is None, seed


def test_it_is_the_same_when_all_conclusions_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """From few changes on, or never: which way is taken changes nothing."""
    for most in (0, 60):
        monkeypatch.setattr(kept, "MANY", most)
        assert sequence(Keeping(), {}, 77, steps=3) is None


@pytest.mark.parametrize("few", [0, 3, 1 << 40])
def test_what_changes_bear_on_is_the_same_by_steps_and_by_queries(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "FEW", few)
    monkeypatch.setattr(following, "MOST_ROWS", 3)
    assert sequence(Keeping(), {}, 78, steps=3) is None


@pytest.mark.parametrize("few", [0, 1 << 40])
def test_a_way_is_followed_from_either_end_of_a_pattern(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also through constants, through values that are no things, and where one pattern has many matches."""
    monkeypatch.setattr(following, "FEW", few)
    a, b, c, p, q = (NamedNode(f"{BASE}x/{name}") for name in "abcpq")
    store, word = Store(), Literal("said")
    store.extend(Quad(*triple) for triple in ((a, p, b), (c, p, b), (b, q, word), (a, q, a), (c, q, word)))
    looked, step, said = following.Looked(store), str(p), str(q)
    patterns = (("?x", step, "?y"), ("?y", said, "?z"), ("?w", step, "?y"))
    way = following.Way("?x", patterns, ("?w", "?z"))
    assert way.followed(looked, {a}) == {(a, word), (c, word)}
    assert way.followed(looked, {b}) == way.followed(looked, set()) == set()
    back = following.Way("?y", (("?x", step, "?y"), ("?x", said, str(a))), ("?x",))
    assert back.followed(looked, {b}) == {(a,)}
    assert following.Way("?x", (("?x", said, "?z"), ("?z", said, "?v")), ("?v",)).followed(looked, {b, c}) == set()


@pytest.mark.parametrize("fault", [(Bearing, "affected", lambda *_: set()), (Closing, "_is_made", lambda *_: False)])
def test_the_comparison_notices_what_is_left_out(
    fault: tuple[type, str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MANY", 1 << 40)
    monkeypatch.setattr(*fault)
    keeping, held = Keeping(), {}
    assert any(sequence(keeping, held, seed) for seed in range(8))


def test_triples_taken_back_leave_the_closure_of_the_others() -> None:
    for seed in range(12):
        draw = random.Random(seed)
        pool = sorted(random_triples(AXIOMS, draw.choice([15, 40]), seed, dense=draw.choice([3, 6, 12])), key=str)
        closing, held = Closing(AXIOMS), set[tuple[NamedNode, NamedNode, NamedNode]]()
        for _ in range(4):
            put, gone = draw.sample(pool, draw.randrange(9)), [t for t in held if draw.random() < 0.3]
            before = set(closing.closure)
            made, lost = closing.change(put, gone)  # type: ignore[arg-type]
            held = (held - set(gone)) | set(put)
            fresh = Closing(AXIOMS)
            fresh.add(held)  # type: ignore[arg-type]
            assert closing.closure == fresh.closure == (before | made) - lost, seed
            assert made.isdisjoint(before)
            assert lost <= before


def stranger(name: str, draw: random.Random) -> Reading:
    """An article on things and events whose names no other has."""
    told = whole(article(name, draw))
    things = tuple(replace(e, names=tuple(one[::-1] for one in e.names)) for e in told.entities)
    claims = tuple(replace(c, name=c.name and c.name[::-1]) if isinstance(c, EventClaim) else c for c in told.claims)
    return replace(told, entities=things, claims=claims)


def test_an_article_on_strangers_restates_and_draws_nothing_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, keeping = random.Random(4), Keeping()
    others = [whole(article(f"a{number}", draw)) for number in range(9)]
    known = {quad.subject for quad in keeping.hold(others).store}
    restated, drawn = list[str](), list[object]()
    says, draws = stated.Stated._article, kept.Inference._draw

    def said(self: stated.Stated, name: str) -> object:
        restated.append(name)
        return says(self, name)

    def counted(self: kept.Inference, rule: object, keys: set[tuple[NamedNode, ...]] | None) -> object:
        drawn.extend(["all"] if keys is None else keys)
        return draws(self, rule, keys)  # type: ignore[arg-type]

    monkeypatch.setattr(stated.Stated, "_article", said)
    monkeypatch.setattr(kept.Inference, "_draw", counted)
    keeping.hold(others)
    assert (keeping.came, keeping.went, restated, drawn) == (0, 0, [], [])
    keeping.hold([*others, stranger("z", random.Random(9))])
    assert restated == ["z"]
    assert drawn
    assert not [key for key in drawn if not known.isdisjoint(key)]
    assert keeping.went == 2, "the number of articles in the build's label, of the claims graph and the default graph"
    before = keeping.came
    keeping.hold(others)
    assert keeping.went == before, "what it brought goes with it"
    keeping.hold([*others, whole(article("y", random.Random(9)))])
    assert len(restated) > 2, "one on names that others have is another matter"


@pytest.mark.parametrize(
    "pattern",
    [
        "{ ?a pd:x/^pd:y ?b }",
        "{ ?a pd:x+ ?b }",
        "{ ?a pd:x ?b , ?c }",
        "{ ?a pd:x ?b . FILTER (EXISTS { ?a pd:y ?c }) }",
        "{ GRAPH ?g { ?a pd:x ?b } }",
        "{ ?a pd:x ?b ",
        "{ ?a pd:x ?b } }",
    ],
)
def test_a_pattern_that_is_not_followed_is_refused(pattern: str) -> None:
    with pytest.raises(BadInput):
        found = [atom for atom, _, _ in depending(alternatives(pattern))]
        assert not found, f"read as {found}"


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("?k IN (pd:A, pd:B)", ("pd:A", "pd:B")),
        ("?k IN (pd:A)", ("pd:A",)),
        ("?k NOT IN (pd:A, pd:B)", ()),
        ("!(?k IN (pd:A, pd:B))", ()),
        ("?k IN (pd:A, pd:B) || ?a = ?k", ()),
        ("?k IN (pd:A) && ?a IN (pd:B)", ()),
        ("?k IN (pd:A, ?a)", ()),
        ("BOUND(?k)", ()),
    ],
)
def test_only_what_a_filter_wants_is_followed(condition: str, wanted: tuple[str, ...]) -> None:
    (((_, word, _), values, _),) = depending(alternatives(f"{{ ?a a ?k . FILTER ({condition}) }}"))
    assert (word, values) == ("a", wanted)
    (((_, _, _), inner, _),) = depending(alternatives(f"{{ FILTER NOT EXISTS {{ ?a a ?k . FILTER ({condition}) }} }}"))
    assert inner == wanted


def test_every_pattern_of_the_rules_is_followed() -> None:
    """As many patterns are found in each rule as it has predicates outside its expressions."""
    for rule in read_rules():
        named = {atom[1] for atom, _, _ in depending(alternatives(rule.query[rule.query.index(" WHERE ") + 7 :]))}
        body = rule.query[rule.query.index(" WHERE ") :]
        told = {word.rstrip(".;") for word in body.replace("/", " ").split() if word.startswith(("pd:", "oa:", "dct"))}
        assert {word for word in told if word.split(":")[1][0].islower() and ")" not in word} == named - {"a"}
        assert Bearing(rule).keys


TEXTS = [
    "OSLO, May 5, 2030 - Prime Minister of Norway Anna Holm received Foreign Minister of Kenya Ali Hassan in Oslo.",
    "NAIROBI, May 6, 2030 - Foreign Minister of Kenya Ali Hassan will visit Norway in June 2030.",
    "OSLO, May 7, 2030 - Norwegian Prime Minister Anna Holm said she would visit Kenya.",
]


def test_a_watched_folder_is_built_again_when_an_article_changes(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    out = articles / "build"  # what is made there is no reason to make it again
    articles.mkdir()
    paths = [articles / f"{number}.txt" for number in range(3)]
    for path, text in zip(paths[:2], TEXTS, strict=False):
        path.write_text(text)

    def steps() -> Iterator[None]:
        yield None  # nothing has changed
        paths[2].write_text(TEXTS[2])
        yield None
        for path in paths:
            path.unlink()
        yield None
        paths[1].write_text(TEXTS[0])
        yield None

    doing, store = steps(), articles / "store"
    making = pipeline.Making(store=store)
    rounds = islice(pipeline.watch([articles], out, pipeline.Options(), making, wait=lambda _: next(doing)), 4)
    first, more, none, other = [(told, (out / "graph.nq").read_bytes()) for told in rounds]
    assert first[0].came
    assert more[0].came
    assert isinstance(none[0].summary, BadInput), "no article is left: said, and the build before stands"
    assert none[1] == more[1] != first[1]
    build([articles], tmp_path / "clean", pipeline.Options())
    for path in (tmp_path / "clean").rglob("*"):
        if path.is_file():
            assert (out / path.relative_to(tmp_path / "clean")).read_bytes() == path.read_bytes(), path
    assert other[1] != more[1]


def test_an_event_that_is_told_anew_with_a_number_gets_its_series() -> None:
    """Its group of accounts is the same as before, whatever the number."""
    told = next(one for n in range(99) if (one := whole(article("a", random.Random(n)))).events())

    def numbered(ordinal: int | None) -> Reading:
        claims = (replace(c, ordinal=ordinal) if isinstance(c, EventClaim) else c for c in told.claims)
        return replace(told, claims=tuple(claims))

    keeping = Keeping()
    for ordinal in (None, 14, 15, None):
        kept_, clean = keeping.hold([numbered(ordinal)]), assemble([numbered(ordinal)])
        assert set(kept_.store) == set(clean.store)
        assert (ordinal is not None) == any("isInSeries" in str(quad.predicate) for quad in kept_.store)


def test_what_much_work_made_is_not_gone_through_again() -> None:
    assert gc.isenabled()
    before = gc.get_freeze_count()
    try:
        with no_collection():
            few = [[] for _ in range(10)]
        assert gc.isenabled()
        assert gc.get_freeze_count() == before
        with no_collection():
            assert not gc.isenabled()
            many = [[few] for _ in range(MANY + 1)]
        assert gc.isenabled()
        assert gc.get_freeze_count() > before + len(many)
    finally:
        gc.unfreeze()
