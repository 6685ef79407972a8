"""What the wording of names says about a thing: the title in a post's name, the series and the sides in an event's.

Comes in: names of posts and events, names of the organisations they may hold. Goes out: a title, a series key, a
number of sides, a level. It never looks at a sentence and never guesses: what the words do not say is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_TEENS = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_ORDINAL = re.compile(
    rf"\b(?:\d+\s*(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty)-\w+|{'|'.join(_UNITS + _TEENS)})\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:in\s+)?(?:19|20)\d\d\b")
_COUNTS = {"bi": 2, "two": 2, "2": 2, "both": 2, "tri": 3, "three": 3, "3": 3, "quadri": 4, "four": 4, "4": 4}
_SIDES = re.compile(
    r"\b(?:(?P<latin>bi|tri|quadri)lateral|(?P<word>two|three|four|both|[234])[- ]"
    r"(?:\w+\s)?(?:part(?:y|ies)|way|side[sd]?|countr(?:y|ies)|nations?|states?|governments?|leaders?|neighbou?rs?))\b",
    re.IGNORECASE,
)
_LEVELS = (
    ("deputy ministers", r"\b(?:deputy|vice)[- ]minist"),
    ("ministers", r"\bminist(?:er|erial)"),
    ("parliaments", r"\b(?:parliament|assembl|speaker|congressional)"),
    ("officials", r"\bsenior officials?\b"),
    ("committees", r"\b(?:committee|commission|working group)s?\b"),
    ("experts", r"\bexperts?\b"),
    ("leaders", r"\b(?:leaders?|heads?|chiefs?|summit|presidents?|general secretar(?:y|ies))\b"),
)


_COMPLEMENT = re.compile(r"\s+(?:of|between|among)\s+[^.;:]{1,120}", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:in|at|on|from|during|right|held|was|were|is|are|has|have|had|will|took|achieved)\s")


def place_of(name: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name stands inside `[start, end)` of a text; the whole stretch if its words are not there as such."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    found = re.compile(pattern, re.IGNORECASE).search(text, start, end) if pattern else None
    return (found.start(), found.end()) if found else (start, end)


def described(name: str, text: str, start: int, end: int) -> str:
    """A name with the complement that follows it: "fifth meeting" gives "fifth meeting of the two heads"."""
    begin, stop = place_of(name, text, start, end)
    if (begin, stop) == (start, end):
        return name
    follows = _COMPLEMENT.match(text, stop, end)
    if follows is None:
        return name
    return " ".join((name + _PLACED.split(follows[0] + " ")[0]).split())


def title_of_post(name: str, owners: Iterable[str]) -> str:
    """The title in a post's name: "Prime Minister of Laos" held against the owner's names gives "Prime Minister"."""
    words = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    for owner in sorted(set(owners), key=lambda text: (-len(text), text)):
        said = re.escape(owner)
        for pattern in (
            rf"(?P<title>.+?),?\s+(?:of|to|for)\s+(?:the\s+)?{said}",
            rf"{said}(?:['’]s?)?\s+(?P<title>.+)",
        ):
            if (found := re.fullmatch(pattern, words, re.IGNORECASE)) is not None:
                return found["title"]
    return words


def series_key(name: str) -> str:
    """An event's name without its number, year, place and leading article: what its whole series is called."""
    bare = re.sub(r"\s+in\s+[A-Z][^,]*$", "", _YEAR.sub(" ", _ORDINAL.sub(" ", name)).rstrip())
    return " ".join(re.sub(r"^\s*the\s+", "", bare, flags=re.IGNORECASE).split())


def sides_named(name: str) -> int | None:
    """How many sides a name gives its event: "trilateral meeting", "talks between the two Parties"."""
    found = _SIDES.search(name)
    if found is None:
        return None
    return _COUNTS[(found["latin"] or found["word"]).lower()]


def level_named(name: str) -> str | None:
    """On what level a name puts its event: "meeting of the defence ministers", "summit"."""
    return next((level for level, pattern in _LEVELS if re.search(pattern, name, re.IGNORECASE)), None)
