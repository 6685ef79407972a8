"""Which engine reasons and applies shapes: the own ones, the reference libraries, or both.

Comes in: nothing. Goes out: the names. It never runs one.
"""

from __future__ import annotations

from typing import Literal

# `own`: kg.reason.rl and kg.validate.engine. `reference`: owlrl and pyshacl. `both`: the shapes by both, compared.
Engine = Literal["own", "reference", "both"]
