"""Whose the offices are that stand without what they are of: lists, chambers, organisations that act as parties.

Comes in: invented texts. Goes out: tests of what the reader says about who holds what. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline

OWNED = [
    (  # an organisation with a party's office is one that other offices may be of
        "LIMA, 4 May - The visitors met UKB General Secretary Oru Tamba. Deputy Chairman Anna Holm was ill.",
        ("Anna Holm", "Deputy Chairman", "UKB"),
    ),
    (  # an office in a list is of what the one before it is of
        "The guests were received by Oru Tamba, General Secretary of the Teal Workers' Party, "
        "and National Organiser Anna Holm.",
        ("Anna Holm", "National Organiser", "Teal Workers' Party"),
    ),
    (  # the only chamber that somebody can preside over
        "The bill will go to the Parliament on Monday. Deputy Speaker Anna Holm said that it was late.",
        ("Anna Holm", "Deputy Speaker", "Parliament"),
    ),
    (
        "Peruvian Deputy Prime Minister Anna Holm met Oru Tamba of Chile. "
        "Anna Holm, who is Foreign Minister, came from Brazil.",
        ("Anna Holm", "Foreign Minister", "Peru"),
    ),
    (  # who goes to a state is not of it
        "Peru hails Chile\n\nLIMA, 4 May - Peru thanked Chile for the fish. "
        "President Anna Holm will travel to Lima on Monday. Chile and Peru have talked for years.",
        ("Anna Holm", "President", "Chile"),
    ),
    ("KINGSTON, 4 May - Governor General Anna Holm opened the fair.", ("Anna Holm", "Governor General", "Jamaica")),
]
OPEN = [
    (  # one of two chambers is not chosen
        "The House of Assembly and the House of Elders met. Speaker Anna Holm was ill.",
        ("Anna Holm", "Speaker"),
    ),
    (  # a calling is no office of the body before it in a list
        "The guests were received by Oru Tamba, General Secretary of the Teal Workers' Party, and economist Anna Holm.",
        ("Anna Holm", "economist"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OWNED)
def test_an_office_is_of_what_the_words_around_it_settle(tmp_path: Path, text: str, wanted: tuple[str, ...]) -> None:
    assert wanted in _offices(tmp_path, text)


@pytest.mark.parametrize(("text", "unsaid"), OPEN)
def test_an_office_stays_open_where_two_fit_or_none(tmp_path: Path, text: str, unsaid: tuple[str, str]) -> None:
    assert unsaid not in {held[:2] for held in _offices(tmp_path, text)}


def _offices(folder: Path, text: str) -> set[tuple[str, ...]]:
    file = folder / "a.txt"
    file.write_text(text, "utf-8")
    (record,), _ = pipeline.extract([file], pipeline.Options())
    offices = (fact for fact in record["facts"] if fact["kind"] == "office")
    return {(fact["person"][0], fact["title"][0], fact["org"][0]) for fact in offices}
