"""Whose congress it is, which sides sign, and where an event is that only its sentence's grammar or land tells.

Comes in: invented texts. Goes out: the roles and places that the reading finds in them. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read

DAY = "2026-03-10"


def organizers(text: str, folder: Path) -> list[str]:
    reading = read(text, folder, DAY)
    congresses = {e.id for e in reading.events() if e.type == "congress"}
    roles = (r for e in congresses for r in reading.roles(e) if r.role == "organizer")
    return sorted(reading.entity(r.agent).name for r in roles)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Vera Brandt congratulated the Labour Party of Norway on its 12th Congress, held on 3 March 2026.",
        "The Labour Party of Norway counts 400 members. The previous congress was held in Oslo in December 2024.",
        "The Labour Party of Norway will choose its leader. Anna Holm is to open the party's 9th congress on 3 May.",
    ],
)
def test_a_congress_is_that_of_the_party_named_last(text: str, tmp_path: Path) -> None:
    assert organizers(text, tmp_path) == ["Labour Party of Norway"]


def test_our_congress_is_not_that_of_the_party_named_before(tmp_path: Path) -> None:
    text = '"The Labour Party of Norway is a friend. I will invite it to our 9th congress on 20 March," Anna Holm said.'
    assert organizers(text, tmp_path) == []


def test_two_countries_that_sign_are_those_of_the_article(tmp_path: Path) -> None:
    reading = read(
        "President Ilo Marsh of Norway visited Finland. Norway and Finland trade in fish.\n\nA fisheries agreement "
        "was signed between the two countries in Oslo on 4 March 2026.",
        tmp_path,
        DAY,
    )
    signing = next(e for e in reading.events() if e.type == "signing")
    names = {reading.entity(r.agent).name for r in reading.roles(signing.id) if r.role == "signatory"}
    assert names == {"Norway", "Finland"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In December the League will hold a seminar in Wulmo with the Fishers' Union of Norway.", "Wulmo"),
        ("The visit will end on 20 March with a state dinner at the Okurda.", "Okurda"),
        (
            "Ilo Marsh will welcome Anna Holm at a ceremony held in the garden of the Heron Palace on 20 March.",
            "Heron Palace",
        ),
        ("Norway will hold its general election on 3 May 2026.", "Norway"),
        ("Anna Holm received Vera Brandt at the Grand Harbour of the Herons on Monday.", "Grand Harbour of the Herons"),
        ("Anna Holm held talks with Vera Brandt in Port of Spain on Monday.", "Port of Spain"),
        (
            "Data of the Election Commission of Norway put turnout in Sunday's parliamentary elections at 36 percent.",
            "Norway",
        ),
    ],
)
def test_where_an_event_is(text: str, place: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    assert place in [reading.entity(e.place).name for e in reading.events() if e.place is not None]


def roles(text: str, kind: str, folder: Path) -> set[tuple[str, str]]:
    reading = read(text, folder, DAY)
    return {
        (r.role, reading.entity(r.agent).name) for e in reading.events() if e.type == kind for r in reading.roles(e.id)
    }


def test_a_second_by_names_more_people(tmp_path: Path) -> None:
    text = "The talks on Monday were attended by Anna Holm, and by Norway's ambassador in Helsinki, Vera Brandt."
    assert roles(text, "meeting", tmp_path) == {("participant", "Anna Holm"), ("participant", "Vera Brandt")}


def test_a_letter_handed_over_is_for_the_host(tmp_path: Path) -> None:
    call = "Foreign Minister Anna Holm called on Prime Minister Vera Brandt on Monday."
    letter = "She handed over a letter from President Ilo Marsh."
    assert ("recipient", "Vera Brandt") in roles(f"{call} {letter}", "message", tmp_path)
    apart = "The ambassador of Norway handed over a letter from President Ilo Marsh."
    assert not [name for role, name in roles(f"{call} {apart}", "message", tmp_path) if role == "recipient"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Anna Holm met Ilo Marsh of Kenya, who pledged money for a school in Lima, on Monday.", set()),
        ("In Oslo on Monday, Anna Holm met Ilo Marsh, who recalled the summit held in Lima in 2019.", {"Oslo", "Lima"}),
        ("Anna Holm met Ilo Marsh in Oslo on Monday on the pact that their parties had signed in Lima.", {"Oslo"}),
        ("Anna Holm received on Monday a delegation headed by Ilo Marsh in Oslo.", {"Oslo"}),
        ("The Orange Summit, which was to be held in Lima on 3 May, was put off.", {"Lima"}),
    ],
)
def test_what_else_is_told_of_somebody_places_no_meeting(text: str, places: set[str], tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    assert {reading.entity(e.place).name for e in reading.events() if e.type == "meeting" and e.place} == places


@pytest.mark.parametrize(
    ("venue", "place"),
    [
        ("at the City Hall in Bergen", "Bergen"),
        ("at the latter's office in Bergen", "Bergen"),
        ("at the Grieg Hall in Bergen", "Grieg Hall"),
    ],
)
def test_a_building_without_a_name_says_less_than_its_town(venue: str, place: str, tmp_path: Path) -> None:
    reading = read(f"Anna Holm met Minister Ilo Marsh {venue} on Monday.", tmp_path, DAY)
    (meeting,) = reading.events()
    assert meeting.place is not None
    assert reading.entity(meeting.place).name == place


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The gift was handed over on Monday by Deputy Minister Anna Holm during a meeting with Speaker Ilo Marsh.",
            {"Anna Holm", "Ilo Marsh"},
        ),
        ("Speaker Ilo Marsh visited Bergen on Monday, in the company of Mayor Anna Holm.", {"Anna Holm", "Ilo Marsh"}),
    ],
)
def test_who_does_something_at_an_event_or_comes_along_takes_part(text: str, who: set[str], tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    (event,) = reading.events()
    assert {reading.entity(r.agent).name for r in reading.roles(event.id)} == who


def test_who_grants_an_audience_is_its_host(tmp_path: Path) -> None:
    reading = read("Speaker Ilo Marsh was granted an audience by President Anna Holm on Monday.", tmp_path, DAY)
    (event,) = reading.events()
    roles = {(r.role, reading.entity(r.agent).name) for r in reading.roles(event.id)}
    assert roles == {("host", "Anna Holm"), ("participant", "Ilo Marsh")}
