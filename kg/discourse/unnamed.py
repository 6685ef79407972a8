"""The entities of an article that have no name of their own: posts whose holder is not named, and collectives.

Comes in: an office and what it is of, or the words of a plural. Goes out: an entity for each, the same one for the same
words. It never gives a post a holder.
"""

from __future__ import annotations

from typing import Literal

from kg.discourse.bodies import Bodies
from kg.model import Entity
from kg.syntax import Title
from kg.words import fold

OWNERS = frozenset({"his", "her", "its", "their"})  # before a noun that also stands without them


class Unnamed:
    """Makes and keeps posts and groups, keys in order of first mention."""

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies
        self.all: dict[tuple[str, str], Entity] = {}

    def post(self, title: Title, org: str | None) -> str:
        """The key of the unnamed holder of an office: "Prime Minister of X"."""
        body = self.bodies.all.get(org or "")
        told = body is not None and any(f" {form} " in f" {title.text} " for form in self.bodies.names(body))
        forms = self.bodies.names(body)[:2] if body is not None and not told else ()
        names = (*(f"{title.text} of {f}" for f in forms), *(f"{f} {title.text}" for f in forms), title.text)
        return self._made("post", names[0], names, parent=org)

    def seat(self, title: str, body: str, land: str) -> str:
        """The key of the unnamed holder of an office in a state's body: "President of the National Assembly of X"."""
        place = self.bodies.all[land].forms[0]
        names = (f"{title} of the {body} of {place}", f"{place} {body} {title}", f"{title} of {place} {body}")
        return self._made("post", names[0], names, parent=land)

    def group(self, phrase: str, members: tuple[str, ...]) -> str:
        """The key of a collective by its words, with its persons if they are known."""
        plain = phrase[4:] if phrase.casefold().startswith("the ") else phrase
        first, _, rest = phrase.partition(" ")
        bare = rest if first.casefold() in OWNERS else plain
        return self._made("group", fold(plain), tuple(dict.fromkeys((phrase, plain, bare))), members=members)

    def _made(
        self,
        kind: Literal["post", "group"],
        label: str,
        names: tuple[str, ...],
        parent: str | None = None,
        members: tuple[str, ...] = (),
    ) -> str:
        made = Entity(f"{kind}{len(self.all) + 1}", kind, names, parent=parent, members=members)
        return self.all.setdefault((kind, label), made).key
