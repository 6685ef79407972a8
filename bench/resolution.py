"""How resolution grows: the same invented newsroom at four sizes, and what one article more costs.

Comes in: the largest number of articles (`python bench/resolution.py 10000`). Goes out: a line a size with the seconds,
and the seconds divided by n log n, which must not grow; merges and events as a check that it resolves at all; the
seconds that one article more, less or changed costs, the result being the same as of all at once. It reads no text:
accounts, offices and names are invented as claims, a third of the events told by several articles.
"""

from __future__ import annotations

import math
import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from kg.model import (
    Article,
    Claim,
    Coverage,
    Entity,
    EventClaim,
    Evidence,
    OfficeClaim,
    PartOfClaim,
    Reading,
    RoleClaim,
    Sourced,
    Span,
)
from kg.resolve import Authority, Kept, resolve

PROOF = Evidence(Span(0, 1), "invented")
STATES = "Norway Kenya Malta Peru Chile Ghana Fiji Laos Vietnam Cambodia Cuba Japan Spain Egypt India Brazil".split()
PARTIES = "Orange Teal Amber Ivory Coral Olive".split()
SYLLABLES = "ba do ke li mo na pu ra se ti vo zu ga he jo".split()
DAY = date(2015, 1, 1)
SINGLE = 9  # so many articles are added, withdrawn and changed one by one


def person(number: int) -> str:
    """An invented full name, one for each number."""
    parts = random.Random(number).choices(SYLLABLES, k=7)
    return f"{''.join(parts[:3]).title()} {''.join(parts[3:]).title()}"


def happening(number: int) -> tuple[str, str, str, int, int, str]:
    """An event: name, two states, two persons, day. The same for each article that tells of it."""
    own = random.Random(number)
    one, other = own.sample(range(len(STATES)), 2)
    day = DAY + timedelta(days=own.randrange(3650))
    name = own.choice(["talks", "meeting of the two parties", "high-level meeting", "official meeting"])
    return name, STATES[one], STATES[other], own.randrange(20000), own.randrange(20000), day.isoformat()


def article(number: int, size: int, draw: random.Random) -> Reading:
    """One article: three events of a pool that grows with the newsroom, whoever takes part, their offices."""
    entities: dict[str, Entity] = {}
    claims: list[Claim] = []

    def entity(kind: str, name: str, parent: str | None = None) -> str:
        return entities.setdefault(name, Entity(f"k{len(entities)}", kind, (name,), parent)).key  # type: ignore[arg-type]

    for at in range(3):
        told = draw.randrange(max(size * 2, 1))
        name, one, other, left, right, day = happening(told)
        event = EventClaim(f"e{at}", "meeting", name, draw.choice(["held", "planned"]), (day,), None, PROOF)
        claims.append(event)
        for state, who in ((one, left), (other, right)):
            colour = PARTIES[who % len(PARTIES)]
            land, party = entity("state", state), entity("party", f"{colour} Party of {state}")
            body = entity("party_body", f"Central Committee of the {colour} Party of {state}", party)
            holder = entity("person", person(who))
            post = ("Secretary", body) if who % 3 else ("Foreign Minister", land)
            claims += [
                OfficeClaim(holder, *post, "current", PROOF),
                RoleClaim(event.id, "chair", holder, PROOF),
                PartOfClaim(body, party, PROOF),
            ]
    entity("party_body", "Politburo")
    day = (DAY + timedelta(days=number % 3650)).isoformat()
    made = Article(f"a{number:06}", "", "0" * 64, "text/plain", "x", published=Sourced(day, "date line"))
    return Reading(made, tuple(entities.values()), tuple(claims), Coverage(1, 1, ()), "invented")


def newsroom(size: int) -> list[Reading]:
    """As many articles, the same for the same size."""
    draw = random.Random(size)
    return [article(number, size, draw) for number in range(size)]


def main(largest: int) -> None:
    """Time resolution at an eighth, a quarter, a half and the whole, then what changes to the whole cost."""
    print(f"{'articles':>9} {'seconds':>9} {'µs / (n log n)':>15} {'merges':>9} {'events':>9}")
    for size in (largest // 8, largest // 4, largest // 2, largest):
        readings = newsroom(size)
        kept, start = Kept(Authority()), time.process_time()
        kept.change(readings)
        made = kept.resolution()
        took = time.process_time() - start
        per = took / (size * math.log(size)) * 1e6
        print(f"{size:9} {took:9.2f} {per:15.1f} {len(made.merges):9} {len(made.events):9}", flush=True)
    print(f"{'change':>20} {'seconds':>9}   (the slowest and the median of {SINGLE})")
    draw = random.Random(1)
    new = [article(largest + number, largest, draw) for number in range(SINGLE)]
    # An article keeps its name and gets the words of another.
    reworded = [replace(one, article=replace(one.article, name=f"a{n * 7:06}")) for n, one in enumerate(new)]
    for what, changes in (
        ("one added", [([one], []) for one in new]),
        ("one withdrawn", [([], [one.article.name]) for one in new]),
        ("one changed", [([one], []) for one in reworded]),
    ):
        times = sorted(_timed(kept, put, gone) for put, gone in changes)
        print(f"{what:>20} {times[-1]:9.3f} {times[SINGLE // 2]:9.3f}", flush=True)
    assert kept.resolution() == resolve(list(kept.readings.values()), Authority()), "kept is not what is made at once"


def _timed(kept: Kept, put: list[Reading], gone: list[str]) -> float:
    start = time.process_time()
    kept.change(put, gone)
    kept.resolution()
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000)
