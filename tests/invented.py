"""Two invented articles, read and resolved by hand: the good graph that the tests of graph, reasoning and shapes share.

Comes in: nothing. Goes out: readings and a resolution in the model's words, offsets found in the texts themselves. It
never uses a name, date or sentence of a real article.
"""

from __future__ import annotations

from collections import defaultdict

from kg.model import (
    AgreementClaim,
    AliasClaim,
    Article,
    Claim,
    Coverage,
    Entity,
    EventClaim,
    Evidence,
    MemberClaim,
    OfficeClaim,
    PartOfClaim,
    QuantityClaim,
    Reading,
    Reference,
    RoleClaim,
    Sourced,
    Span,
    StatementClaim,
    in_order,
)
from kg.resolution import Group, Merge, Occurrence, Resolution

PLAN = (
    "PORT ALMA — The Orange Union (OU) and the Teal League will hold bilateral talks in Port Alma on May 4, said "
    "Vera Brandt, Deputy Secretary of the OU's Foreign Committee. Chairman Ilo Marsh of the Teal League will co-chair "
    "the talks, and the Prime Minister of Norland is to attend. She stressed that trade shall reach 20 billion USD."
)
OUTCOME = (
    "Ilo Marsh, Chairman of the Teal League, and Secretary Tomas Reed of the Orange Union co-chaired the talks between "
    "the two parties in Port Alma on May 4. Also there was Anna Holm, Prime Minister of Norland. The two parties "
    "signed three cooperation plans for 2030-2032. At the end the leaders agreed to hold the fifth talks between the "
    "two parties in Norland in 2031."
)


class Desk:
    """Reads one article by hand: keys for entities, quotes for evidence."""

    def __init__(self, name: str, text: str, published: str) -> None:
        self.text = text
        self.article = Article(
            name,
            f"{name}.txt",
            "0" * 63 + str(len(text) % 10),
            "text/plain",
            text,
            title=Sourced(name.title(), "name"),
            outlet=Sourced("Daily Lantern", "name"),
            place=Sourced("Port Alma", "dateline"),
            published=Sourced(published, "date line"),
        )

    def ev(self, quote: str, **references: str) -> Evidence:
        start = self.text.index(quote)
        bound = tuple(
            Reference(Span(start + quote.index(word), start + quote.index(word) + len(word)), key, "pronoun")
            for word, key in references.items()
        )
        return Evidence(Span(start, start + len(quote)), "by-hand", bound)

    def reading(self, entities: list[Entity], claims: list[Claim]) -> Reading:
        return Reading(self.article, tuple(entities), in_order(claims), Coverage(3, 3, ()), "hand 1")


def plan() -> Reading:
    desk = Desk("plan", PLAN, "2030-05-01")
    said = "said Vera Brandt, Deputy Secretary of the OU's Foreign Committee"
    talks = "The Orange Union (OU) and the Teal League will hold bilateral talks in Port Alma on May 4"
    chair = "Chairman Ilo Marsh of the Teal League will co-chair the talks"
    return desk.reading(
        [
            Entity("ou", "party", ("Orange Union", "OU")),
            Entity("tl", "party", ("Teal League",)),
            Entity("fc", "party_body", ("OU's Foreign Committee", "Foreign Committee"), parent="ou"),
            Entity("vb", "person", ("Vera Brandt",)),
            Entity("im", "person", ("Ilo Marsh",)),
            Entity("nl", "state", ("Norland",)),
            Entity("pm", "post", ("Prime Minister of Norland",), parent="nl"),
            Entity("pa", "place", ("Port Alma",)),
            Entity("trade", "thing", ("trade",)),
        ],
        [
            AliasClaim("ou", "Orange Union", "OU", desk.ev("Orange Union (OU)")),
            PartOfClaim("fc", "ou", desk.ev("OU's Foreign Committee")),
            OfficeClaim("vb", "Deputy Secretary", "fc", "current", desk.ev(said)),
            OfficeClaim("im", "Chairman", "tl", "current", desk.ev("Chairman Ilo Marsh of the Teal League")),
            EventClaim("e1", "meeting", "bilateral talks", "planned", ("2030-05-04",), "pa", desk.ev(talks)),
            RoleClaim("e1", "participant", "ou", desk.ev(talks)),
            RoleClaim("e1", "participant", "tl", desk.ev(talks)),
            RoleClaim("e1", "chair", "im", desk.ev(chair)),
            RoleClaim("e1", "participant", "pm", desk.ev("the talks, and the Prime Minister of Norland is to attend")),
            StatementClaim("vb", "say", desk.ev(talks + ", " + said)),
            StatementClaim("vb", "stress", desk.ev("She stressed that trade shall reach 20 billion USD", She="vb")),
            QuantityClaim("20", "billion USD", "trade", "trade", "target", desk.ev("trade shall reach 20 billion USD")),
        ],
    )


def outcome() -> Reading:
    desk = Desk("outcome", OUTCOME, "2030-05-05")
    chairs = (
        "Ilo Marsh, Chairman of the Teal League, and Secretary Tomas Reed of the Orange Union co-chaired the talks "
        "between the two parties in Port Alma on May 4"
    )
    holm = "Also there was Anna Holm, Prime Minister of Norland"
    plans = "The two parties signed three cooperation plans for 2030-2032"
    fifth = "the leaders agreed to hold the fifth talks between the two parties in Norland in 2031"
    next_talks = fifth.removeprefix("the leaders agreed to hold ")
    return desk.reading(
        [
            Entity("im", "person", ("Ilo Marsh",)),
            Entity("tr", "person", ("Tomas Reed",)),
            Entity("ah", "person", ("Anna Holm",)),
            Entity("tl", "party", ("Teal League",)),
            Entity("ou", "party", ("Orange Union",)),
            Entity("nl", "state", ("Norland",)),
            Entity("pa", "place", ("Port Alma",)),
            Entity("both", "group", ("The two parties",), members=("tl", "ou")),
            Entity("leaders", "group", ("the leaders",), members=("im", "tr")),
        ],
        [
            OfficeClaim("im", "Chairman", "tl", "current", desk.ev("Ilo Marsh, Chairman of the Teal League")),
            OfficeClaim("tr", "Secretary", "ou", "current", desk.ev("Secretary Tomas Reed of the Orange Union")),
            OfficeClaim("ah", "Prime Minister", "nl", "current", desk.ev("Anna Holm, Prime Minister of Norland")),
            MemberClaim("tr", "ou", desk.ev("Secretary Tomas Reed of the Orange Union")),
            EventClaim("m", "meeting", "talks between the two parties", "held", ("2030-05-04",), "pa", desk.ev(chairs)),
            RoleClaim("m", "chair", "im", desk.ev(chairs)),
            RoleClaim("m", "chair", "tr", desk.ev(chairs)),
            RoleClaim("m", "participant", "ah", desk.ev(holm)),
            AgreementClaim(
                "cooperation plans", ("tl", "ou"), desk.ev(plans, **{"The two parties": "both"}), "2030/2032", "m", 3
            ),
            EventClaim(
                "n",
                "meeting",
                "fifth talks between the two parties",
                "planned",
                ("2031",),
                "nl",
                desk.ev(next_talks),
                ordinal=5,
            ),
            StatementClaim("leaders", "agree", desk.ev(fifth)),
        ],
    )


def resolve_by_name(readings: list[Reading], merged: dict[Occurrence, str] | None = None) -> Resolution:
    """Things of one kind with one name (the first) are one; `merged` gives occurrences a slug of their own."""
    members: dict[tuple[str, str], list[tuple[Occurrence, tuple[str, ...]]]] = defaultdict(list)
    merged = merged or {}
    for reading in readings:
        for entity in reading.entities:
            one = Occurrence(reading.article.name, entity.key)
            slug = merged.get(one, entity.name.lower().replace(" ", "-").replace("'", ""))
            members[entity.kind, slug].append((one, entity.names))
        for event in reading.events():
            one = Occurrence(reading.article.name, event.id)
            members[event.type, merged.get(one, f"{reading.article.name}-{event.id}")].append((one, (event.name,)))
    groups = [
        Group(
            slug,
            found[0][1][0],
            kind,
            tuple(sorted({n for _, names in found for n in names})),
            tuple(sorted(one for one, _ in found)),
        )
        for (kind, slug), found in sorted(members.items())
    ]
    kinds = {
        "person",
        "party",
        "party_body",
        "state",
        "state_body",
        "organization",
        "place",
        "outlet",
        "group",
        "post",
        "thing",
    }
    merges = tuple(
        Merge(group.occurrences[0], other, "same-name", f"both are called {group.label}")
        for group in groups
        for other in group.occurrences[1:]
    )
    return Resolution(
        tuple(g for g in groups if g.kind in kinds), tuple(g for g in groups if g.kind not in kinds), merges
    )


TALKS = {Occurrence("plan", "e1"): "2030-05-04-talks", Occurrence("outcome", "m"): "2030-05-04-talks"}


def newsroom() -> tuple[list[Reading], Resolution]:
    """Both readings and their resolution: the planned and the held talks are one event."""
    readings = [plan(), outcome()]
    return readings, resolve_by_name(readings, TALKS)


def texts() -> dict[str, str]:
    """The articles' texts by name."""
    return {"plan": PLAN, "outcome": OUTCOME}
