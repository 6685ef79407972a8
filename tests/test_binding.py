"""Evidence that cannot be borrowed: a claim with an argument neither in its quote nor bound to it is refused, counted.

Comes in: an invented text and claims made by hand. Goes out: tests of the check. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.claims.binding import arguments, bound
from kg.claims.context import Context
from kg.clauses import parse
from kg.discourse import find_entities
from kg.mentions import find_mentions
from kg.model import EventClaim, Evidence, OfficeClaim, Reference, RoleClaim, Span, StatementClaim
from kg.text import annotate

TEXT = "President Ilo Marsh met Minister Anna Holm in Norway on Monday. He praised the Norwegian road."


@pytest.fixture
def context(tmp_path: Path) -> Context:
    path = tmp_path / "case.txt"
    path.write_text(TEXT + "\n", "utf-8")
    articles, _ = read_articles([path])
    annotated = annotate(articles[0])
    mentions = find_mentions(annotated)
    parses = parse(mentions)
    return Context(annotated, mentions, parses, find_entities(annotated, mentions, parses))


def key(context: Context, name: str) -> str:
    return next(k for k, e in context.entities.items() if name in e.names)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_an_argument_in_the_quote_is_kept(context: Context) -> None:
    claim = StatementClaim(
        key(context, "Ilo Marsh"), "praise", Evidence(at("Ilo Marsh met Minister Anna Holm"), "rule")
    )
    assert bound(context, [claim]) == ((claim,), 0)


def test_an_argument_outside_the_quote_is_refused_and_counted(context: Context) -> None:
    claim = StatementClaim(key(context, "Anna Holm"), "praise", Evidence(at("He praised the Norwegian road"), "rule"))
    assert bound(context, [claim]) == ((), 1)


def test_a_reference_binds_its_own_entity_alone(context: Context) -> None:
    marsh, holm = key(context, "Ilo Marsh"), key(context, "Anna Holm")
    evidence = Evidence(at("He praised the Norwegian road"), "rule", (Reference(at("He"), marsh, "pronoun/he"),))
    his, hers = StatementClaim(marsh, "praise", evidence), StatementClaim(holm, "praise", evidence)
    assert bound(context, [his, hers]) == ((his,), 1)


def test_both_arguments_must_be_bound(context: Context) -> None:
    marsh, land = key(context, "Ilo Marsh"), key(context, "Norway")
    near = OfficeClaim(marsh, "President", land, "current", Evidence(at("President Ilo Marsh"), "rule"))
    whole = OfficeClaim(marsh, "President", land, "current", Evidence(Span(0, at("Norway").end), "rule"))
    assert bound(context, [near, whole]) == ((whole,), 1)


def test_an_adjective_names_its_state(context: Context) -> None:
    claim = OfficeClaim(
        key(context, "Ilo Marsh"), "President", key(context, "Norway"), "current", Evidence(Span(0, len(TEXT)), "r")
    )
    assert bound(context, [claim])[1] == 0
    land = StatementClaim(key(context, "Norway"), "praise", Evidence(at("the Norwegian road"), "rule"))
    assert bound(context, [land]) == ((land,), 0)


def test_a_role_goes_with_its_event(context: Context) -> None:
    marsh = key(context, "Ilo Marsh")
    evidence = Evidence(at("Ilo Marsh met"), "rule")
    event = EventClaim("e1", "meeting", "meeting", "held", (), None, evidence)
    orphan = RoleClaim("e2", "participant", marsh, evidence)
    role = RoleClaim("e1", "participant", marsh, evidence)
    assert bound(context, [event, role, orphan]) == ((event, role), 1)


def test_arguments_left_open_are_none(context: Context) -> None:
    claim = OfficeClaim("p", "President", None, "current", Evidence(at("President"), "rule"))
    assert arguments(claim) == ("p",)
