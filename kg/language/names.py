"""The packaged model's recogniser of names: which words are a person's, a place's, a date's name.

Comes in: the vectors of the words of sentences. Goes out: the label of each word, '' outside of names. It never finds
other names than the model's own way from word to word: it only looks at all words at once for what does not depend on
the words before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.language.encoder import Numbers, largest

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
AHEAD = 8  # words over which all names are followed at once, be they inside of others


@dataclass(frozen=True, slots=True)
class _Seen:
    """The words of all sentences: what the networks make of each (the first of `views` is of no word), whether it is
    its sentence's last, the step there if no name goes on, the last word of a name that begins there (0 if unknown).
    """

    views: Numbers
    last: Flags
    steps: Places
    ends: Places


class Recogniser:
    """Its steps at a word: begin a name (B-LABEL), go on with it (I), end it (L), a name of one word (U), none (O)."""

    __slots__ = ("_begins", "_bias", "_ends", "_first", "_goes_on", "_labels", "_lower", "_narrow", "_none", "_upper")

    def __init__(self, pipe: Any) -> None:
        """`pipe` is a spaCy model's recogniser whose networks see a word, and the first and last of a name so far."""
        tok2vec, self._lower, self._upper = (pipe.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._narrow, self._bias = tok2vec.layers[-1], self._lower.get_param("b")
        steps = [pipe.moves.get_class_name(number) for number in range(pipe.moves.n_moves)]
        self._labels = [step[2:] for step in steps]
        self._none = steps.index("O")
        self._begins = np.array([step.startswith("B-") for step in steps])
        self._first = self._begins | np.array([step == "O" or (step[0] == "U" and step != "U-") for step in steps])
        self._goes_on, self._ends = (
            np.array([steps.index(f"{kind}-{step[2:]}") if step[0] == "B" else 0 for step in steps]) for kind in "IL"
        )

    def __call__(self, vectors: Numbers, lengths: Sequence[int]) -> list[str]:
        """The label of each word of sentences of these lengths, the words' vectors one after the other."""
        found = [""] * len(vectors)
        if not found:
            return found
        seen = self._look(vectors, lengths)
        free = 0
        for start in np.flatnonzero(seen.steps != self._none).tolist():
            if start < free:
                continue
            if self._begins[seen.steps[start]] and not seen.ends[start]:
                self._follow(seen, np.array([start]), AHEAD + 1, len(found))
            free = max(seen.ends[start], start) + 1
            found[start:free] = [self._labels[seen.steps[start]]] * (free - start)
        return found

    def _look(self, vectors: Numbers, lengths: Sequence[int]) -> _Seen:
        views: Numbers = self._lower.predict(self._narrow.predict(vectors))
        last = np.zeros(len(vectors), bool)
        last[np.cumsum([length for length in lengths if length]) - 1] = True
        scores = self._scores(views[1:, 0] + views[0, 1] + views[0, 2])
        scores[:, ~self._first] = -np.inf
        scores[np.ix_(last, self._begins)] = -np.inf
        seen = _Seen(views, last, scores.argmax(axis=1), np.zeros(len(vectors), np.int64))
        self._follow(seen, np.flatnonzero(self._begins[seen.steps]), 1, AHEAD)
        return seen

    def _follow(self, seen: _Seen, starts: Places, behind: int, rounds: int) -> None:
        """Note where the names end that begin at `starts` and go on up to so many words behind."""
        at = starts + behind
        for _ in range(rounds):
            if not len(starts):
                return
            begun, each = seen.steps[starts], np.arange(len(starts))
            scores = self._scores(seen.views[at + 1, 0] + seen.views[starts + 1, 1] + seen.views[at, 2])
            over = seen.last[at] | (scores[each, self._ends[begun]] > scores[each, self._goes_on[begun]])
            seen.ends[starts[over]] = at[over]
            starts, at = starts[~over], at[~over] + 1

    def _scores(self, sums: Numbers) -> Numbers:
        """How well each step suits, a row for each word or name so far."""
        scores: Numbers = self._upper.predict(largest(sums + self._bias))
        return scores
