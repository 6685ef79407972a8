"""An invented world of diplomacy: real states and parties, invented officials, what they do together over ten years.

Comes in: the reference data of ontology/, the number of a happening. Goes out: sides with their bodies, who holds
which post on a day, happenings with their fate. It never reads an article; the same number gives the same happening.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

import pyoxigraph as ox

from kg.model import EventType
from kg.paths import ontology_dir
from kg.vocab import term

DAY, DAYS, TERM = date(2016, 1, 1), 3650, 1100  # days after which a post changes hands
SYLLABLES = "ba do ke li mo na pu ra se ti vo zu ga he jo".split()
MOST_SIDES = 48
POSTS = {  # what each side has: title and body, by the level that its holder meets others on
    "leaders": (("General Secretary", "committee"), ("President", "state"), ("Prime Minister", "state")),
    "ministers": (("Minister", "ministry"), ("Deputy Minister", "ministry"), ("Ambassador", "state")),
    "parties": (("Chairman", "commission"), ("Vice Chairman", "commission"), ("Member", "bureau")),
    "parliaments": (("Speaker", "assembly"), ("Deputy Speaker", "assembly")),
}
NAMES = {
    "leaders": ("talks of the leaders of the {many} parties", "{latin} summit", "state visit to {place}"),
    "ministers": ("{latin} meeting of the foreign ministers", "official visit to {place}", "working meeting"),
    "parties": ("{latin} talks of the {many} parties", "meeting of the {many} parties", "working visit to {place}"),
    "parliaments": ("{latin} meeting of the speakers of parliament", "visit to {place}", "courtesy call"),
}
FATES = ("held",) * 14 + ("silent",) * 4 + ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class Side:
    """A state and a party of it, with the names of their bodies by what POSTS calls them."""

    state: str
    city: str
    party: str
    short: str

    def body(self, what: str) -> tuple[str, str, str | None]:
        """Kind, name and what it is part of, for a body of this side."""
        return {
            "state": ("state", self.state, None),
            "party": ("party", self.party, None),
            "committee": ("party_body", f"Central Committee of the {self.party}", "party"),
            "bureau": ("party_body", f"Politburo of the Central Committee of the {self.party}", "committee"),
            "commission": ("party_body", f"External Relations Commission of the {self.party}", "party"),
            "assembly": ("state_body", f"National Assembly of {self.state}", "state"),
            "ministry": ("state_body", f"Ministry of Foreign Affairs of {self.state}", "state"),
        }[what]

    def province(self, number: int) -> str:
        """The name of one of the provinces of this side."""
        return f"{''.join(Random(f'{self.state} province {number}').choices(SYLLABLES, k=4)).title()} Province"

    def holder(self, title: str, what: str, day: date) -> str:
        """Who holds a post of this side on a day."""
        term_of_office = ((day - DAY).days + 10 * TERM) // TERM
        parts = Random(f"{self.state} {title} {what} {term_of_office}").choices(SYLLABLES, k=7)
        return f"{''.join(parts[:3]).title()} {''.join(parts[3:]).title()}"


@dataclass(frozen=True, slots=True)
class Happening:
    """What articles tell of: `number` is its own; `ordinal` counts those of its sides; `fate` is what became of it."""

    number: int
    level: str
    type: EventType
    name: str
    sides: tuple[Side, ...]
    day: date
    fate: str
    ordinal: int | None

    @property
    def place(self) -> str:
        """Where it is: the first side's capital."""
        return self.sides[0].city

    def people(self) -> list[tuple[Side, str, str]]:
        """Side, title and body of those who take part, the heads first."""
        posts = POSTS[self.level]
        return [(side, *post) for post in posts[: 1 + self.number % len(posts)] for side in self.sides]


@cache
def sides() -> tuple[Side, ...]:
    """The sides of the world: for each state with a party in the reference data the first such party."""
    data = ox.Store()
    data.load(path=str(ontology_dir() / "authority.ttl"), format=ox.RdfFormat.TURTLE)

    def words(node: ox.NamedNode, name: str) -> list[str]:
        return sorted(q.object.value for q in data.quads_for_pattern(node, term(name), None))

    found: dict[str, Side] = {}
    for quad in sorted(data.quads_for_pattern(None, term("pd:isPartyIn"), None), key=str):
        state, city = words(quad.object, "rdfs:label")[0], words(quad.object, "pd:hasSeatOfGovernment")
        shorts = [word for word in words(quad.subject, "skos:altLabel") if word.isupper() and word.isascii()]
        if city and shorts:
            found.setdefault(state, Side(state, city[0], words(quad.subject, "rdfs:label")[0], shorts[0]))
    return tuple(found[state] for state in sorted(found)[:MOST_SIDES])


@cache
def happening(number: int) -> Happening:
    """The happening of this number: two or three sides, a level, a day, a fate."""
    draw = Random(f"happening {number}")
    three = draw.random() < 0.2
    first = draw.randrange(len(sides()))
    # Neighbours meet often: most happenings are of sides that stand near in the list.
    steps = draw.sample(range(1, 6) if draw.random() < 0.8 else range(1, len(sides())), 2)
    met = [sides()[(first + step) % len(sides())] for step in (0, *steps[: 1 + three])]
    level = draw.choice(list(POSTS))
    pattern = draw.choice(NAMES[level])
    many, latin = ("three", "trilateral") if three else ("two", "bilateral")
    name = pattern.format(many=many, latin=latin, place=met[0].state)
    kind: EventType = "visit" if "visit" in name else "meeting"
    ordinal = draw.randrange(2, 20) if kind == "meeting" and draw.random() < 0.3 else None
    return Happening(
        number, level, kind, name, tuple(met), DAY + timedelta(days=draw.randrange(DAYS)), draw.choice(FATES), ordinal
    )
