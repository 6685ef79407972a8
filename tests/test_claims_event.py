"""Events and roles: each case of corpus/event.txt and corpus/role.txt gives the accounts and roles that it lists.

Comes in: the corpora of invented texts. Goes out: a test a case, and tests of the table of words. It never uses a real
article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from cases import cases, read

from kg.claims.event_words import main_role, noun_type, number, row, words
from kg.claims.lexicon import rows
from kg.model import EventClaim, Reading

DAY = "2026-03-10"  # of the invented articles


def marked(table: str) -> list[ParameterSet]:
    """A parameter set (text, expected) a case, one that is not read yet marked as an expected failure."""
    found = []
    for case in cases(table):
        marks = [pytest.mark.xfail(strict=True, reason=case.why)] if case.why else []
        found.append(pytest.param(case.text, [tuple(row) for row in case.rows], id=case.name, marks=marks))
    return found


def account(reading: Reading, event: EventClaim) -> tuple[str, ...]:
    place = reading.entity(event.place).name if event.place else "-"
    stage = "postponed" if event.postponed else event.stage
    return event.type, stage, event.dates[0] if event.dates else "-", place, str(event.ordinal or "-")


@pytest.mark.parametrize(("text", "expected"), marked("event"))
def test_accounts(text: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    assert sorted(account(reading, event) for event in reading.events()) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), marked("role"))
def test_roles(text: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    found = [
        (event.type, role.role, reading.entity(role.agent).name)
        for event in reading.events()
        for role in reading.roles(event.id)
    ]
    assert sorted(found) == sorted(expected)


def test_a_date_has_evidence_of_its_own(tmp_path: Path) -> None:
    reading = read("President Ilo Marsh met Minister Vera Brandt in Oslo on Monday.", tmp_path, DAY)
    (event,) = reading.events()
    assert event.date_evidence is not None
    assert event.date_evidence.span.of(reading.article.text) == "Monday"


def test_every_role_stands_in_its_own_sentence(tmp_path: Path) -> None:
    reading = read(
        "President Ilo Marsh held talks with Minister Anna Holm on Monday. Also present was Minister Vera Brandt.",
        tmp_path,
        DAY,
    )
    (event,) = reading.events()
    quotes = {reading.entity(r.agent).name: r.evidence.span.of(reading.article.text) for r in reading.roles(event.id)}
    assert quotes["Vera Brandt"] == "Also present was Minister Vera Brandt."
    assert quotes["Anna Holm"].startswith("President Ilo Marsh held")


def test_table_has_each_word_of_a_class_once() -> None:
    table = [row[:2] for row in rows("events")]
    assert len(table) == len(set(table))


def test_lookups() -> None:
    assert noun_type("call", frozenset()) is None
    assert noun_type("call", frozenset({"telephone"})) == "call"
    assert noun_type("call", frozenset({"courtesy"})) == "meeting"
    assert noun_type("service", frozenset()) is None
    assert noun_type("service", frozenset({"memorial"})) == "ceremony"
    assert noun_type("conference", frozenset({"press"})) == "other"
    assert main_role("visit") == "visitor"
    assert main_role("meeting") == "participant"
    assert number("ordinal", "fifth") == 5
    assert number("ordinal", "lamp") == 0
    assert row("verb", "lamp") is None
    assert "postpone" in words("cancel")


def test_a_weekday_is_that_of_the_stay_where_nothing_else_dates_the_article(tmp_path: Path) -> None:
    stay = "A delegation of the Teal League is in Norway from November 24 to 28. In Bergen, it toured a museum"
    congress = "The congress of the Unity Party ended on January 19, 2026."
    for day, told in (("Tuesday", "2025-11-25"), ("Sunday", None)):  # no Sunday is in the stay
        events = read(f"{stay} on {day}. {congress}", tmp_path).events()
        dates = [e.dates[0] if e.dates else None for e in events if e.type == "visit"]
        assert dates == ["2025-11-24/2025-11-28", told]


@pytest.mark.parametrize(
    ("weekday", "years", "day"),
    [
        ("Thursday", "2026", "2026-07-09"),
        ("Thursday", "2026 and 2031", "2026-07-09"),
        ("Thursday", "2027", "XXXX-07-09"),
        ("Thursday", "2020 and 2026", "XXXX-07-09"),  # both fit
        ("Friday", "2026", "XXXX-07-09"),
    ],
)
def test_the_year_of_a_dateline_by_its_weekday(weekday: str, years: str, day: str, tmp_path: Path) -> None:
    text = (
        f"OSLO, July 9 (NTB) -- President Ilo Marsh agreed {weekday} to build a bridge by {years}.\n\n"
        "He met Prime Minister Anna Holm in Oslo on July 9."
    )
    assert [event.dates[0] for event in read(text, tmp_path).events()] == [day]
