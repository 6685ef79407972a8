"""Sides of one kind: a state is no pair for a party when the signers hold offices of both.

Comes in: the states, parties and bodies that signers were taken for, with the references followed. Goes out: all states
or no state, by the signers' other offices, or None. It never turns a side whose signer holds no such office.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.claims.context import Context, Found
from kg.model import Reference

LANDS = frozenset({"state", "place"})
LEVELS = LANDS | {"party"}
Root = Callable[[str], str]


def aligned(context: Context, root: Root, found: Sequence[Found]) -> list[Found] | None:
    """The sides on one kind where a state stands beside another body; None where none does or no signer allows it.

    `root` gives the state or party that a body belongs to in the end.
    """
    if len({context.kind(key) in LANDS for key, _ in found}) < 2:
        return None
    for land in (True, False):
        turned = [_turned(context, root, side, land) for side in found]
        whole = [side for side in turned if side is not None]
        if len(whole) == len(found) and len({key for key, _ in whole}) == len(found):
            return whole
    return None


def _turned(context: Context, root: Root, side: Found, land: bool) -> Found | None:
    """A side of the wanted kind: itself, else what its signer holds another office of."""
    key, references = side
    if (context.kind(key) in LANDS) == land:
        return side
    signer = next((r.span for r in references if r.rule == "side/office"), None)
    if signer is None:
        return None
    anaphor = context.discourse.anaphors.get(signer)
    person = context.discourse.named.get(signer) or (anaphor.keys[0] if anaphor is not None else None)
    held = [h for h in context.holdings if h.person == person and h.title.status != "former"]
    roots = [root(h.organization) for h in held if h.organization]
    other = next((r for r in roots if (context.kind(r) in LANDS) == land), None)
    return (other, (Reference(signer, other, "side/office"), *references)) if other else None
