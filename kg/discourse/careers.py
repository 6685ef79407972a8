"""The offices that clauses give to whom a pronoun means: "He served as A of B and, from 2010 on, as C".

Comes in: an article's phrases and what its pronouns were found to stand for. Goes out: Holdings with the pronoun among
their references. It never gives a pronoun's office to several, and no state that none of the person's offices is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.discourse.bodies import Bodies
from kg.discourse.holdings import Holdings, reaching
from kg.discourse.posts import is_states
from kg.discourse.predications import further, office_of
from kg.model import Reference, Span
from kg.syntax import Anaphor, Holding, Mentions, Phrase, Title
from kg.words import fold

SUBJECTS = frozenset({"he", "she", "i"})


def careers(
    mentions: Sequence[Mentions], anaphors: Mapping[Span, Anaphor], holdings: Holdings, bodies: Bodies
) -> Iterator[Holding]:
    """The offices of persons behind a pronoun that is a clause's subject."""
    for sentence in mentions:
        phrases = [p for p in sentence.phrases if p.kind != "date"]
        for token in sentence.tokens:
            anaphor = anaphors.get(token.span) if fold(token.text) in SUBJECTS else None
            if anaphor is not None and len(anaphor.keys) == 1:
                yield from _of_subject(token.span, anaphor, phrases, sentence, holdings, bodies)


def _of_subject(
    at: Span, anaphor: Anaphor, phrases: Sequence[Phrase], sentence: Mentions, holdings: Holdings, bodies: Bodies
) -> Iterator[Holding]:
    behind = [p for p in phrases if p.span.start >= at.end]
    if not behind or anaphor.keys[0] not in holdings.people.all:
        return
    told = office_of(at, behind[0], holdings.text)
    if told is None:
        return
    yield _held(at, told, behind[0].span.end, anaphor, sentence, holdings, bodies)
    for title, end in further(behind[0], behind[1:], holdings.text):
        yield _held(at, replace(title, status=told.status), end, anaphor, sentence, holdings, bodies)


def _held(
    at: Span, title: Title, end: int, anaphor: Anaphor, sentence: Mentions, holdings: Holdings, bodies: Bodies
) -> Holding:
    key = anaphor.keys[0]
    org, references = holdings.organization(title, sentence, key)
    if org is None and title.owner is None and is_states(title):
        own = {bodies.root(h.organization) for h in holdings.found if h.person == key and is_states(h.title)} - {None}
        org = own.pop() if len(own) == 1 else None
        references = (Reference(at, org, "same-state"),) if org is not None else ()
    return Holding(key, title, org, reaching(Span(at.start, end), title), (*anaphor.references, *references))
