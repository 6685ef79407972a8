"""Broken articles: a few of each kind here, ten thousand in bench/reliability.py; and those that once broke something.

Comes in: mutations of the corpus, and the files of tests/fuzzed/, each of which was too slow, raised an exception or
gave an invalid graph before it was mended. Goes out: tests of the whole line.
"""

from __future__ import annotations

from pathlib import Path

from attacks.articles import MARK, File, corpus, fuzzed
from attacks.reading import run
from attacks.written import injected
from conftest import ROOT

from kg.articles import read_articles
from kg.text import annotate
from kg.text.sentences import MOST, bounded, split_sentences
from kg.vocab import BASE, mint

KEPT = sorted((Path(__file__).parent / "fuzzed").iterdir())


def test_broken_articles_are_read_or_refused_and_give_a_valid_graph(tmp_path: Path) -> None:
    outcome = run(list(fuzzed(corpus(ROOT), 30, 3)), tmp_path, check=False)
    assert outcome.faults == []
    assert outcome.read > 15


def test_the_same_seed_breaks_the_same_way() -> None:
    assert list(fuzzed(corpus(ROOT)[:5], 20, 1, 30)) == list(fuzzed(corpus(ROOT)[:5], 50, 1))[30:]


def test_what_once_broke_something_stays_mended(tmp_path: Path) -> None:
    assert KEPT
    outcome = run([File(path.stem, path.name, path.read_bytes()) for path in KEPT], tmp_path, check=True)
    assert outcome.faults == []


def test_any_file_name_gives_a_name_that_the_graph_can_hold(tmp_path: Path) -> None:
    text = b"Anna Holm, Foreign Minister of Japan, met President Ilo Marsh on 6 May 2024.\n"
    names = [f"{name}.txt" for name in ("\udce9", "a\nb", "\u202egnp", "..x", "=1+1", "\x01", "<b>", "\u200b")]
    outcome = run([File(repr(name), name, text) for name in names], tmp_path, check=False)
    assert outcome.faults == []
    assert outcome.read == len(names)
    for name in names:
        (tmp_path / name).write_bytes(text)
    articles, _ = read_articles([tmp_path / name for name in names])
    for article in articles:
        assert article.name.isprintable()
        article.name.encode("utf-8")
        article.path.encode("utf-8")


def test_articles_whose_names_look_alike_in_iris_are_kept_apart(tmp_path: Path) -> None:
    names = ["a b.txt", "a-b.txt", "A B.txt", "report no. 1..txt", "report no. 1.txt", "other.txt"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"Anna Holm, Foreign Minister of Japan, met {number} ministers on 6 May 2024.\n")
    articles, _ = read_articles([tmp_path / name for name in names])
    assert len({str(mint(BASE, article.name)) for article in articles}) == len(names)
    assert articles[-1].name == "other"
    assert not any(str(mint(BASE, article.name)).endswith(".>") for article in articles)


def test_a_sentence_without_end_is_read_in_parts(tmp_path: Path) -> None:
    words = "Secretary General " * 900
    parts = list(bounded(words, next(split_sentences(words))))
    assert len(parts) > 4
    assert all(len(part.of(words).split()) <= MOST for part in parts)
    assert " ".join(part.of(words) for part in parts) == words.strip()
    unbroken = "‘" * 2_000 + "x" * 2_000
    pieces = list(bounded(unbroken, next(split_sentences(unbroken))))
    assert 1 < len(pieces) < 5
    assert "".join(part.of(unbroken) for part in pieces) == unbroken
    (tmp_path / "long.txt").write_text(f"A headline\n\nHe met {words}.\n")
    ((article,), _) = read_articles([tmp_path / "long.txt"])
    assert max(len(one.span.of(article.text).split()) for one in annotate(article).sentences) <= MOST


def test_the_check_of_pages_sees_what_gets_through() -> None:
    assert list(injected("p", f"<p>&lt;{MARK}&gt; {MARK}(1)</p><a href='https://e.org/{MARK}'>x</a>")) == []
    for page in (f"<{MARK}>", f"<p on{MARK}=1>", f"<a href=' javascript:{MARK}(1)'>", f"<script>{MARK}(1)</script>"):
        assert len(list(injected("p", page))) == 1, page
