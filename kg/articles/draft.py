"""The shape that every format's reader returns to the door.

Comes in: nothing; readers construct it. Goes out: the text, its media type and the metadata found or given. It never
holds the name, path or hash of the file, which the door adds.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.articles.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has a name: `media_type` is the IANA type of the file it was read from."""

    text: str
    media_type: str
    metadata: Metadata
