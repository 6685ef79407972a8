"""Who is in a delegation and whom it meets, and who takes part by a relative clause.

Comes in: invented texts. Goes out: the roles that the reading finds in them. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read

DAY = "2026-03-10"
ARRIVED = "A delegation of the Labour Party of Norway arrived in Lima on Monday for a three-day visit."
CREW = ["Ida Lund", "Per Dahl"]


def people(text: str, folder: Path, kind: str, *roles: str) -> list[str]:
    reading = read(text, folder, DAY)
    found = [r for e in reading.events() if e.type == kind for r in reading.roles(e.id) if r.role in roles]
    agents = [reading.entity(r.agent) for r in found]
    return sorted(agent.name for agent in agents if agent.kind == "person")


@pytest.mark.parametrize(
    "text",
    [
        f"{ARRIVED} The team is led by Anna Holm and comprises standing committee members Ida Lund and Per Dahl.",
        "Anna Holm, general secretary of the Labour Party of Norway, arrived in Lima on Monday for a three-day visit. "
        "The group includes Ida Lund, head of its school, and Per Dahl, its treasurer.",
        "Anna Holm will travel to Lima on Monday at the head of a delegation made up of Ida Lund and Per Dahl.",
    ],
)
def test_those_in_a_delegation_come_along_on_its_visit(text: str, tmp_path: Path) -> None:
    assert people(text, tmp_path, "visit", "participant") == CREW


def test_a_which_behind_the_leader_is_of_the_delegation(tmp_path: Path) -> None:
    text = "On 2 March the delegation led by Anna Holm, which includes Ida Lund and Per Dahl, met Bishop Rui Melo."
    assert people(text, tmp_path, "meeting", "participant", "host") == ["Anna Holm", *CREW, "Rui Melo"]


def test_those_in_a_delegation_are_not_at_what_is_told_further_on(tmp_path: Path) -> None:
    text = (
        "On Monday President Rosa Vega received a delegation of the Labour Party of Norway. "
        "The Labour team included Ida Lund and Per Dahl. On Tuesday the delegation met Bishop Rui Melo."
    )
    assert people(text, tmp_path, "meeting", "participant").count("Ida Lund") == 1


@pytest.mark.parametrize(
    "text",
    [
        "President Rosa Vega received Anna Holm on Monday, in a talk at which the ambassador, Per Dahl, was present.",
        "President Rosa Vega met Anna Holm on Monday after talks which Ida Lund hosted, and which were attended by the "
        "mayor, Per Dahl, and by the ambassador, Ola Berg.",
    ],
)
def test_a_relative_clause_tells_who_was_there(text: str, tmp_path: Path) -> None:
    assert "Per Dahl" in people(text, tmp_path, "meeting", "participant")


def test_who_speaks_at_a_banquet_takes_part(tmp_path: Path) -> None:
    text = "On Friday Anna Holm attended a state banquet in Lima at which former President Per Dahl proposed the toast."
    assert people(text, tmp_path, "ceremony", "participant") == ["Anna Holm", "Per Dahl"]


@pytest.mark.parametrize(
    ("text", "kind", "role", "who"),
    [
        (
            "On 2 March Minister Rosa Vega received Ambassador Per Dahl, who presented copies of his credentials.",
            "ceremony", "host", ["Rosa Vega"],
        ),
        (
            "Minister Rosa Vega met on Monday with Minister Ida Lund, with whom he signed a memorandum on oil.",
            "signing", "signatory", ["Ida Lund", "Rosa Vega"],
        ),
        (
            "Foreign Minister Rosa Vega co-chaired the talks with her Norwegian counterpart Ida Lund on Monday.",
            "meeting", "chair", ["Ida Lund", "Rosa Vega"],
        ),
        (
            "Norway and Peru signed a treaty on 2 March. Bishop Rui Melo and Judge Per Dahl stood as witnesses.",
            "signing", "witness", ["Per Dahl", "Rui Melo"],
        ),
    ],
)  # fmt: skip
def test_who_has_a_role_that_another_clause_tells(
    text: str, kind: str, role: str, who: list[str], tmp_path: Path
) -> None:
    assert people(text, tmp_path, kind, role) == who


def test_those_in_attendance_were_where_two_sides_met(tmp_path: Path) -> None:
    text = (
        "Anna Holm yesterday paid a courtesy call on President Rosa Vega at her office in Lima.\n\n"
        "Norway goes to the polls today and Anna Holm arrived on Saturday. The council will hold a meeting today.\n\n"
        "In attendance were Secretary for Trade Ida Lund, her deputy Eva Brito and Norway's ambassador, Per Dahl."
    )
    reading = read(text, tmp_path, DAY)
    call = next(e for e in reading.events() if e.type == "meeting" and len(list(reading.roles(e.id))) > 1)
    names = {reading.entity(r.agent).name for r in reading.roles(call.id)}
    assert {"Anna Holm", "Rosa Vega", "Ida Lund", "Eva Brito", "Per Dahl"} <= names


def test_who_sits_at_somebodys_hand_is_there(tmp_path: Path) -> None:
    text = (
        "On Monday the Labour Party of Norway marked its 90th anniversary in Oslo, with Anna Holm. "
        "To her right sat Ida Lund, president of the Green Party; to her left, Ambassador Per Dahl of Peru."
    )
    assert {"Ida Lund", "Per Dahl"} <= set(people(text, tmp_path, "ceremony", "participant"))


def test_a_team_of_hosts_is_not_in_the_delegation_it_met(tmp_path: Path) -> None:
    text = (
        "A delegation of the Labour Party of Norway arrived in Lima on Monday for a three-day visit. "
        "The Peruvian team that met the delegation included the mayor, Ida Lund, and the treasurer, Per Dahl."
    )
    assert people(text, tmp_path, "visit", "participant") == []


def test_what_is_opened_takes_no_part(tmp_path: Path) -> None:
    text = "Anna Holm travelled to Oslo on Monday for the opening of the Northern Police Academy."
    reading = read(text, tmp_path, DAY)
    names = {reading.entity(r.agent).name for e in reading.events() for r in reading.roles(e.id)}
    assert "Northern Police Academy" not in names
