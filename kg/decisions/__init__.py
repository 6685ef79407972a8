"""The room of what persons settled: decisions read from their file and replayed over readings.

Comes in: a file of decisions and the readings of a build. Goes out: the readings with claims rejected and corrected,
rulings on what is one and what is not, and the fate of every decision. It never drops a decision in silence, and a
decision whose target is gone changes nothing.
"""

from __future__ import annotations

from kg.decisions.book import COLUMNS, NAME, VERBS, add, parse, read, table, undo
from kg.decisions.replay import Decided, replay, settle
from kg.decisions.targets import Target, parse_target, words_of_claim, words_of_entity, words_of_event

__all__ = [
    "COLUMNS",
    "NAME",
    "VERBS",
    "Decided",
    "Target",
    "add",
    "parse",
    "parse_target",
    "read",
    "replay",
    "settle",
    "table",
    "undo",
    "words_of_claim",
    "words_of_entity",
    "words_of_event",
]
