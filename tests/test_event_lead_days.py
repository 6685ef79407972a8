"""Which day events have by the day that the story is told of: the lead's, a plan's, a wish's, an anniversary's.

Comes in: invented texts. Goes out: the dates that the reading gives their events. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

from cases import read

DAY = "2026-03-12"


def dates(text: str, kind: str, folder: Path) -> list[tuple[str, ...]]:
    return [e.dates[:1] for e in read(text, folder, DAY).events() if e.type == kind]


def test_what_was_held_during_a_stay_is_of_the_day_that_the_lead_tells_of(tmp_path: Path) -> None:
    text = (
        "President Anna Holm, who is in Norway from Tuesday to Friday, met Speaker Ilo Marsh on Thursday.\n\n"
        "They then addressed a joint press conference in Oslo."
    )
    assert dates(text, "other", tmp_path) == [("2026-03-12",)]


def test_what_is_expected_moves_no_clock(tmp_path: Path) -> None:
    text = (
        "Anna Holm opened the Harbour Forum in Oslo on Thursday. The guests are expected to sign on Saturday.\n\n"
        "On the margins of the forum, Ilo Marsh and Vera Brandt signed a memorandum."
    )
    assert dates(text, "signing", tmp_path) == [("2026-03-12",)]


def test_an_anniversary_told_by_its_two_days_dates_nothing(tmp_path: Path) -> None:
    text = (
        "President Anna Holm sent a message to President Ilo Marsh on 10 March on the 50th anniversary of their ties "
        "(March 10, 1976 - March 10, 2026). A reception was given by the embassy in Oslo the following evening."
    )
    assert dates(text, "ceremony", tmp_path) == [("2026-03-11",)]


def test_a_wish_does_not_date_the_election_that_it_is_for(tmp_path: Path) -> None:
    text = "Anna Holm on 10 March sent a message of congratulations to Ilo Marsh on his re-election as party chairman."
    assert dates(text, "election", tmp_path) == [()]


def test_the_second_day_told_in_the_same_clause_gives_the_first(tmp_path: Path) -> None:
    text = "Speaker Anna Holm on Thursday received Ilo Marsh in Oslo, on the second day of his visit to Norway."
    assert dates(text, "visit", tmp_path) == [("2026-03-11/..",)]
