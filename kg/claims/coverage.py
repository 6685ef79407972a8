"""How an article's sentences were dealt with: read, ignored by name, or not understood.

Comes in: an article's context and its claims. Goes out: Coverage. It never drops a sentence in silence: each is counted once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.claims.context import Context
from kg.model import Claim, Coverage, Span, Uncovered
from kg.syntax import Sentence

CUE = re.compile(
    r"(?i)\b(?:visit|meet|met|talks|summit|sign|agree|congratulat|receiv|deleg|party|minister|president|secretary|"
    r"ambassador|congress|parliament|assembly|treaty|memorandum|call(?:ed)? on|invit|chair|stress|affirm|said)\w*"
)
IGNORED = frozenset({"date_line", "dateline", "source", "noise"})


def cover(context: Context, claims: Sequence[Claim], refused: int = 0) -> Coverage:
    """The count of sentences and of those read, and every other one with the reason."""
    starts = sorted(span for claim in claims for span in _spans(claim))
    uncovered: list[Uncovered] = []
    read = 0
    for sentence in context.annotated.sentences:
        if any(span.overlaps(sentence.span) for span in starts):
            read += 1
        else:
            uncovered.append(Uncovered(sentence.span, _reason(context, sentence)))
    return Coverage(len(context.annotated.sentences), read, tuple(uncovered), refused)


def _spans(claim: Claim) -> list[Span]:
    return [claim.evidence.span]


def _reason(context: Context, sentence: Sentence) -> str:
    if sentence.zone in IGNORED:
        return sentence.zone
    if CUE.search(sentence.span.of(context.text)):
        return "not_understood"
    return "no_cue"
