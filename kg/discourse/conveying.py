"""Whose state an absent office-holder is of whose words somebody brings: "A conveyed the greetings of President B".

Comes in: an office without its organisation, the offices read before it, and the text. Goes out: the state of whoever
conveys the words, with the span that tells. It never follows a pronoun, nor crosses the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.discourse.bodies import Bodies
from kg.model import Span
from kg.syntax import Holding

WORDS = (
    r"(?:greetings?|regards|wishes|messages?|letters?|invitations?|condolences|felicitations|congratulations|respects|"
    r"gratitude|salutations|appreciation|sympath(?:y|ies)|thanks)"
)
CONVEYS = re.compile(
    r"\b(?:convey|deliver|present|transmit|extend|relay|bring|brought|hand|pass|carr|bore)\w*\b(?:\s+(?:over|on))?"
    rf"[^.;\n]{{0,60}}?\b{WORDS}\b[^.;\n]{{0,50}}?\b(?:of|from)\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:\w+\s+)?$"
)
SENTENCE = re.compile(r"[.!?][”\"]?\s+(?=[^\W\d_a-z])|\n")


def conveyed_by(
    holding: Holding, before: Sequence[Holding], bodies: Bodies, text: str, names: dict[str, list[Span]]
) -> tuple[str, Span] | None:
    """The state of whom a sentence names first as bringing the words of this office's holder; None where its words say
    nothing of the kind.
    """
    position = min(holding.span.start, holding.title.span.start)
    breaks = [m.end() for m in SENTENCE.finditer(text, max(0, position - 400), position)]
    start = breaks[-1] if breaks else max(0, position - 400)
    told = CONVEYS.search(text, start, position)
    if told is None:
        return None
    front = [(s.end, key) for key, spans in names.items() for s in spans if start <= s.start and s.end <= told.start()]
    sender = max(front, default=None)
    roots = [(bodies.root(h.organization), h.span) for h in before if sender is not None and h.person == sender[1]]
    lands = [(root, span) for root, span in roots if root is not None and bodies.kind(bodies.all[root]) == "state"]
    return lands[-1] if lands else None
