"""Whose delegation or side an office-holder leads, sits in or speaks for: "the Norland delegation by Minister A".

Comes in: the article's text, the states and parties that it names, and where an office stands. Goes out: the one whose
side the words before the office name. It never takes who receives a delegation for one of its people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.discourse.bodies import Bodies
from kg.model import Span
from kg.territories import territory

TEAM = r"(?:delegation|team|side|mission|contingent|entourage)"
WORDS = r"(?:[\w’'-]+,?\s+)"
LEADS = (
    r"(?:(?:led|headed|chaired|fronted|represented|co-led|conducted)\s+(?:(?:\w+ly|at \w+ level)\s+)?by|"
    r"(?:under|with)\s+(?:the\s+)?(?:leadership|chairmanship|head)\s+of|under|"
    r"includ(?:es?|ed|ing)|compris(?:es?|ed|ing)|consist(?:s|ed|ing)\s+of|made\s+up\s+of|composed\s+of)"
)
END = r"\s+(?:(?:the|its|their|his|her|then)\s+)?$"
BEHIND = re.compile(  # behind a state: "Norland delegation was led by"
    rf"(?:['’]s?)?(?:\s*\([A-Z]{{2,8}}\))?\s+{WORDS}{{0,4}}?(?:{TEAM},?\s+{WORDS}{{0,8}}?{LEADS}{END}|{TEAM}\s+by{END}|side,?(?:\s+(?:are|were|included?))?{END}|"
    rf"(?:(?:was|were|is|are|will\s+be)\s+)?(?:also\s+)?represented,?\s+{WORDS}{{0,8}}?by{END})"
)
REPRESENTED = re.compile(r"\brepresented,?\s[^.;]*\bby\s[^.;]*\band\s+(?:the\s+)?$")
BY = re.compile(rf"\s+by{END}")  # "A was represented by X, and B by Y"
OF = re.compile(rf"\b{TEAM}\s+(?:of|from)\s+(?:the\s+)?$")
LED = re.compile(rf"(?:\s*\([A-Z]{{2,8}}\))?(?:,?\s+{WORDS}{{0,4}}?{LEADS}{END}|:{END})")
WORD = re.compile(r"[^\W\d_][\w-]*")
LONGEST = 4  # words of a state's name
BEFORE, REACH = 40, 160  # code points before a state, and between it and an office, that are looked at


def sent_by(holder: Span, text: str, bodies: Bodies, pool: set[str]) -> tuple[str, Span] | None:
    """The key of the state or party of `pool` whose side the words before an office name, and where they name it."""
    front = max(text.rfind("\n", 0, holder.start) + 1, holder.start - REACH)
    named = [(span, key) for key in sorted(pool) for span in bodies.all[key].spans]
    near = {(span, key) for span, key in named if front <= span.start and span.end <= holder.start}
    near |= set(_lands(Span(front, holder.start), text, bodies, pool))
    for span, key in sorted(near, reverse=True):
        between = text[span.end : holder.start]
        sent = OF.search(text[max(0, span.start - BEFORE) : span.start]) is not None
        too = BY.fullmatch(between) is not None and REPRESENTED.search(text[front : span.start]) is not None
        if BEHIND.fullmatch(between) or too or (sent and LED.fullmatch(between)):
            return key, span
    return None


def _lands(within: Span, text: str, bodies: Bodies, pool: set[str]) -> Iterator[tuple[Span, str]]:
    """The states of `pool` that words of a stretch name, inside the names of teams too ("the Norland delegation")."""
    keys = {base: key for key in sorted(pool) if (base := bodies.all[key].base).startswith("@")}
    if not keys:
        return
    words = list(WORD.finditer(text, within.start, within.end))
    for at in range(len(words)):
        for stop in range(at, min(at + LONGEST, len(words))):
            start, end = words[at].start(), words[stop].end()
            land = territory(" ".join(text[start:end].split()))
            if land is not None and f"@{land.code}" in keys:
                yield Span(start, end), keys[f"@{land.code}"]
