"""Lemmas as the packaged model's rules give them, each asked for once.

Comes in: the model, words with their tags and labels. Goes out: their lemmas. It never looks at the words around: the
model's rules for single words do not either.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

SHORT = re.compile(r"[b-df-hj-np-tv-z]+[aeiou][b-df-gj-np-rtv]")  # one syllable that doubles its last letter before -ed
ANY_WORD, ANY_LABEL = "word", "dep"  # stand for those that no rule names


def prepare(nlp: Language) -> None:
    """Let the lemmatiser look words up in sets: its lists are searched from end to end for each word."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)


@lru_cache(maxsize=65_536)
def lemma(nlp: Language, word: str, tag: str, dep: str = "") -> str:
    """The model's lemma, with the silent e that it drops: "hoped" is no form of "hop", which would double its p."""
    words, labels = _named(nlp)
    named = not word.isalpha() or word.lower() in words
    label = dep if not dep or dep in labels else ANY_LABEL
    found = _classed(nlp, word if named else ANY_WORD, tag, label)
    return _with_e(word, found.lemma_ or _formed(nlp, word, found.pos, str(found.morph)))


@lru_cache(maxsize=65_536)
def _formed(nlp: Language, word: str, part_of_speech: int, features: str) -> str:
    """What the lemmatiser makes of a word."""
    token: Any = Doc(nlp.vocab, words=[word])[0]
    token.pos = part_of_speech
    token.set_morph(features)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    made: str = lemmatizer.lemmatize(token)[0]
    return made


def _with_e(word: str, made: str) -> str:
    ending = word.casefold().removeprefix(made)
    return f"{made}e" if ending in {"ed", "ing", "es"} and SHORT.fullmatch(made) else made


@lru_cache(maxsize=65_536)
def _classed(nlp: Language, word: str, tag: str, dep: str) -> Token:
    """A word with the part of speech, features and lemma that the model's rules give it by tag and label."""
    doc = Doc(nlp.vocab, words=[word])
    doc[0].tag_, doc[0].dep_ = tag, dep
    found: Token = nlp.get_pipe("attribute_ruler")(doc)[0]
    return found


@lru_cache(maxsize=1)
def _named(nlp: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The words (in lower case) and the labels that those rules tell apart; all others are alike to them."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    tests = [test for rule in ruler.patterns for pattern in rule["patterns"] for test in pattern]
    words, labels = ({name for test in tests for name in _names(test.get(key))} for key in ("LOWER", "DEP"))
    return frozenset(words), frozenset(labels)


def _names(value: Any) -> list[str]:
    """The names in one test of a rule: "but", {"IN": ["aux", "auxpass"]}; a regular expression names none."""
    if isinstance(value, str):
        return [value]
    return [name for names in (value or {}).values() if isinstance(names, list) for name in names]
