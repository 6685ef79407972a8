"""Readings made of gold facts, so that the rooms after the reading are tested on what a perfect reading would give.

Comes in: fact files in the scheme of the gold corpus, and the articles' texts. Goes out: readings in the model's words.
It never invents a fact; offsets are those of the facts' quotes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.model import (
    AgreementClaim,
    AliasClaim,
    Article,
    Claim,
    Coverage,
    Entity,
    EntityKind,
    EventClaim,
    Evidence,
    MemberClaim,
    OfficeClaim,
    PartOfClaim,
    QuantityClaim,
    Reading,
    RoleClaim,
    Sourced,
    Span,
    StatementClaim,
    in_order,
)

HERE = Path(__file__).parent
GOLD = HERE / "gold" / "facts"
TOLD = HERE / "told"
ORDINALS = {"fifth": 5, "fourth": 4, "third": 3, "first national": 1}
Fact = dict[str, Any]

PARTY = re.compile(r"(?:\bParty(?: of [A-Z].*)?|^CP[PVC]|^LPRP)$")
BODY = re.compile(
    r"Politburo|Political Bureau|Committee|Commission|Secretariat|Standing Board|Ministry|Government|Assembly|Senate|"
    r"[Aa]uthorities|Association|Conference|Agency|Nhan Dan"
)
STATES = {
    "Vietnam",
    "Việt Nam",
    "Viet Nam",
    "Cambodia",
    "Kingdom of Cambodia",
    "Laos",
    "Lao People’s Democratic Republic",
}
GROUP = re.compile(r"delegation|leaders|sides|figures|parties$|chiefs|leadership|participants|Parties", re.IGNORECASE)
POST = re.compile(r"^(?:General Secretary|Prime Minister|[Ll]eader|Chairman|President) of ")


def first(value: str | list[str] | None) -> str | None:
    """The first of several acceptable values."""
    return value if isinstance(value, str) or not value else value[0]


class Teller:
    """Makes the reading of one article; keys are numbered in order of first mention."""

    def __init__(self, name: str, text: str, facts: list[Fact], published: str | None) -> None:
        self.name, self.text, self.facts, self.published = name, text, facts, published
        self.persons = {f["person"][0] for f in facts if f["kind"] in ("office", "member")}
        self.states = {n for f in facts if f["kind"] == "office" for n in f["org"] if not BODY.search(n)}
        self.keys: dict[str, str] = {}
        self.kinds: dict[str, EntityKind] = {}
        self.parents: dict[str, str] = {}
        self.forms: dict[str, list[str]] = {}

    def key(self, names: list[str], hint: EntityKind | None = None) -> str:
        """The key of the entity that these names list; any name of a known entity finds it."""
        for name in names if hint == "person" else names[:1]:
            if name in self.keys:
                return self.keys[name]
        key = f"k{len(self.forms)}"
        self.forms[key] = [names[0]]
        self.kinds[key] = self.kind(names[0], hint)
        for name in names if self.kinds[key] == "person" else names[:1]:
            self.keys.setdefault(name, key)
        if POST.search(names[0]):
            self.parents[key] = self.key([names[0].split(" of ", 1)[1].removeprefix("the ")], None)
        return key

    def kind(self, name: str, hint: EntityKind | None) -> EntityKind:
        if name in self.persons:
            return "person"
        if POST.search(name):
            return "post"
        if GROUP.search(name) and not BODY.search(name):
            return "group"
        if PARTY.search(re.sub(r"\s*\([A-Z]+\)$", "", name)) and not BODY.search(name):
            return "party"
        if BODY.search(name):
            return "party_body" if "P" in "".join(re.findall(r"\bC?P[PV]\b|Party", name)) else "organization"
        if "rovince" in name:
            return "place"
        if name in STATES:
            return "state"
        return hint if hint and hint != "person" else "thing"

    def evidence(self, quote: str) -> Evidence:
        start = max(self.text.find(quote), 0)
        return Evidence(Span(start, start + len(quote)), "told")

    def reading(self) -> Reading:
        claims = [c for f in self.facts for c in self.claims(f)]
        entities = tuple(Entity(k, self.kinds[k], tuple(forms), self.parents.get(k)) for k, forms in self.forms.items())
        article = Article(
            self.name,
            f"{self.name}.txt",
            "0" * 64,
            "text/plain",
            self.text,
            published=Sourced(self.published, "told") if self.published else None,
        )
        return Reading(article, entities, in_order(claims), Coverage(1, 1, ()), "told 1")

    def claims(self, f: Fact) -> list[Claim]:
        ev = self.evidence(f.get("quote") or f.get("span", ""))
        match f["kind"]:
            case "office":
                title = f["title"][0]
                org = self.key(f["org"]) if f.get("org") else None
                return [OfficeClaim(self.key(f["person"], "person"), title, org, f.get("status", "current"), ev)]
            case "member":
                return [MemberClaim(self.key(f["person"], "person"), self.key(f["org"]), ev)]
            case "part_of":
                return [PartOfClaim(self.key(f["body"]), self.key(f["parent"]), ev)]
            case "alias":
                key = self.key(f["entity"])
                alias = f["alias"] if isinstance(f["alias"], str) else f["alias"][0]
                self.forms[key].append(alias)
                self.keys.setdefault(alias, key)
                return [AliasClaim(key, f["entity"][0], alias, ev)]
            case "event":
                return [self.event(f, ev)]
            case "role":
                return [RoleClaim(f["event"], f["role"], self.key(f["agent"], "person"), ev)]
        return self.others(f, ev)

    def event(self, f: Fact, ev: Evidence) -> EventClaim:
        name = f.get("name", [f["type"]])[0]
        ordinal = next((n for word, n in ORDINALS.items() if word in name.lower()), None)
        if found := re.match(r"(\d+)th", name):
            ordinal = int(found.group(1))
        place = self.key(f["place"], "place") if f.get("place") else None
        return EventClaim(
            f["id"],
            f["type"],
            name,
            f.get("status") or "held",
            tuple(f["date"]),
            place,
            ev,
            f.get("ordinal", ordinal),
            f.get("part_of"),
        )

    def others(self, f: Fact, ev: Evidence) -> list[Claim]:
        if f["kind"] == "agreement":
            between = tuple(self.key(side) for side in f["between"])
            period = first(f.get("period"))
            return [AgreementClaim(f["name"][0], between, ev, period, f.get("event"), f.get("count"))]
        if f["kind"] == "statement":
            act = f["act"][0] if isinstance(f["act"], list) else f["act"]
            return [StatementClaim(self.key(f["speaker"], "group"), act, ev)]
        subject = self.key(f["subject"]) if f.get("subject") else None
        time = first(f.get("time"))
        return [
            QuantityClaim(
                str(f["value"]),
                f["unit"],
                f["what"] if isinstance(f["what"], str) else f["what"][0],
                subject,
                f["status"] if f.get("status") else "actual",
                ev,
                time,
            )
        ]


def told(path: Path, text: str) -> Reading:
    """The reading that a file of gold facts gives, with this text."""
    record = json.loads(path.read_text("utf-8"))
    return Teller(record["id"], text, record["facts"], record["published"]).reading()


def seeds() -> list[Reading]:
    """The five articles of the first corpus as a careful reader takes them (two of them told by hand in `told/`)."""
    files = {p.stem: p for p in (*sorted(GOLD.glob("seed-*.json")), *sorted(TOLD.glob("seed-*.json")))}
    texts = {f"seed-{p.name[:3]}": p.read_text("utf-8") for p in (HERE.parent / "seeds").glob("*.txt")}
    return [told(files[name], texts[name]) for name in sorted(files)]
