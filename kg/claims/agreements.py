"""Documents between sides (being written)."""
from collections.abc import Iterator
from kg.claims.context import Context
from kg.model import Claim

def agreements(context: Context) -> Iterator[Claim]:
    """No claims yet."""
    yield from ()
