"""When an article was published, as pages of many layouts show it."""

from __future__ import annotations

import pytest

from kg.articles.metadata import read_metadata
from kg.datelines import read_dateline
from kg.datelines.dates import date_only
from kg.text import shapes

HEAD = "Marsh receives Brovik, hails ties"
PROSE = (
    "President Ilo Marsh on Thursday received Prime Minister Lena Brovik at the palace and discussed trade, education "
    "and regional security with her delegation."
)
LINES = """
07.02.2023 [11:05]
Source: KV Tuesday, 07.02.2023. 15:32
LAND | Updated: Feb 7, 2023 23:57 IST
LPO - Tuesday, February 7, 2023 - 16:20 (GMT+7)
February 7, 2023 / 4:20 PM / Courier
(Courier) 08:12, February 07, 2023
Updated 20:12, 07-Feb-2023
Updated 20:12, Feb-07-2023
By: Ilo Sand, Brovik Stadium | Date: Feb - 7 - 2023
7 - Feb - 2023, Khamsavat
Published in print on 7 February 2023
www.lpo.example (Juche112.2.7.)
Posted online February 7, 2023
Tuesday, 7 February 2023 10:30 AM [ Last Update: Wed, 8 February 2023 1:10 PM ]
created: 7 February 2023 - modified: 8 February 2023
Posted On: 7 FEB 2023 6:23PM by LIB Khamsavat
FEBRUARY 7, 2023 BY ADMIN
February 7, 2023 by Editor in Politics
By Ilo Sand | Published February 7, 2023
Our Correspondent February 7, 2023
Press Release No. 123/2023 – 7 February 2023
No: 145, 7 February 2023
Date: 7 February 2023 Reference: PR/23/45
News ID: 123456 | 7 February 2023 - 14:20
2 min read February 7, 2023
7 February 2023 Last updated at 14:20 GMT
The Bureau - Khamsavat - February 7, 2023 09:30 pm | Updated 10:11 pm IST
Tuesday 1444/07/16 - 2023/02/07
Tuesday, 16 Rajab 1444 / 7 February 2023
2023. 2. 7.
2023年2月7日
07.02.23
7-Feb-23
Published on : 07/02/2023 - 14:20 Modified: 13/02/2023 - 10:01
Khamsavat, Tuesday 7 February 2023
Posted by admin on February 7, 2023 in News
Submitted by webmaster on Tue, 02/07/2023 - 10:32
07/FEB/2023
febrero 7 de 2023
Done at Khamsavat, this 7th day of February 2023
From our correspondent, Khamsavat, 7 February 2023.
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
@pytest.mark.parametrize("layout", ["{head}\n\n{line}\n\n{prose}", "{line}\n\n{head}\n\n{prose}"])
def test_a_line_of_furniture_dates_the_article(line: str, layout: str) -> None:
    text = layout.format(head=HEAD, line=line, prose=PROSE)
    found = read_metadata(text)
    assert found.published is not None
    assert found.published.value == "2023-02-07"
    assert found.published.span is not None
    assert found.published.span.of(text) in line
    assert found.title is not None
    assert found.title.value == HEAD


@pytest.mark.parametrize(
    "line",
    [
        "Leaders to meet on 7 February 2023",
        "How the 7 February 2023 summit changed the region",
        "Treaty of 7 February 2023 enters into force",
        "Photo: The palace, 7 February 2023 (File)",
        "Ministers Sign Nine Accords In Khamsavat 7 February 2023",
        "Tuesday 1444/07/16",
        "31.02.23",
        "This statement was published after the talks of 7 February 2023.",
        "The treaty was published on 7 February 2023",
    ],
)
def test_other_lines_do_not(line: str) -> None:
    assert read_metadata(f"{HEAD}\n\n{line}\n\n{PROSE}").published is None


def test_a_label_says_which_of_two_dates_is_that_of_publication() -> None:
    line = "Updated: 8 February 2023 19:47 | Created: 7 February 2023 18:02"
    found = read_metadata(f"{HEAD}\n\n{line}\n\n{PROSE}").published
    assert found is not None
    assert found.value == "2023-02-07"


def test_below_the_article_dates_that_differ_are_those_of_other_articles() -> None:
    below = ["Sarkhan Votes February 3, 2023", "Fair Opens February 5, 2023"]
    assert read_metadata("\n\n".join([HEAD, PROSE, *[PROSE] * 9, *below])).published is None
    one = read_metadata("\n\n".join([HEAD, PROSE, *[PROSE] * 9, below[0]])).published
    assert one is not None
    assert one.value == "2023-02-03"


@pytest.mark.parametrize(
    "line",
    [
        "This article appeared in the Sarkhan Courier of 7 February 2023.",
        "The interview was first published on Tuesday, 7 February 2023",
    ],
)
def test_a_sentence_tells_when_an_article_appeared(line: str) -> None:
    found = read_metadata(f"{HEAD}\n\n{PROSE}\n\n{line}").published
    assert found is not None
    assert found.value == "2023-02-07"


def test_brackets_around_the_sentences_date_the_article() -> None:
    for text in (f"(KNA – 7 February 2023) {PROSE}", f"{PROSE} (Courier, 7 February 2023)"):
        found = read_metadata(f"{HEAD}\n\n{text}").published
        assert found is not None
        assert (found.value, found.span is not None and found.span.of(f"{HEAD}\n\n{text}")) == (
            "2023-02-07", "7 February 2023",
        )  # fmt: skip
    assert read_metadata(f"{HEAD}\n\n{PROSE} He had met Brovik before (Khamsavat was the host).").published is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Khamsavat, Sarkhan – Tuesday February 7, 2023 – The talks ended.", "Khamsavat"),
        ("Port-of-Sarkhan – February 7, 2023: The talks ended.", "Port-of-Sarkhan"),
        ("Khamsavat, SARKHAN – 7 February 2023 – The talks ended.", "Khamsavat"),
        ("Khamsavat, Sarkhan – (February 7, 2023) The talks ended.", "Khamsavat"),
        ("(Khamsavat, Sarkhan – February 7, 2023) The talks ended.", "Khamsavat"),
        ("[Khamsavat, Sarkhan. Tuesday, February 7, 2023] The talks ended.", "Khamsavat"),
        ("7 February 2023, Khamsavat: The talks ended.", "Khamsavat"),
        ("Khamsavat, 07.02.23.- The talks ended.", "Khamsavat"),
        ("Khamsavat; February 7, 2023: The talks ended.", "Khamsavat"),
        ("Khamsavat: 2023-02-07: The talks ended.", "Khamsavat"),
        ("Khamsavat, February 7, 2023 -The talks ended.", "Khamsavat"),
        (
            "(Community Secretariat, Khamsavat, Greater Sarkhan, Tuesday 7 February 2023) The talks ended.",
            "Community Secretariat",
        ),
    ],
)
def test_datelines_with_their_day_behind_a_dash_or_in_brackets(line: str, place: str) -> None:
    found = read_dateline(line, 0, line)
    assert found is not None
    assert found.place is not None
    assert found.published is not None
    assert (found.place.value, found.published.value) == (place, "2023-02-07")
    assert found.place.span is not None
    assert found.place.span.of(line) == place
    assert line[found.size :].startswith("The talks")


def test_a_sentence_begins_behind_a_day_without_a_mark() -> None:
    prose = "The talks between the two foreign ministers on trade and fisheries ended."
    for head in ("Khamsavat/7 February 2023", "Khamsavat | 7 February 2023 |"):
        found = read_dateline(f"{head} {prose}", 0, prose)
        assert found is not None
        assert found.published is not None
        assert found.published.value == "2023-02-07"
    assert read_dateline("Khamsavat 7 February 2023 Nine Accords", 0, prose) is None


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        ("KHAMSAVAT. LANDINFORM – The talks ended.", "Khamsavat", "LANDINFORM"),
        ("ST. GEORGE'S – The talks ended.", "St. George's", None),
    ],
)
def test_an_agency_behind_a_full_stop_is_none_of_the_place(line: str, place: str, outlet: str | None) -> None:
    found = read_dateline(line, 0, line)
    assert found is not None
    assert [part.value if part else None for part in (found.place, found.outlet)] == [place, outlet]


@pytest.mark.parametrize(
    "line",
    ["(Khamsavat is large) The talks ended.", "[7 February 2023] The talks ended.", "2023, Khamsavat: The talks."],
)
def test_brackets_and_numbers_alone_are_no_datelines(line: str) -> None:
    found = read_dateline(line, 0, line)
    assert found is None or found.place is None


@pytest.mark.parametrize(
    "above",
    [
        "POLITICS",
        "OFFICIAL CHRONICLE",
        "Politics  Sarkhan",
        "HomeNews & EventsPress Releases",
        "Politics\n\n7 February 2023",
    ],
)
def test_the_name_of_a_section_is_no_title(above: str) -> None:
    title = read_metadata(f"{above}\n\n{HEAD}\n\n{PROSE}").title
    assert title is not None
    assert title.value == HEAD


@pytest.mark.parametrize("head", ["Delegation arrives", "Fuel deal signed"])
def test_a_short_title_is_one(head: str) -> None:
    title = read_metadata(f"{head}\n\n{HEAD}\n\n{PROSE}").title
    assert title is not None
    assert title.value == head


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        ("Khamsavat, February 7, 2023 KNA -- The talks ended.", "Khamsavat", "KNA"),
        ("KHAMSAVAT, (Sarkhan Point / KNP - 7th Feb, 2023 ) :The talks ended.", "Khamsavat", None),
        ("KVR, February 7, 2023", None, "KVR"),
        ("Khamsavat, 7 February 2023 / KNA / The talks ended.", "Khamsavat", "KNA"),
        ("Khamsavat, February 7, 2023/KNA/ The talks ended.", "Khamsavat", "KNA"),
        ("Khamsavat, February 7, 2023 [KNA]: The talks ended.", "Khamsavat", "KNA"),
    ],
)
def test_agencies_beside_the_day(line: str, place: str | None, outlet: str | None) -> None:
    found = read_dateline(line, 0, line)
    assert found is not None
    assert found.published is not None
    assert found.published.value == "2023-02-07"
    assert [part.value if part else None for part in (found.place, found.outlet)] == [place, outlet]


@pytest.mark.parametrize(
    "line",
    [
        "News, 7 February 2023",
        "PRESS RELEASE, 7 February 2023",
        "Added: 7 February 2023",
        "Ilo Sand Published February 7, 2023 | 11:50 PM",
    ],
)
def test_sections_and_authors_are_no_places(line: str) -> None:
    assert read_dateline(line, 0, line) is None


@pytest.mark.parametrize(
    "broken",
    ["( )" * 60, "-12:30" * 28, "- " * 80, " at" * 50, "1:10 pm " * 17, "GMT " * 35, "+07" * 45, "[" * 90, "-" * 140],
)
def test_a_broken_line_is_read_once_not_in_every_way(broken: str) -> None:
    """These took longer than a test run may: a pattern that tries each way to part them has 2 to the n of them."""
    for line in (f"12 May 2023 {broken}é", f"{broken}12 May 2023é"):
        assert date_only(line[:199]) is None or "é" not in line[:199]
        assert not shapes.is_date_only(line[:158]) or "é" not in line[:158]
