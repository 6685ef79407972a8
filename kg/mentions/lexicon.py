"""The words that the grammar of names turns on, read once from the tables beside this file.

Comes in: the tables lexicons/*.tsv (class, word, kind). Goes out: membership tests over case-folded words. It
never lists persons, parties or articles: only head nouns, modifiers and marks of names.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent / "lexicons"
Class = Literal[
    "agentive", "areal", "branch", "choosing", "club", "collective", "common", "company", "composed", "comprising",
    "diplomat", "employed", "event", "facing", "fielded", "first", "following", "fronted", "function", "gathering",
    "generic", "head", "holding", "honorific", "installed", "joint", "land", "leading", "learned", "link", "listed",
    "local", "managing", "modifier", "municipal", "national", "no-body", "no-field", "of-state", "office", "owner",
    "owning", "particle", "patronymic", "people", "personal-act", "placed", "placing", "portfolio", "possession",
    "posted", "press", "proper", "province", "public", "rank", "regarding", "ruling", "seated", "seated-for",
    "seated-in", "service", "serving", "staff", "status", "style", "styling", "suffix", "surname", "tail", "tailed",
    "town-particle", "wing", "work",
]  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                group, word, *kind = line.split("\t")
                found.setdefault(group, {})[word] = kind[0] if kind else ""
    return found


def has(group: Class, word: str) -> bool:
    """Whether the case-folded `word` stands in the class `group` of the tables."""
    return word in _tables()[group]


def kind(group: Class, word: str) -> str:
    """The third column of a word in a class; '' where the class has none; KeyError for an unknown word."""
    return _tables()[group][word]


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """The singular of an office's or organisation's head noun, case folded ("secretaries-general", "chairmen")."""
    word = word.casefold()
    first, dash, rest = word.partition("-")
    if dash and has("tail", rest.rstrip("s")) and not has("head", word):
        return f"{singular(first)}-{rest}"
    for end, single in (("spokesmen", "spokesman"), ("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
        if word.endswith(end) and not word.endswith("ss"):
            candidate = word[: -len(end)] + single
            if has("head", candidate) or org_class(candidate):
                return candidate
    return word


@lru_cache(maxsize=65_536)
def opens(word: str) -> bool:
    """Whether a phrase may begin with the case-folded `word` though it is written in lower case."""
    noun = singular(word.removeprefix("ex-").removesuffix("-elect"))
    return has("head", noun) or any(
        has(group, word) for group in ("status", "modifier", "owner", "owning", "collective", "style", "honorific")
    )


@lru_cache(maxsize=65_536)
def org_class(word: str) -> Literal["proper", "generic", ""]:
    """`proper`, `generic` or '' for a case-folded word that may head an organisation's name."""
    return "proper" if has("proper", word) else "generic" if has("generic", word) else ""
