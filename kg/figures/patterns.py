"""The regular expressions by which figures are read, made from the words in `figure_words`.

Comes in: nothing. Goes out: compiled patterns for what may stand before, in and after a number. It never reads a
text: `figures` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.figures.words import (
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    HYPHEN_NOUNS,
    LOOSE_SIGNS,
    MEASURES,
    NAME_CUES,
    RELATIVE_CUES,
    SCALE_NAMES,
    TIME_UNITS,
    VAGUE_WORDS,
)
from kg.numbers import NUMBER as NUMBER_WORDS


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_SIGNS = alternatives(sign for sign in CURRENCY_SIGNS if sign not in LOOSE_SIGNS)
_LOOSE = rf"(?:{alternatives(LOOSE_SIGNS)})(?=\s?\d[\d.,]*(?:[\s-]?(?:{alternatives(SCALE_NAMES)})\b|[,\s]\d{{3}}\b))"
NUMBER = re.compile(
    rf"(?<![\w.,/:#’'])(?<!\D[\-–])(?:(?P<sign>{_SIGNS}|{_LOOSE})\s?)?(?P<n>{NUMBER_WORDS})"
    r"(?!(?:st|nd|rd|th)\b|[:/]\d|\.\d)"
)
SCALE = rf"(?:(?:\s|[-‑])?(?P<scale>{alternatives(SCALE_NAMES)})(?!\w))?"
VAGUE = re.compile(rf"(?i)\b{VAGUE_WORDS}\s+(?:the\s+|an?\s+)?$")
NAME = re.compile(rf"(?:\b{NAME_CUES}|\b[A-Z]{{2,}})[\s-]+$")
VALIDITY = re.compile(rf"(?i)\b{RELATIVE_CUES}\s+$")
PERCENT = re.compile(r"\s?(?:%|per\s?cent(?!\w)|percent(?!\w))|\s+(?P<points>percentage\s+points?)")
MONEY = re.compile(
    rf"{SCALE}(?:\s+|[-‑])(?P<name>(?:[A-Z][\w.]*\s+)?(?:{alternatives(CURRENCY_NAMES)})|(?:U\.?S\.?\s+)?{_SIGNS})(?!\w)"
)
SCALED = re.compile(SCALE)
MEASURE = re.compile(rf"{SCALE}(?:\s?|[-‑])(?P<name>{alternatives(MEASURES)})(?!\w)")
TIME = re.compile(
    rf"(?:\s+(?:more\s+)?|[-‑])(?P<unit>{'|'.join(TIME_UNITS)}|centurie)s?(?!\w)(?P<old>[\s-]olds?(?!\w))?"
)
HYPHEN = re.compile(rf"{SCALE}[-‑](?P<noun>{alternatives(HYPHEN_NOUNS)})(?!\w)")
AGE = re.compile(r"(?i)\b(?:aged|at\s+(?:the\s+)?age(?:\s+of)?|who\s+(?:is|was|turns|turned)|turned)\s+$")
AGED = re.compile(r"(?:,\s+now|\b(?:[Hh]e|[Ss]he)\s+(?:was|is)(?:\s+just)?)\s+$")
AGE_ENDS = re.compile(r"[.,;)]|$|\s+(?:when|at|and)\b")
ONE_IN = re.compile(r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)(?:\s+every)?\s+$")
OF_THEIR = re.compile(r"\s+of\s+(?:its|their|his|her|our|your|my)(?=\s)")
APPOSED = re.compile(r"[A-Z][\w'’-]*,\s$")
OF_MANY = re.compile(rf"\s+(?:out\s+)?of\s+(?:the|its|their|his|her|a\s+total\s+of)?\s*(?P<n>{NUMBER_WORDS})")
OF_WHICH = re.compile(
    r"(?i)\b(?:of\s+(?:which|whom|them|these|those),?|among\s+(?:them|which|whom))\s+(?:only\s+|just\s+)?$"
)
NAMED = re.compile(r"[^.;]{0,60}(?:,|\band|\bwhile)\s+(?:the\s+)?(?:[A-Z][\w'’-]*\s+){1,4}(?:with\s+)?")
ONE_MORE = re.compile(r"[^.;]{0,40}?(?:,|\band)\s+")
SINGLE = re.compile(
    r"\s+(?P<noun>(?:[a-z][\w-]*\s+)?[a-z][\w-]*[a-z])"
    r"(?=[.,;)]|\s+(?:and|in|on|at|for|between|with|will|was|is)\b|$)"
)
RANGE = re.compile(rf"(?:\s?[-–—]\s?|\s+(?:to|and|or)\s+)(?P<sign>{_SIGNS})?\s?(?P<n>{NUMBER_WORDS})(?![\w])")
