"""News articles about party and state diplomacy in; a validated, queryable linked-data graph out.

Comes in: the folder of a build, as `kg.open(folder)`. Goes out: a graph to ask from Python (kg.api). It never loads
more than is asked for: importing the package costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Answer, Explained, Graph
    from kg.api import open_graph as open  # noqa: A004

__all__ = ["Answer", "Explained", "Graph", "open"]


def __getattr__(name: str) -> object:
    """The interface for Python and notebooks, loaded when it is first asked for (PEP 562); see kg.api."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg import api

    return getattr(api, "open_graph" if name == "open" else name)
