"""Sentences with what gold says of them and what the rules made of them: what a model learns from, and is held against.

Comes in: a folder of gold facts and texts with the names of its articles. Goes out: a case for each article with an
example for each sentence. It never marks a name as wrong that gold knows without saying what it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.articles import read_articles
from kg.claims import extract_claims
from kg.claims.context import Context
from kg.clauses import parse
from kg.dates import find_dates
from kg.discourse import find_entities
from kg.evaluate import Count
from kg.evaluate.names import Things, place_of
from kg.facts import facts
from kg.mentions import find_mentions
from kg.model import Article, Entity, EventClaim, Reading, RoleClaim, Span, StatementClaim
from kg.syntax import Discourse, Mentions, Parse
from kg.text import annotate

SILENT = frozenset({"headline", "related", "noise", "source", "date_line", "dateline"})
NAMED = frozenset({"person", "org", "place", "demonym", "office"})
AGENTS = frozenset({"person", "party", "party_body", "state", "state_body", "organization", "post", "group"})
PERSON, BODY, EITHER = 1, 2, 3  # what a gold name is; EITHER where gold does not say
QUOTED = 0.7  # share of an article's events that have a quote, from which the others are known not to be told

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words that stand for entities: a name's or a reference's span, the keys, what kind of phrase it is."""

    span: Span
    keys: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. Of gold: whether it holds a statement, the types of events that it tells, the stage of one of them,
    for each mention whether it speaks and its role by event type, the spans of names. `placed`: gold says where the
    article's events stand. Of the rules: whether they found a statement, its speakers, types, stages, agents by type.
    """

    article: str
    index: int
    span: Span
    text: str
    loud: bool
    placed: bool
    mentions: tuple[Mentioned, ...]
    stated: bool
    speaks: tuple[bool, ...]
    types: frozenset[str]
    stage: str | None
    roles: tuple[dict[str, str], ...]
    names: tuple[tuple[Span, int], ...]
    dates: tuple[str, ...]
    rule_stated: bool
    rule_speaker_right: bool
    rule_types: frozenset[str]
    rule_stage: str | None
    rule_agents: dict[str, frozenset[str]]
    rule_names: tuple[tuple[Span, int], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One article: its text, its gold facts, the rules' reading and its flat facts, its entities, its examples, what
    the rules' rooms made of it; `plain` holds the count of the rules' facts once they were counted.
    """

    name: str
    text: str
    gold: tuple[Fact, ...]
    reading: Reading
    said: tuple[Fact, ...]
    entities: dict[str, Entity]
    examples: tuple[Example, ...]
    context: Context
    plain: list[Count] = field(default_factory=list)

    def names_of(self, key: str) -> list[str]:
        """All forms of an entity's name, as flat facts list them."""
        entity = self.entities.get(key)
        return [*entity.names[:3], *entity.variants, *entity.names[3:]] if entity else []


def cases(gold: Path, names: Sequence[str]) -> list[Case]:
    """The cases of the named articles of `gold` (facts/NAME.json, texts/NAME.txt), in order."""
    articles, faults = read_articles([gold / "texts" / f"{name}.txt" for name in names])
    if faults:
        raise faults[0]
    return [_case(article, json.loads((gold / "facts" / f"{article.name}.json").read_text("utf-8"))["facts"])
            for article in articles]  # fmt: skip


def _case(article: Article, gold: list[Fact]) -> Case:
    annotated = annotate(article)
    mentions = find_mentions(annotated)
    parses = parse(mentions)
    discourse = find_entities(annotated, mentions, parses)
    reading = extract_claims(annotated, mentions, parses, discourse)
    entities = {e.key: e for e in (*discourse.entities, *reading.entities)}
    context = Context(annotated, mentions, parses, discourse)
    case = Case(article.name, article.text, tuple(gold), reading, tuple(facts(reading)["facts"]), entities, (), context)
    teller = _Teller(case)
    made = [teller.example(m, p, discourse) for m, p in zip(mentions, parses, strict=True)]
    return replace(case, examples=tuple(made))


class _Teller:
    """What gold and the rules say of each sentence of one article."""

    def __init__(self, case: Case) -> None:
        self.case, self.things = case, Things(case.gold)
        self.met: dict[tuple[str, str], bool] = {}
        self.events = {f["id"]: f for f in case.gold if f["kind"] == "event"}
        self.told = [(self._at(f), f) for f in case.gold if f["kind"] in {"event", "role"}]
        quoted = sum(bool(f.get("quote")) for f in self.events.values())
        self.placed = quoted >= QUOTED * max(1, len(self.events))
        self.statements = [(place_of(f, case.text), f) for f in case.gold if f["kind"] == "statement"]
        self.names = tuple(_names(case))

    def _at(self, fact: Fact) -> int:
        quote = fact.get("quote") or ""
        return max(self.case.text.find(quote), self.case.text.find(quote[:40])) if quote else -1

    def example(self, mentions: Mentions, parse: Parse, discourse: Discourse) -> Example:
        """One sentence, gold and rules side by side."""
        span = mentions.sentence.span
        named = tuple(_mentioned(mentions, parse, discourse))
        here = [f for at, f in self.told if span.start <= at < span.end]
        ids = {f["id"] if f["kind"] == "event" else f["event"] for f in here} & self.events.keys()
        stated = [f for at, f in self.statements if _touch(span, at)]
        stages = [f.get("status") or "held" for f in here if f["kind"] == "event"]
        dates = find_dates(self.case.text, span.start, span.end, _day(self.case))
        return Example(
            self.case.name, mentions.sentence.index, span, span.of(self.case.text),
            mentions.sentence.zone not in SILENT, self.placed, named,
            bool(stated), tuple(any(self._is(f["speaker"], m) for f in stated) for m in named),
            frozenset(self.events[i]["type"] for i in ids), stages[-1] if stages else None,
            tuple(self._roles(ids, m) for m in named), tuple(n for n in self.names if n[0].overlaps(span)),
            tuple(d.edtf[0] for d in dates if d.edtf), *self._rules(span, stated), _rule_names(mentions),
        )  # fmt: skip

    def _is(self, names: object, mention: Mentioned) -> bool:
        return any(self._same(names, key) for key in mention.keys)

    def _same(self, names: object, key: str) -> bool:
        pair = (repr(names), key)
        if pair not in self.met:
            self.met[pair] = self.things.same(names, self.case.names_of(key))
        return self.met[pair]

    def _roles(self, ids: set[str], mention: Mentioned) -> dict[str, str]:
        roles = (f for f in self.case.gold if f["kind"] == "role" and f["event"] in ids)
        return {self.events[f["event"]]["type"]: f["role"] for f in roles if self._is(f["agent"], mention)}

    def _rules(self, span: Span, stated: list[Fact]) -> tuple[Any, ...]:
        claims = self.case.reading.claims
        spoken = [c for c in claims if isinstance(c, StatementClaim) and _touch(span, _ends(c.evidence.span))]
        speaker = self.case.names_of(spoken[0].speaker) if spoken else []
        right = any(self.things.same(f["speaker"], speaker) for f in stated)
        events = {c.id: c for c in claims if isinstance(c, EventClaim)}
        told = [c for c in events.values() if span.start <= c.evidence.span.start < span.end]
        roles = [c for c in claims if isinstance(c, RoleClaim)]
        types = {c.type for c in told} | {events[c.event].type for c in roles if c.evidence.span.within(span)}
        agents: dict[str, frozenset[str]] = {}
        for role in roles:
            kind = events[role.event].type
            agents[kind] = agents.get(kind, frozenset()) | {role.agent}
        return bool(spoken), right, frozenset(types), told[0].stage if told else None, agents


def _day(case: Case) -> str | None:
    published = case.reading.article.published
    return published.value if published else None


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _touch(span: Span, at: tuple[int, int] | None) -> bool:
    """Whether a sentence and a statement share half of the shorter."""
    if at is None:
        return False
    shared = min(span.end, at[1]) - max(span.start, at[0])
    return shared > 0 and shared >= 0.5 * min(span.end - span.start, at[1] - at[0])


def _mentioned(mentions: Mentions, parse: Parse, discourse: Discourse) -> Iterator[Mentioned]:
    for phrase in mentions.phrases:
        key = discourse.named.get(phrase.span)
        if key is not None and phrase.kind in NAMED:
            span = phrase.person.name.span if phrase.person else phrase.span
            yield Mentioned(span, (key,), phrase.kind)
    for node in parse.nodes:
        if node.span in discourse.anaphors:
            yield Mentioned(node.span, discourse.anaphors[node.span].keys, "reference")


def _rule_names(mentions: Mentions) -> tuple[tuple[Span, int], ...]:
    kinds = {"person": PERSON, "org": BODY, "place": EITHER, "demonym": EITHER}
    found = ((p.person.name.span if p.person else p.span, kinds.get(p.kind)) for p in mentions.phrases)
    return tuple((span, kind) for span, kind in found if kind is not None)


def _names(case: Case) -> Iterator[tuple[Span, int]]:
    """Where gold's names stand, the longest first, without overlap."""
    kinds: dict[str, int] = {}
    for fact in case.gold:
        for key, kind in (("person", PERSON), ("org", BODY), ("body", BODY), ("parent", BODY)):
            kinds |= dict.fromkeys((n for n in fact.get(key) or () if n[:1].isupper()), kind)
    for fact in case.gold:
        for name in (*(fact.get("agent") or ()), *(fact.get("speaker") or ())):
            kinds.setdefault(name, EITHER)
    taken: list[Span] = []
    for name in sorted((n for n in kinds if n), key=lambda n: (-len(n), n)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", case.text):
            span = Span(found.start(), found.end())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span, kinds[name]
