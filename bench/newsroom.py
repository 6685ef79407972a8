"""Articles about an invented world, read without a reader: texts, entities and claims with the quotes that state them.

Comes in: a number of articles. Goes out: as many readings, the same for the same number: each tells of one happening,
planned or past, with who takes part and in which office, what was said and signed, figures and goals, and touches on
others. It never uses a sentence of a real article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from random import Random

from bench.world import POSTS, Happening, Side, happening
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
    Reference,
    RoleClaim,
    RoleName,
    Sourced,
    Span,
    Stage,
    StatementClaim,
    in_order,
)

OUTLETS = ("Daily Lantern", "Harbour Post", "Northern Star", "Evening Ledger", "River Times", "Capital Gazette")
MATTERS = ("trade", "border demarcation", "education", "defence cooperation", "tourism", "agriculture", "energy")
GOALS = ("a high-income country", "a developed country", "an upper-middle-income country")
ACTS = ("say", "stress", "affirm", "note", "congratulate", "propose")
NUMBERS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()


class Desk:
    """Writes one article sentence by sentence and notes what each says."""

    def __init__(self, name: str, published: date, draw: Random) -> None:
        self.name, self.published, self.draw = name, published, draw
        self.text = ""
        self.entities: dict[str, Entity] = {}
        self.claims: list[Claim] = []

    def say(self, sentence: str, rule: str, **references: str) -> Evidence:
        """Write a sentence; its evidence binds the words named to the keys named."""
        start = len(self.text)
        self.text += f"{sentence} "
        bound = tuple(
            Reference(Span(start + sentence.index(word), start + sentence.index(word) + len(word)), key, "pronoun")
            for word, key in references.items()
        )
        return Evidence(Span(start, start + len(sentence)), rule, bound)

    def entity(self, kind: EntityKind, name: str, parent: str | None = None, *, more: tuple[str, ...] = ()) -> str:
        """The key of the entity of this name."""
        known = self.entities.get(name)
        made = known or Entity(f"k{len(self.entities)}", kind, (name, *more), parent)
        self.entities[name] = made
        return made.key

    def body(self, side: Side, what: str) -> str:
        """The key of a body of a side, with what it is part of; says the parts once."""
        kind, name, above = side.body(what)
        if name in self.entities:
            return self.entities[name].key
        parent = self.body(side, above) if above else None
        more = {"party": side.short, "bureau": f"Political Bureau of the Central Committee of the {side.party}"}
        used = (more[what],) if what in more and self.draw.random() < 0.7 else ()
        key = self.entity(kind, name, parent, more=used)  # type: ignore[arg-type]
        if above and parent and self.draw.random() < 0.6:
            sentence = f"The {name} works under the {side.body(above)[1]}."
            self.claims.append(PartOfClaim(key, parent, self.say(sentence, "part-of/name")))
        return key

    def reading(self) -> Reading:
        """The article as read."""
        outlet = self.draw.choice(OUTLETS)
        article = Article(
            self.name, f"{self.name}.txt", f"{abs(hash_of(self.text)):064x}", "text/plain", self.text,
            title=Sourced(self.text.split(".", 1)[0], "headline"), outlet=Sourced(outlet, "name"),
            published=Sourced(self.published.isoformat(), "date line"),
        )  # fmt: skip
        sentences = self.text.count(". ")
        coverage = Coverage(sentences, sentences, ())
        return Reading(article, tuple(self.entities.values()), in_order(self.claims), coverage, "invented 1")


def hash_of(text: str) -> int:
    """A number for a text, the same on every run."""
    return Random(text).getrandbits(200)


def newsroom(size: int) -> list[Reading]:
    """As many articles, by name; a larger newsroom begins with the articles of a smaller one."""
    return sorted(islice(articles(), size), key=lambda reading: reading.article.name)


def articles() -> Iterator[Reading]:
    """Articles without end: one to four for each happening, before it and after it."""
    for number in count():
        met = happening(number)
        draw = Random(f"articles {number}")
        plans = draw.choice([0, 1, 1, 2])
        reports = 0 if met.fate == "silent" else draw.choice([1, 1, 2, 3])
        for one in range(plans or (reports == 0)):
            yield _article(met, f"{number:06}p{one}", met.day - timedelta(days=draw.randrange(2, 20)), True)
        for one in range(reports):
            yield _article(met, f"{number:06}r{one}", met.day + timedelta(days=draw.randrange(0, 3)), False)


def _article(met: Happening, name: str, published: date, ahead: bool) -> Reading:
    desk = Desk(name, published, Random(name))
    stage: Stage = "planned" if ahead else "cancelled" if met.fate == "cancelled" else "held"
    late = not ahead and met.fate == "postponed"
    event = _tell(desk, met, "planned" if late else stage, postponed=late)
    speakers = _attend(desk, met, event, stage)
    _sign(desk, met, event if stage == "held" else None)
    _speak(desk, met, speakers)
    _look_around(desk, met, event)
    _count(desk, met)
    return desk.reading()


def _tell(desk: Desk, met: Happening, stage: Stage, *, postponed: bool = False, tag: str = "e0") -> str:
    """What is told of one happening: the account, its parties as participants, an invitation to a visit."""
    verb = {"held": "was held", "planned": "is to be held", "cancelled": "was called off"}[stage]
    named = f"{NUMBERS[met.ordinal]} {met.name}" if met.ordinal and met.ordinal < len(NUMBERS) else met.name
    ordinal = met.ordinal if named != met.name else None
    parties = " and the ".join(side.party for side in met.sides)
    when = f"{met.day:%B %-d, %Y}"
    said = desk.say(f"The {named} of the {parties} {verb} in {met.place} on {when}.", "event/noun")
    place = desk.entity("place", met.place)
    claim = EventClaim(
        tag, met.type, named, stage, (met.day.isoformat(),), place, said, ordinal, postponed=postponed,
        date_evidence=Evidence(Span(said.span.end - len(when) - 1, said.span.end - 1), "date/clause"),
    )  # fmt: skip
    desk.claims.append(claim)
    roles: tuple[RoleName, ...] = ("host", "visitor") if met.type == "visit" else ("participant",) * 3
    for side, role in zip(met.sides, roles, strict=False):
        desk.claims.append(RoleClaim(tag, role, desk.body(side, "party"), said))
    if met.type == "visit":
        host = desk.entity("person", met.sides[0].holder(*POSTS["leaders"][1], met.day))
        invited = desk.say(f"It is by invitation of President {_name(desk, host)}.", "event/invitation", It=place)
        desk.claims.append(RoleClaim(tag, "inviter", host, invited))
    return tag


def _attend(desk: Desk, met: Happening, event: str, stage: Stage) -> list[str]:
    """Who takes part: by name and office, now and then by office alone; a report leaves some out."""
    speakers = []
    for side, title, what in met.people():
        if stage != "planned" and desk.draw.random() < 0.2:
            continue
        body = desk.body(side, what)
        unnamed = desk.draw.random() < 0.12
        who = f"{title} of the {side.body(what)[1]}" if unnamed else side.holder(title, what, met.day)
        key = desk.entity("post" if unnamed else "person", who, body if unnamed else None)
        said = desk.say(f"{who}, {title} of the {side.body(what)[1]}, takes part in the {met.name}.", "role/attend")
        role: RoleName = "chair" if (title, what) == POSTS[met.level][0] and met.type == "meeting" else "participant"
        if met.type == "visit" and side is met.sides[1]:
            role = "visitor"
        desk.claims.append(RoleClaim(event, role, key, said))
        if not unnamed:
            desk.claims.append(OfficeClaim(key, title, body, "current", said))
            speakers.append(key)
            if desk.draw.random() < 0.1:
                desk.claims.append(MemberClaim(key, desk.body(side, "bureau"), said))
    return speakers


def _sign(desk: Desk, met: Happening, event: str | None) -> None:
    """Documents signed at a ceremony of what was held, or touched on; provinces sign with each other."""
    if desk.draw.random() < 0.5:
        return
    begins = met.day.year + 1
    if event is not None:
        words = f"signing ceremony of {met.sides[0].state} and {met.sides[1].state}"
        said = desk.say(f"The {words} followed in {met.place}.", "event/noun")
        place, day = desk.entity("place", met.place), (met.day.isoformat(),)
        desk.claims.append(EventClaim("s0", "signing", words, "held", day, place, said, part_of=event))
        event = "s0"
    keys = tuple(desk.body(side, "ministry" if met.level == "ministers" else "party") for side in met.sides[:2])
    for matter in desk.draw.sample(MATTERS, desk.draw.randrange(1, 4)):
        said = desk.say(f"They signed a cooperation plan on {matter} for {begins}-{begins + 4}.", "agreement/sign")
        plan = AgreementClaim(f"cooperation plan on {matter}", keys, said, f"{begins}/{begins + 4}", event)
        desk.claims.append(plan)
    for number in range(desk.draw.randrange(0, 3)):
        pair = [side.province(number * place) for place, side in enumerate(met.sides[:2])]
        said = desk.say(f"{pair[0]} signed a cooperation agreement with {pair[1]}.", "agreement/sign")
        ends = tuple(desk.entity("place", name) for name in pair)
        desk.claims.append(AgreementClaim("cooperation agreement", ends, said, None, event))
    if desk.draw.random() < 0.3:
        many = desk.draw.randrange(2, 6)
        said = desk.say(f"The two sides handed over {many} documents.", "agreement/count")
        desk.claims.append(AgreementClaim(f"{many} documents", keys, said, None, event, many))


def _speak(desk: Desk, met: Happening, speakers: list[str]) -> None:
    """Statements: each speaker's first by name, later ones by a pronoun; now and then an interview or a letter."""
    known: set[str] = set()
    for _ in range(desk.draw.randrange(6, 15) if speakers else 0):
        key, act = desk.draw.choice(speakers), desk.draw.choice(ACTS)
        who = "He" if key in known else _name(desk, key)
        matter, other = desk.draw.choice(MATTERS), desk.draw.choice(met.sides)
        sentence = f"{who} {act}s that {matter} with {other.state} has grown since the last congress of {other.short}."
        said = desk.say(sentence, "statement/verb", **({"He": key} if key in known else {}))
        desk.claims.append(StatementClaim(key, act, said))
        known.add(key)
    if speakers and desk.draw.random() < 0.15:
        said = desk.say(f"{_name(desk, speakers[0])} was speaking in an interview.", "event/interview")
        desk.claims.append(EventClaim("i0", "interview", "interview", "held", (), None, said))
        desk.claims.append(RoleClaim("i0", "interviewee", speakers[0], said))
    if speakers and desk.draw.random() < 0.1:
        sentence = f"{_name(desk, speakers[-1])} sent a congratulatory letter to the {met.sides[0].party}."
        said = desk.say(sentence, "event/message")
        desk.claims.append(EventClaim("l0", "message", "congratulatory letter", "held", (), None, said))
        desk.claims.append(RoleClaim("l0", "sender", speakers[-1], said))
        desk.claims.append(RoleClaim("l0", "recipient", desk.body(met.sides[0], "party"), said))


def _look_around(desk: Desk, met: Happening, event: str) -> None:
    """What the article touches on: an earlier happening, the next one agreed on, who came before, short names."""
    earlier = happening(desk.draw.randrange(max(met.number, 1)))
    if earlier.day < desk.published and earlier.number != met.number:
        _tell(desk, earlier, "cancelled" if earlier.fate == "cancelled" else "held", tag="e1")
        _attend(desk, earlier, "e1", "held")
    if met.ordinal and met.ordinal + 1 < len(NUMBERS) and met.fate == "held":
        group = desk.entity("group", "the two sides")
        named = f"{NUMBERS[met.ordinal + 1]} {met.name}"
        sentence = f"The two sides agreed to hold the {named} in {met.sides[1].state} in {met.day.year + 1}."
        said = desk.say(sentence, "event/agreed")
        place, year = desk.body(met.sides[1], "state"), (str(met.day.year + 1),)
        desk.claims.append(EventClaim("e2", met.type, named, "planned", year, place, said, met.ordinal + 1))
        desk.claims.append(StatementClaim(group, "agree", said))
    for side in met.sides:
        key = desk.body(side, "party")
        if desk.draw.random() < 0.5:
            said = desk.say(f"The {side.party} ({side.short}) sent word.", "alias/brackets")
            desk.claims.append(AliasClaim(key, side.party, side.short, said))
    if desk.draw.random() < 0.2:
        side = met.sides[-1]
        before = desk.entity("person", side.holder("Prime Minister", "state", met.day - timedelta(days=1200)))
        said = desk.say(f"Former Prime Minister {_name(desk, before)} sent a letter.", "office/former")
        desk.claims.append(OfficeClaim(before, "Prime Minister", desk.body(side, "state"), "former", said))


def _count(desk: Desk, met: Happening) -> None:
    """Figures and goals of the sides."""
    for side in met.sides[: desk.draw.randrange(0, 3)]:
        state = desk.body(side, "state")
        value, year = f"{desk.draw.randrange(10, 400)}", str(met.day.year - 1)
        said = desk.say(f"Trade of {side.state} reached {value} million USD in {year}.", "quantity/reach")
        desk.claims.append(QuantityClaim(value, "million USD", "trade", state, "actual", said, year))
        goal, by = desk.draw.choice(GOALS), str(desk.draw.choice([2030, 2035, 2045, 2050]))
        said = desk.say(f"{side.state} is to be {goal} by {by}.", "quantity/goal")
        desk.claims.append(QuantityClaim(by, "year", goal, state, "target", said, by))

    if desk.draw.random() < 0.3:
        value, what = f"{desk.draw.randrange(5, 40)}", f"trade between {met.sides[0].state} and {met.sides[1].state}"
        said = desk.say(f"The {what} is to reach {value} billion USD.", "quantity/goal")
        desk.claims.append(QuantityClaim(value, "billion USD", what, None, "target", said))


def _name(desk: Desk, key: str) -> str:
    return next(entity.name for entity in desk.entities.values() if entity.key == key)
