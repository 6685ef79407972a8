"""The pieces of tests/wordings are in the scheme of facts, so that bench/wordings.py counts what it says.

Comes in: the files. Goes out: tests of their form. It never reads the pieces as the reader does.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.evaluate import KINDS
from kg.exports.tables.events import ROLES, TYPES

FILES = sorted((Path(__file__).parent / "wordings").glob("*.jsonl"))
STAGES = {"held", "planned", "cancelled"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_piece_has_a_day_a_text_and_sound_facts(path: Path) -> None:
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({item["id"] for item in items}) == len(items) > 50
    for item in items:
        assert date.fromisoformat(item["published"])
        events = {fact["id"] for fact in item["facts"] if fact["kind"] == "event"}
        for fact in item["facts"]:
            assert fact["kind"] in KINDS, item["id"]
            if fact["kind"] == "event":
                assert (fact["type"] in TYPES, fact["status"] in STAGES) == (True, True), item["id"]
            if fact["kind"] == "role":
                assert (fact["role"] in ROLES, fact["event"] in events) == (True, True), item["id"]
                assert any(name.split()[-1].strip(".,") in item["text"] for name in fact["agent"]), item["id"]
