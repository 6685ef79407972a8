"""What the offices are of whose organisation stands elsewhere in the article: "Prime Minister A" of the one state in
sight.

Comes in: the holdings of an article, its bodies and sentences. Goes out: the holdings, some with the state or party
that the words around them settle. It never chooses where two fit alike, and never gives one office of a state to two
persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.discourse.bodies import Bodies
from kg.discourse.chambers import chamber_of
from kg.discourse.companions import follows
from kg.discourse.conveying import conveyed_by
from kg.discourse.delegations import sent_by
from kg.discourse.grounds import written_in
from kg.discourse.homes import Homes
from kg.discourse.journeys import visited_by
from kg.discourse.lexicon import words
from kg.discourse.partylands import of_party, told_by_own
from kg.discourse.people import People
from kg.discourse.pools import Pools
from kg.discourse.posts import content, is_partys, is_single, is_states
from kg.discourse.shared import again, as_again, in_turn, shared_out
from kg.discourse.surroundings import Surroundings, is_seat
from kg.discourse.whereabouts import Seat, Whereabouts
from kg.model import Reference, Sourced, Span
from kg.syntax import Holding, Mentions, Name

POSSESSIVE = re.compile(r"['’]s?\s+")
BEHIND = re.compile(r"\s+(?:of|for)\b")
JOINED = re.compile(
    r"(?:\s*\([^()]{2,60}\))?"
    r"[\s,;]*(?:and|as well as|along with|accompanied by|together with|with)?[\s,]*(?:by\s+)?(?:the|his|her|its)?\s*"
)
LANDS = frozenset({"place", "state"})
DASH = re.compile(r"(?:\s*\([^()]{1,12}\))?(?:\s+[–—-]+\s+|:\s+|\s+\()(?:the )?")
ROW = re.compile(r"^[^\W\d_][^\n.;]{2,60}\s[–—-]+\s$", re.MULTILINE)  # "Some Name – A, chairman": what A is of
FACES = re.compile(  # between the offices of two sides
    r"[,\s]*(?:and|with|(?:has |had |will |is to )?"
    r"(?:met|meets?|receives?|received|hosts?|hosted|welcomes?|welcomed|held talks)(?: with)?|"
    r"(?:and|with) (?:his|her|their))\s+(?:the\s+|visiting\s+)*"
)
LANDLY = frozenset({"his", "her", "country", "nation", "state", "republic", "kingdom"})  # words for a state
GONE = frozenset({"by", "of"})  # "a visit to X by President Y": X is where Y went


class Settling:
    """Settles open offices with the article's states and parties."""

    def __init__(self, people: People, bodies: Bodies, text: str, place: Sourced | None) -> None:
        self.bodies, self.text, self.place = bodies, text, place
        self.pools = Pools(bodies)
        self.spans = {key: list(person.spans) for key, person in people.all.items()}
        self.starts = {key: frozenset(span.start for span in person.spans) for key, person in people.all.items()}
        self.homes = Homes(bodies, text, None, (), Whereabouts("", None))
        self.around = Surroundings(bodies, self.homes, set(), ())
        self._lands: set[str] = set()
        self._ground: str | None = None
        self._every: tuple[Holding, ...] = ()
        self._stated: list[Holding] = []
        self.taken: dict[tuple[frozenset[str], str], str] = {}

    def settle(self, found: Sequence[Holding], mentions: Sequence[Mentions]) -> list[Holding]:
        """The holdings, in their order, with the organisations that the text around them settles."""
        self.taken = {}
        lands = {b.key for b in self.bodies.all.values() if self.bodies.kind(b) == "state"} | self.pools.ruled(found)
        lands -= {k for k in lands if is_seat(self.bodies.all[k])}
        lands |= self.pools.governed() | self.pools.demonyms(mentions)
        where = Whereabouts(self.text, self.place)
        lands |= self._headed(where, found)
        letter = any(m.sentence.zone == "letter" for m in mentions)
        self._ground = self._grounded(found, where) if not letter else None
        lands |= {self._ground} if self._ground else set()
        lands |= self._of_parties(found)
        parties = {b.key for b in self.bodies.all.values() if b.kind == "party"} | self.pools.acting(found)
        self.homes = Homes(self.bodies, self.text, self.place.value if self.place else None, lands, where)
        self.homes.home = self.homes.home or self._ground
        self._lands = lands
        self.around = Surroundings(self.bodies, self.homes, lands, mentions)
        self._every = tuple(found)
        self._stated = [h for h in found if h.organization is not None and is_states(h.title)]
        for holding in found:
            self._note(holding)
        settled = list(found)
        order = sorted(range(len(found)), key=lambda at: found[at].span)
        for place, i in enumerate(order):
            if self._open(found[i]):
                settled[i] = self._settled(found[i], [settled[k] for k in order[:place]], parties)
        settled = [as_again(h, settled) if self._open(h) and not self._shared(h) else h for h in settled]
        return in_turn(shared_out(settled, lands, self.bodies, self.text), self.bodies, self.text)

    def _headed(self, where: Whereabouts, found: Sequence[Holding]) -> set[str]:
        """The states of the seats that head the parts of the text in which offices wait for their state."""
        waiting = [h for h in found if h.organization is None and is_states(h.title)]
        open_ones = [h for h in waiting if not h.title.owner or h.title.owner in LANDLY]
        seats = {seat for h in open_ones if (seat := where.at(h.span.start)) is not None}
        return {self._land(seat) for seat in sorted(seats, key=lambda s: s.span)}

    def _grounded(self, found: Sequence[Holding], where: Whereabouts) -> str | None:
        """The state that an article without a dateline is written in, where an office waits for it."""
        waiting = any(h.organization is None and is_states(h.title) and not h.title.owner for h in found)
        seat = written_in(self.text) if waiting and not where.seats else None
        return self._land(seat) if seat is not None else None

    def _of_parties(self, found: Sequence[Holding]) -> set[str]:
        """The states whose parties' officers have an open office of a state too."""
        waiting = {h.person for h in found if h.organization is None and is_states(h.title)}
        roots = {(self.bodies.root(h.organization) or "", h.span) for h in found if h.person in waiting}
        lands = set[str]()
        for key, span in sorted(roots):
            body = self.bodies.all.get(key)
            land = of_party(body) if body is not None and body.kind == "party" else None
            lands |= {self._land(Seat(span, land))} if land is not None else set()
        return lands

    def _land(self, seat: Seat) -> str:
        """The key of a seat's state, which the article need not name otherwise."""
        named = (k for k, b in self.bodies.all.items() if b.kind in LANDS and b.base == f"@{seat.land.code}")
        known = next(named, None)
        return known or self.bodies.add(Name("state", seat.land.name, seat.span)).key

    def _open(self, holding: Holding) -> bool:
        """Whether an office waits for its organisation."""
        return holding.organization is None and not self._explained(holding)

    def _shared(self, holding: Holding) -> bool:
        """Whether a plural gives an office of a state to several people, who may be of two states."""
        title = holding.title
        same = (h for h in self._every if h.title.span == title.span and h.title.text == title.text)
        alike = any(h.person != holding.person for h in same)
        return alike and is_states(title) and is_single(title) and title.status != "former"

    def _settled(self, holding: Holding, before: Sequence[Holding], parties: set[str]) -> Holding:
        """A holding with what its row, the same office before, or the words around it settle."""
        known = self._listed(holding) or next((h for h in before if again(h, holding)), None)
        if known is not None:
            return as_again(holding, [known])
        if self._in_a_row(holding):
            return holding
        if self._shared(holding):
            sent = sent_by(holding.span, self.text, self.bodies, self._lands)
            return self._given(holding, sent or self._along(holding, self._lands, before))
        mute = holding.title.head in words("spokesperson")  # whose office may be of anything
        pool = self._lands if is_states(holding.title) else parties if is_partys(holding.title) else set[str]()
        pool -= self.pools.acting(self._every) if mute else set[str]()
        found = self._of_one(holding, pool, [h for h in before if h.person != holding.person])
        self._note(found)
        return found

    def _listed(self, holding: Holding) -> Holding | None:
        """An office of the body that a dash or bracket joins to the person: "Teal League – A, chairman"."""
        for key, body in sorted(self.bodies.all.items()):
            for span in body.spans:
                if span.end < holding.span.start and DASH.fullmatch(self.text, span.end, holding.span.start):
                    reference = Reference(span, key, "listed-with")
                    return replace(holding, organization=key, references=(reference,), stated=False)
        return None

    def _explained(self, holding: Holding) -> bool:
        """Whether "of" follows the title: what it is of stands there, in words that no rule reads."""
        owner = holding.title.owner
        loose = owner in LANDLY and is_states(holding.title)
        return bool(owner and not loose) or bool(BEHIND.match(self.text, holding.title.span.end))

    def _in_a_row(self, holding: Holding) -> bool:
        """Whether a dash before the person, no dateline's, parts off the name of what the office is of."""
        row = ROW.search(self.text[: holding.span.start]) if holding.title.span.start > holding.span.start else None
        return row is not None and (self.place is None or self.place.value.casefold() not in row[0].casefold())

    def _note(self, holding: Holding) -> None:
        root = self.bodies.root(holding.organization)
        if root is not None and holding.title.status == "current" and is_single(holding.title):
            self.taken.setdefault((content(holding.title.text), root), holding.person)

    def _of_one(self, holding: Holding, pool: set[str], others: Sequence[Holding]) -> Holding:
        """An office with what the one before it in a list is of, else the one state or party of the pool that stands
        before it, else the article's own.
        """
        office = content(holding.title.text)
        alone = is_single(holding.title) and holding.title.status == "current"
        free = {
            key
            for key in pool
            if not alone or self.taken.get((office, self.bodies.root(key) or key), holding.person) == holding.person
        }
        if is_states(holding.title) and holding.title.head not in words("envoy"):
            free -= visited_by(self.spans.get(holding.person, ()), self.text, self.bodies, sorted(free))
            free -= self._abroad(holding)
        sent = sent_by(holding.span, self.text, self.bodies, free | self.pools.organized(holding.title))
        found = (
            conveyed_by(holding, others, self.bodies, self.text, self.spans)
            or sent
            or chamber_of(holding, self.bodies, self.homes.home_at(holding.span))
            or self._along(holding, free, others)
            or self._across(holding, free)
            or self._beside(holding, free | self.pools.joint(holding.title), others)
            or told_by_own(holding, self._every, self.bodies, free & self._lands, self.homes.home_at(holding.span))
            or self._hosted(holding, pool, free)
            or self._personal(holding, free)
            or (holding.title.head in words("legislator") and self._nearby(holding, free, others))
            or self._at_home(holding, pool, free)
            or self._nearby(holding, free, others)
            or self.around.own(pool, free, holding.span)
        )
        between = self.text[found[1].end : holding.span.start] if found is not None and found != sent else ""
        gone = between.strip().casefold() in GONE
        return self._given(holding, found if not gone else None)

    def _abroad(self, holding: Holding) -> set[str]:
        """The one state of the article, if it is only where somebody goes, for an office that receives nobody there."""
        only = self.homes.visited if len(self.homes.lands) == 1 and self.homes.home is None else None
        return {only} if only is not None and not self.homes.hosting(holding.span) else set()

    def _given(self, holding: Holding, found: tuple[str, Span] | None) -> Holding:
        if found is None:
            return holding
        reference = Reference(found[1], found[0], "in-context")
        return replace(holding, organization=found[0], references=(reference,), stated=False)

    def _personal(self, holding: Holding, free: set[str]) -> tuple[str, Span] | None:
        """The state in front of the holder's name somewhere ("Norland's A")."""
        for key in sorted(free & self._lands):
            for span in self.bodies.all[key].spans:
                mark = POSSESSIVE.match(self.text, span.end)
                if mark is not None and mark.end() in self.starts.get(holding.person, ()):
                    return key, span
        return None

    def _along(self, holding: Holding, free: set[str], others: Sequence[Holding]) -> tuple[str, Span] | None:
        """The state of whoever the holder goes along with."""
        leader = follows(holding, others, self.text)
        root = self.bodies.root(leader.organization) if leader is not None else None
        return (root, leader.span) if leader is not None and root is not None and root in free else None

    def _across(self, holding: Holding, free: set[str]) -> tuple[str, Span] | None:
        """The state that faces the one of an office behind in the sentence: "Foreign Minister A met Norland's B"."""
        behind = [h for h in self._stated if h.span.start > holding.span.end and h.person != holding.person]
        facing = min(behind, key=lambda h: h.span, default=None)
        if facing is None or not FACES.fullmatch(self.text, holding.span.end, facing.span.start):
            return None
        root = self.bodies.root(facing.organization)
        return self._near(self.homes.other(root), self._lands, free, holding) if root in self._lands else None

    def _beside(self, holding: Holding, free: set[str], others: Sequence[Holding]) -> tuple[str, Span] | None:
        """What the offices right before are of, in a list of people ("A's president X and foreign minister Y")."""
        several = words("envoy") | words("legislator")
        start = holding.span.start
        for last in sorted(others, key=lambda h: h.span, reverse=True):
            if last.span.end > start:
                continue
            if last.title.head in several or not JOINED.fullmatch(self.text, last.span.end, start):
                return None
            told = [h for h in others if h.span.overlaps(last.span)]
            found = [(root, h.span) for h in told if (root := self.bodies.root(h.organization)) in free and root]
            if found:
                return found[-1]
            start = min(h.span.start for h in told)
        return None

    def _hosted(self, holding: Holding, pool: set[str], free: set[str]) -> tuple[str, Span] | None:
        """The state visited, of one who receives somebody; the one that faces it, of one who came along."""
        key = self.homes.visited or self.homes.home_at(holding.span)
        if self.homes.visiting(holding.span):
            return self._near(self.homes.other(key), pool, free, holding)
        return self._near(key, pool, free, holding) if self.homes.hosting(holding.span) else None

    def _at_home(self, holding: Holding, pool: set[str], free: set[str]) -> tuple[str, Span] | None:
        """The state that the article is written in; of an envoy, the one that faces it."""
        home = self.homes.home_at(holding.span)
        key = self.homes.other(home or self.homes.visited) if holding.title.head in words("envoy") else home
        return self._near(key, pool, free, holding)

    def _near(self, key: str | None, pool: set[str], free: set[str], holding: Holding) -> tuple[str, Span] | None:
        """A state of the pool, or the one that faces it where somebody else holds the office there."""
        key = key if key in free else self.homes.other(key) if key in pool else None
        if key is None or key not in free:
            return None
        return key, min(self.bodies.all[key].spans, key=lambda s: abs(s.start - holding.span.start))

    def _nearby(self, holding: Holding, free: set[str], others: Sequence[Holding]) -> tuple[str, Span] | None:
        """What the sentence or those before it name; of a host of unknown guests, nothing."""
        if is_states(holding.title) and self.homes.hosting(holding.span) and len(free) > 1:
            return None
        return self.around.before(holding, free, others)
