"""The model of English: words and marks, the fingerprint, the pinned files, and reading by rules alone.

Comes in: words written for these tests. Goes out: tests of kg.language. It never uses a real article.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import numpy
import pytest
from spacy.tokens import Doc

from kg import language
from kg.articles import read_articles
from kg.errors import BadInput
from kg.language import encoder, lemmas, names
from kg.model import OfficeClaim
from kg.pipeline import reading

SENTENCES = [
    ["Anna", "Holm", ",", "Foreign", "Minister", "of", "Japan", ",", "met", "the", "Premier", "in", "Oslo", "."],
    ["It", "was", "hoped", "that", "they", "'d", "have", "signed", "both", "by", "3", "May", "2041", "."],
    [],
    ["“", "We", "do", "what", "we", "did", ",", "gon", "na", "be", "leaving", "Talks"],
]


@pytest.fixture
def afresh() -> Iterator[Callable[[], None]]:
    """Forget what was loaded, before and after."""

    def forget() -> None:
        for kept in (language.load, language._digest, language._folder, reading.reader):
            if isinstance(kept, _lru_cache_wrapper):
                kept.cache_clear()

    forget()
    yield forget
    forget()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Vos left.", ["Mr.", "Vos", "left", "."]),
        ("H.E. Vos's U.S. visit", ["H.E.", "Vos", "'s", "U.S.", "visit"]),
        ("the 25th, 1,200 and 7.5%", ["the", "25th", ",", "1,200", "and", "7.5", "%"]),
        ("Kim Sun-young’s co-chair", ["Kim", "Sun-young", "’s", "co-chair"]),
        ("Siaosi O'Hara (OU)", ["Siaosi", "O'Hara", "(", "OU", ")"]),
        ("", []),
    ],
)
def test_words_and_marks(text: str, words: list[str]) -> None:
    spans = list(language.words(text))
    assert [text[a:b] for a, b in spans] == words
    assert spans == sorted(spans)


LONG = "about 3 million four hundred and fifty - five thousand dollars , late Monday , by the Bank of New York".split()


@pytest.mark.parametrize("ahead", [0, 1, 2, 8])
def test_the_networks_find_what_the_model_finds_by_itself(ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "AHEAD", ahead)
    sentences = [*SENTENCES, LONG]
    alone = importlib.import_module(language.MODEL).load(disable=["attribute_ruler", "lemmatizer"])
    plain = [list(doc) for doc in alone.pipe([Doc(alone.vocab, words=list(words)) for words in sentences])]
    assert max(len(name) for name in plain[-1][0].doc.ents) > 2
    tagged, parsed = language.tag(sentences), language.parse(sentences)
    assert [[(tag, label) for tag, label, _ in row] for row in tagged] == [
        [(t.tag_, t.ent_type_) for t in row] for row in plain
    ]
    assert [[found[1:] for found in row] for row in parsed] == [[(t.tag_, t.dep_, t.head.i) for t in r] for r in plain]
    assert language.tag([]) == language.parse([]) == []
    assert language.tag([[]]) == language.parse([[]]) == [[]]


def test_the_vector_of_a_word_is_the_models_to_the_last_bit_beside_whatever_was_read_before() -> None:
    model = language.load()
    assert model is not None
    alone: Any = importlib.import_module(language.MODEL).load().get_pipe("tok2vec")
    plain = numpy.concatenate(alone.predict([Doc(model.vocab, words=list(words)) for words in SENTENCES]))
    pipe: Any = model.get_pipe("tok2vec")
    fresh = encoder.Encoder(model, pipe.model)
    assert (fresh(SENTENCES) == plain).all()
    assert (fresh(SENTENCES) == plain).all()
    by_parts = encoder.Encoder(model, pipe.model)
    assert (numpy.concatenate([by_parts([words]) for words in SENTENCES]) == plain).all()


def test_vectors_of_words_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "KEPT", 12)
    model = language.load()
    assert model is not None
    pipe: Any = model.get_pipe("tok2vec")
    kept = encoder.Encoder(model, pipe.model)
    for words in [*SENTENCES, LONG, *SENTENCES]:
        assert (kept([words]) == encoder.Encoder(model, pipe.model)([words])).all()
        assert len(kept._numbers) <= 12 + len(words)


def test_the_vector_of_a_word_is_the_same_beside_whatever_words() -> None:
    """So that it may be kept: what was read before an article never shows in its reading, not even in a last bit."""
    model = language.load()
    assert model is not None
    pipe: Any = model.get_pipe("tok2vec")
    embed = pipe.model.layers[0]
    words = [word for words in SENTENCES for word in words]
    together = embed.predict([Doc(model.vocab, words=words)])[0]
    for size in (1, 2, 5):
        parts = [Doc(model.vocab, words=words[at : at + size]) for at in range(0, len(words), size)]
        assert (numpy.concatenate(embed.predict(parts)) == together).all()
        assert (numpy.concatenate([embed.predict([part])[0] for part in parts]) == together).all()


def test_a_lemma_is_what_the_rules_for_single_words_give() -> None:
    nlp = language.load()
    assert nlp is not None
    words = {word for row in SENTENCES for word in row} | {"Does", "nothin'", "better", "-", "i", "axes", "children"}
    for word in sorted(words):
        for tag in ("NN", "NNS", "VBZ", "VBD", "VBG", "VBN", "VB", "PRP", "IN", "DT", "JJR", "POS", "."):
            for dep in ("", "aux", "nsubj", "ROOT", "det", "mark", "amod", "dobj"):
                doc = Doc(nlp.vocab, words=[word])
                doc[0].tag_, doc[0].dep_ = tag, dep
                for rules in ("attribute_ruler", "lemmatizer"):
                    doc = nlp.get_pipe(rules)(doc)
                assert lemmas.lemma(nlp, word, tag, dep) == lemmas._with_e(word, doc[0].lemma_), (word, tag, dep)


def test_the_fingerprint_names_the_pinned_model_without_importing_spacy() -> None:
    code = "import sys; from kg import language; print(language.fingerprint()); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said, imported = done.stdout.splitlines()
    assert said == f"{language.MODEL} {language.VERSION} sha256:{language.PINNED[:16]}"
    assert imported == "False"


def test_other_files_than_the_pinned_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch, afresh: Callable[[], None]
) -> None:
    monkeypatch.setattr(language, "PINNED", "0" * 64)
    with pytest.raises(BadInput, match=r"not those that the rules were written for; install .*==3\.8\.0") as fault:
        language.load()
    assert language.MODEL in fault.value.where


def test_a_changed_file_changes_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: Callable[[], None]
) -> None:
    (tmp_path / "weights").write_bytes(b"1")
    monkeypatch.setattr(language, "_folder", lambda: tmp_path)
    first = language._digest()
    (tmp_path / "weights").write_bytes(b"2")
    language._digest.cache_clear()
    assert language._digest() != first
    (tmp_path / "weights").write_bytes(b"1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"3")
    language._digest.cache_clear()
    assert language._digest() == first


def test_without_the_model_reading_goes_on_by_rules_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: Callable[[], None]
) -> None:
    monkeypatch.setattr(language, "MODEL", "no_such_model_of_english")
    assert language.load() is None
    assert language.fingerprint() == "rules alone"
    assert language.tag([["He", "said"]]) == [[("", "", "he"), ("", "", "said")]]
    assert language.parse([["He", "said"]]) == []
    path = tmp_path / "case.txt"
    path.write_text("Anna Holm, Foreign Minister of Japan, met President Ilo Marsh.\n", "utf-8")
    read = reading.read_article(read_articles([path])[0][0])
    assert read.reader.endswith("; rules alone")
    offices: list[tuple[Any, ...]] = [
        (read.entity(c.person).name, c.title) for c in read.claims if isinstance(c, OfficeClaim)
    ]
    assert ("Ilo Marsh", "President") in offices


def test_a_model_without_spacy_counts_as_none(monkeypatch: pytest.MonkeyPatch, afresh: Callable[[], None]) -> None:
    found = language.importlib.util.find_spec
    monkeypatch.setattr(language.importlib.util, "find_spec", lambda name: None if name == "spacy" else found(name))
    assert language.load() is None
    assert language.fingerprint() == "rules alone"
