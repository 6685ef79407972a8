"""Articles invented at random from few names, so that whatever resolution knows to join and to part comes up."""

from __future__ import annotations

from random import Random

from kg.model import (
    AliasClaim,
    Article,
    Claim,
    Coverage,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Evidence,
    MemberClaim,
    OfficeClaim,
    PartOfClaim,
    Reading,
    RoleClaim,
    RoleName,
    Span,
    Stage,
)
from kg.resolution import Decision, Occurrence, Ruling

PROOF = Evidence(Span(0, 1), "invented")
STATES = ["Norway", "Kenya", "Kingdom of Norway", "Norwegian"]
PEOPLE = [
    "Anna Holm", "Holm", "Comrade Anna Holm", "Holm Anna", "Ana Holm", "Suos Vara", "Sous Vara", "Vara", "Ali Hassan",
    "Prime Minister Ali Hassan", "Hassan", "Berit Holm",
]  # fmt: skip
BODIES = [
    "Orange Party of Norway", "OPN", "OPM", "Labour Party of Kenya", "LPK", "Central Committee of the OPN", "Politburo",
    "Politburo of the Central Committee of the Orange Party of Norway", "Politburo of the OPN", "Orange Party (OPN)",
    "Standing Board of the Orange Party of Norway", "Standing Committee of the Orange Party of Norway",
    "Ministry of Defence of Kenya", "Kenyan Defense Ministry", "External Relations Commission of the LPK",
    "Committee for External Relations of the LPK", "National Assembly", "National Assembly of Kenya",
]  # fmt: skip
POSTS = ["Prime Minister of Kenya", "Secretary of the OPN", "Chairman of the National Assembly of Kenya"]
PLACES = ["Oslo", "Nairobi", "Norway", "Kenya", "State Palace", "Party Headquarters", "Harbour"]
TWINS = [
    "Standing Board of the Orange Party of Norway", "Standing Committee of the Orange Party of Norway",
    "Standing Bureau of the Central Committee of the Orange Party of Norway",
]  # fmt: skip
TITLES = ["Prime Minister", "Secretary", "Spokesperson", "Ambassador", "Chairman"]
DAYS = ["2030-01-05", "2030-01-05/2030-01-06", "2030-01-07", "XXXX-01-05", "2030-01", "2031", ""]
NAMES = [
    "talks of the two parties", "trilateral talks", "meeting", "state visit to Kenya", "14th Congress of the OPN",
    "Oslo Forum", "talks with Norway",
]  # fmt: skip
TYPES: list[EventType] = ["meeting", "visit", "congress"]
STAGES: list[Stage] = ["held", "planned", "cancelled"]
ROLES: list[RoleName] = ["chair", "host", "participant", "visitor", "inviter"]
KINDS: list[tuple[EntityKind, list[str]]] = [
    ("person", PEOPLE), ("party_body", BODIES), ("party", BODIES[:5]), ("post", POSTS), ("state", STATES),
    ("place", PLACES), ("thing", ["tonnes of rice"]),
]  # fmt: skip


def article(name: str, draw: Random) -> Reading:
    """One article of this name, with what a draw gives it."""
    entities = []
    for number in range(draw.randrange(3, 9)):
        kind, names = draw.choice(KINDS)
        both = tuple(dict.fromkeys(draw.choices(names, k=draw.choice([1, 1, 2]))))
        parent = f"k{draw.randrange(number)}" if number and kind == "party_body" and draw.random() < 0.4 else None
        entities.append(Entity(f"k{number}", kind, both, parent))
    claims = [claim for _ in range(draw.randrange(2, 7)) if (claim := _link(entities, draw))]
    for number in range(draw.randrange(0, 3)):
        claims += _account(f"e{number}", entities, draw)
    text = draw.choice(["", "The ABC, OPN and LPK met. Then the ABC, OPM and LPK spoke."])
    if draw.random() < 0.3:
        entities += [Entity(f"b{n}", "party_body", (name,)) for n, name in enumerate(draw.sample(TWINS, 2))]
        claims += [RoleClaim("e0", "participant", e.key, PROOF) for e in entities[-2:]]
    if draw.random() < 0.5:
        _summit(entities, claims, draw)
    if text:
        entities += [Entity("s0", "party", ("OPN", "Orange Party of Norway")), Entity("s1", "party", ("OPM",))]
    made = Article(name, f"{name}.txt", "0" * 64, "text/plain", text)
    return Reading(made, tuple(entities), tuple(claims), Coverage(1, 1, ()), "invented")


def _of(entities: list[Entity], draw: Random, *kinds: str) -> str | None:
    found = [e.key for e in entities if e.kind in kinds]
    return draw.choice(found) if found else None


def _link(entities: list[Entity], draw: Random) -> Claim | None:
    person, body = _of(entities, draw, "person"), _of(entities, draw, "party", "party_body", "state")
    if body is None:
        return None
    sort = draw.choice(["office", "office", "member", "alias", "part"])
    if sort == "alias":
        return AliasClaim(body, "x", draw.choice(BODIES), PROOF)
    if sort == "part":
        above = _of(entities, draw, "party", "state")
        return PartOfClaim(body, above, PROOF) if above else None
    if person is None:
        return None
    if sort == "member":
        return MemberClaim(person, body, PROOF)
    return OfficeClaim(person, draw.choice(TITLES), body, draw.choice(["current", "current", "former"]), PROOF)


def _account(key: str, entities: list[Entity], draw: Random) -> list[Claim]:
    day, ordinal = draw.choice(DAYS), draw.choice([None, None, 4, 5])
    place = _of(entities, draw, "place", "state") if draw.random() < 0.5 else None
    told = EventClaim(
        key, draw.choice(TYPES), draw.choice(NAMES), draw.choice(STAGES), (day,) if day else (), place, PROOF, ordinal,
        postponed=draw.random() < 0.1,
    )  # fmt: skip
    agents = draw.sample(entities, min(len(entities), draw.randrange(1, 5)))
    return [told, *(RoleClaim(key, draw.choice(ROLES), agent.key, PROOF) for agent in agents)]


def _summit(entities: list[Entity], claims: list[Claim], draw: Random) -> None:
    """A visit or talks of the same few leaders, so that articles tell of one event."""
    some: list[tuple[str, EntityKind, str]] = [
        ("Anna Holm", "party", "Orange Party of Norway"), ("Ali Hassan", "party", "Labour Party of Kenya"),
        ("Ute Krog", "state", "Malta"),
    ]  # fmt: skip
    kind = draw.choice(TYPES[:2])
    name = "state visit" if kind == "visit" else draw.choice(["talks of the two parties", "trilateral talks"])
    entities.append(Entity("oslo", "place", (draw.choice(["Oslo", "State Palace"]),)))
    place, day = draw.choice(["oslo", None]), draw.choice(DAYS)
    claims.append(EventClaim("summit", kind, name, draw.choice(STAGES), (day,) if day else (), place, PROOF))
    for number, (who, sort, of) in enumerate(some[: draw.randrange(2, 4)]):
        entities += [Entity(f"p{number}", "person", (who,)), Entity(f"o{number}", sort, (of,))]
        part: RoleName = "visitor" if kind == "visit" and not number else draw.choice(["chair", "participant"])
        claims += [
            OfficeClaim(f"p{number}", draw.choice(TITLES[:2]), f"o{number}", "current", PROOF),
            RoleClaim("summit", part, f"p{number}", PROOF),
        ]


def rulings(readings: list[Reading], draw: Random) -> list[Ruling]:
    """What somebody decided on things of these articles, of one sort or of two, and on their events."""
    things = [Occurrence(r.article.name, e.key) for r in readings for e in r.entities]
    events = [Occurrence(r.article.name, e.id) for r in readings for e in r.events()]
    found = []
    for number in range(draw.randrange(0, 4)):
        some = draw.choice([things, things, events])
        if len(some) > 1:
            same = draw.random() < 0.5
            made = Decision("same" if same else "never-same", "x", "y", "why", "me", "2030-01-01", number)
            found.append(Ruling(*draw.sample(some, 2), same, made))
    return found
