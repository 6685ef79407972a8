"""What the tools of `kg mcp` tell, each with the quotes that it rests on and links to them.

Comes in: orders from the tools, with their bounds. Goes out: answers as JSON. It never tells more of an article than
its quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg import explain as explaining
from kg.errors import TooMuch, UsageError
from kg.naming import KINDS, Bearer, Names
from kg.pipeline.querying import bare_name
from kg.query import StoredQuery, cited, run_cited
from kg.query.child import Answer, Job, Order
from kg.reason import derivations, read_axioms

SHOWN = 3  # quotes of each thing that bears a name
MANY = 40  # claims of one explanation


def jobs(store: ox.Store, base: str, questions: Mapping[str, StoredQuery]) -> Mapping[str, Job]:
    """The jobs of the tools, by name."""
    names = Names(store, bare_name)
    teller = explaining.Teller(explaining.Lookup(store, base), {})
    axioms = read_axioms()

    def derive(triple: explaining.Triple) -> Sequence[explaining.Step]:
        return derivations(store, triple, base=base, axioms=axioms)

    return {
        "find": lambda order: _json(order, _found(store, names, teller, order)),
        "told": lambda order: _json(order, _told(store, questions[order["name"]], order, base)),
        "explain": lambda order: _json(
            order, _explained(explaining.explain(store, {}, str(order["thing"]), base=base, derive=derive), store)
        ),
    }


def _json(order: Order, record: Mapping[str, Any]) -> Answer:
    body = json.dumps(record, ensure_ascii=False).encode()
    if len(body) > order["output_bytes"]:
        raise TooMuch(order["where"], f"the answer is larger than {order['output_bytes']} bytes", "ask for less")
    return {"format": "json"}, body


def _found(store: ox.Store, names: Names, teller: explaining.Teller, order: Order) -> dict[str, Any]:
    """The things of a name with some of their quotes, or else those whose names come near."""
    kind, words = order.get("kind") or None, str(order["name"]).strip()
    if kind is not None and kind not in KINDS:
        raise UsageError("kind", f"{kind!r} is not known", f"use one of {', '.join(KINDS)}")
    found = names.bearers(words, kind and f"pd:{kind}")

    def told(bearer: Bearer) -> dict[str, Any]:
        claims = teller.claims_of(ox.NamedNode(bearer.iri))
        quotes = _quotes(cited(store, (claim.value for claim in claims)))
        record = {"name": bearer.label, "kind": bearer.kind.removeprefix("pd:"), "iri": bearer.iri}
        return {**record, "claims": len(claims), "quotes": quotes[:SHOWN], "more_quotes": len(quotes[SHOWN:])}

    if found:
        return {"found": [told(bearer) for bearer in found[: order["rows"]]]}
    return {"found": [], "near": [told(bearer) for bearer in names.near(words, kind and f"pd:{kind}")]}


def _told(store: ox.Store, question: StoredQuery, order: Order, base: str) -> dict[str, Any]:
    """The rows of a stored question, each with its quotes."""
    table, quotes = run_cited(store, question, order["params"], base=base, bare=bare_name)
    rows = [
        {**{column: value for column, value in zip(table.columns, row, strict=True) if value}, "quotes": _quotes(said)}
        for row, said in zip(table.values(), quotes, strict=True)
    ]
    kept = rows[: order["rows"]]
    return {"question": question.question, "rows": kept, "more_rows": len(rows) - len(kept)}


def _explained(made: explaining.Explanation, store: ox.Store) -> dict[str, Any]:
    """What stands behind a claim or thing: claims with quotes, rules, references; merges; inferences."""
    claims = [
        {
            "says": claim.says,
            "kind": claim.kind,
            "iri": claim.iri,
            "rules": sorted({told.rule for told in claim.told}),
            "references": [f"“{r.words}” stands for {r.stands_for}" for told in claim.told for r in told.references],
            "quotes": _quotes(cited(store, [claim.iri])),
        }
        for claim in made.claims[:MANY]
    ]
    return {
        "thing": made.label,
        "iri": made.iri,
        "claims": claims,
        "more_claims": len(made.claims[MANY:]),
        "joined": [f"{joined.reason} [{joined.rule}]" for joined in made.merges],
        "decided": [f"{one.says} — {one.why} ({one.who}, {one.fate})" for one in made.decisions],
        "inferred": [{"says": one.says, "by": one.by, "from": list(one.premises)} for one in made.inferences[:MANY]],
        "more_inferred": len(made.inferences[MANY:]),
    }


def _quotes(said: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"quote": words, "link": link} for words, link in said]
