"""One of the packaged model's encoders: the vector of a word among the words around it.

Comes in: sentences as words. Goes out: a vector for each word. It never changes what the model works out, to the last
bit: the same numbers are multiplied and added in the same order, without what only training asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.api import Model

Numbers = NDArray[np.float32]
KEPT = 32_768  # words whose vectors are kept


def largest(numbers: Numbers) -> Numbers:
    """The largest of the numbers along the last, short side of three."""
    return reduce(np.maximum, np.moveaxis(numbers, 2, 0))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the words on both sides: what their vectors are multiplied by, and what is added."""

    weights: Numbers  # as many rows for each number that goes on as compete for it
    bias: Numbers
    gain: Numbers
    shift: Numbers
    ops: Any

    def __call__(self, vectors: Numbers) -> Numbers:
        """The vectors, each with what it and its neighbours give."""
        sums = self.ops.gemm(self.ops.seq2col(vectors, 1), self.weights, trans2=True)
        sums += self.bias
        found = largest(sums.reshape(len(vectors), len(self.gain), -1))
        found -= found.mean(axis=1, keepdims=True)
        found *= ((found * found).mean(axis=1, keepdims=True) + 1e-08) ** (-1.0 / 2.0)
        found *= self.gain
        found += self.shift
        found += vectors
        return found


class Encoder:
    """An encoder that keeps the vectors which words have by themselves; number 0 is the nothing between sentences."""

    __slots__ = ("_alone", "_looks", "_nlp", "_numbers", "_pad", "_vectors")

    def __init__(self, nlp: Language, model: Model[Any, Any]) -> None:
        """`model` gives words vectors by themselves, then looks at one neighbour on each side, a few times."""
        self._nlp = nlp
        self._alone, around = model.layers
        self._pad = int(around.attrs["pad"])
        self._looks = [_look(layer) for layer in around.layers[0].layers]
        self._numbers: dict[str, int] = {}
        self._vectors: Numbers = np.zeros((1, self._alone.get_dim("nO")), "f")

    def __call__(self, rows: Sequence[Sequence[str]]) -> Numbers:
        """The vectors of the words of all sentences, one after the other."""
        self._keep(word for row in rows for word in row)
        number, between = self._numbers, [0] * self._pad
        numbers = between[:]
        for row in rows:
            if row:
                numbers += [number[word] for word in row]
                numbers += between
        at = np.array(numbers)
        vectors = self._vectors[at]
        for look in self._looks:
            vectors = look(vectors)
        found: Numbers = vectors[at > 0]
        return found

    def _keep(self, words: Iterable[str]) -> None:
        """Work out the vectors of words that are new."""
        if len(self._numbers) > KEPT:
            self._numbers, self._vectors = {}, self._vectors[:1]
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        if not new:
            return
        start = len(self._numbers) + 1
        if start + len(new) > len(self._vectors):
            more = np.zeros((max(len(new), len(self._vectors)), self._vectors.shape[1]), "f")
            self._vectors = np.concatenate([self._vectors, more])
        self._vectors[start : start + len(new)] = self._alone.predict([Doc(self._nlp.vocab, words=new)])[0]
        self._numbers.update(zip(new, range(start, start + len(new)), strict=True))


def _look(layer: Any) -> Look:
    parts = {part.name: part for part in layer.walk()}
    most, norm = parts["maxout"], parts["layernorm"]
    weights, bias = most.get_param("W"), most.get_param("b")
    return Look(
        weights.reshape(-1, weights.shape[-1]), bias.reshape(-1), norm.get_param("G"), norm.get_param("b"), layer.ops
    )
