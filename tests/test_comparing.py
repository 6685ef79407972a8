"""As of a day, and the difference of two builds: what was known when, and what an article withdrawn takes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kg
from invented import outcome, plan

from kg import pipeline
from kg.errors import UsageError
from kg.model import Reading
from kg.pipeline.asking import Built
from kg.pipeline.assembling import assemble
from kg.pipeline.comparing import Change, as_known, diff
from kg.resolution import Decision

WITHDRAWN = Decision("reject", "article: plan", "", "withdrawn", "Ed", "2030-05-06", 1)


class Hand(Built):
    """A build of invented articles, never written to disk."""

    def __init__(self, readings: list[Reading], *decisions: Decision) -> None:
        made = assemble(readings, decisions)
        super().__init__(Path(), made=made.store, read=tuple(readings))
        self.__dict__["decisions"] = decisions


def articles(built: Built) -> set[str]:
    return {reading.article.name for reading in built.readings}


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2030-04-30", set()),
        ("2030-05-01", {"plan"}),
        ("2030-05-05", {"plan", "outcome"}),
        ("2030-05-06", {"outcome"}),
        ("2031-01-01", {"outcome"}),
    ],
)
def test_what_was_known_on_a_day(day: str, known: set[str]) -> None:
    made, undated = as_known(Hand([plan(), outcome()], WITHDRAWN), day)
    assert articles(made) == known
    assert undated == ()
    stages = made.store.query("SELECT ?s { ?a pd:hasStage ?s }", prefixes={"pd": PD})
    assert bool(list(stages)) is bool(known)  # type: ignore[arg-type]


PD = "https://w3id.org/party-diplomacy/ontology#"


def test_articles_without_a_day_are_named_and_left_out() -> None:
    from dataclasses import replace

    one = plan()
    undated = replace(one, article=replace(one.article, published=None))
    made, left_out = as_known(Hand([undated, outcome()]), "2030-12-31")
    assert left_out == ("plan",)
    assert articles(made) == {"outcome"}
    with pytest.raises(UsageError, match="no day"):
        as_known(made, "May")


def test_a_withdrawn_article_takes_its_claims_and_their_conclusions_with_it() -> None:
    before, after = Hand([plan(), outcome()]), Hand([plan(), outcome()], WITHDRAWN)
    changes = diff(before, after)
    assert Change("-", "article", "plan", "") in changes
    gone = [c for c in changes if c.sign == "-"]
    assert {c.part for c in gone} >= {"article", "claim", "join", "inferred"}
    assert all(c.article in ("plan", "") for c in gone)
    assert any("isToInvolve" in c.what for c in gone if c.part == "inferred")
    assert [c.part for c in changes if c.sign == "+" and c.part != "finding"] == ["decision"]
    assert diff(before, Hand([outcome(), plan()])) == ()


def test_an_article_reworded_shows_what_changed() -> None:
    from dataclasses import replace

    other = replace(plan(), article=replace(plan().article, sha256="f" * 64), claims=plan().claims[:-1])
    changes = diff(Hand([plan(), outcome()]), Hand([other, outcome()]))
    assert Change("~", "article", "plan has other words", "") in changes
    assert [c.part for c in changes if c.sign == "-"] == ["claim"]


def test_the_command_shows_a_difference_and_a_day(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    book = tmp_path / "d.tsv"
    book.write_text("reject\tarticle: 003_7ffebabe9f4fe8a8\t\twithdrawn\tEd\t2026-02-08\n", "utf-8")
    assert kg("build", "seeds", "--out", str(tmp_path / "b"), "--decisions", str(book)).returncode == 0
    done = kg("diff", str(seeds_build), str(tmp_path / "b"), "--fail")
    assert done.returncode == 1
    assert "- article: 003_7ffebabe9f4fe8a8\n" in done.stdout
    assert kg("diff", str(seeds_build), str(seeds_build), "--fail").stdout == ""
    table = kg("diff", str(seeds_build), str(tmp_path / "b"), "--format", "csv").stdout
    assert table.startswith("sign,part,what,article")
    for day, rows in (("2026-02-02", 0), ("2026-02-03", 1), ("2026-02-05", 2)):
        asked = kg("query", "cq-20", "--as-of", day, "--format", "csv", "--build", str(seeds_build))
        assert asked.returncode == 0, asked.stderr
        assert asked.stdout.count("announced") == rows
        assert "no day is known" in asked.stderr
    assert "held" in kg("query", "cq-20", "--as-of", "2026-02-07", "--build", str(tmp_path / "b")).stdout
    assert pipeline.open_build(seeds_build).decisions == ()
