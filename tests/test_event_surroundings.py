"""Where events are by the words around them: names of places in parts, "there", "where", goals, mended parses.

Comes in: invented texts. Goes out: the places that the reading gives their events. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read

DAY = "2026-03-10"


def places(text: str, kind: str, folder: Path) -> set[str]:
    reading = read(text, folder, DAY)
    found = (e for e in reading.events() if e.type == kind and e.place is not None)
    return {name for e in found for name in reading.entity(e.place or "").names}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Wreaths were laid on Monday at the Monument to the Drowned in Oslo.", "ceremony", "Monument to the Drowned"),
        ("Anna Holm received Ilo Marsh at the Palais de la Marine on Monday.", "meeting", "Palais de la Marine"),
        ("Anna Holm met Ilo Marsh on Monday at the party's Elm Road headquarters.", "meeting", "Elm Road headquarters"),
        ("Speaker Ilo Marsh was buried on Sunday in the General Cemetery.", "ceremony", "General Cemetery"),
    ],
)
def test_a_place_bears_its_whole_name(text: str, kind: str, place: str, tmp_path: Path) -> None:
    assert place in places(text, kind, tmp_path)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "Anna Holm landed in Oslo on Monday. She is to address the Fishers' Party congress there on Friday.",
            "congress",
            "Oslo",
        ),
        (
            "President Anna Holm of Norway will fly to Helsinki on Friday for talks with Ilo Marsh.",
            "meeting",
            "Helsinki",
        ),
        (
            "Anna Holm went on to Bergen, where on Monday she walked along the quay and laid a wreath.",
            "ceremony",
            "Bergen",
        ),
        ("The next forum will be hosted by her party in Bergen in 2028.", "meeting", "Bergen"),
        ("The first session is due in Bergen in September.", "meeting", "Bergen"),
        (
            "In a session of talks at the Heron Palace on Monday, the two ministers reviewed trade and signed a "
            "memorandum of understanding between Norway and Finland.",
            "signing",
            "Heron Palace",
        ),
        (
            "OSLO, March 9, 2026 (NWR) -- Norway and Finland signed a pact here on Monday during the visit of Ilo "
            "Marsh, who is in Norway from Sunday to Friday.",
            "signing",
            "Oslo",
        ),
        ("The leaders spoke of the visit of the minister, Anna Holm, to Bergen last month.", "visit", "Bergen"),
        (
            "The two ministers last met in Bergen in June 2025, when a forum of mayors was convened.",
            "meeting",
            "Bergen",
        ),
        ("Anna Holm and Ilo Marsh watched a military parade on Monday in the wilaya of Samara.", "ceremony", "Samara"),
        ("ANKARA, March 9, 2026 (NWR) -- Anna Holm pledged early elections in 2027.", "election", "Türkiye"),
    ],
)
def test_an_event_is_where_the_words_around_it_lead(text: str, kind: str, place: str, tmp_path: Path) -> None:
    assert place in places(text, kind, tmp_path)


def test_what_is_agreed_elsewhere_does_not_place_a_meeting(tmp_path: Path) -> None:
    text = "During her meeting with Ilo Marsh on Monday, Anna Holm agreed on holding a summer school in Bergen."
    assert "Bergen" not in places(text, "meeting", tmp_path)
