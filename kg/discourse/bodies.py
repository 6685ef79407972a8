"""The organisations, bodies, states and places of one article, with what belongs to what.

Comes in: names with their chains of parents, in text order. Goes out: a register that gives every name the key of the
one thing it means in this article, its surface forms, and its parent. It never joins bodies of different parents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.discourse.lexicon import words
from kg.model import EntityKind, Span
from kg.syntax import Name
from kg.territories import common_names, territory
from kg.words import fold

LANDS = re.compile(
    r"^(?:the )?(?:(?:\w+ ){0,3}"
    r"(?:republic|kingdom|sultanate|emirate|principality|state|commonwealth|federation) of (?:the )?)"
)
STATE_BODIES = frozenset({"state", "state_body", "place"})


@dataclass(slots=True)
class Body:
    """One organisation or place of the article: `base` its own words without its owner's; `owner` its parent's key."""

    key: str
    kind: EntityKind
    base: str
    forms: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    owner: str | None = None
    spans: list[Span] = field(default_factory=list)
    state: bool = False


@dataclass(slots=True)
class Bodies:
    """All organisations and places of an article, by key in order of first mention."""

    all: dict[str, Body] = field(default_factory=dict)
    _by_name: dict[tuple[str, str | None], str] = field(default_factory=dict)
    _made: int = 0
    _gone: dict[str, str] = field(default_factory=dict)

    def add(self, name: Name, owner: str | None = None) -> Body:
        """The body of this name, its parents added first, states of the world under their common name; `owner` is the
        key of what a pronoun in it stands for.
        """
        parent = self.add(name.parent).key if name.parent is not None else owner
        base = fold(name.base or name.text)
        body = self._find(base, parent, name) if name.kind not in {"place", "state"} else self._land(name)
        if body is None:
            body = Body(self._key("body"), name.kind, base, owner=parent)
            self.all[body.key] = body
        self._note(body, name, parent, base)
        return body

    def of(self, body: Body, owner: str, span: Span) -> Body:
        """The body of the same words at `span` that belongs to `owner`, where the article means several by them."""
        made = Body(self._key("body"), body.kind, body.base, list(body.forms), owner=owner, spans=[span])
        self.all[made.key] = made
        return made

    def _key(self, stem: str) -> str:
        self._made += 1
        return f"{stem}{self._made}"

    def _note(self, body: Body, name: Name, parent: str | None, base: str) -> None:
        if parent is not None and body.owner is None and parent != body.key and not self._above(parent, body.key):
            body.owner = parent
        if name.text not in body.forms:
            body.forms.append(name.text)
        if name.abbreviation and name.abbreviation not in body.short:
            body.short.append(name.abbreviation)
            self._by_name[fold(name.abbreviation), None] = body.key
            self._absorb(fold(name.abbreviation), body)
        body.spans.append(name.span)
        body.state = body.state or name.kind == "state"
        if body.kind == "organization" and name.kind not in {"organization", "place", "state"}:
            body.kind = name.kind
        if body.owner is not None or self._special(base):
            self._by_name.setdefault((base, body.owner), body.key)
        if fold(name.text) not in words("common"):
            self._by_name.setdefault((fold(name.text), None), body.key)

    def _absorb(self, short: str, body: Body) -> None:
        """A body first met by its abbreviation alone is the one that the brackets now explain."""
        for other in [b for b in self.all.values() if b is not body and [fold(f) for f in b.forms] == [short]]:
            body.spans += other.spans
            self._gone[other.key] = body.key
            del self.all[other.key]
            for child in self.all.values():
                child.owner = body.key if child.owner == other.key else child.owner
            self._by_name = {k: body.key if v == other.key else v for k, v in self._by_name.items()}
            self._by_name = {(b, body.key if o == other.key else o): v for (b, o), v in self._by_name.items()}

    def _find(self, base: str, parent: str | None, name: Name) -> Body | None:
        for key in ((base, parent), (fold(name.text), None)):
            if key == (base, None) and not self._special(base) and name.owner:
                continue
            if key in self._by_name and (
                key[1] is not None or parent is None or self.all[self._by_name[key]].owner in {None, parent}
            ):
                return self.all[self._by_name[key]]
        same = [b for b in self.all.values() if b.base == base and b.kind not in {"place", "state"}]
        if parent is None:
            return max(same, key=lambda b: b.spans[-1]) if same else self._by_head(base)
        rooted = [
            b for b in same if self._special(base) and (b.owner is None or self.root(b.owner) == self.root(parent))
        ]
        return rooted[0] if rooted else None

    def _special(self, base: str) -> bool:
        return not set(base.split()) <= words("common")

    def _by_head(self, base: str) -> Body | None:
        """A lone common noun ("the Front", "Shura Council") stands for the body whose own words end with it."""
        if not (len(base.split()) == 1 and base in words("common")) and len(base.split()) != 2:
            return None
        ending = [
            b for b in self.all.values() if b.kind not in {"place", "state"} and head_words(b.base).endswith(" " + base)
        ]
        return max(ending, key=lambda b: b.spans[-1]) if ending else None

    def _land(self, name: Name) -> Body:
        plain = LANDS.sub("", fold(name.text)).strip()
        found = territory(name.text) or (territory(plain) if plain != fold(name.text) else None)
        wanted = f"@{found.code}" if found is not None and found.form != "city" else plain
        for body in self.all.values():
            if body.kind in {"place", "state"} and wanted in {body.base, LANDS.sub("", body.base)}:
                return body
        if fold(name.text) in {fold(s) for b in self.all.values() for s in b.short}:
            return self.all[self._by_name[fold(name.text), None]]
        body = Body(self._key("place"), name.kind, wanted)
        self.all[body.key] = body
        return body

    def nearest_party(self, position: int) -> str | None:
        """The key of the party named last before a place in the text, or of the one named first behind it."""
        spans = [(s.start, b.key) for b in self.all.values() for s in b.spans if b.kind == "party"]
        before = [pair for pair in spans if pair[0] < position]
        return max(before)[1] if before else min(spans)[1] if spans else None

    def current(self, key: str) -> str:
        """The key that stands for `key` now that bodies have been joined."""
        while key in self._gone:
            key = self._gone[key]
        return key

    def root(self, key: str | None) -> str | None:
        """The topmost owner of a body."""
        seen: set[str] = set()
        while key is not None and key in self.all and self.all[key].owner and key not in seen:
            seen.add(key)
            key = self.all[key].owner
        return key

    def _above(self, key: str, wanted: str) -> bool:
        seen: set[str] = set()
        at: str | None = key
        while at is not None and at in self.all and at not in seen:
            if at == wanted:
                return True
            seen.add(at)
            at = self.all[at].owner
        return False

    def kind(self, body: Body) -> EntityKind:
        """The body's kind by its head noun and by what it belongs to."""
        if body.kind == "place":
            return "state" if body.state else "place"
        root = self.root(body.key)
        top = self.all[root].kind if root in self.all else None
        if body.owner and body.kind in {"party_body", "state_body"} and top in STATE_BODIES:
            return "state_body"
        if body.owner and body.kind in {"state_body", "party"} and top == "party":
            return "party_body"
        if body.kind == "party_body" and top not in {"party", "party_body"}:
            return "organization"
        return body.kind

    def names(self, body: Body) -> tuple[str, ...]:
        """The surface forms, the fullest first, abbreviations among them."""
        if body.kind in {"place", "state"}:
            return _unique(sorted(body.forms, key=lambda f: (-len(f.split()), f)) + body.short)
        spelt = sorted(body.forms, key=lambda f: (fold(f) == body.base and body.owner is not None, -len(f), f))
        return _unique(spelt[:1] + body.short + spelt[1:])

    def variants(self, body: Body) -> tuple[str, ...]:
        """Wordings that the names of the body and of its owner allow and the article does not use."""
        return tuple(v for v in _unique(self._built(body)) if v not in self.names(body))

    def _built(self, body: Body) -> list[str]:
        owner = self.all.get(body.owner or "")
        if body.base.startswith("@"):
            return [name.title() for name in common_names(body.base[1:])]
        if owner is None or body.kind in {"place", "state"}:
            return []
        base = next((f for f in body.forms if fold(f) == body.base), None) or _as_written(body)
        over = [*owner.short, *sorted(owner.forms, key=len, reverse=True)]
        owners = _unique(over[:1] + over[-1:] + [self.all[owner.owner].forms[0] if owner.owner in self.all else ""])
        built = [form for o in owners if o for form in (f"{base} of the {o}", f"{o} {base}")]
        return [base, *built] if self._special(body.base) else built


def head_words(base: str) -> str:
    """A body's folded own words up to its head noun ("world union" of "world union of parties")."""
    return " " + re.split(r" (?:of|for|on|to|against) ", base)[0]


def _as_written(body: Body) -> str:
    """The body's own words in the case in which they stand inside its fuller forms."""
    for form in body.forms:
        at = fold(form).rfind(body.base)
        if at >= 0 and len(fold(form)) == len(form):
            return form[at : at + len(body.base)]
    return body.base


def _unique(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in forms if f))
