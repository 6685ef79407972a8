"""Other people's SPARQL 1.1 stores, over HTTP.

Comes in: the address that a person gave, queries and triples. Goes out: answers and graphs there. It never connects to
another host than that of the address, and never knows what the triples mean.
"""

from __future__ import annotations

from kg.remote.endpoint import Answered, Endpoint
from kg.remote.graphs import GraphStore
from kg.remote.http import BUSY, PAUSE, Bounds, Server

__all__ = ["BUSY", "PAUSE", "Answered", "Bounds", "Endpoint", "GraphStore", "Server"]
