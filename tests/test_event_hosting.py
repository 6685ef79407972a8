"""Who is host, guest or inviter where another clause or noun than the event's own tells, in sentences written for this.

Comes in: invented texts. Goes out: tests of the roles in a reading. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read

DAY = "2025-03-12"


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Prime Minister Tomas Lund will host President Rosa Vega for a two-day state visit next week.",
            "visit", {("host", "Tomas Lund"), ("visitor", "Rosa Vega")},
        ),
        ("Minister Tomas Lund returned to Oslo yesterday from a visit to Peru.", "visit", {("visitor", "Tomas Lund")}),
        (
            "President Rosa Vega renewed her invitation for Premier Tomas Lund to pay a working visit to Lima.",
            "visit", {("inviter", "Rosa Vega"), ("visitor", "Tomas Lund")},
        ),
        (
            "The envoy handed over a message from President Rosa Vega inviting Premier Tomas Lund to visit Lima.",
            "visit", {("inviter", "Rosa Vega"), ("visitor", "Tomas Lund")},
        ),
        (
            "Ambassador Ida Holm conveyed an invitation from President Rosa Vega for Premier Tomas Lund to visit Lima.",
            "visit", {("inviter", "Rosa Vega"), ("visitor", "Tomas Lund")},
        ),
        (
            "President Rosa Vega sent a message of congratulations to Ms Ida Holm on her re-election as Premier.",
            "election", {("participant", "Ida Holm")},
        ),
        (
            "President Rosa Vega accepted credentials from Mr Tomas Lund (Oslo), Mr Omar Said (Mali) and Mrs Ida Holm.",
            "ceremony",
            {("host", "Rosa Vega"), *(("participant", n) for n in ("Tomas Lund", "Omar Said", "Ida Holm"))},
        ),
        (
            "The leaders of the two parties, Rosa Vega and Tomas Lund, met in Lima on Monday.",
            "meeting", {("participant", "Rosa Vega"), ("participant", "Tomas Lund")},
        ),
    ],
)  # fmt: skip
def test_who_hosts_comes_or_asks(text: str, kind: str, roles: set[tuple[str, str]], tmp_path: Path) -> None:
    reading = read(text, tmp_path, DAY)
    (event,) = (e for e in reading.events() if e.type == kind)
    assert {(r.role, reading.entity(r.agent).name) for r in reading.roles(event.id)} == roles


@pytest.mark.parametrize("place", ["Monument to the Heroes", "Tomb of the Unknown Soldier"])
def test_a_monument_has_its_whole_name(place: str, tmp_path: Path) -> None:
    reading = read(f"President Rosa Vega laid a wreath at the {place} on Monday.", tmp_path, DAY)
    (event,) = reading.events()
    assert event.place is not None
    assert reading.entity(event.place).name == place


def test_who_is_received_on_a_farewell_visit_makes_no_other(tmp_path: Path) -> None:
    reading = read("Speaker Rosa Vega received Ambassador Tomas Lund on Monday on a farewell visit.", tmp_path, DAY)
    (event,) = reading.events()
    assert event.type == "meeting"


def test_an_airport_is_no_goal_of_a_visit(tmp_path: Path) -> None:
    text = "Minister Rosa Vega came to Oslo on Monday. Upon her arrival at Fornebu airport Vega thanked the press."
    reading = read(text, tmp_path, DAY)
    (event,) = reading.events()
    assert event.place is not None
    assert reading.entity(event.place).name == "Oslo"
