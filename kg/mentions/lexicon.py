"""The words that the grammar of names turns on, read once from the tables beside this file.

Comes in: the tables lexicons/*.tsv (class, word, kind) and the territories of `rigour`. Goes out: membership tests over case-folded
words. It never lists persons, parties or articles: only head nouns, modifiers and marks of names.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"
# Words that may begin a sentence with a capital letter and are no name there.
FUNCTION = frozenset(
    """a an the this that these those he she it they we i you his her its their our my your who whom whose which what when
    where why how in on at by for from to of with without within under over after before since until during between among
    amid against about into upon through across and but or nor so yet if as because although though while whereas not no
    both all each every either neither some many most more several other another such also too only even just then there
    here now today yesterday tomorrow earlier later meanwhile moreover however therefore according thanks asked speaking
    addressing meeting held following regarding concerning besides despite once one two three four five six seven eight
    nine ten first second third last next new according photo q a question answer reporter yes thank dear let is was are were
    be been has have had will would should may might can could must do did does once upon seated present attending asked
    accompanied received related back read see also file""".split()
)


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                group, word, *kind = line.split("\t")
                found[group, word] = kind[0] if kind else ""
    return found


def has(group: str, word: str) -> bool:
    """Whether the case-folded `word` stands in the class `group` of the tables."""
    return (group, word) in _tables()


def kind(group: str, word: str) -> str:
    """The third column of a word in a class; '' where the class has none; KeyError for an unknown word."""
    return _tables()[group, word]


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


def org_class(word: str) -> str:
    """`proper`, `generic` or '' for a case-folded word that may head an organisation's name."""
    return next((group for group in ("proper", "generic") if (group, word) in _tables()), "")
