"""The room of names: the door to the grammar of persons, titles, organisations, places, dates and figures.

Comes in: an article cut into sentences. Goes out: for each sentence its tokens and its phrases, without overlap, in
text order. It never resolves who a name is, and keeps nothing from one article to the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from kg import language
from kg.dates import find_dates
from kg.mentions import knowledge, lexicon
from kg.mentions.chains import LANDS
from kg.mentions.cursor import Cursor, Knowledge, capitals, lasting
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics
from kg.mentions.persons import person_at
from kg.mentions.places import situated
from kg.mentions.rosters import note_lines, note_signatures
from kg.model import Span
from kg.syntax import AnnotatedText, Mentions, Name, Phrase, Sentence, Title, Token
from kg.territories import territory
from kg.words import fold

__all__ = ["find_mentions"]

Found = tuple[tuple[Phrase, ...], int]
READ = frozenset({"headline", "body", "caption", "question", "answer", "letter", "related"})
PLACES = frozenset({"GPE", "LOC", "FAC"})  # the recogniser's labels of places
NEVER_ALONE = frozenset(
    {"chair", "head", "chief", "deputy", "representative", "state", "justice"}
)  # titles only with what they are of
LOOKS = 3  # the first finds licensed names, the others settle doubtful ones with them


def find_mentions(annotated: AnnotatedText) -> tuple[Mentions, ...]:
    """The tokens and phrases of every sentence that carries prose, in order; other zones give a Mentions without
    phrases.
    """
    text = annotated.article.text
    sentences = [s for s in annotated.sentences if s.zone in READ]
    known = Knowledge()
    cursors = [Cursor(text, tokens, known, _shouts(tokens)) for tokens in _tokens(text, sentences)]
    knowledge.words(cursors, known)
    knowledge.signers((s.speaker for s in sentences if s.zone == "letter"), known)
    note_lines(cursors, known)
    note_signatures(cursors, known)
    anchor = annotated.article.published.value if annotated.article.published else None
    dates = [_dates(text, s, anchor) for s in sentences]
    phrases: list[tuple[Phrase, ...]] = []
    learnt: set[str] | None = None
    for _ in range(LOOKS):
        concerned = [learnt is None or c.speaks_of(learnt) for c in cursors]
        seen = phrases or [()] * len(cursors)
        phrases = [_phrases(c, d) if new else p for c, d, p, new in zip(cursors, dates, seen, concerned, strict=True)]
        before = known.of_names()
        knowledge.names(cursors, phrases, known)
        learnt = {key.partition(" ")[0] for _, key, _ in before ^ known.of_names()}
        if not learnt:
            break
    return tuple(Mentions(s, c.tokens, p) for s, c, p in zip(sentences, cursors, phrases, strict=True))


def _tokens(text: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    spans = [[Span(s.span.start + a, s.span.start + b) for a, b in language.words(s.span.of(text))] for s in sentences]
    words = [[span.of(text) for span in row] for row in spans]
    return [
        tuple(
            Token(word, span, tag, label, lemma)
            for word, span, (tag, label, lemma) in zip(row, places, tags, strict=True)
        )
        for row, places, tags in zip(words, spans, language.tag(words), strict=True)
    ]


def _shouts(tokens: Sequence[Token]) -> bool:
    """Whether a line is in title case or capitals, so that capitals tell nothing."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3]
    return (
        len(words) > 3
        and sum(w[0].isupper() for w in words) / len(words) > 0.8
        and tokens[-1].text not in {".", "!", "?"}
    )


def _dates(text: str, sentence: Sentence, anchor: str | None) -> tuple[Span, ...]:
    return tuple(
        d.span for d in find_dates(text, sentence.span.start, sentence.span.end, anchor) if d.grain != "duration"
    )


def _phrases(c: Cursor, dates: Sequence[Span]) -> tuple[Phrase, ...]:
    c.memo = {}
    found: list[Phrase] = []
    dated = _dated(c, dates)
    free = 0
    for i in sorted({*_beginnings(c), *dated}):
        if i < free:
            continue
        if i in dated:
            free = dated[i]
            found.append(Phrase("date", c.span(i, free), text=c.span(i, free).of(c.text)))
            continue
        made = next((made for rule in RULES if (made := rule(c, i)) is not None), None)
        if made is not None:
            found.extend(made[0])
            free = made[1]
    c.memo = None
    return _apart(found)


def _dated(c: Cursor, dates: Sequence[Span]) -> dict[int, int]:
    """The tokens that begin in a date, each with the index behind the date's words."""
    found: dict[int, int] = {}
    starts = [token.span.start for token in c.tokens] if dates else []
    for date in dates:
        first, end = bisect_left(starts, date.start), bisect_left(starts, date.end)
        found |= dict.fromkeys(range(first, end), end)
    return found


@lasting
def _beginnings(c: Cursor) -> list[int]:
    """Where any rule could find a phrase: most words of a text are neither capitals nor open one."""
    inside = set(capitals(c))
    return [i for i in range(len(c)) if i in inside or _opens(c, i)]


def _opens(c: Cursor, i: int) -> bool:
    word = c.low(i)
    return word == "the" or c.low(i - 1) == "the" or lexicon.opens(word.rstrip("."))


def _apart(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.span.start, -p.span.end)):
        if not kept or kept[-1].span.end <= phrase.span.start:
            kept.append(phrase)
    return tuple(kept)


def _outlet(c: Cursor, i: int) -> Found | None:
    """Who a reporter or newspaper is of: "a Morning Bell reporter", "the Rodina newspaper"."""
    end = c.run(i)
    if not c.cap(i) or c.shouting or end == i or not lexicon.has("press", c.low(end)) or c.cap(i - 1):
        return None
    words, alone = c.words(i, end), end == i + 1
    land = territory(words) or fold(words) in c.known.adjectives or fold(words) in c.known.places
    titled = titles_at(c, i) is not None or honorifics(c, i)[1]
    if land or titled or (alone and (c.opening(i) or c.label(i) in {"DATE", "NORP", "GPE"})):
        return None
    return (Phrase("org", c.span(i, end), name=Name("organization", words, c.span(i, end), base=words)),), end


def _persons(c: Cursor, i: int) -> Found | None:
    found = person_at(c, i)
    if found is None:
        return None
    return tuple(Phrase("person", p.span, person=p, name=p.name) for p in found[0]), found[1]


def _offices(c: Cursor, i: int) -> Found | None:
    """An office without its holder: capitalised, or with what it is of ("the Prime Minister", "leaders of the CPU")."""
    found = titles_at(c, i)
    if found is None or found[0][0].head == "counterpart" or not _stands_alone(c, i, found[0][0]):
        return None
    titles, end = found
    first = titles[0]
    if first.plural and len(titles) > 1 and all(t.span.start == first.span.start for t in titles):
        return (Phrase("office", titles[-1].span, title=first, more=titles[1:]),), end
    return tuple(Phrase("office", t.span, title=t) for t in titles), end


def _stands_alone(c: Cursor, i: int, title: Title) -> bool:
    """Whether a title means one office or its holders though no name stands by it."""
    if title.org or title.owner or (title.head != "member" and _predicate(c, i)):
        return True
    if not (title.text[0].isupper() or c.shouting) or title.head == "member":
        return False
    return c.low(i - 1) not in {"a", "an"} and title.text.casefold() not in NEVER_ALONE


def _predicate(c: Cursor, i: int) -> bool:
    """Whether a title is what somebody is elected or named to be ("elected A leader", "appointed B as minister")."""
    k = i - 1
    while c.low(k) in {"a", "an", "the", "as", "its", "their", "his", "her", "new", "next", "be", "to"}:
        k -= 1
    if lexicon.has("choosing", c.low(k)):
        return True
    while c.cap(k) or lexicon.has("particle", c.low(k)):
        k -= 1
    return k < i - 1 and lexicon.has("choosing", c.low(k))


def _name(c: Cursor, i: int) -> Found | None:
    if c.cap(i):
        if lexicon.has("event", c.low(c.run(i) - 1)):
            return None
    elif not (lexicon.has("owner", c.low(i)) or lexicon.has("owning", c.low(i)) or c.low(i - 1) == "the"):
        return None
    found = name_at(c, i)
    if found is None:
        return None
    name, end = found
    if not name.certain and name.kind == "organization" and c.low(i) in c.known.lower:
        return None
    return (Phrase("place" if name.kind in LANDS else "org", c.span(i, end), name=name),), end


def _unknown(c: Cursor, i: int) -> Found | None:
    """Capitals that no rule knows: a demonym, a place by the recogniser or the article, else an unsettled name."""
    end = c.run(i)
    if not c.cap(i) or c.shouting or lexicon.has("event", c.low(end - 1)):
        return None
    land = territory(c.at(i))
    adjective = c.known.adjectives.get(fold(c.at(i)))
    if (land and land.form == "adjective") or adjective is not None:
        span = c.span(i, i + 1)
        name = Name("state" if land else "place", land.name if land else adjective or "", span)
        return (Phrase("demonym", span, name=name),), i + 1
    words, span = c.words(i, end), c.span(i, end)
    named = c.label(i) in PLACES and fold(c.at(i)) not in c.known.person_words
    somewhere = c.label(i) == "PERSON" and 1 < end - i < 4 and situated(c, i, end)
    if fold(words) in c.known.places or named or (somewhere and fold(words) not in c.known.persons):
        return (Phrase("place", span, name=Name("place", words, span, certain=False)),), end
    common = any(fold(c.at(k)) in c.known.lower for k in range(i, end))
    if (
        c.label(i) == "ORG"
        and end - i < 3
        and c.low(i - 1) != "the"
        and not c.cap(i - 1)
        and not c.opening(i)
        and not common
    ):
        return (Phrase("org", span, name=Name("organization", words, span, certain=False)),), end
    return None


RULES: tuple[Callable[[Cursor, int], Found | None], ...] = (_outlet, _persons, _offices, _name, _unknown)
