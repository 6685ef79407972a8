"""The date grammar: what it reads into EDTF, what it leaves alone, and the arithmetic on EDTF values."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import (
    bounds,
    calendar_spans,
    find_dates,
    interval,
    is_edtf,
    overlap,
    with_duration,
)
from kg.dates.words import MONTH_NAMES, WEEKDAY_NAMES
from kg.model import Span

WEDNESDAY = "2025-02-12"


def read(text, anchor=None, tense="unknown", **more):
    mentions = find_dates(text, 0, len(text), anchor, tense, **more)
    return [(m.span.of(text), m.edtf[0] if m.edtf else None) for m in mentions]


ABSOLUTE = [
    ("on February 6, 2026", "February 6, 2026", "2026-02-06"),
    ("on 6 February 2026.", "6 February 2026", "2026-02-06"),
    ("on 6 February, 2026", "6 February, 2026", "2026-02-06"),
    ("on 6 Feb at noon", "6 Feb", "XXXX-02-06"),
    ("PHNOM PENH, Dec. 6 (Agency) --", "Dec. 6", "XXXX-12-06"),
    ("Oct. 18, 2023", "Oct. 18, 2023", "2023-10-18"),
    ("NATUNA, Sept 24, 2023 –", "Sept 24, 2023", "2023-09-24"),
    ("16:12, December 06, 2011", "December 06, 2011", "2011-12-06"),
    ("JUNE 3, 2029", "JUNE 3, 2029", "2029-06-03"),
    ("dated 2026-02-06.", "2026-02-06", "2026-02-06"),
    ("(2025/01/15 18:20) Lawmakers", "2025/01/15", "2025-01-15"),
    ("(KDN) 18/03/2026 — The", "18/03/2026", "2026-03-18"),
    ("Friday 17/05/2019 - 21:40", "Friday 17/05/2019", "2019-05-17"),
    ("on 18.03.2026 the", "18.03.2026", "2026-03-18"),
    ("the 6th of February", "the 6th of February", "XXXX-02-06"),
    ("on the 21st of June 2024", "the 21st of June 2024", "2024-06-21"),
    ("Friday, August 16, 2024", "Friday, August 16, 2024", "2024-08-16"),
    ("on Monday, 7 April 2025, for", "Monday, 7 April 2025", "2025-04-07"),
    ("on Tuesday (Feb. 6)", "Tuesday (Feb. 6", "XXXX-02-06"),
    ("Wed, 15 Jan 2025", "Wed, 15 Jan 2025", "2025-01-15"),
    ("29 February 2024", "29 February 2024", "2024-02-29"),
    ("on 16 August", "16 August", "XXXX-08-16"),
    ("on February 6–7, 2026", "February 6–7, 2026", "2026-02-06/2026-02-07"),
    ("February 19 to 22", "February 19 to 22", "XXXX-02-19/XXXX-02-22"),
    ("from 4 to 6 July", "4 to 6 July", "XXXX-07-04/XXXX-07-06"),
    ("10-12 October 2021", "10-12 October 2021", "2021-10-10/2021-10-12"),
    ("Nov. 25-26, 2022", "Nov. 25-26, 2022", "2022-11-25/2022-11-26"),
    ("between 3 and 5 May", "3 and 5 May", "XXXX-05-03/XXXX-05-05"),
    ("on 6 and 7 May 2025", "6 and 7 May 2025", "2025-05-06/2025-05-07"),
    ("January 30 – February 2", "January 30 – February 2", "XXXX-01-30/XXXX-02-02"),
    ("from November 24 to December 7, 2023, with", "November 24 to December 7, 2023", "2023-11-24/2023-12-07"),
    ("30 April - 2 May 2024", "30 April - 2 May 2024", "2024-04-30/2024-05-02"),
    ("31 December 2025 to 2 January 2026", "31 December 2025 to 2 January 2026", "2025-12-31/2026-01-02"),
    ("December 30 to January 2, 2026", "December 30 to January 2, 2026", "2025-12-30/2026-01-02"),
    ("from September 10 to 13, 2033, with", "September 10 to 13, 2033", "2033-09-10/2033-09-13"),
    ("from the 4th to the 6th of July 2025", "the 4th to the 6th of July 2025", "2025-07-04/2025-07-06"),
    ("in February 2025", "February 2025", "2025-02"),
    ("the month of March 1986", "the month of March 1986", "1986-03"),
    ("late November 2024", "late November 2024", "2024-11"),
    ("at the end of March 2025", "the end of March 2025", "2025-03"),
    ("late November", "late November", "XXXX-11"),
    ("in May", "May", "XXXX-05"),
    ("in March, they", "March", "XXXX-03"),
    ("from May to July 2025", "May to July 2025", "2025-05/2025-07"),
    ("between March and May", "March and May", "XXXX-03/XXXX-05"),
    ("from November 2023 to January 2024", "November 2023 to January 2024", "2023-11/2024-01"),
    ("in 2027", "2027", "2027"),
    ("in about 1960", "1960", "1960"),
    ("early 2024", "early 2024", "2024"),
    ("by the end of 2026", "the end of 2026", "2026"),
    ("the 2016 edition of the conference", "2016", "2016"),
    ("including the 2026 cooperation plan", "2026", "2026"),
    ("the party (1954) grew", "1954", "1954"),
    ("the 2026-2030 period", "2026-2030", "2026/2030"),
    ("the 2023–2028 period", "2023–2028", "2023/2028"),
    ("for 2030–2034, and", "2030–2034", "2030/2034"),
    ("the atom in 2025–30.", "2025–30", "2025/2030"),
    ("from 1990 until 2005", "1990 until 2005", "1990/2005"),
    ("between 1970 and 1975", "1970 and 1975", "1970/1975"),
    ("in the 1990s", "the 1990s", "199X"),
    ("on 5, 6 and 7 May 2024", "5, 6 and 7 May 2024", "2024-05-05/2024-05-07"),
    ("on May 5, 6 and 7, 2024", "May 5, 6 and 7, 2024", "2024-05-05/2024-05-07"),
    ("spring 2025", "spring 2025", "2025-21"),
    ("in the autumn of 2024", "the autumn of 2024", "2024-23"),
]


@pytest.mark.parametrize(("text", "quote", "edtf"), ABSOLUTE)
def test_dates_that_stand_alone(text, quote, edtf):
    assert read(text) == [(quote, edtf)]


RELATIVE = [  # anchored on a Wednesday
    ("he said today", "unknown", "today", "2025-02-12"),
    ("signed here yesterday", "unknown", "yesterday", "2025-02-11"),
    ("tomorrow they meet", "unknown", "tomorrow", "2025-02-13"),
    ("took home this morning", "unknown", "this morning", "2025-02-12"),
    ("late last night", "unknown", "last night", "2025-02-11"),
    ("the day after tomorrow", "unknown", "the day after tomorrow", "2025-02-14"),
    ("on Tuesday", "unknown", "Tuesday", "2025-02-11"),
    ("on Wednesday", "past", "Wednesday", "2025-02-12"),
    ("on Wednesday", "future", "Wednesday", "2025-02-12"),
    ("on Thursday", "past", "Thursday", "2025-02-06"),
    ("on Thursday", "future", "Thursday", "2025-02-13"),
    ("Saturday afternoon", "unknown", "Saturday", "2025-02-08"),
    ("last Saturday", "unknown", "last Saturday", "2025-02-08"),
    ("last Wednesday", "unknown", "last Wednesday", "2025-02-05"),
    ("next Monday", "unknown", "next Monday", "2025-02-17"),
    ("this Friday", "unknown", "this Friday", "2025-02-14"),
    ("on Tuesday last week", "unknown", "Tuesday last week", "2025-02-04"),
    ("on Monday of next week", "unknown", "Monday of next week", "2025-02-17"),
    ("on Monday and Tuesday;", "past", "Monday and Tuesday", "2025-02-10/2025-02-11"),
    ("from Monday to Wednesday", "past", "Monday to Wednesday", "2025-02-10/2025-02-12"),
    ("from Monday to Wednesday", "future", "Monday to Wednesday", "2025-02-17/2025-02-19"),
    ("last month", "unknown", "last month", "2025-01"),
    ("earlier this month", "unknown", "earlier this month", "2025-02"),
    ("later this month", "unknown", "later this month", "2025-02"),
    ("this week", "unknown", "this week", "2025-02-10/2025-02-16"),
    ("last week", "unknown", "last week", "2025-02-03/2025-02-09"),
    ("over the weekend", "past", "the weekend", "2025-02-08/2025-02-09"),
    ("this year", "unknown", "this year", "2025"),
    ("last year", "unknown", "last year", "2024"),
    ("next year", "unknown", "next year", "2026"),
    ("last June", "unknown", "last June", "2024-06"),
    ("next September", "unknown", "next September", "2025-09"),
    ("last October", "unknown", "last October", "2024-10"),
    ("last January", "unknown", "last January", "2025-01"),
    ("next January", "unknown", "next January", "2026-01"),
    ("this autumn", "unknown", "this autumn", "2025-23"),
    ("last spring", "unknown", "last spring", "2024-21"),
    ("in the autumn.", "future", "in the autumn", "2025-23"),
    ("in September next year", "unknown", "September next year", "2026-09"),
    ("on 9 June last year", "unknown", "9 June last year", "2024-06-09"),
    ("three days ago", "unknown", "three days ago", "2025-02-09"),
    ("two weeks ago", "unknown", "two weeks ago", "2025-01-29~"),
    ("three years ago", "unknown", "three years ago", "2022"),
    ("six months ago", "unknown", "six months ago", "2024-08"),
    ("since Saturday", "unknown", "Saturday", "2025-02-08/.."),
    ("until Thursday", "future", "Thursday", "../2025-02-13"),
    ("runs until 20 May", "future", "20 May", "../2025-05-20"),
    ("since 1994", "unknown", "1994", "1994/.."),
    ("since March", "past", "March", "2024-03/.."),
    ("on 20 May", "past", "20 May", "2024-05-20"),
    ("on 20 May", "future", "20 May", "2025-05-20"),
    ("on 20 December", "unknown", "20 December", "2024-12-20"),
    ("on 14 February", "past", "14 February", "2025-02-14"),
    ("in January", "past", "January", "2025-01"),
    ("in January", "future", "January", "2026-01"),
    ("from 30 December to 2 January", "past", "30 December to 2 January", "2024-12-30/2025-01-02"),
    ("the 3rd", "unknown", None, None),
]


@pytest.mark.parametrize(("text", "tense", "quote", "edtf"), RELATIVE)
def test_dates_that_need_the_anchor(text, tense, quote, edtf):
    assert read(text, WEDNESDAY, tense) == ([(quote.removeprefix("in "), edtf)] if quote else [])


def test_days_count_from_an_anchor_of_an_open_year():
    text = "They met yesterday, on Monday, and meet again tomorrow."
    read = find_dates(text, 0, len(text), "XXXX-06-30")
    assert [mention.edtf for mention in read] == [("XXXX-06-29",), (), ("XXXX-07-01",)]


@pytest.mark.parametrize(
    "text", ["yesterday", "on Tuesday", "last month", "next September", "this week", "last year", "two days ago"]
)
def test_nothing_is_resolved_without_an_anchor(text):
    assert [value for _, value in read(text)] == [None]


STEPPED = [
    ("The following day he left", "2025-02-10", "2025-02-11"),
    ("the next day", "2025-02-10", "2025-02-11"),
    ("the day before.", "2025-02-10", "2025-02-09"),
    ("the day before the vote", "2025-02-10", None),
    ("the same day", "2025-02-10", "2025-02-10"),
    ("Later in the day the two", "2025-02-10", "2025-02-10"),
    ("that day", "2025-02-10", "2025-02-10"),
    ("two days later", "2025-02-10", "2025-02-12"),
    ("two days later", None, None),
    ("a few days later", "2025-02-10", None),
    ("a week earlier", "2025-02-10", "2025-02-03"),
    ("the month before.", "2025-02-10", "2025-01"),
    ("the following year", "2025-02-10", "2026"),
    ("from a year earlier", "2025", "2024"),
    ("the following day", "2025-02-10/2025-02-12", "2025-02-13"),
    ("the day before.", "2025-02-10/2025-02-12", "2025-02-09"),
    ("the following day", "XXXX-07-04", "XXXX-07-05"),
    ("the following day", "2025-02", None),
    ("At the palace on the 21st, he", "2024-11-20/2024-11-24", "2024-11-21"),
    ("on the 21st, he", "XXXX-11-20/XXXX-11-24", "XXXX-11-21"),
    ("on the 31st, he", "2024-11-20", None),
    ("that evening", "2025-02-10", "2025-02-10"),
    ("the same morning, he", "2025-02-10", "2025-02-10"),
    ("He left that same night", "2025-02-10", "2025-02-10"),
    ("Later that afternoon they", "2025-02-10", "2025-02-10"),
    ("the following evening", "2025-02-10", "2025-02-11"),
    ("flew home the next morning", "2025-02-10", "2025-02-11"),
    ("the previous evening", "2025-02-10", "2025-02-09"),
    ("the night before, he", "2025-02-10", "2025-02-09"),
    ("the night before the vote", "2025-02-10", None),
    ("In November of that year he", "2024", "2024-11"),
    ("By October that year he", "2024-03", "2024-10"),
    ("on 5 May of the same year", "2024", "2024-05-05"),
    ("on May 5 that same year", "2024", "2024-05-05"),
    ("in October of that year", None, None),
]


@pytest.mark.parametrize(("text", "previous", "edtf"), STEPPED)
def test_dates_counted_from_the_one_before(text, previous, edtf):
    assert [value for _, value in read(text, previous=previous)] == [edtf]


def test_a_date_of_the_sentence_takes_the_place_of_the_previous_one():
    text = "They met on 22 January 2017 and left the following day."
    assert [value for _, value in read(text, previous="2001-01-01")] == ["2017-01-22", "2017-01-23"]


def test_days_count_from_the_last_day_and_years_from_the_last_year():
    text = "On 21 November 2024, by a custom of 1950, he was feted, and the following day left; a year earlier not."
    assert [value for _, value in read(text)] == ["2024-11-21", "1950", "2024-11-22", "2023"]


NEGATIVE = [
    "You may go in peace.", "May said that it was so.", "Theresa May and March Hare", "They march on.", "March on!",
    "up 20 percent", "the 14th Congress", "Resolution 57", "the G20 and COP26", "1,200 people",
    "at 16:30 and 18.20", "a man of 72", "a 1991-born singer", "its 14th-term committee", "a sum of 2,030 dollars",
    "in 2000 villages", "with 2025 delegates", "Block 12/11", "Article 5 and No. 7", "every October they meet",
    "on Black Friday", "ASEX-01N", "February 30", "31 April", "the Sunday Times", "2026-13-45", "a score of 3-2",
    "seven sat down", "the sun rose", "Boeing 787-9", "the second one", "they fall", "Natuna 2023",
    "version 3.10.2024.1", "$2030", "2030% more",
]  # fmt: skip


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_is_no_date(text):
    assert read(text, WEDNESDAY) == []


def only(text, anchor=WEDNESDAY, tense="unknown"):
    (mention,) = find_dates(text, 0, len(text), anchor, tense)
    return mention


def test_deadlines():
    assert only("a country with high income by 2030").is_deadline
    assert only("to finish by the end of 2026").is_deadline
    assert only("no later than May 2027").is_deadline
    assert not only("in 2030").is_deadline
    assert not only("had been done by 2010").is_deadline
    assert not only("had been collected by Monday evening", tense="past").is_deadline


def test_hints_come_from_words_and_from_the_anchor():
    assert only("next month", None).is_future_hint
    assert only("three days ago", None).is_past_hint
    assert only("in 2031").is_future_hint
    assert only("in 2001").is_past_hint
    assert not only("today").is_future_hint
    assert not only("today").is_past_hint


def test_grain_and_resolution():
    grains = {
        "on 6 May 2025": ("day", False), "on 6 May": ("day", True), "6–7 May 2025": ("range", False),
        "in May 2025": ("month", False), "in 2025": ("year", False), "spring 2025": ("season", False),
        "two days later": ("relative", False), "since 1994": ("open", False), "three-day": ("duration", False),
        "on Tuesday": ("day", True),
    }  # fmt: skip
    assert {text: (only(text).grain, only(text).resolved) for text in grains} == grains


def test_a_day_accepts_its_month_too():
    assert only("on 6 May 2025").edtf == ("2025-05-06", "2025-05")
    assert only("since 6 May 2024").edtf == ("2024-05-06/..", "2024-05-06")
    assert only("on 6 May", None).edtf == ("XXXX-05-06",)


def test_an_ambiguous_numeric_date_goes_by_the_anchor():
    assert read("11/05/2025", "2025-05-11") == [("11/05/2025", "2025-05-11")]
    assert read("11/05/2025", "2025-11-06") == [("11/05/2025", "2025-11-05")]
    assert read("11/05/2025") == [("11/05/2025", "2025-05-11")]


def test_two_days_apart_are_two_dates():
    assert read("on 6 and 20 May 2025") == [("6", "2025-05-06"), ("20 May 2025", "2025-05-20")]


@pytest.mark.parametrize(
    ("text", "days", "duration"),
    [
        ("a three-day stay", 3, "P3D"),
        ("a visit of three days", 3, "P3D"),
        ("valid for five years", None, "P5Y"),
        ("two weeks", 14, "P2W"),
        ("the 40-minute talk", None, "PT40M"),
    ],
)
def test_durations(text, days, duration):
    mention = only(text)
    assert (mention.grain, mention.days, mention.duration, mention.edtf) == ("duration", days, duration, ())
    assert calendar_spans([mention]) == ()


def test_ages_are_no_durations():
    assert read("the 58-year-old", WEDNESDAY) == []


def test_the_year_hint_serves_where_there_is_no_anchor():
    assert read("on 20 December", year_hint="2031-08-02") == [("20 December", "2031-12-20")]
    assert read("on 20 December", WEDNESDAY, year_hint="2031-08-02") == [("20 December", "2024-12-20")]


def test_the_year_hint_gives_way_to_the_year_beside_it_for_a_day_much_nearer_to_it():
    assert read("on 20 December", year_hint="2031-01-08") == [("20 December", "2030-12-20")]
    assert read("on 20 June", year_hint="2031-01-08") == [("20 June", "2031-06-20")]


def test_the_past_tense_means_no_day_of_long_ago_where_one_is_near_ahead():
    assert read("centred on the summit of 24-25 June", "2025-06-11", "past")[0][1] == "2025-06-24/2025-06-25"
    assert read("was founded on 3 October", "2025-06-11", "past")[0][1] == "2024-10-03"


def test_only_the_sentence_is_read():
    text = "On 6 May. On 7 May. On 8 May."
    assert [m.span for m in find_dates(text, 10, 19, None)] == [Span(13, 18)]


def test_a_malformed_anchor_is_no_anchor():
    assert read("yesterday", "2025-13-01") == [("yesterday", None)]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-02-12", (date(2025, 2, 12), date(2025, 2, 12))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("199X", (date(1990, 1, 1), date(1999, 12, 31))),
        ("2026/2030", (date(2026, 1, 1), date(2030, 12, 31))),
        ("2025-02-08/..", (date(2025, 2, 8), date.max)),
        ("../2025-02-08", (date.min, date(2025, 2, 8))),
        ("2025-24", (date(2025, 12, 1), date(2026, 2, 28))),
        ("2025-02-12~", (date(2025, 2, 12), date(2025, 2, 12))),
        ("XXXX-08-16", None),
        ("nonsense", None),
        ("2025-02-30", None),
    ],
)
def test_bounds(edtf, expected):
    assert bounds(edtf) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-02", "2025-02-12", True), ("2025-02", "2025-03-01", False), ("XXXX-08-16", "2031-08", True),
        ("XXXX-08-16", "2031-09", False), ("XXXX-08-16", "XXXX-08-15/XXXX-08-17", True), ("2025", "2024/..", True),
        ("XXXX-02-29", "2025", False), ("XXXX-02-29", "2024", True), ("bad", "2024", False),
    ],
)  # fmt: skip
def test_overlap(a, b, expected):
    assert overlap(a, b) is expected
    assert overlap(b, a) is expected


def test_durations_compose_with_days():
    assert with_duration("2025-12-31", 2) == "2025-12-31/2026-01-01"
    assert with_duration("2025-01-15", 3, ending=True) == "2025-01-13/2025-01-15"
    assert with_duration("XXXX-07-04", 3) == "XXXX-07-04/XXXX-07-06"
    assert with_duration("XXXX-12-31", 3) == "XXXX-12-31"
    assert with_duration("2025-12", 2) == "2025-12"
    assert with_duration("2025-12-31", 1) == "2025-12-31"
    assert interval("2025-04-07", "2025-04-10") == "2025-04-07/2025-04-10"


def test_is_edtf():
    assert all(is_edtf(v) for v in ("2025", "XXXX-08-16", "2025-21", "1994/..", "../2025-05", "2025-01-29~"))
    wrong = ("", "2025-02-30", "2026/2025", "../..", "P3D", "2025-1-1", "yesterday", "a/b/c")
    assert [value for value in wrong if is_edtf(value)] == []


PIECES = [*MONTH_NAMES, *WEEKDAY_NAMES, "day before", "following day", "end of", "Tô", "2025-02-06", "18/03/2026"]
PIECES += """Feb. Sept last next this week month year in on by since until from to and the – - , ( ) 6 7 31 30th 29 2026
1999 9999 0001 two days later ago earlier same early spring weekend yesterday tomorrow period 's . of""".split()
PREVIOUS = st.sampled_from([None, "2025-02-10", "XXXX-12-31", "9999-12-31", "1994/.."])
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.text(max_size=60))
ANCHORS = st.one_of(st.none(), st.dates().map(date.isoformat))


@given(TEXTS, ANCHORS, st.sampled_from(["past", "future", "unknown"]), PREVIOUS)
def test_whatever_the_text_spans_are_exact_and_values_are_edtf(text, anchor, tense, previous):
    mentions = find_dates(text, 0, len(text), anchor, tense, previous=previous)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(m.span.of(text) == m.span.of(text).strip() for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert [value for m in mentions for value in m.edtf if not is_edtf(value)] == []


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_each_form(day):
    month = MONTH_NAMES[day.month - 1]
    for form in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        assert read(f"On {form}, they met.") == [(form, day.isoformat())]


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.sampled_from(WEEKDAY_NAMES))
def test_a_weekday_lies_within_a_week_on_the_side_of_the_tense(anchor, name):
    for tense, sign in (("past", -1), ("future", 1)):
        ((_, value),) = read(f"on {name}", anchor.isoformat(), tense)
        away = (date.fromisoformat(value) - anchor) * sign
        assert timedelta(0) <= away < timedelta(7)
        assert WEEKDAY_NAMES[date.fromisoformat(value).weekday()] == name


NAMED = [
    ("met her on New Year's Day", "past", "2025-01-01"),
    ("met her on Christmas Eve 2019 in Oslo", "past", "2019-12-24"),
    ("it is the eleventh of July", "future", "2025-07-11"),
    ("left on the last day of February 2024", "past", "2024-02-29"),
    ("signed it on the 5th.", "past", "2025-02-05"),
    ("signed it on the 25th.", "past", "2025-01-25"),
    ("will sign on the evening of the 9th.", "future", "2025-03-09"),
    ("was there from the 3rd to the 6th inst.", "past", "2025-02-03/2025-02-06"),
    ("between the 3rd and the 6th of next month", "future", "2025-03-03/2025-03-06"),
    ("ended a tour this weekend", "past", "2025-02-08/2025-02-09"),
    ("there since the weekend before last", "past", "2025-02-01/2025-02-02"),
    ("two days from now", "future", "2025-02-14"),
    ("met on Saturday last.", "past", "2025-02-08"),
    ("this forenoon", "past", "2025-02-12"),
    ("it ran through Monday", "past", "../2025-02-10"),
]


@pytest.mark.parametrize(("text", "tense", "value"), NAMED)
def test_days_by_name_in_words_and_by_number_alone(text, tense, value):
    assert [found for _, found in read(text, WEDNESDAY, tense)][-1] == value


def test_what_is_called_after_a_feast_has_no_date_by_it():
    assert read("spoke at a May Day rally", WEDNESDAY, "past") == []
