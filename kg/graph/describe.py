"""The article and its entities as triples.

Comes in: a draft. Goes out: the article's own description and its entities with types, names, wholes and members,
said in the article's graph. It never writes the article's text and never judges a name.
"""

from __future__ import annotations

from pyoxigraph import Literal

from kg import vocab
from kg.graph.draft import Draft
from kg.model import Entity
from kg.vocab import term


def describe_article(draft: Draft) -> None:
    """Say what is known of the article itself; what it does not state stays out."""
    article, node = draft.reading.article, draft.article
    draft.type(node, "Article")
    draft.say(node, "dcterms:identifier", vocab.label(article.name))
    draft.say(node, "schema:sha256", vocab.label(article.sha256))
    draft.say(node, "dcterms:format", vocab.label(article.media_type))
    draft.say(node, "rdfs:label", vocab.label(article.title.value if article.title else article.name))
    if article.title:
        draft.say(node, "dcterms:title", vocab.label(article.title.value))
    if article.published:
        draft.say(node, "dcterms:issued", vocab.day(article.published.value))
    if article.url:
        _say_address(draft, article.url.value)
    for kind, name, predicate, class_name in (
        ("outlet", article.outlet, "pd:isPublishedBy", "Outlet"),
        ("place", article.place, "pd:hasDatelinePlace", "Place"),
    ):
        if name is not None:
            known = draft.world.named(kind, name.value)
            draft.say(node, predicate, known)
            if known == draft.world.ids.of(kind, vocab.slug(name.value)):
                draft.type(known, class_name)
                draft.say(known, "rdfs:label", vocab.label(name.value))


def describe_damage(draft: Draft) -> None:
    """Note the words of the article that have lost their first letters, where they stand."""
    for span in draft.reading.damaged:
        node = draft.world.ids.of("damage", draft.name, str(span.start))
        draft.note(node, "rdf:type", term("pd:Damage"))
        draft.note(node, "pd:drawsOn", draft.article)
        draft.note(node, "oa:exact", vocab.quoted(span.of(draft.reading.article.text)))
        draft.note(node, "oa:start", vocab.integer(span.start))
        draft.note(node, "oa:end", vocab.integer(span.end))


def _say_address(draft: Draft, address: str) -> None:
    try:
        draft.say(draft.article, "dcterms:source", vocab.iri(address))
    except ValueError:
        draft.say(draft.article, "dcterms:source", vocab.label(address))


def describe_entities(draft: Draft) -> None:
    """Say each entity of the article: class, label, other names, parent, members."""
    for entity in draft.reading.entities:
        kind = draft.world.group(draft.name, entity.key).kind
        if kind == "post":
            draft.office(draft.world.post(draft.name, entity))
        elif kind != "thing":
            _describe(draft, entity, kind)


def _describe(draft: Draft, entity: Entity, kind: str) -> None:
    node = draft.world.node(draft.name, entity.key)
    label = draft.words_of(entity.key)
    draft.say(node, "rdf:type", vocab.CLASS_OF_KIND[kind])
    draft.say(node, "rdfs:label", Literal(label))
    for form in {vocab.plain(name) for name in entity.names} - {label, ""}:
        draft.say(node, "skos:altLabel", Literal(form))
    if kind != "person" and entity.parent is not None and (parent := draft.node(entity.parent)) != node:
        draft.say(node, "pd:isPartOf", parent)
    for member in entity.members:
        if (one := draft.node(member)) != node:
            draft.say(node, "pd:comprises", one)


def describe_rule(draft: Draft, rule: str) -> None:
    """Note an extraction rule by its name."""
    node = draft.world.ids.of("rule", rule)
    draft.note(node, "rdf:type", term("pd:Rule"))
    draft.note(node, "rdfs:label", vocab.label(rule))
