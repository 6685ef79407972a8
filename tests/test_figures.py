"""The figure grammar: percentages, money, counts, ages, durations and measures, and what it leaves alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import calendar_spans, find_dates
from kg.figures import find_figures
from kg.numbers import canonical, read_number


def mentions(text):
    dates = calendar_spans(find_dates(text, 0, len(text), "2025-06-01"))
    return find_figures(text, 0, len(text), dates)


def read(text):
    return [(m.span.of(text), m.value, m.unit, m.kind) for m in mentions(text)]


ONE = [
    ("the remaining 16%", "16%", "16", "percent", "percent"),
    ("up 8.02 percent", "8.02 percent", "8.02", "percent", "percent"),
    ("up 12.5 per cent from", "12.5 per cent", "12.5", "percent", "percent"),
    ("by 0.25 percentage points", "0.25 percentage points", "0.25", "percentage points", "percent"),
    ("to 20 billion USD", "20 billion USD", "20", "billion USD", "money"),
    ("worth $1.5 billion", "$1.5 billion", "1.5", "billion USD", "money"),
    ("a US$2.5-million grant", "US$2.5-million", "2.5", "million USD", "money"),
    ("about US$900m", "US$900m", "900", "million USD", "money"),
    ("a bridge worth RM7.4 million", "RM7.4 million", "7.4", "million RM", "money"),
    ("debts of GH¢2.5 million", "GH¢2.5 million", "2.5", "million cedis", "money"),
    ("a fund of R6 million", "R6 million", "6", "million rand", "money"),
    ("a PHP30-billion dock", "PHP30-billion", "30", "billion PHP", "money"),
    ("a gift of N$400 000", "N$400 000", "400000", "Namibian dollars", "money"),
    ("contracts for €70 mln", "€70 mln", "70", "million euros", "money"),
    ("Sh55 million in seed", "Sh55 million", "55", "million shillings", "money"),
    ("12 km of the R9 road", "12 km", "12", "km", "measure"),
    ("a loan of €3bn", "€3bn", "3", "billion euros", "money"),
    ("VND 500 billion", "VND 500 billion", "500", "billion VND", "money"),
    ("worth 85 million florins", "85 million florins", "85", "million florins", "money"),
    ("1.2 million crowns had", "1.2 million crowns", "1.2", "million crowns", "money"),
    ("5 million U.S. dollars", "5 million U.S. dollars", "5", "million U.S. dollars", "money"),
    ("a grant of $5", "$5", "5", "USD", "money"),
    ("74 million people", "74 million people", "74", "million people", "count"),
    ("a combined population of 21 million.", "21 million", "21", "million people", "count"),
    ("half a million tourists", "half a million tourists", "0.5", "million tourists", "count"),
    ("The 12-strong delegation", "12-strong", "12", "members", "count"),
    ("a nine-member delegation", "nine-member", "9", "members", "count"),
    ("a 44-point communiqué", "44-point", "44", "points", "count"),
    ("the 2.5 million-strong union", "2.5 million-strong", "2.5", "million members", "count"),
    ("send two frigates", "two frigates", "2", "frigates", "count"),
    ("with 2,400 troops", "2,400 troops", "2400", "troops", "count"),
    ("a dozen ministers", "a dozen ministers", "12", "ministers", "count"),
    ("two dozen ministers", "two dozen ministers", "24", "ministers", "count"),
    ("forty-two villages", "forty-two villages", "42", "villages", "count"),
    ("three hundred and ten ships", "three hundred and ten ships", "310", "ships", "count"),
    ("twelve thousand voters", "twelve thousand voters", "12000", "voters", "count"),
    ("11,000 village chapters alive", "11,000 village chapters", "11000", "chapters", "count"),
    ("counts 132 member parties", "132 member parties", "132", "parties", "count"),
    ("some 310,000 Megharans live", "310,000 Megharans", "310000", "megharans", "count"),
    ("groups six states with", "six states", "6", "states", "count"),
    ("met 14 times last year", "14 times", "14", "times", "count"),
    ("the 96-seat house", "96-seat", "96", "seats", "count"),
    ("a three-day stay", "three-day", "3", "days", "duration"),
    ("the two-day session", "two-day", "2", "days", "duration"),
    ("the 40-minute conversation", "40-minute", "40", "minutes", "duration"),
    ("a 3.5-hour meeting", "3.5-hour", "3.5", "hours", "duration"),
    ("the first in 11 years", "11 years", "11", "years", "duration"),
    ("spent five weeks in hospital", "five weeks", "5", "weeks", "duration"),
    ("at the age of 95.", "95", "95", "years", "age"),
    ("a leader aged 72", "72", "72", "years", "age"),
    ("Mr Lam, 67, met", "67", "67", "years", "age"),
    ("Ms Rudrani, who is 58, was", "58", "58", "years", "age"),
    ("the 58-year-old president", "58-year-old", "58", "years", "age"),
    ("1,137 km of border", "1,137 km", "1137", "km", "measure"),
    ("a 1,137-kilometre border", "1,137-kilometre", "1137", "km", "measure"),
    ("300 hectares of land", "300 hectares", "300", "hectares", "measure"),
    ("4,200 MW of power", "4,200 MW", "4200", "megawatts", "measure"),
    ("7,000 sq km", "7,000 sq km", "7000", "square km", "measure"),
    ("5.3 million tonnes of rice", "5.3 million tonnes", "5.3", "million tonnes", "measure"),
    ("more than 1.4m people", "1.4m people", "1.4", "million people", "count"),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "kind"), ONE)
def test_one_figure(text, quote, value, unit, kind):
    assert read(text) == [(quote, value, unit, kind)]


NONE = [
    "the three countries", "both sides and the two leaders", "all three parties", "our two peoples",
    "these four pillars", "Laos's two provinces", "three parties met", "two leaders of the clergy",
    "signed six agreements and 11 documents", "the 14th Congress", "the 3rd session", "Resolution 57", "Article 5",
    "the G20 and COP26", "F-16 and COVID-19", "Block 12/11", "No. 7 Street", "at 16:30", "on 6 May 2025", "in 2027",
    "the 2026-2030 period", "by 2030", "one of them", "one country", "a hall of one hundred", "two days later",
    "three years ago", "valid for five years", "ASEAN 10 plus 3", "a win of 12-3", "nearly two-thirds",
    "two-way trade", "a one-party state", "hundreds of people", "the first 10 months", "two said that it rains",
    "a group of 15.", "version 3.10.2024.1", "ISO-9001 standards", "", "one more time",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text):
    assert read(text) == []


def test_a_list_keeps_its_order():
    found = mentions("Farming, trade and services grew 4.2 percent, 6.3 percent and 7.1 percent respectively, by 9 km.")
    assert [(m.value, m.index) for m in found] == [("4.2", 0), ("6.3", 1), ("7.1", 2), ("9", None)]


def test_a_part_and_its_whole():
    text = "It will have 51 of the 96 seats and the IPC 20."
    assert [(m.value, m.unit) for m in mentions(text)] == [("51", "seats"), ("96", "seats"), ("20", "seats")]


def test_numbers_that_lean_on_an_earlier_figure():
    assert [m.value for m in mentions("elected by 131 votes to 88 in May")] == ["131", "88"]
    assert [m.value for m in mentions("invited eleven parliaments, of which nine have come")] == ["11", "9"]
    assert [(m.value, m.unit) for m in mentions("cut from 30 days to 12.")] == [("30", "days"), ("12", "days")]
    assert [m.value for m in mentions("It shows 90 letters, two of them in verse")] == ["90", "2"]
    assert [m.value for m in mentions("two bilateral meetings and one trilateral summit, they said")] == ["2", "1"]
    last = mentions("up to 1.5 billion florins by 2030, from 910 million last year")[-1]
    assert (last.value, last.unit) == ("910", "million florins")


def test_both_ends_of_a_range_take_its_unit():
    for text in ("10 to 15 percent", "10–15%", "from 10 to 15 per cent"):
        assert [(m.value, m.unit, m.is_range) for m in mentions(text)] == [
            ("10", "percent", True),
            ("15", "percent", True),
        ]
    assert [m.unit for m in mentions("between 5 and 7 million tonnes")] == ["million tonnes"] * 2
    assert not any(m.is_range for m in mentions("5 percent and 7 percent"))


def test_approximation():
    assert all(mentions(f"{word} 400 delegates")[0].approximate for word in ("some", "about", "More than", "nearly"))
    assert not mentions("with 400 delegates")[0].approximate


def test_the_noun_comes_with_its_modifiers():
    assert mentions("1,000 young party members came")[0].noun == "young party members"


def test_dates_are_left_out_and_only_the_sentence_is_read():
    text = "Ten ships. On 6 May 40 ships came. Two ships left."
    dates = calendar_spans(find_dates(text, 11, 34, None))
    assert [m.span.of(text) for m in find_figures(text, 11, 34, dates)] == ["40 ships"]


def test_numbers_in_words():
    values = {"2,400": 2400, "1,234,567.5": Decimal("1234567.5"), "8,02": Decimal("8.02"), "half a": Decimal("0.5"),
              "half a dozen": 6, "two thousand five hundred": 2500, "a hundred": 100, "ninety-nine": 99}  # fmt: skip
    assert {words: read_number(words) for words in values} == values
    assert [read_number(words) for words in ("", "many", "1.2.3")] == [None, None, None]


PIECES = """$ US$ € VND 5 12 2,400 1.5 0 007 1,23 million billion bn % percent km -strong -member two forty-two a dozen
half one of the to and , . – - seats votes people sides agreements members days year-old aged who is Lam which them each
from""".split()
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join), st.text(max_size=60))


@given(TEXTS, st.integers(-3, 40), st.integers(-3, 90))
def test_whatever_the_text_spans_are_exact_and_values_canonical(text, start, end):
    found = find_figures(text, start, end, calendar_spans(find_dates(text, start, end, None)))
    assert all(max(start, 0) <= m.span.start < m.span.end <= min(end, len(text)) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.value == canonical(Decimal(m.value)) and m.unit for m in found)


@given(st.integers(2, 10**9))
def test_every_grouped_number_is_read_back(number):
    (found,) = mentions(f"some {number:,} delegates came")
    assert (found.value, found.unit) == (str(number), "delegates")
