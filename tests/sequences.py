"""Random sequences of articles and decisions that come, change and go, and the clean builds that they must equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from invented_news import BODIES, PEOPLE, STATES, article

from kg.model import Reading, RoleClaim
from kg.pipeline.assembling import MEMORY, assemble
from kg.pipeline.keeping import Keeping
from kg.resolution import Decision

NAMES = tuple(f"a{number}" for number in range(9))
SORTS = {"person": PEOPLE, "body": BODIES, "place": STATES}


def sequence(keeping: Keeping, held: dict[str, Reading], seed: int, steps: int = 4) -> str | None:
    """Let articles and decisions come, change and go, then build those left afresh: what differs, if anything."""
    draw, made, decided = Random(seed), None, list[Decision]()
    for _ in range(steps):
        for name in draw.sample(NAMES, draw.randrange(1, 4)):
            if draw.random() < 0.7:
                held[name] = whole(article(name, draw))
            else:
                held.pop(name, None)
        decided = list(_decisions(draw)) if draw.random() < 0.4 else decided
        made = keeping.hold(draw.sample(list(held.values()), len(held)), decided)
    MEMORY.forget()
    clean = assemble(list(held.values()), decided)
    kept, fresh = (set(each.store) for each in (made or clean, clean))
    odd = min(kept ^ fresh, key=str, default=None)
    return None if odd is None else f"{odd} is {'too much' if odd in kept else 'missing'}"


def whole(reading: Reading) -> Reading:
    """The reading without roles in events that it has no account of."""
    told = {claim.id for claim in reading.events()}
    return replace(reading, claims=tuple(c for c in reading.claims if not isinstance(c, RoleClaim) or c.event in told))


def _decisions(draw: Random) -> Iterator[Decision]:
    for line in range(draw.randrange(3)):
        sort = draw.choice(list(SORTS))
        one, other = draw.sample(SORTS[sort], 2)
        verb = draw.choice(["same", "never-same", "reject"])
        new = "" if verb == "reject" else f"{sort}: {other}"
        yield Decision(verb, f"{sort}: {one}", new, "checked", "A. Reader", "2030-01-01", line)  # type: ignore[arg-type]
