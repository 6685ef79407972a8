"""Whether two names are one person's or one organisation's, and on what ground.

Comes in: two names and the kind of thing they are said to denote. Goes out: a verdict: the same by writing alone,
possible (something else must tie them), or different. It never looks at an article and never merges anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.resolve.chains import chain, is_generic
from kg.resolve.fold import fold, plain, words

HONORIFICS = frozenset(
    """
    mr mrs ms miss madam madame mme dr prof professor sir dame lord lady dona senor senora comrade comrades
    brother sister he hm hrh hon honourable honorable excellency his her their majesty highness royal eminence holiness
    samdech akka akeak moha sena padei techo thipadei thippadei preah boromneath kitti kittiprittbandit vibol panha
    bandit sdech oknha neak lok chumteav ponhea krolahom
    u daw tun dato datuk seri dr haji hajah hajjah hj sheikh shaikh sayyid syed seyyed ayatollah
    hojjatoleslam hojjat mullah imam maulana shri smt pandit ustad alhaji mzee chief monsieur herr frau phra somdet
    khunying thanpuying king queen prince princess emir amir sultan emperor empress crown king-father father pope
    patriarch cardinal bishop archbishop reverend rev general gen lieutenant lt major maj colonel col captain capt
    marshal admiral brigadier commander engineer senior sergeant commodore
    ato woizero weizero don alhaja hajia hajiya datin datuk encik tuan puan tengku tunku kyai ustaz ustad baba
    hazrat nawab begum sardar sahib srimati thiru pandit swami lama rinpoche rabbi imam mufti patriarch metropolitan
    """.split()
)
TITLES = frozenset(
    """
    general secretary president vice deputy first second third permanent prime minister foreign chairman chairwoman
    chairperson chair speaker senator governor mayor ambassador spokesperson spokesman spokeswoman director head
    leader premier chancellor comrade party state member former late acting then outgoing honorary leader charge
    politburo envoy consul commissioner chief
    """.split()
)
# What a minister, secretary or chief is of: it goes with the title in front of a name and alone is part of no title.
FIELDS = frozenset(
    """
    affairs agriculture air armed army civil commerce communications culture customs defense development economic
    economy foreign state
    education energy environment external finance fisheries forces forestry health home housing industry information
    interior internal international justice labor navy planning police public relations rural science security social
    sports staff technology tourism trade transport treasury
    """.split()
)
# Honorifics that are given names too: two words of which one is such are a name.
ALSO_NAMES = frozenset("don baba begum lama sardar tun chief major dean".split())
LINKS = frozenset("of for and".split())
# Honorifics of two words, of which the second (or the first) is also a name.
PAIRS = frozenset(
    {
        ("preah", "bat"), ("tan", "sri"), ("chum", "teav"), ("puan", "sri"), ("phra", "ajahn"), ("crown", "prince"),
        ("krom", "preah"), ("krom", "luong"), ("field", "marshal"), ("rear", "admiral"), ("air", "marshal"),
    }
)
GENERATIONS = {
    "jr": "junior",
    "junior": "junior",
    "sr": "senior",
    "senior": "senior",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
    "xi": "11",
    "xiv": "14",
    "xvi": "16",
}


# The Arabic article in its writings, which follow the ear.
ARTICLES = frozenset("al el ul as es ad ed an en ar er at et ash esh az ez".split())
SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("bh", "b"), ("ph", "f"), ("chh", "ch"), ("ck", "k"), ("q", "k"), ("v", "w"),
    ("ks", "x"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`answer` is "same", "possible" (only with a shared specific context) or "different"; `rule` names the ground."""

    answer: Literal["same", "possible", "different"]
    rule: str

    def holds(self, shared_context: bool) -> bool:
        """Whether the two names may be taken for one, given that something specific else ties them or not."""
        return self.answer == "same" or (self.answer == "possible" and shared_context)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name without honorifics and titles: its words in the order written, and its generation ("junior")."""

    words: tuple[str, ...]
    generation: str | None


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The bare name of a person: words in front that are honorifics, ranks or titles are left out."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = name if fold(first) in GENERATIONS else f"{first} {last}"
    tokens = list(words(name))
    generation = None
    if len(tokens) > 1 and tokens[-1] in GENERATIONS:
        generation = GENERATIONS[tokens.pop()]
    while (size := _in_front(tokens)) and len(tokens) > size:
        if tokens[0] in ALSO_NAMES and len(tokens) < 3:
            break
        del tokens[:size]
    return PersonName(tuple(tokens), generation)


def _in_front(tokens: list[str]) -> int:
    """How many words in front are an honorific, a rank, or a title with its field; none if the first is a name."""
    if tuple(tokens[:2]) in PAIRS:
        return 2
    if not tokens or tokens[0] not in HONORIFICS | TITLES | FIELDS:
        return 0
    size = 1
    while size < len(tokens) and tokens[size] in FIELDS | LINKS:
        size += 1
    if tokens[0] in FIELDS:
        # "Trade Minister X" is titled; "Home Rule" and "Justice X" are for others to judge.
        return size + 1 if size < len(tokens) and tokens[size] in TITLES else 0
    return size if tokens[size - 1] not in LINKS else 1


@lru_cache(maxsize=65536)
def bare_form(name: str) -> str:
    """A person's name as written, without the honorifics and titles in front of it."""
    kept = name.split()
    size = len(person_name(name).words)
    while len(kept) > 1 and len(words(" ".join(kept[1:]))) >= size:
        kept.pop(0)
    return " ".join(kept)


def same_name(a: str, b: str, kind: str = "person", abbreviations: Mapping[str, str] | None = None) -> Verdict:
    """Compare two names of one kind ("person" or any organisation, state or post).

    `abbreviations` maps a folded abbreviation to the name it stands for. The verdict is symmetric.
    """
    if kind == "person":
        return _same_person(person_name(a), person_name(b))
    return _same_body(a, b, abbreviations or {}, kind == "post")


def _same_person(a: PersonName, b: PersonName) -> Verdict:
    if a.generation != b.generation:
        return Verdict("different", "generation")
    if a.words == b.words:
        return Verdict("same" if len(a.words) > 1 else "possible", "same-words")
    if "".join(a.words) == "".join(b.words) and len("".join(a.words)) > 5:
        return Verdict("same", "spacing")
    if len(a.words) > 1 and (a.words[1:] + a.words[:1] == b.words or b.words[1:] + b.words[:1] == a.words):
        return Verdict("possible", "order")
    if len(a.words) == len(b.words) and _transliterations(a.words, b.words):
        return Verdict("possible", "transliteration")
    if _part_of(a.words, b.words) or _part_of(b.words, a.words):
        return Verdict("possible", "shorter-form")
    return Verdict("different", "words")


def _part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` with words left out, in order; initials on either side are no ground."""
    if len(short) >= len(full) or any(len(word) == 1 for word in (*short, *full)):
        return False
    rest = iter(full)
    return all(word in rest for word in short)


def _transliterations(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the names differ in one word, by one letter or only in how its sounds are written, first sound kept."""
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(pairs) != 1 or len(a) < 2:
        return False
    x, y = pairs[0]
    # At a word's end the breath is not heard: Khmer and Lao names are written with and without it.
    if {x, y} <= ARTICLES or f"{x}h" == y and y.endswith("th") or f"{y}h" == x and x.endswith("th"):
        return True
    if min(len(x), len(y)) < 3:
        return False
    if _consonants(x) != _consonants(y):
        return False
    near = min(_distance(x, y), _distance(_sounds(x), _sounds(y)))
    return near <= (1 if min(len(x), len(y)) < 5 else 2)


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    """The consonants of a word in one writing for each sound, doubled ones made single."""
    word = _sounds(word)
    kept = [c for i, c in enumerate(word) if c not in "aeiouy" and (i == 0 or word[i - 1] != c)]
    return (word[:1] if word[:1] in "aeiouy" else "") + "".join(kept)


def _sounds(word: str) -> str:
    """A word with one letter for each sound that several writings have."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return word


def _distance(a: str, b: str) -> int:
    """Edits from `a` to `b`: insertions, deletions, substitutions, and swaps of neighbours (optimal string
    alignment).
    """
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _same_body(a: str, b: str, abbreviations: Mapping[str, str], post: bool) -> Verdict:
    first, second = chain(a, abbreviations, post), chain(b, abbreviations, post)
    if first == second and is_generic(first):
        return Verdict("possible", "generic")
    if first == second:
        return Verdict("same", "same-chain" if fold(plain(a)) != fold(plain(b)) else "same-words")
    if skips_level(first, second):
        return Verdict("possible", "skipped-level")
    return Verdict("different", "chain")


def skips_level(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one chain is the other without the party's Central Committee in between."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) == len(shorter) or len(shorter) < 2 or longer[0] != shorter[0]:
        return False
    return tuple(s for s in longer if s != CENTRAL) == shorter and longer[0] != CENTRAL


CENTRAL = "central committee"
