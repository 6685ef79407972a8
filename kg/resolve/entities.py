"""What a thing that several articles speak of is called.

Comes in: its mentions and the authority. Goes out: a group of occurrences with a stable slug, a label, a kind and all
names. It never joins anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from kg.model import EntityKind
from kg.resolution import Group, Occurrence
from kg.resolve.authority import Authority, AuthorityEntry
from kg.resolve.chains import chain, is_generic
from kg.resolve.fold import fold, plain, slugify
from kg.resolve.mentioned import CAPITALS, FAMILY, Mentioned
from kg.resolve.names import bare_form
from kg.resolve.nations import state_name


def authority_keys(authority: Authority) -> dict[str, AuthorityEntry]:
    """Keys as the names of entities have them, for every entry; a key of two entries is nobody's."""
    found: dict[str, list[AuthorityEntry]] = {}
    for entry in authority.entries:
        names = {n for n in (entry.label, *entry.names) if not CAPITALS.fullmatch(plain(n))}
        for links in {chain(n) for n in names}:
            state = len(links) == 1 and links[0].startswith("state:")
            if state == (entry.kind == "state"):
                found.setdefault(links[0] if state else f"body:{'<'.join(links)}", []).append(entry)
    return {key: entries[0] for key, entries in found.items() if len({e.iri for e in entries}) == 1}


def draft(members: Sequence[Mentioned], linked: Mapping[str, AuthorityEntry]) -> Group:
    """A thing with its label, kind and names, as yet without a slug. `linked` are the authority's entries by key."""
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


class Wish(NamedTuple):
    """A thing and the slug that its label gives, what may stand behind it, its rank among those who wish for it too."""

    draft: Group
    family: str
    slug: str
    behind: tuple[str, str]
    rank: tuple[str, str, tuple[Occurrence, ...]]


def wish(one: Group) -> Wish:
    """What a thing would be called in IRIs; what belongs to one article alone carries its name.

    No slug of a name holds two hyphens in a row: behind them stands an article.
    """
    family, base, first = FAMILY[one.kind], slugify(one.label), one.occurrences[0]
    behind = (slugify(first.article), slugify(f"{first.article} {first.key}"))
    slug = f"{base}--{behind[0]}" if family in ("group", "thing") else base
    return Wish(one, family, slug, behind, (fold(one.label), one.kind, one.occurrences))


def slugs(wishes: Mapping[Occurrence, Wish]) -> dict[Occurrence, str]:
    """For things that wish for one slug: the first has it, others add their first article, then their key.

    So a new article seldom renames what others speak of.
    """
    found: dict[Occurrence, str] = {}
    taken: set[str] = set()
    for root, one in sorted(wishes.items(), key=lambda pair: pair[1].rank) if len(wishes) > 1 else wishes.items():
        slug = one.slug
        for number in count():
            if slug not in taken:
                break
            slug = f"{one.slug}--{one.behind[min(number, 1)]}{f'-{number}' if number > 1 else ''}"
        taken.add(slug)
        found[root] = slug
    return found
