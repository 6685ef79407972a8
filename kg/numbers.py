"""Numbers as news English writes them, in digits or in words, read exactly.

Comes in: the words of a number ("2,400", "forty-two", "half a", "three hundred and ten"). Goes out: a Decimal, and
its canonical decimal form. It never looks at what is counted and never guesses an indefinite amount ("hundreds",
"several").
"""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

SMALL: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
SCALES: dict[str, Decimal] = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}

_SMALL = "|".join(sorted(SMALL, key=lambda word: (-len(word), word)))
_TWO = rf"(?:{'|'.join(_TENS)})[-‑](?:{'|'.join(_UNITS[1:10])})|{_SMALL}"
_HUNDREDS = rf"(?:{_TWO}|a)\s+hundred(?:\s+and\s+(?:{_TWO})|\s+(?:{_TWO}))?|(?:{_TWO}|a)\s+dozen|(?:{_TWO})"

# A thousand in words belongs to the number ("two thousand five hundred"); a million stays outside, as its scale.
WORDS = (
    rf"(?i:(?:{_HUNDREDS}|a)\s+thousand(?:\s+(?:and\s+)?(?:{_HUNDREDS}))?|{_HUNDREDS}|"
    r"half\s+a(?:\s+(?:dozen|thousand)|(?=\s+[mb]illion)))"
)
# An ordinal, case folded: "14th", "fourth", "twenty-first", "xiv".
ORDINAL = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"[a-z]+teenth|[a-z]+tieth(?:-[a-z]+)?|twenty-[a-z]+|[ivxl]{2,})$"
)
_BLANKS = r"[ \xa0\u2009\u202f]"
DIGITS = (
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,]\d)|\d{{1,3}}(?:{_BLANKS}\d{{3}})+(?![\d,.]?\d)|"
    r"\d+(?:[.,]\d+)?(?![\d,]\d)"
)
NUMBER = rf"(?:{DIGITS}|{WORDS})"

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def read_number(words: str) -> Decimal | None:
    """The value of `words`, without a following million or billion; None if they are not one number.

    A comma or a blank before three digits groups them (2,400; 2 400); any other comma is a decimal one (8,02).
    """
    text = re.sub(r"(?<=\d)\s(?=\d{3})", "", words.strip())
    if not text:
        return None
    if text[0].isdigit():
        plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text.replace(",", ".")
        return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain, re.ASCII) else None
    return _spelled(re.split(r"[\s\-‑]+", text.casefold()))


def _spelled(words: list[str]) -> Decimal | None:
    if words[:2] == ["half", "a"]:
        return Decimal("0.5") * SCALES.get(words[2], Decimal(1)) if len(words) > 2 else Decimal("0.5")
    total, group = Decimal(0), Decimal(0)
    for word in words:
        if word in SMALL:
            group += SMALL[word]
        elif word == "thousand":
            total, group = total + (group or 1) * SCALES[word], Decimal(0)
        elif word in SCALES:
            group = (group or Decimal(1)) * SCALES[word]
        elif word not in {"a", "an", "and"}:
            return None
    return total + group


def canonical(value: Decimal) -> str:
    """The canonical xsd:decimal-like form without exponent or needless zeros: "35", "0.5", "54.7"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
