"""The tables of words beside the kinds of claim, read once.

Comes in: the tables lexicons/*.tsv. Goes out: their rows, and how a verb or noun reports what somebody says. It never
lists names or sentences of an article.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


@lru_cache(maxsize=8)
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `lexicons/{table}.tsv` without its comments."""
    lines = (FOLDER / f"{table}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def listed(table: str, group: str, word: str) -> bool:
    """Whether the case-folded `word` stands in the class `group` of `lexicons/{table}.tsv`."""
    return (group, word) in _listed(table)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, str]:
    return {lemma: needs for lemma, needs, *_ in rows("reporting_verbs")}


@lru_cache(maxsize=8)
def _listed(table: str) -> frozenset[tuple[str, str]]:
    return frozenset((group, word) for group, word, *_ in rows(table))


@lru_cache(maxsize=1)
def _light() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for lemma, group, *_ in rows("light_verbs"):
        found[lemma] = (*found.get(lemma, ()), group)
    return found


def reporting(lemma: str) -> str:
    """What a verb ("point_out") needs to report: `any` thing, `object`, `clause`; '' for other verbs."""
    return _verbs().get(lemma, "")


def light(lemma: str) -> tuple[str, ...]:
    """The classes of nouns of speech with which a verb ("lend", "pass_on") reports; none for other verbs."""
    return _light().get(lemma, ())


def is_noun(group: str, word: str) -> bool:
    """Whether the case-folded `word` is in a class of the table of words around reports (`said`, `speaker`, …)."""
    return listed("statement_nouns", group, word)
