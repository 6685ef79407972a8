"""Claims that names themselves make: offices and memberships, what belongs to what, second names.

Comes in: an article's context. Goes out: office, member, part_of and alias claims, each once, from its first statement.
It never gives a person an office that no words join to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.belonging import belonging
from kg.claims.context import Context
from kg.claims.initials import initials
from kg.claims.other_names import other_names
from kg.model import AliasClaim, Claim, Evidence, MemberClaim, OfficeClaim, PartOfClaim, Reference, Span
from kg.syntax import Name, Phrase
from kg.words import fold

JOINING = frozenset({"of", "and", "the", "for", "to", "in"})
FIRST_OFFICES = frozenset({"secretary", "secretary-general", "leader", "chief"})


Key = tuple[str, str, str | None]  # person, head of the title, organisation


def offices(context: Context) -> Iterator[Claim]:
    """A claim for each person, title and organisation; the same title named again with less adds nothing."""
    seen: dict[Key, list[str]] = {}
    for holding in sorted(context.holdings, key=lambda h: (h.organization is None, h.span)):
        title = _plain(holding.title.text)
        key = (holding.person, holding.title.head, holding.organization)
        if _covered(context, key, title, seen):
            continue
        seen.setdefault(key, []).append(title)
        rule = "office/title" if holding.stated else "office/context"
        evidence = Evidence(holding.span, rule, holding.references)
        lawmaker = " of parliament" in title.casefold()
        if holding.title.head != "member" or holding.title.status != "current" or lawmaker:
            yield OfficeClaim(holding.person, title, holding.organization, holding.title.status, evidence)
        elif holding.organization is not None:
            yield MemberClaim(holding.person, holding.organization, evidence)


def _covered(context: Context, key: Key, title: str, seen: dict[Key, list[str]]) -> bool:
    """Whether a claim made before says as much: the same title in more words, with an organisation, or of its body."""
    again = any(_worded(title) <= _worded(other) or other in title for other in seen.get(key, ()))
    loose = key[2] is None and any(other[:2] == key[:2] for other in seen)
    return again or loose or _above(context, key, seen)


def _worded(title: str) -> frozenset[str]:
    """A title's words without those that only join them; none for a lone word, which any title of its head says."""
    found = frozenset(word for word in fold(title).replace("-", " ").split() if word not in JOINING)
    return found if len(found) > 1 else frozenset()


def _above(context: Context, key: Key, seen: dict[Key, list[str]]) -> bool:
    """Whether the title is known of a body of this organisation (a party's secretary is its Central Committee's)."""
    person, head, mine = key
    if mine is None or head not in FIRST_OFFICES:
        return False
    others = [org for who, title, org in seen if (who, title) == (person, head) and org and org != mine]
    return any(mine in _owners(context, org) or org in _owners(context, mine) for org in others)


def _owners(context: Context, key: str) -> set[str]:
    found: set[str] = set()
    at = context.entities[key].parent
    while at is not None and at not in found and at in context.entities:
        found.add(at)
        at = context.entities[at].parent
    return found


def _plain(title: str) -> str:
    return re.sub(r"^(?:new|current|newly|visiting|outgoing|incumbent)\s+", "", title)


def parts(context: Context) -> Iterator[Claim]:
    """A claim for each body and what its own name, or a reference in it, says it belongs to."""
    for key, (span, owner) in _first_spans(context).items():
        entity = context.entities[key]
        parent = context.entities.get(entity.parent or "")
        if parent is None or entity.kind == "party":
            continue
        if entity.kind in {"state", "place"} and parent.kind not in {"state", "place"}:
            continue
        if entity.kind == "group" or parent.kind == "person":
            continue
        references = (Reference(span, parent.key, f"owner/{owner}"),) if owner else ()
        yield PartOfClaim(key, parent.key, Evidence(span, "part-of/name", references))
    yield from belonging(context)


def _first_spans(context: Context) -> dict[str, tuple[Span, str | None]]:
    """Where each body is first named together with its parent."""
    found: dict[str, tuple[Span, str | None]] = {}
    bare: dict[str, tuple[Span, str | None]] = {}
    for mentions in context.mentions:
        for phrase in mentions.phrases:
            for name in chain(phrase):
                key = context.discourse.named.get(name.span) or _key(context, name)
                if key in context.entities and (name.parent is not None or name.owner is not None):
                    found.setdefault(key, (name.span, name.owner))
                elif key in context.entities and context.entities[key].kind == "party_body":
                    bare.setdefault(key, (name.span, "party-in-context"))
    return found | {key: where for key, where in bare.items() if key not in found}


def chain(phrase: Phrase) -> Iterator[Name]:
    """Every organisation named in a phrase, inner ones too."""
    titles = phrase.person.titles if phrase.person else (phrase.title, *phrase.more) if phrase.title else ()
    names = [t.org for t in titles if t.org is not None] + ([phrase.name] if phrase.name and not phrase.person else [])
    for name in names:
        at: Name | None = name
        while at is not None:
            yield at
            at = at.parent


def _key(context: Context, name: Name) -> str | None:
    wanted = fold(name.text)
    return next(
        (e.key for e in context.discourse.entities if e.kind != "person" and wanted in {fold(n) for n in e.names}), None
    )


def aliases(context: Context) -> Iterator[Claim]:
    """A claim for each abbreviation that stands in brackets behind its name."""
    seen: set[tuple[str, str]] = set()
    for mentions in context.mentions:
        for phrase in mentions.phrases:
            for name in chain(phrase):
                key = context.discourse.named.get(name.span) or _key(context, name)
                if name.abbreviation and key in context.entities and (key, name.abbreviation) not in seen:
                    seen.add((key, name.abbreviation))
                    span = Span(name.span.start, max(name.span.end, (name.abbreviation_span or name.span).end))
                    told = _before_bracket(context, name)
                    yield AliasClaim(key, told, name.abbreviation, Evidence(span, "alias/brackets"))
    short = list(initials(context, {alias for _, alias in seen}))
    yield from short
    yield from other_names(context, {alias for _, alias in seen} | {c.alias for c in short})


def _before_bracket(context: Context, name: Name) -> str:
    """The words that a bracketed abbreviation shortens: those before it, what goes on behind it left out."""
    at = name.abbreviation_span
    if at is None or at.start <= name.span.start:
        return name.text
    words = " ".join(Span(name.span.start, at.start).of(context.text).rstrip(" (,").split())
    return words if "(" not in words else name.text
