"""The dependency parse of a sentence in which every phrase is one well-behaved token.

Comes in: sentences with their phrases. Goes out: parses whose nodes are words or whole phrases, with offsets into the
article. It never names anything: the stand-ins that the parser sees leave no trace in the nodes' spans.

Names of parties and persons mislead a parser trained on other news (a family name "To" reads as a preposition), so
a plain word of the same class stands in for each phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import language
from kg.clauses.mends import mended
from kg.model import Span
from kg.syntax import Mentions, Node, Parse, Phrase, Token

PERSONS = ("John", "Mary", "Peter", "Susan", "James", "Linda")
PLACES = ("Paris", "Berlin", "London", "Rome")
DOERS = frozenset({"person", "org", "office"})
LINKS = frozenset({"and", "or", "in", "at", "on", "of", "to", "for", "with", "from", "by", "who", "which"})
HEAVY = 5  # letters of a word that headlines in initial capitals never write small
PAIR = 4  # units of "A, B discuss"
Unit = tuple[str, Span, Phrase | None]
MUTE = ("is", "iz", "nc", "at", "v")  # behind which the infinitive ends in a mute e ("co-organised", "co-financing")
Word = tuple[str, str, str, int]  # lemma, tag, label, head


def parse(mentions: Sequence[Mentions]) -> tuple[Parse, ...]:
    """A parse a sentence, in order; without a model every word is its own root and only the phrases are of use."""
    units = [_units(m) for m in mentions]
    closing = [_closing(row, m) for row, m in zip(units, mentions, strict=True)]
    parsed = language.parse(
        [
            [word for i, (word, _, _) in enumerate(row) if i not in left_out]
            for row, left_out in zip(units, closing, strict=True)
        ]
    )
    if parsed:
        parsed = [
            _with_commas(row, words, left_out) for row, words, left_out in zip(units, parsed, closing, strict=True)
        ]
    else:
        parsed = [[(word.casefold(), "", "ROOT", i) for i, (word, _, _) in enumerate(row)] for row in units]
    return tuple(
        Parse(m.sentence, mended([_node(i, unit, word) for i, (unit, word) in enumerate(zip(row, words, strict=True))]))
        for m, row, words in zip(mentions, units, parsed, strict=True)
    )


def _closing(row: Sequence[Unit], m: Mentions) -> frozenset[int]:
    """The commas that close an apposition in a phrase ("X, head of Y, said"): alone they would cut X off its verb."""
    tags = {token.span.start: token.tag for token in m.tokens}
    return frozenset(
        i
        for i in range(1, len(row) - 1)
        if row[i][0] == "," and _apposed(row[i - 1][2]) and _goes_on(row[i + 1], tags.get(row[i + 1][1].start, ""))
    )


def _apposed(phrase: Phrase | None) -> bool:
    """Whether a phrase is a person with a title behind the name and a comma between."""
    person = phrase.person if phrase is not None else None
    return person is not None and any(t.span.start > person.name.span.end for t in person.titles)


def _goes_on(unit: Unit, tag: str) -> bool:
    """Whether a clause goes on behind the comma rather than a list or another apposition."""
    phrase = unit[2]
    return phrase.kind == "date" if phrase is not None else tag[:2] in {"VB", "MD", "RB", "IN", "TO"}


def _with_commas(row: Sequence[Unit], words: Sequence[Word], left_out: frozenset[int]) -> list[Word]:
    """The parser's words with the commas that it did not see, each hung on the word before it."""
    kept = [i for i in range(len(row)) if i not in left_out]
    found: list[Word] = [(",", ",", "punct", i - 1) for i in range(len(row))]
    for at, (lemma, tag, dep, head) in zip(kept, words, strict=True):
        found[at] = (lemma, tag, dep, kept[head])
    return found


def _node(i: int, unit: Unit, word: tuple[str, str, str, int]) -> Node:
    text, span, phrase = unit
    lemma, tag, dep, head = word
    if "-" in text and tag.startswith("V"):
        lemma = _hyphened(text.casefold())
    return Node(i, text, lemma, tag, dep, head, span, phrase)


def _hyphened(word: str) -> str:
    """The lemma of a regular verb with a hyphen, which the lemmatiser leaves as it is; who co-chairs chairs."""
    for end in ("ed", "ing", "s"):
        if word.endswith(end) and len(word) - len(end) > 4:
            word = word[: -len(end)]
            word += "e" if end != "s" and word.endswith(MUTE) else ""
            break
    return word if word.startswith(("co-op", "co-ord")) else word.removeprefix("co-")


def _units(m: Mentions) -> list[Unit]:
    units: list[Unit] = []
    raised = _raised(m)
    queue = list(m.phrases)
    count = 0
    for token in m.tokens:
        while queue and queue[0].span.end <= token.span.start:
            queue.pop(0)
        if queue and queue[0].span.start <= token.span.start:
            if token.span.start == queue[0].span.start:
                units.append((_stand_in(queue[0], count, token), queue[0].span, queue[0]))
                count += 1
            continue
        units.append((_plain(token).lower() if raised else _plain(token), token.span, None))
    return _paired(units) if m.sentence.zone == "headline" else units


def _raised(m: Mentions) -> bool:
    """Whether a headline has all its words of weight in initial capitals, which hide its verb from the parser."""
    named = [p.span for p in m.phrases]
    plain = [t for t in m.tokens if t.text.isalpha() and not any(t.span.overlaps(s) for s in named)]
    heavy = [t for t in plain if len(t.text) >= HEAVY]
    return m.sentence.zone == "headline" and bool(heavy) and all(t.text[0].isupper() for t in heavy)


def _paired(units: list[Unit]) -> list[Unit]:
    """A headline's comma between its first two names is an "and" ("A, B discuss trade")."""
    if len(units) < PAIR or units[1][0] != "," or not units[3][0].isalpha() or units[3][2] is not None:
        return units
    kinds = [unit[2].kind for unit in (units[0], units[2]) if unit[2] is not None]
    alike = len(kinds) == 2 and (kinds[0] == kinds[1] or set(kinds) <= DOERS) and set(kinds) <= DOERS | {"place"}
    verbal = units[3][0].islower() and units[3][0] not in LINKS
    return [units[0], ("and", units[1][1], None), *units[2:]] if alike and verbal else units


def _plain(token: Token) -> str:
    return {"“": '"', "”": '"'}.get(token.text, token.text.replace("’", "'") if token.text[0] in "’n" else token.text)


def _stand_in(phrase: Phrase, count: int, token: Token) -> str:
    if phrase.kind == "person":
        return PERSONS[count % len(PERSONS)]
    if phrase.kind == "place":
        return PLACES[count % len(PLACES)]
    if phrase.kind == "demonym":
        return "French"
    if phrase.kind == "office":
        return "ministers" if phrase.title and phrase.title.plural else "minister"
    if phrase.kind == "date":
        return token.text if phrase.span == token.span else "2020" if phrase.text[:4].isdigit() else "Monday"
    return "NATO"
