"""Which entities of several articles are one, and what the one is called.

Comes in: readings and the authority. Goes out: groups of occurrences with a stable slug, a label and all their names.
It never joins on a guess: every join is a rule's, with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import EntityKind, Reading
from kg.resolution import Group, Merge, Occurrence, Proposal, Ruling
from kg.resolve.authority import Authority, AuthorityEntry
from kg.resolve.bodies import join_aliases, join_one_side, join_same_keys, join_skipped_levels, join_slips
from kg.resolve.chains import chain, is_generic
from kg.resolve.context import ties
from kg.resolve.fold import fold, plain, slugify
from kg.resolve.forest import Forest
from kg.resolve.mentioned import CAPITALS, FAMILY, Mentioned, abbreviations, mentioned
from kg.resolve.names import bare_form
from kg.resolve.nations import state_name
from kg.resolve.persons import join_persons
from kg.resolve.proposals import entity_proposals

Known = Mapping[Occurrence, Mentioned]


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities of all articles: `known` says what each occurrence's names were read as."""

    groups: tuple[Group, ...]
    merges: tuple[Merge, ...]
    known: Known
    unmet: tuple[Ruling, ...]
    proposals: tuple[Proposal, ...]


def resolve_entities(readings: Sequence[Reading], authority: Authority, rulings: Sequence[Ruling] = ()) -> Entities:
    """Partition all entities of all articles; persons' rulings come first and no rule undoes them."""
    short = abbreviations(readings, authority)
    known = {m.occurrence: m for r in readings for m in mentioned(r, short.tables[r.article.name])}
    forest = Forest(known, rulings)
    join_same_keys(forest, known, short)
    join_aliases(forest, readings, known)
    join_slips(forest, readings, known)
    join_skipped_levels(forest, known)
    join_one_side(forest, readings, known)
    tied = ties(readings, known, forest)
    join_persons(forest, known, tied)
    linked = _authority_keys(authority)
    drafts = [_draft([known[o] for o in members], linked) for members in forest.sets()]
    proposals = entity_proposals(forest, known)
    return Entities(_with_slugs(drafts), tuple(forest.merges), known, tuple(forest.unmet), proposals)


def _authority_keys(authority: Authority) -> dict[str, AuthorityEntry]:
    """Keys as the names of entities have them, for every entry; a key of two entries is nobody's."""
    found: dict[str, list[AuthorityEntry]] = {}
    for entry in authority.entries:
        names = {n for n in (entry.label, *entry.names) if not CAPITALS.fullmatch(plain(n))}
        for links in {chain(n) for n in names}:
            state = len(links) == 1 and links[0].startswith("state:")
            if state == (entry.kind == "state"):
                found.setdefault(links[0] if state else f"body:{'<'.join(links)}", []).append(entry)
    return {key: entries[0] for key, entries in found.items() if len({e.iri for e in entries}) == 1}


def _draft(members: Sequence[Mentioned], linked: Mapping[str, AuthorityEntry]) -> Group:
    entry = next((linked[k] for m in members for k in m.keys if k in linked), None)
    names = Counter(n for m in members for n in dict.fromkeys(m.entity.names))
    kind = _kind(members, entry)
    label = _label(members, kind, names, entry)
    ordered = (label, *sorted((n for n in names if n != label), key=lambda n: (-names[n], n)))
    occurrences = tuple(m.occurrence for m in members)
    return Group("", label, kind, ordered, occurrences, entry.iri if entry else None)


def _kind(members: Sequence[Mentioned], entry: AuthorityEntry | None) -> EntityKind:
    """The most specific kind that most articles give; "organization" and "place" are what is left when nobody says
    more.
    """
    if entry is not None:
        return entry.kind
    kinds = Counter(m.entity.kind for m in members)
    if any(k.startswith("state:") for m in members for k in m.keys) and FAMILY[members[0].entity.kind] in (
        "place",
        "body",
    ):
        return "state"
    specific = {k: n for k, n in kinds.items() if k not in ("organization", "place")}
    return min(specific or kinds, key=lambda k: (-kinds[k], k))


def _label(members: Sequence[Mentioned], kind: str, names: Counter[str], entry: AuthorityEntry | None) -> str:
    """The authority's label; else for persons the bare name most used, for others the fullest name of most articles."""
    if entry is not None:
        return entry.label
    if kind == "state" and (state := next((k for m in members for k in m.keys if k.startswith("state:")), None)):
        return state_name(state[6:], names)
    if kind == "person":
        forms = Counter(bare_form(n) for m in members for n in dict.fromkeys(m.entity.names))
        full = {f: n for f, n in forms.items() if len(f.split()) > 1} or dict(forms)
        return min(full, key=lambda f: (-full[f], f))
    # A name that says whose body it is goes before one that leaves it open ("Party Central Committee").
    firsts = Counter(m.entity.name for m in members)
    telling = {n: c for n, c in firsts.items() if not is_generic(chain(n))} or dict(firsts)
    spelt = {n: c for n, c in telling.items() if not CAPITALS.fullmatch(plain(n))} or telling
    best = min(spelt, key=lambda n: (-spelt[n], -len(n), n))
    return re.sub(r"\s*\(\s*[A-Z][A-Za-z0-9.&-]*[A-Z]\s*\)", "", best)


def _with_slugs(drafts: Sequence[Group]) -> tuple[Group, ...]:
    """Slugs from labels, unique for each family; what belongs to one article alone carries its name."""
    taken: set[tuple[str, str]] = set()
    last: dict[tuple[str, str], int] = {}
    out = []
    for draft in sorted(drafts, key=lambda g: (fold(g.label), g.kind, g.occurrences)):
        family = FAMILY[draft.kind]
        base = slugify(draft.label)
        if family in ("group", "thing"):
            base = f"{base}-{slugify(draft.occurrences[0].article)}"
        slug, n = base, last.get((family, base), 2)
        while (family, slug) in taken:
            slug, n = f"{base}-{n}", n + 1
        last[family, base] = n
        taken.add((family, slug))
        out.append(Group(slug, draft.label, draft.kind, draft.names, draft.occurrences, draft.authority))
    return tuple(sorted(out, key=lambda g: (g.kind, g.slug)))
