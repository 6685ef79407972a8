"""The persons of one article: every mention of a name joined to the fullest one that it can stand for.

Comes in: phrases with persons, in text order. Goes out: a register that answers which person a name, a title or a
description means. It never joins two names that differ in a word both have in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.discourse.lexicon import words as words_of
from kg.model import Span
from kg.syntax import Person, Title
from kg.words import fold

VOWELS = re.compile(r"[aeiouy]+")


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a personal name, double names taken apart, initials kept."""
    return tuple(w.strip(".") for w in fold(name).replace("-", " ").split())


@dataclass(slots=True)
class Individual:
    """One person of the article: forms as written, titles with their places, where the person is named."""

    key: str
    words: tuple[str, ...]
    forms: list[str] = field(default_factory=list)
    titles: list[tuple[Title, Person]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    female: bool | None = None

    @property
    def last(self) -> int:
        """Where the person was last named."""
        return self.spans[-1].start if self.spans else -1


@dataclass(slots=True)
class People:
    """All persons of an article, by key in order of first mention."""

    all: dict[str, Individual] = field(default_factory=dict)

    def add(self, person: Person, position: int) -> Individual:
        """The individual that this mention names, a new one if none fits."""
        words = name_words(person.name.text)
        found = self._fitting(words, person, position)
        if found is None:
            found = Individual(f"person{len(self.all) + 1}", words)
            self.all[found.key] = found
        if len(words) > len(found.words):
            found.words = words
        if person.name.text not in found.forms:
            found.forms.append(person.name.text)
        found.titles.extend((t, person) for t in person.titles)
        found.spans.append(person.name.span)
        found.female = _gender(person, found.female)
        return found

    def _fitting(self, words: tuple[str, ...], person: Person, position: int) -> Individual | None:
        fits = [p for p in self.all.values() if _stands_for(words, p.words) or _stands_for(p.words, words)]
        exact = [p for p in fits if p.words == words]
        heads = {t.head for t in person.titles}
        titled = [p for p in fits if heads & {t.head for t, _ in p.titles}]
        for pool in (exact, titled, fits):
            if pool:
                return max(pool, key=lambda p: (p.last < position, p.last))
        return None

    def before(self, position: int) -> list[Individual]:
        """Persons named before a place in the text, the most recent first."""
        named = [
            (max(s.start for s in p.spans if s.start < position), p)
            for p in self.all.values()
            if any(s.start < position for s in p.spans)
        ]
        return [p for _, p in sorted(named, key=lambda item: -item[0])]


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of a shorter name all stand in the fuller one, in its order; initials match their names.

    A name of one-syllable words is whole: without its middle word it is another name. A father's name in full is his.
    """
    at, places = 0, []
    for word in short:
        while at < len(full) and not (
            full[at] == word or (len(word) == 1 and full[at].startswith(word) and len(short) > 1)
        ):
            at += 1
        if at == len(full):
            return False
        places.append(at)
        at += 1
    if len(short) > 1 and places[0] and full[places[0] - 1] in words_of("fathering"):
        return False  # "Omar bin Salim Al Dahl" is the father of "Zaid bin Omar bin Salim Al Dahl"
    apart = len(short) > 1 and places[-1] - places[0] >= len(short)
    return (
        bool(short) and max(len(w) for w in short) > 1 and not (apart and all(len(VOWELS.findall(w)) < 2 for w in full))
    )


def _gender(person: Person, known: bool | None) -> bool | None:
    words = set(fold(person.honorific).replace(".", " ").split()) | {t.head for t in person.titles}
    return True if words & words_of("female") else False if words & words_of("male") else known
