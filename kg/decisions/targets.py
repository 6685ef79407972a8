"""What a decision is about, in words that outlive a new reading of the article.

Comes in: “KIND: words @ ARTICLE” as a person writes it, or a claim, entity or event to be named so. Goes out: a target
and what it meets in a reading. It never refers to offsets, keys or hashes, which change when an article is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from kg.decisions.content import Content, content
from kg.errors import BadInput
from kg.model import Claim, ClaimKind, Entity, EventClaim, Reading
from kg.vocab import slug

CLAIMS: tuple[str, ...] = get_args(ClaimKind)
# Kinds by sort: whether an organisation is a party or a body may be read otherwise tomorrow.
SORTS: Mapping[str, str] = {
    "person": "person", "party": "body", "party_body": "body", "state_body": "body", "organization": "body",
    "outlet": "body", "state": "place", "place": "place", "group": "group", "post": "post", "thing": "thing",
}  # fmt: skip
FORM = re.compile(r"(?P<kind>[a-z_]+)\s*:\s*(?P<words>.+?)(?:\s+@\s*(?P<article>\S.*?))?\s*")
QUOTED_WORDS = 12


@dataclass(frozen=True, slots=True)
class Target:
    """`parts` are a claim's name=value pairs, or {"name": …} for an article or entity; no article means any."""

    kind: str
    parts: Mapping[str, str]
    article: str | None

    @property
    def is_claim(self) -> bool:
        """Whether it names a claim (an account of an event is one)."""
        return self.kind in CLAIMS

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """The claims of an article that it names."""
        if self.is_claim and self.article in (None, reading.article.name):
            for claim in reading.claims:
                if claim.kind == self.kind and _fits(self.parts, content(claim, reading)):
                    yield claim

    def entities(self, reading: Reading) -> Iterator[Entity]:
        """The entities of an article that bear its name."""
        if self.kind in SORTS.values() and self.article in (None, reading.article.name):
            wanted = slug(self.parts["name"])
            for entity in reading.entities:
                if SORTS[entity.kind] == self.kind and wanted in {slug(name) for name in entity.names}:
                    yield entity


def parse_target(text: str, where: str) -> Target:
    """Read “office: person=…; title=… @ ARTICLE”, “person: NAME @ ARTICLE” or “article: NAME”; BadInput for others."""
    found = FORM.fullmatch(text)
    kinds = ("article", *dict.fromkeys(SORTS.values()), *CLAIMS)
    kind = SORTS.get(found["kind"], found["kind"]) if found else ""
    if found is None or kind not in kinds:
        raise BadInput(where, f"“{text}” names nothing", f"write KIND: words @ ARTICLE; kinds are {', '.join(kinds)}")
    if kind not in CLAIMS:
        return Target(kind, {"name": found["words"]}, found["article"])
    return Target(kind, pairs(found["words"], where), found["article"])


def pairs(text: str, where: str) -> dict[str, str]:
    """“name=value; name=value” as a table; BadInput for anything else."""
    cut = [part.partition("=") for part in re.split(r";\s*(?=\w+=)", text)]
    if any(not equals or not name.strip() for name, equals, _ in cut):
        raise BadInput(where, f"“{text}” says no parts", "write name=value; name=value")
    return {name.strip(): value.strip().rstrip(";").strip() for name, _, value in cut}


def _fits(parts: Mapping[str, str], said: Content) -> bool:
    return all(name in said and _same(name, value, said[name]) for name, value in parts.items())


def _same(name: str, value: str, said: tuple[str, ...]) -> bool:
    if name == "quote":
        return f"-{_folded(value)}-" in f"-{_folded(said[0])}-" or f"-{_folded(said[0])}-" in f"-{_folded(value)}-"
    return (not value and not said) or slug(value) in {slug(one) for one in said}


def _folded(text: str) -> str:
    """Words without case, marks and spacing; never cut short, as a slug would be."""
    return "-".join(re.findall(r"\w+", text.casefold()))


def words_of_claim(claim: Claim, reading: Reading) -> str:
    """A claim named by what it says; a statement by its first words too."""
    said = content(claim, reading)
    parts = {name: values[0] for name, values in said.items() if values and name != "quote"}
    if claim.kind == "statement":
        parts["quote"] = " ".join(re.findall(r"\w+", said["quote"][0])[:QUOTED_WORDS])
    listed = "; ".join(f"{name}={_plain(value)}" for name, value in parts.items())
    return f"{claim.kind}: {listed} @ {reading.article.name}"


def words_of_event(claim: EventClaim, reading: Reading) -> str:
    """An account named by its event's name and type, and by its day where that is needed to tell it apart."""
    parts = {"name": claim.name, "type": claim.type}
    alike = [c for c in reading.events() if slug(c.name) == slug(claim.name) and c.type == claim.type]
    if len(alike) > 1 and claim.dates:
        parts["date"] = claim.dates[0]
    listed = "; ".join(f"{name}={_plain(value)}" for name, value in parts.items())
    return f"event: {listed} @ {reading.article.name}"


def words_of_entity(entity: Entity, reading: Reading) -> str:
    """An entity of one article by its fullest name."""
    return f"{SORTS[entity.kind]}: {_plain(entity.name)} @ {reading.article.name}"


def _plain(text: str) -> str:
    return " ".join(text.split())
