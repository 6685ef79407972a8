"""Resolution that is kept: whatever comes, changes and goes, it is the one that all articles give at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from invented_news import PROOF, article, rulings

from kg.model import Article, Coverage, Entity, OfficeClaim, Reading
from kg.pipeline import assembling
from kg.resolution import Decision, Occurrence, Resolution, Ruling
from kg.resolve import Authority, AuthorityEntry, Kept, institutions, people, resolve

Nodes = Sequence[tuple[Occurrence, object]]

KNOWN = Authority(
    (
        AuthorityEntry("https://example.org/opn", "Orange Party of Norway", ("OPN", "Norwegian Orange Party"), "party"),
        AuthorityEntry("https://example.org/no", "Norway", ("Kingdom of Norway",), "state"),
    )
)


def same(kept: Resolution, clean: Resolution) -> None:
    for part in ("entities", "events", "merges", "unmet", "proposals", "event_proposals"):
        assert getattr(kept, part) == getattr(clean, part), part


@pytest.mark.parametrize("seed", range(20))
def test_what_is_kept_equals_what_is_resolved_at_once(seed: int) -> None:
    """Random sequences of articles that come, change and are withdrawn, and of rulings that come and go."""
    draw = random.Random(seed)
    authority = draw.choice([Authority(), KNOWN])
    kept, held, ruled = Kept(authority), dict[str, Reading](), list[Ruling]()
    for _ in range(6):
        names = [f"a{number}" for number in draw.sample(range(12), draw.randrange(1, 5))]
        put = [article(name, draw) for name in names if draw.random() < 0.75]
        gone = [name for name in names if name not in {r.article.name for r in put}]
        held = {n: r for n, r in held.items() if n not in gone} | {r.article.name: r for r in put}
        if draw.random() < 0.3:
            ruled = rulings(list(held.values()), draw)
        kept.change(put, gone, ruled)
        shuffled = draw.sample(list(held.values()), len(held))
        same(kept.resolution(), resolve(shuffled, authority, ruled))


def test_an_article_re_resolves_only_what_it_shares_names_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 60 articles on others, one on strangers touches none; one on a known person touches that person's alone."""
    solved: list[Occurrence] = []

    def counting(step: Callable[[Nodes], object]) -> Callable[[Nodes], object]:
        def counted(nodes: Nodes) -> object:
            solved.extend(one for one, _ in nodes)
            return step(nodes)

        return counted

    kept, draw = Kept(Authority()), random.Random(3)
    kept.change([article(f"a{number}", draw) for number in range(60)])
    for module, names in ((institutions, ("_by_name", "_by_side")), (people, ("_by_name", "_by_ties"))):
        for name in names:
            monkeypatch.setattr(module, name, counting(getattr(module, name)))
    kept.change([told("x", "Ngozi Eze", "Purple Party of Fiji")])
    assert {one.article for one in solved} == {"x"}
    solved.clear()
    kept.change([told("y", "Ngozi Eze", "Green Party of Fiji")])
    assert {one.article for one in solved} == {"x", "y"}
    assert Occurrence("x", "o") not in solved


def told(name: str, who: str, party: str) -> Reading:
    entities = (Entity("p", "person", (who,)), Entity("o", "party", (party,)))
    made = Article(name, f"{name}.txt", "0" * 64, "text/plain", "x")
    return Reading(made, entities, (OfficeClaim("p", "Leader", "o", "current", PROOF),), Coverage(1, 1, ()), "invented")


def test_a_build_in_the_same_process_uses_what_is_kept_and_comes_out_the_same(
    readings: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article withdrawn and added again, and a decision made and taken back, give the bytes of a clean build."""
    changed: list[int] = []
    before = Kept._change

    def counted(self: Kept, put: list[Reading], gone: list[str], ruled: Sequence[Ruling] | None) -> None:
        changed.append(len(put) + len(gone))
        before(self, put, gone, ruled)

    monkeypatch.setattr(Kept, "_change", counted)
    assembling.MEMORY.forget()
    clean = assembling.assemble(readings)
    decided = [Decision("never-same", "person: Suos Yara", "person: Sous Yara", "why", "me", "2030-01-01", 1)]
    fewer = assembling.assemble(readings[1:], decided)
    again = assembling.assemble([replace(one) for one in readings])
    assert changed == [len(readings), 1, 1]
    assert sorted(map(str, again.store)) == sorted(map(str, clean.store))
    assembling.MEMORY.forget()
    assert assembling.resolved(readings[1:], decided)[2] == fewer.outcomes
