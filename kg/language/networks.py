"""The packaged model's networks, run over the sentences of an article at once.

Comes in: the model, sentences as words. Goes out: a tag for each word, with the label of the name that it is part of or
with its dependency. It never changes what the networks find: the same numbers are worked out, each once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

from kg.language.encoder import Encoder, Numbers
from kg.language.names import Recogniser

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 256  # sentences whose vectors are held at a time
Rows = Sequence[Sequence[str]]


def named(nlp: Language, sentences: Rows) -> Iterator[list[tuple[str, str]]]:
    """(Penn tag, entity label) of each word of each sentence; the label is '' outside of names."""
    around, of_names, recogniser = _networks(nlp)
    for rows in _batches(sentences):
        labels = recogniser(of_names(rows), [len(row) for row in rows])
        found = zip(_tags(nlp, around(rows)), labels, strict=True)
        yield from (list(islice(found, len(row))) for row in rows)


def parsed(nlp: Language, sentences: Rows) -> Iterator[list[tuple[str, str, int]]]:
    """(Penn tag, dependency label, index of the head) of each word of each sentence."""
    around, _, _ = _networks(nlp)
    strings = nlp.vocab.strings
    for rows in _batches(sentences):
        vectors = around(rows)
        tags = iter(_tags(nlp, vectors))
        for doc in _hung(nlp, rows, vectors):
            heads = doc.to_array("HEAD").astype(np.int64) + np.arange(len(doc))
            labels = [strings[label] for label in doc.to_array("DEP").tolist()]
            yield list(zip(islice(tags, len(doc)), labels, heads.tolist(), strict=True))


@lru_cache(maxsize=1)
def _networks(nlp: Language) -> tuple[Encoder, Encoder, Recogniser]:
    """What the tagger and the parser look at, what the recogniser of names looks at, and that recogniser."""
    shared: Any = nlp.get_pipe("tok2vec")
    of_names: Any = nlp.get_pipe("ner")
    return Encoder(nlp, shared.model), Encoder(nlp, of_names.model.get_ref("tok2vec").layers[0]), Recogniser(of_names)


def _batches(sentences: Rows) -> Iterator[Rows]:
    return (sentences[start : start + BATCH] for start in range(0, len(sentences), BATCH))


def _tags(nlp: Language, vectors: Numbers) -> list[str]:
    tagger: Any = nlp.get_pipe("tagger")
    labels = tagger.labels
    return [labels[guess] for guess in tagger.model.layers[-1].predict(vectors).argmax(axis=1).tolist()]


def _hung(nlp: Language, rows: Rows, vectors: Numbers) -> list[Doc]:
    """The sentences parsed: what spaCy's parser itself does, without what its training asks for at each step."""
    docs: list[Any] = [Doc(nlp.vocab, words=list(row)) for row in rows]
    ends = accumulate(len(row) for row in rows)
    for doc, end in zip(docs, ends, strict=True):
        doc.tensor = vectors[end - len(doc) : end]
    pipe: Any = nlp.get_pipe("parser")
    states = pipe.moves.init_batch(docs)
    if len(vectors):
        model = pipe.model.predict(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            seen = model.state2vec.predict(model.get_token_ids(going))
            going = pipe.transition_states(going, model.vec2scores.predict(seen))
    pipe.set_annotations(docs, states)
    return docs
