"""The room where an article's words find what they stand for: the door to persons, bodies and references.

Comes in: an article's sentences, their phrases and parses. Goes out: the article's entities, the entity of every named
and referring stretch, and the offices that persons are given. It never uses another article, reference data or the
order of files.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse.anaphora import Anaphora
from kg.discourse.bodies import Bodies, Body
from kg.discourse.careers import careers
from kg.discourse.holdings import Holdings
from kg.discourse.people import Individual, People
from kg.model import Entity, Span
from kg.syntax import AnnotatedText, Discourse, Mentions, Name, Parse, Phrase

__all__ = ["find_entities"]


def find_entities(annotated: AnnotatedText, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> Discourse:
    """An article's entities, keys in order of first mention, and what phrases, titles and references stand for."""
    people, bodies = People(), Bodies()
    named: dict[Span, str] = {}
    for sentence in mentions:
        for phrase in sentence.phrases:
            _note(phrase, people, bodies, named)
    named = {span: bodies.current(key) for span, key in named.items()}
    text = annotated.article.text
    holdings = Holdings(people, bodies, named, annotated.article)
    offices = holdings.read(mentions, parses)
    anaphora = Anaphora(people, bodies, named, holdings, text)
    anaphors = anaphora.read(mentions, parses)
    offices = (*offices, *careers(mentions, anaphors, holdings, bodies))
    entities = [_person(p, text) for p in people.all.values()]
    entities += [
        Entity(b.key, bodies.kind(b), bodies.names(b), parent=b.owner, variants=bodies.variants(b))
        for b in bodies.all.values()
        if bodies.names(b)
    ]
    return Discourse(tuple(entities) + anaphora.entities(), named, anaphors, offices, anaphora.answerer)


def _note(phrase: Phrase, people: People, bodies: Bodies, named: dict[Span, str]) -> None:
    titles = phrase.person.titles if phrase.person else (phrase.title, *phrase.more) if phrase.title else ()
    for title in titles:
        if title.org is not None:
            named.setdefault(title.org.span, add_name(bodies, title.org).key)
    if phrase.person is not None:
        key = people.add(phrase.person, phrase.span.start).key
        named[phrase.person.name.span] = key
        named[phrase.span] = key
    elif phrase.name is not None:
        key = add_name(bodies, phrase.name).key
        named[phrase.span] = key
        named.setdefault(phrase.name.span, key)  # "its Commission" is a phrase, "Commission" the name in it


def add_name(bodies: Bodies, name: Name) -> Body:
    """Add a name to the register, a body of "the party" under the party named last."""
    bare = name.owner in {"party", "his", "her"} and name.parent is None
    return bodies.add(name, owner=bodies.nearest_party(name.span.start) if bare else None)


def _person(person: Individual, text: str) -> Entity:
    forms = sorted(dict.fromkeys(person.forms), key=lambda f: (-len(f.split()), -len(f), f))
    return Entity(person.key, "person", tuple(forms))
