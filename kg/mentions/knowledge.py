"""What a first look at all sentences teaches about an article's names, so that a second look can settle doubtful ones.

Comes in: cursors over the sentences, and the phrases that a look found. Goes out: a filled Knowledge. It never keeps
anything from one article to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor, Knowledge, capitals
from kg.mentions.places import regarded, situated
from kg.mentions.titles import head_at
from kg.syntax import Name, Phrase
from kg.words import fold

CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december"
)
ADJECTIVE = re.compile(r"(?:n|ese|i|ic|ish|ite|er|ch)$")
DEMONYM_STEM = 4


def words(cursors: Sequence[Cursor], known: Knowledge) -> None:
    """Note which words occur in lower case, which capitalised inside a sentence, and which abbreviations brackets
    explain.
    """
    for c in cursors:
        for i, token in enumerate(c.tokens):
            if token.text[0].islower():
                known.lower.add(fold(token.text))
            elif token.text[0].isupper() and not c.opening(i) and not c.shouting:
                known.inner.add(fold(token.text))
            bracketed = c.at(i - 1) == "(" and c.at(i + 1) == ")" and c.cap(i - 2) and len(token.text) > 1
            if bracketed and sum(letter.isupper() for letter in token.text) > 1:
                known.acronyms.add(fold(token.text))
    for c in cursors:
        _runs(c, known)
    told = (c for c in cursors if not c.shouting)
    acronyms = Counter(
        fold(t.text) for c in told for i, t in enumerate(c.tokens) if not t.text.islower() and c.acronym(i)
    )
    known.acronyms.update(word for word, count in acronyms.items() if count > 1)


def _runs(c: Cursor, known: Knowledge) -> None:
    """Count the stretches of capitals that are left when titles and honorifics are cut out."""
    free = 0
    for i in () if c.shouting else capitals(c):
        if i < free:
            continue
        start, free = i, c.run(i)
        for k in range(i, free + 1):
            if k == free or any(lexicon.has(group, c.low(k)) for group in ("head", "modifier", "honorific")):
                if k > start:
                    known.runs[fold(c.words(start, k))] += 1
                start = k + 1


def signers(speakers: Iterable[str | None], known: Knowledge) -> None:
    """Note who signs a letter: a name on its own under "Yours" is a person's."""
    for full in {fold(speaker) for speaker in speakers if speaker}:
        known.persons.add(full)
        known.person_words.update(p for p in full.split() if len(p) > 1 and not lexicon.has("particle", p))


def names(cursors: Sequence[Cursor], phrases: Iterable[Sequence[Phrase]], known: Knowledge) -> None:
    """Note the persons and places that the phrases hold, and the places and demonyms that the words around capitals
    show.
    """
    votes: Counter[str] = Counter()
    for found in phrases:
        for phrase in found:
            if phrase.person is not None:
                _person(phrase, known, votes)
            for name in _names(phrase):
                _place(name, known, votes)
    for c in cursors:
        _placed(c, known, votes)
    for word, count in votes.items():
        if count > 0 and word not in known.persons:
            known.places.setdefault(word, word)
    for word in (known.person_words - known.sure) & set(known.places):
        del known.places[word]  # a surname that a preposition or the recogniser made a place
    stems = [stem for place, written in known.places.items() if len((stem := _stem(place, written))[1]) >= DEMONYM_STEM]
    for c in cursors:
        _demonyms(c, known, stems)


def _names(phrase: Phrase) -> list[Name]:
    titles = phrase.person.titles if phrase.person else (phrase.title,) if phrase.title else ()
    found = [n for n in (phrase.name, *(t.org for t in titles)) if n is not None]
    chain = list(found)
    for name in found:
        while name.parent is not None:
            name = name.parent
            chain.append(name)
    return chain


def _person(phrase: Phrase, known: Knowledge, votes: Counter[str]) -> None:
    person = phrase.person
    if person is None:
        return
    full = fold(person.name.text)
    parts = full.split()
    if len(parts) > 1 or person.titles:
        known.persons.add(full)
        known.person_words.update(p for p in parts if len(p) > 1 and not lexicon.has("particle", p))
        votes[full] -= 3


def _place(name: Name, known: Knowledge, votes: Counter[str]) -> None:
    if name.kind in {"place", "state"}:
        if name.certain:
            known.places[fold(name.text)] = name.text
            known.sure.add(fold(name.text))
            tail = name.text.rpartition(" of ")[2]
            if name.kind == "state" and tail != name.text:
                known.places.setdefault(fold(tail).removeprefix("the "), tail)
        elif len(name.text.split()) < 3:
            votes[fold(name.text)] += 1
            if votes[fold(name.text)] > 1:
                known.places.setdefault(fold(name.text), name.text)


def _placed(c: Cursor, known: Knowledge, votes: Counter[str]) -> None:
    """Count a vote for capitals behind "in", "visited" and the like, two for those that possess a capital or a
    parliament.
    """
    for i in () if c.shouting else capitals(c):
        if not c.cap(i) or c.cap(i - 1) or c.acronym(i) or regarded(c, i - 1):
            continue
        end = c.run(i)
        seated = c.possessive(end) and lexicon.has("seated", c.low(end + 1))
        if not (seated or lexicon.has("placing", c.low(i - 1))) or not _plain(c, i, end):
            continue
        word = fold(c.words(i, end))
        if word not in known.persons and (seated or _may_be_place(c, i, word) or _situated(c, i, end)):
            votes[word] += 2 if seated else 1
            known.places.setdefault(word, c.words(i, end))


def _plain(c: Cursor, i: int, end: int) -> bool:
    """Whether a run of capitals is short and holds no head noun, acronym, title or honorific."""
    if end - i > 3 or any(lexicon.org_class(lexicon.singular(c.low(k))) or c.acronym(k) for k in range(i, end)):
        return False
    return not head_at(c, i) and not lexicon.has("honorific", c.low(i))


def _may_be_place(c: Cursor, i: int, word: str) -> bool:
    person = c.label(i) == "PERSON" or set(word.split()) & c.known.person_words
    return not person and c.label(i) != "DATE" and not CALENDAR.fullmatch(word)


def _situated(c: Cursor, i: int, end: int) -> bool:
    """Whether words that might be a person's stand where something takes place."""
    strange = not set(fold(c.words(i, end)).split()) & c.known.person_words
    return end - i > 1 and strange and situated(c, i, end)


def _demonyms(c: Cursor, known: Knowledge, stems: Sequence[tuple[str, str, str]]) -> None:
    for i in capitals(c):
        if not c.cap(i):
            continue
        word = fold(c.at(i))
        if word in known.places or word in known.person_words or not ADJECTIVE.search(word):
            continue
        for stem, head, written in stems:
            if word.startswith(stem) and word != head and len(word) <= len(head) + 4:
                known.adjectives[word] = written
                break


def _stem(place: str, written: str) -> tuple[str, str, str]:
    """What a demonym of a place begins with, the place's first word, its name."""
    first = place.partition(" ")[0]
    head = place if first == "the" else first
    return head[: max(DEMONYM_STEM, len(head) - 3)], head, written
