"""A reading as flat facts: every kind, every key of the scheme, offsets that hold their quote."""

from __future__ import annotations

import json

from by_hand import reading

from kg.facts import facts


def by_kind() -> dict[str, dict[str, object]]:
    return {fact["kind"]: fact for fact in facts(reading())["facts"]}


def test_the_record_names_the_article_and_leaves_open_what_it_does_not_state() -> None:
    record = facts(reading())
    assert (record["id"], record["source"], record["published"]) == ("one", None, None)
    assert json.loads(json.dumps(record)) == record


def test_each_kind_in_the_words_of_the_scheme() -> None:
    found = by_kind()
    place = {"quote": "Minister Ána met her", "start": 0, "end": 20}
    ana, body, land = ["Ána", "Minister Ána"], ["Body", "B", "The Body"], ["Land"]
    assert found["office"] == {
        "kind": "office", "person": ana, "title": ["Minister"], "org": land, "status": "former", **place
    }  # fmt: skip
    assert found["member"] == {"kind": "member", "person": ana, "org": body, **place}
    assert found["part_of"] == {"kind": "part_of", "body": body, "parent": land, **place}
    assert found["alias"] == {"kind": "alias", "entity": ["Body", "The Body"], "alias": ["B"], **place}
    assert found["role"] == {"kind": "role", "event": "e1", "role": "host", "agent": ana, **place}
    assert found["statement"] == {"kind": "statement", "speaker": ana, "act": "say", **place, "span": place["quote"]}
    assert found["event"] == {
        "kind": "event", "id": "e1", "type": "meeting", "date": ["2020-01-02"], "place": land, "name": ["talks"],
        "status": "held", **place,
    }  # fmt: skip
    assert found["agreement"] == {
        "kind": "agreement", "name": ["pact"], "between": [land, body], "period": "2020/2025", "event": "e1",
        "count": 2, **place,
    }  # fmt: skip
    assert found["quantity"] == {
        "kind": "quantity", "value": "1.5", "unit": "billion USD", "what": "trade", "subject": land, "time": "2030",
        "status": "target", **place,
    }  # fmt: skip


def test_offsets_hold_the_quote() -> None:
    text = reading().article.text
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in facts(reading())["facts"])


def test_an_office_of_an_organisation_left_open_is_no_fact_of_the_scheme() -> None:
    titles = [fact["title"] for fact in facts(reading())["facts"] if fact["kind"] == "office"]
    assert titles == [["Minister"]]
