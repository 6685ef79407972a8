"""The offices of counterparts: "his Norland counterpart B" holds what the person named before holds.

Comes in: the holdings of an article and its text. Goes out: the holdings, each counterpart with the office it
answers to, those that answer to none left out. It never gives a counterpart the office of an envoy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.discourse.lexicon import words
from kg.discourse.posts import is_single, is_states
from kg.discourse.settling import LANDS
from kg.syntax import Holding

COUNTERPART = "counterpart"
SENTENCE_END = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“\"])")
JOINED = re.compile(r",?\s+and\s+(?:his|her|its|their|the)?\s*")
NEAR = 2  # sentence ends between two offices that are still told of together


def paired(found: Sequence[Holding], text: str) -> list[Holding]:
    """The holdings with "his Norland counterpart" given the office of the person who was named before; without one it
    is none.
    """
    kept: list[Holding] = []
    for holding in sorted(found, key=lambda h: h.span):
        if holding.title.head != COUNTERPART:
            kept.append(holding)
            continue
        other = _facing(holding, kept, text)
        if other is not None and (other.organization != holding.organization or holding.title.owner):
            title = replace(other.title, org=holding.title.org, owner=None, status="current", span=holding.title.span)
            kept.append(replace(holding, title=title))
    return kept


def _facing(holding: Holding, before: Sequence[Holding], text: str) -> Holding | None:
    """The office of the person whose counterpart somebody is: the nearest one of a state, a deputy's only where it is
    nearer than a sentence.
    """
    org = holding.title.org
    landed = org is not None and (org.kind in LANDS or (org.parent is not None and org.parent.kind in LANDS))
    others = [h for h in reversed(before) if h.person != holding.person and not _sent(h)]
    joined = [h for h in others[:1] if JOINED.fullmatch(text, h.span.end, holding.span.start)]
    fit = joined or [h for h in others if is_states(h.title) or not landed]
    near = [h for h in fit if len(SENTENCE_END.findall(text, h.span.end, holding.span.start)) < NEAR]
    return next((h for h in near if is_single(h.title)), None) or next(iter(near), None) or _first_single(fit)


def _sent(holding: Holding) -> bool:
    return holding.title.head in words("envoy") | words("legislator")


def _first_single(fit: Sequence[Holding]) -> Holding | None:
    return next((h for h in fit if is_single(h.title)), None)
