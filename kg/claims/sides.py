"""Whom a document is between: the words of a list, of a subject, of "the two countries", as entities.

Comes in: an article's context, a sentence's parse and a place in it. Goes out: the keys of sides with the references
followed. It never names a second side that neither the sentence nor the article's own pair of sides gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.claims.context import Found
from kg.claims.levels import LEVELS, aligned
from kg.claims.listing import LINKS, PLACE_HEADS, segments, shared
from kg.claims.side_bodies import body_forms, field_of, group_of, plural_body, portfolio
from kg.claims.side_pairs import Pairs
from kg.model import Reference, Span
from kg.syntax import Node, Parse
from kg.words import fold


class Sides(Pairs):
    """Finds the sides of documents in one article."""

    def between(self, parse: Parse, start: int, stop: int) -> list[Found]:
        """The sides of the list that begins at node `start`."""
        found: list[Found] = []
        parts = segments(parse, start, stop)
        common, field = "", ""
        suffix = _suffix(parts[-1]) if parts else ""
        for part in parts:
            here = shared(part)
            plain = not any(n.phrase is not None and n.phrase.kind != "date" for n in part)
            collective = self.collective(part, parse) if here or plain else []
            if collective:
                found += collective
                continue
            plural = plural_body(part) if len(parts) > 1 else None
            if plural is not None:
                common, field, owner = plural
                found.append(self._body(owner, common, field, part[0].span))
                continue
            field = field_of(part) if here else field
            common = here or (common if len(part) <= 2 else "")
            found += self._shared_side(part, common, suffix, field) if common else self.named(part, parse)
        return _distinct(found)

    def _shared_side(self, part: Sequence[Node], shared: str, suffix: str, field: str) -> list[Found]:
        """A member of "the authorities of A, B and C provinces": the body of each place, or the place itself."""
        of = max((at for at, n in enumerate(part) if fold(n.text) == "of"), default=-1)
        nodes = [n for n in part[of + 1 :] if n.phrase is not None or n.tag.startswith("NNP")]
        if not nodes:
            return []
        name = " ".join(Span(nodes[0].span.start, nodes[-1].span.end).of(self.context.text).split())
        place = self.context.discourse.named.get(nodes[0].span)
        if shared in PLACE_HEADS:
            return [(place or self.context.entity("place", [name]), ())]
        full = f"{name} {suffix}" if suffix else name
        if shared != "authority" and not suffix:
            return [self._body(full, shared, field, nodes[0].span)]
        known = place if place and self.context.kind(place) in {"place", "state"} else None
        land = known or self.context.entity("place", [full, name])
        noun = "authorities" if shared == "authority" else shared.capitalize()
        forms = [f"{noun} of {full}", f"{noun} of {name}", f"{name} {noun}"]
        return [(self.context.entity("state_body", forms, parent=land), ())]

    def _body(self, owner: str, noun: str, field: str, span: Span) -> Found:
        """One of the bodies of a plural: "the ministries of health of A and B" has "Ministry of Health of A"."""
        lands = [e.key for e in self.context.entities.values() if e.kind in {"state", "place"} and owner in e.names]
        land = lands[0] if lands else self.context.entity("place", [owner])
        key = self.context.entity("state_body", body_forms(noun, field, owner), parent=land)
        return key, (Reference(span, key, "side/list"), Reference(span, land, "side/list"))

    def named(self, part: Sequence[Node], parse: Parse) -> list[Found]:
        """The entity of one member of a list: that of its phrase, or a name that several words make."""
        phrases = [n for n in part if n.phrase is not None]
        if len(part) == 1 or (len(phrases) == 1 and all(n is phrases[0] or n.tag[:2] in {"JJ", "PR"} for n in part)):
            return self.represented(phrases[0]) if phrases else []
        if (
            phrases
            and phrases[0].phrase is not None
            and phrases[0].phrase.kind == "demonym"
            and part[-1].text.islower()
        ):
            return self.represented(phrases[0])
        if not all(n.phrase is not None or n.text[:1].isupper() or fold(n.text) in LINKS for n in part):
            return self.represented(phrases[0]) if phrases and part[0] is phrases[0] else []
        name = " ".join(Span(part[0].span.start, part[-1].span.end).of(self.context.text).split())
        return [(self.context.entity("organization", [name]), ())]

    def represented(self, node: Node) -> list[Found]:
        """What a node stands for as a side: persons for what they hold office of, offices for their organisation."""
        found: list[Found] = []
        for key, references in self.context.own(node):
            if self.context.kind(key) == "person":
                office = self.office(key, node.span.start)
                found.append(
                    (office, (Reference(node.span, office, "side/office"), *references))
                    if office
                    else (key, references)
                )
            elif self.context.kind(key) == "group" and node.phrase is not None and node.phrase.title is not None:
                org = node.phrase.title.org
                inner = self.context.discourse.named.get(org.span) if org else None
                found += [(inner, ())] if inner else []
            elif self.context.kind(key) == "group":
                members = self.context.members([(key, references)])
                found += [f for m in members for f in self._member(m, node)]
            elif self.context.kind(key) == "post":
                entity = self.context.entities.get(key)
                found += (
                    [(entity.parent, (Reference(node.span, entity.parent, "side/office"),))]
                    if entity and entity.parent
                    else []
                )
            else:
                found.append((key, references))
        return found

    def _member(self, found: Found, node: Node) -> list[Found]:
        office = self.office(found[0], node.span.start) if self.context.kind(found[0]) == "person" else None
        return [(office, (*found[1], Reference(node.span, office, "side/office")))] if office else []

    def office(self, person: str, position: int) -> str | None:
        """The organisation that a person speaks for at a place in the text: of the office named last before it."""
        held = [
            h for h in self.context.holdings if h.person == person and h.organization and h.title.status != "former"
        ]
        before = [h for h in held if h.span.start <= position + 400]
        return before[-1].organization if before else held[0].organization if held else None

    def level(self, found: Sequence[Found]) -> list[Found]:
        """Sides on one level: where one is a state or party, the bodies of the others give way to theirs."""
        if any(self.context.kind(key) in LEVELS for key, _ in found):
            roots = _distinct((self.root(key), tuple(references)) for key, references in found)
            return aligned(self.context, self.root, roots) or roots
        return _distinct(found)

    def collective(self, part: Sequence[Node], parse: Parse) -> list[Found]:
        """The sides of "the two countries", "their parties", "the ministries of health of the two countries"."""
        heads = [n for n in part if n.phrase is None and n.tag in {"NNS", "NNPS"} and group_of(n)]
        numbers = [n for n in parse.nodes if part and part[0].index - 2 <= n.index <= part[-1].index]
        marks = {fold(n.text) for n in numbers}
        if not heads or not marks & {"two", "both", "their", "our", "three", "the"}:
            return []
        group = group_of(heads[0])
        last = group_of(heads[-1])
        ministry = heads[0].lemma.casefold() == "ministry"
        pair = bool(marks & {"two", "both", "their", "our"}) or ministry or fold(heads[0].lemma) == "side"
        if "three" in marks or not pair:
            return []
        if ministry:
            field = portfolio(heads[0], parse)
            return [self._ministry(field, state, heads[0]) for state in self.pair("country")] if field else []
        if group == "body":
            keys = self.bodies(heads[0].span.start)
            return [(key, (Reference(heads[0].span, key, "side/collective"),)) for key in keys]
        if (group == "parliament" and last == "parliament") or group in {"country", "party"}:
            keys = self.speakers(parse, part[0].index) if "their" in marks and group == "party" else ()
            keys = keys if len(keys) == 2 else self.pair(group)
            return [(key, (Reference(heads[0].span, key, "side/collective"),)) for key in keys]
        return []

    def speakers(self, parse: Parse, before: int) -> tuple[str, ...]:
        """The parties of the persons named before a place in a sentence."""
        keys = [
            f[0] for n in parse.nodes[:before] if n.phrase and n.phrase.kind == "person" for f in self.represented(n)
        ]
        return tuple(dict.fromkeys(root for key in keys if self.context.kind(root := self.root(key)) != "person"))

    def _ministry(self, field: str, state: str, head: Node) -> Found:
        key = self.context.entity("state_body", body_forms("ministry", field, self.context.name(state)), parent=state)
        return key, (Reference(head.span, key, "side/collective"), Reference(head.span, state, "side/collective"))

def _suffix(part: Sequence[Node]) -> str:
    """The common noun that a list's last member carries for all ("provinces" gives "province")."""
    last = part[-1]
    return last.lemma.casefold() if last.phrase is None and last.lemma.casefold() in PLACE_HEADS else ""


def _distinct(found: Sequence[Found] | Iterator[Found]) -> list[Found]:
    first: dict[str, Found] = {}
    for item in found:
        first.setdefault(item[0], item)
    return list(first.values())
