"""The packaged model's networks, run over the sentences of an article at once.

Comes in: the model, sentences as words. Goes out: spaCy's documents with what the networks found. It never changes what
they find: the same numbers are worked out, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

BATCH = 256  # sentences whose vectors are held at a time
KEPT = 32_768  # words whose vectors are kept
Docs = list[Doc]
Vectors = list["NDArray[np.float32]"]


def prepare(nlp: Language) -> None:
    """Let the networks keep the vectors of words, which do not depend on the words around."""
    shared: Any = nlp.get_pipe("tok2vec")
    of_names: Any = nlp.get_pipe("ner")
    for model in (shared.model, of_names.model.get_ref("tok2vec").layers[0]):
        model.layers[0] = _keeping(nlp, model.layers[0])


def read(nlp: Language, sentences: Sequence[Sequence[str]], decoder: Literal["ner", "parser"]) -> Docs:
    """The sentences with tags, and with names or dependencies."""
    docs = [Doc(nlp.vocab, words=list(words)) for words in sentences]
    for start in range(0, len(docs), BATCH):
        batch = docs[start : start + BATCH]
        for name in ("tok2vec", "tagger"):
            pipe: Any = nlp.get_pipe(name)
            pipe.set_annotations(batch, pipe.predict(batch))
        _decode(nlp.get_pipe(decoder), batch)
    return docs


def _decode(pipe: Any, docs: Docs) -> None:
    """What `pipe` itself does, without its letting go of the interpreter's lock, which it takes again for every look
    at a word.
    """
    states = pipe.moves.init_batch(docs)
    if any(docs):
        model = pipe.model.predict(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            going = pipe.transition_states(going, model.predict(going))
    pipe.set_annotations(docs, states)


def _keeping(nlp: Language, embed: Model[Docs, Vectors]) -> Model[Docs, Vectors]:
    """A layer like `embed`, which works out each word's vector by itself, that keeps what it worked out."""
    kept: dict[int, NDArray[np.float32]] = {}
    width = embed.get_dim("nO")

    def forward(model: Model[Docs, Vectors], docs: Docs, is_train: bool) -> tuple[Vectors, Callable[[Vectors], Docs]]:
        words = [doc.to_array("ORTH").tolist() for doc in docs]
        if len(kept) > KEPT:
            kept.clear()
        new = [word for word in dict.fromkeys(word for row in words for word in row) if word not in kept]
        if new:
            made = embed.predict([Doc(nlp.vocab, words=[nlp.vocab.strings[word] for word in new])])[0]
            kept.update(zip(new, made, strict=True))
        return [np.array([kept[word] for word in row], "f").reshape(-1, width) for row in words], lambda _: []

    return Model("keeping", forward, layers=[embed], dims={"nO": width})
