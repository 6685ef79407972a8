"""Persons of several articles that are one.

Comes in: persons' occurrences with their names and what ties them to offices and bodies. Goes out: joins in the forest,
each with rule and reason. It never joins by likeness alone, nor two whose states are known to differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolution import Occurrence
from kg.resolve.bodies import parted, said
from kg.resolve.context import Ties
from kg.resolve.fold import fold
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Mentioned
from kg.resolve.names import Verdict, same_name

Known = Mapping[Occurrence, Mentioned]
Words = Mapping[Occurrence, frozenset[str]]


def join_namesakes(forest: Forest, known: Known, bound: Bound) -> None:
    """Join persons of one full name."""
    by_key: dict[str, list[Mentioned]] = {}
    for _, person in sorted(known.items()):
        for key in person.keys:
            by_key.setdefault(key, []).append(person)
    for key in sorted(by_key):
        _join_namesakes(forest, by_key[key], bound)


def _join_namesakes(forest: Forest, namesakes: Sequence[Mentioned], ties: Bound) -> None:
    apart: list[Mentioned] = []
    for person in namesakes if not parted(forest, namesakes) else ():
        for one in apart:
            if forest.one(one.occurrence, person.occurrence):
                break
            if not _of_different_states(ties.of(one.occurrence), ties.of(person.occurrence)):
                ties.join(one.occurrence, person.occurrence, *_name_ground(one, person))
                break
        else:
            apart.append(person)


class Bound:
    """What ties the set of each person, kept as sets are joined: looked up once, whatever the set's size."""

    def __init__(self, forest: Forest, ties: Mapping[Occurrence, Ties]) -> None:
        self.forest = forest
        self._of: dict[Occurrence, Ties] = {}
        for occurrence, own in sorted(ties.items(), key=lambda pair: pair[0]):
            root = forest.root(occurrence)
            self._of[root] = self._of.get(root, Ties()).plus(own)

    def of(self, person: Occurrence) -> Ties:
        """Offices, bodies and states of all that this person is known to be."""
        return self._of.get(self.forest.root(person), Ties())

    def join(self, left: Occurrence, right: Occurrence, rule: str, reason: str) -> None:
        """Join two persons and what ties them."""
        mine, theirs = self.of(left), self.of(right)
        if self.forest.join(left, right, rule, reason):
            self._of[self.forest.root(left)] = mine.plus(theirs)


def _of_different_states(a: Ties, b: Ties) -> bool:
    return bool(a.states) and bool(b.states) and not a.states & b.states


def _name_ground(a: Mentioned, b: Mentioned) -> tuple[str, str]:
    common = sorted({n for n in a.entity.names if fold(n) in b.folded}, key=lambda n: (-len(n), n))
    if common:
        return "same-name", f"{said(a)} and {said(b)} share the name “{common[0]}”, case and diacritics aside"
    return "same-bare-name", f"{said(a)} and {said(b)} are one name once honorifics, titles and spacing are left out"


def join_tied(forest: Forest, known: Known, words: Words, ties: Bound) -> None:
    """Where names may be one: join if one office or body ties the two and neither could be anyone else.

    `words` are those of the names of each person so far, by its first occurrence.
    """
    proposals: dict[Occurrence, dict[Occurrence, tuple[str, str]]] = {}
    for left, right in _neighbours(words, ties):
        if ground := _tied(forest, known, left, right, ties):
            proposals.setdefault(left, {})[right] = ground
            proposals.setdefault(right, {})[left] = ground
    for left, fitting in sorted(proposals.items()):
        (right, ground), *others = sorted(fitting.items())
        if not others and len(proposals[right]) == 1:
            ties.join(left, right, *ground)


def meeting_points(words: Iterable[str], own: Ties) -> Iterator[tuple[str, str]]:
    """What another must share to be tied to a person: an office or body, and a word of a name."""
    for key in (*("@".join(office) for office in own.offices), *own.bodies):
        yield from ((key, word) for word in words)


def _neighbours(named: Words, ties: Bound) -> list[tuple[Occurrence, Occurrence]]:
    """Pairs of persons so far whom some office or body ties and whose names share a word: only they can be joined."""
    by_tie: dict[tuple[str, str], set[Occurrence]] = {}
    for one, words in sorted(named.items()):
        for point in meeting_points(words, ties.of(one)):
            by_tie.setdefault(point, set()).add(one)
    return sorted({pair for group in by_tie.values() for pair in combinations(sorted(group), 2)})


def _tied(forest: Forest, known: Known, left: Occurrence, right: Occurrence, ties: Bound) -> tuple[str, str] | None:
    a, b = known[left], known[right]
    verdict = _best_verdict(forest, known, left, right)
    mine, theirs = ties.of(left), ties.of(right)
    same_article = {o.article for o in forest.members(left)} & {o.article for o in forest.members(right)}
    if verdict is None or _of_different_states(mine, theirs):
        return None
    # An article that names both in full means two people; a shorter form beside the full one is its own reader's
    # business.
    if same_article and verdict.rule in ("order", "transliteration"):
        return None
    shared = mine.shared(theirs, closely=verdict.rule in ("shorter-form", "same-words"))
    if shared is None:
        return None
    return verdict.rule, f"{said(a)} and {said(b)} may be one name ({verdict.rule}), and {shared}"


def _best_verdict(forest: Forest, known: Known, left: Occurrence, right: Occurrence) -> Verdict | None:
    """The verdict on the fullest names; one pair of full names that differ for good speaks against all the others."""
    mine = sorted({known[o].entity.name for o in forest.members(left)})
    theirs = sorted({known[o].entity.name for o in forest.members(right)})
    verdicts = [same_name(a, b) for a in mine for b in theirs]
    if any(v.answer == "different" for v in verdicts):
        return None
    possible = [v for v in verdicts if v.answer == "possible"]
    return min(possible, key=lambda v: v.rule, default=None)
