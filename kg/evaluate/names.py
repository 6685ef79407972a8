"""When two names, dates, figures or spans are the same for the measure.

Comes in: names as lists of surface forms, EDTF dates, figures, spans. Goes out: yes or no. It never looks anything up
outside the two facts and the article's own gold names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Fact = Mapping[str, Any]
Place = tuple[int, int]

HONORIFICS = frozenset(
    "samdech techo akka moha sena padei thipadei preah bat boromneath h.e excellency mr mrs ms dr prof "
    "comrade sir lady lok chumteav oknha neak".split()
)
STYLES = frozenset({"his", "her", "their", "majesty", "royal", "highness", "majesties", "highnesses"})
ARTICLES = frozenset({"the", "a", "an"})
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
FORMS = 6  # at most this many surface forms of a predicted name are looked at
NAMING_KEYS = ("person", "org", "body", "parent", "entity", "agent", "speaker", "between")


def normal(name: object) -> str:
    """A name without case, diacritics, honorifics, possessives and leading article; never empty if a word is there."""
    text = unicodedata.normalize("NFKD", str(name)).replace("đ", "d").replace("Đ", "D")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("’", "'").replace("‘", "'").replace("viet nam", "vietnam")
    text = re.sub(r"'s\b|s'(?=\s|$)", "", text)
    words = [_word(word) for word in re.findall(r"[a-z0-9.%]+", text.replace("-", " "))]
    while words and words[0] in ARTICLES:
        words = words[1:]
    kept = [word for word in words if word and word not in HONORIFICS]
    while len(kept) > 1 and kept[0] in STYLES:
        kept = kept[1:]
    return " ".join(kept or words)


def _word(word: str) -> str:
    bare = word.strip(".")
    return bare if bare in HONORIFICS or not re.search("[a-z]", word) else word.replace(".", "")


def forms(names: object) -> list[str]:
    """The normal forms of a list of names, or of a single one; none for None."""
    if names is None:
        return []
    listed = names if isinstance(names, list | tuple) else [names]
    return [normal(name) for name in listed]


class Things:
    """The things that one article's gold names: lists that share a form name one thing."""

    def __init__(self, gold: Iterable[Fact]) -> None:
        groups: list[set[str]] = []
        for names in _names(gold):
            mine = set(forms(names))
            touching = [group for group in groups if group & mine]
            groups = [group for group in groups if not group & mine] + [mine.union(*touching)]
        self._thing = {form: number for number, group in enumerate(groups) for form in group}

    def same(self, gold: object, predicted: object) -> bool:
        """Whether a prediction shares a form with a gold name and names no second thing of the article beside it."""
        mine = set(forms(predicted)[:FORMS])
        return bool(set(forms(gold)) & mine) and len({self._thing[f] for f in mine if f in self._thing}) <= 1


def _names(gold: Iterable[Fact]) -> Iterable[object]:
    for fact in gold:
        for key in NAMING_KEYS:
            if value := fact.get(key):
                yield from value if key == "between" else [value]


def same_date(gold: Sequence[str] | str | None, predicted: Sequence[str] | str | None) -> bool:
    """Whether the first predicted date is an acceptable one; an undated event wants none."""
    wanted, given = ([dates] if isinstance(dates, str) else list(dates or []) for dates in (gold, predicted))
    return bool(set(wanted) & set(given[:1])) if wanted else not given


def number(fact: Fact) -> float | str:
    """The value in single units ("20" of "billion USD" is 20000000000); its normal form if it is no number."""
    text = str(fact.get("value")).replace(",", "").rstrip("%").strip()
    around = f"{text} {fact.get('unit', '')}".casefold()
    scale = [factor for word, factor in SCALES.items() if word in around][-1:] or [1.0]
    if not re.fullmatch(r"[0-9.]+( [a-z]+)?", text.casefold()):
        return normal(text)
    try:
        return float(re.sub(r"[^0-9.eE+-]", "", text)) * scale[0]
    except ValueError:
        return normal(text)


def place_of(fact: Fact, text: str) -> Place | None:
    """Where a fact's words stand: its offsets, else its `span` in the text, else the sentence of its first words."""
    if "start" in fact and "end" in fact:
        return fact["start"], fact["end"]
    if "span" in fact and text:
        at = text.find(fact["span"])
        return (at, at + len(fact["span"])) if at >= 0 else None
    return _sentence_from(fact["start_words"], text) if "start_words" in fact and text else None


def _sentence_from(words: str, text: str) -> Place | None:
    found = re.search(r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words)), text)
    if not found:
        return None
    stop = re.search(r"[.!?”\"]\s|\n|$", text[found.start() :])
    return found.start(), found.start() + (stop.start() if stop else len(text))


def overlap(a: Place | None, b: Place | None) -> bool:
    """Whether two spans share half of the shorter, and the longer is not much more than the shorter."""
    if not a or not b:
        return False
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared >= 0.5 * short and long <= 3 * short + 40
