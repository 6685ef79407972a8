"""Why things on a page are one, what was concluded about them, what persons decided.

Comes in: a thing. Goes out: lists of reasons. It never concludes anything itself.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.explain import Concluded, Lookup, Teller
from kg.explain.reasoning import Reasoner
from kg.pipeline.publishing.desk import Desk, row
from kg.pipeline.publishing.plainly import plain_words
from kg.site import Block, Cell, Link, Row, Sentence, Sentences, Table

MOST = 50
GROUND = re.compile(r"(?P<name>.*) \(id:(?P<key>[^()\s]+)\)")
RULE = re.compile(r"(?P<text>.*) \[pdr:(?P<name>[\w-]+)\]")


def reasons(desk: Desk, thing: str) -> list[Block]:
    """Merges, decisions and conclusions about a thing; long lists are cut, and say where the rest is."""
    node, look = ox.NamedNode(thing), Lookup(desk.built.store, desk.built.base)
    teller = Teller(look, {})
    joined = [Sentence("", (*desk.told(one.reason), Link(f" [{one.rule}]"))) for one in teller.merges_of(node)]
    settled = teller.decisions_on(node)
    decided = [Sentence(one.fate, (Link(f"{one.says} — {one.why} ({one.who}, {one.when})"),)) for one in settled]
    lists = (
        _hidden("joined", "Why these are one", joined), _hidden("decided", "What persons decided", decided),
        _conclusions(desk, look.label(node), Reasoner(look, None).inferences_of(node)),
    )  # fmt: skip
    return [one for one in lists if one is not None]


def _hidden(anchor: str, title: str, items: list[Sentence]) -> Sentences | None:
    if not items:
        return None
    return Sentences(anchor, title, tuple(items[:MOST]), _more(len(items)), hidden=True)


def _more(number: int) -> str:
    return f"{number - MOST} more: see the command at the foot of the page." if number > MOST else ""


def _conclusions(desk: Desk, label: str, found: tuple[Concluded, ...]) -> Table | None:
    rows = tuple(_conclusion(desk, label, one) for one in found[:MOST])
    columns = ("Concluded", "From", "By the rule")
    title = "What was concluded, and from what"
    return Table("concluded", title, columns, rows, _more(len(found)), quoted=False, hidden=True) if rows else None


def _conclusion(desk: Desk, label: str, one: Concluded) -> Row:
    """A conclusion without the name of the page's subject, the things that it rests on, its rule."""
    rule = RULE.fullmatch(one.by)
    by = Link(rule["name"].replace("-", " "), f"ontology/rules.html#rule-{rule['name']}") if rule else Link(one.by)
    grounds = dict.fromkeys(_ground(desk, premise) for premise in one.premises)
    return row(plain_words(one.says.removeprefix(f"{label} — ")), Cell(tuple(grounds)), by)


def _ground(desk: Desk, premise: str) -> Link:
    """A premise by its name, leading to its page where it has one."""
    found = GROUND.fullmatch(premise)
    if not found:
        return Link(plain_words(premise))
    thing, name = f"{desk.built.base}id/{found['key']}", re.sub(r" \([^()]*\)$", "", found["name"])
    event = desk.index.iri(thing, "pd:describesEvent") or desk.index.iri(thing, "pd:isParticipationIn")
    article = desk.index.iri(thing, "pd:isAccountIn") or desk.index.iri(thing, "pd:isReportedIn")
    if article:
        return Link(name, desk.path(article), desk.article(article).text)
    return Link(name) if event else desk.link(thing)
