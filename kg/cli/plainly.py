"""Words of a command line that are wanted as they stand: text, paths, and options that were not given.

Comes in: a command as Typer makes it. Goes out: the same, which turns such words into values by itself. It never
checks a word that has a form to keep to, as a number has: that is left to Typer, which loads pydantic for it, and that
takes as long as a question.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

KEPT = "_runtime_param"  # where a parameter of Typer 0.29 keeps what turns its words into values; None until it is used


class _Plain:
    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, --help among them, each with its words left as they stand."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in found:
            if getattr(parameter, KEPT, ctx) is None:
                setattr(parameter, KEPT, AsGiven())
        return found


class Command(_Plain, TyperCommand):
    """A command whose words are left as they stand where that is what is wanted."""


class Group(_Plain, TyperGroup):
    """The same of a group of commands."""


class AsGiven:
    """What turns the words of one parameter into its value."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value for words, a default, or None; as Typer has it (typer.BadParameter) where there is a form to check.

        An option that may be given several times gives an empty tuple if it was not given.
        """
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        wanted = param.type_descriptor.annotation
        if type(value) is wanted:
            return value
        if several and wanted in (list[str], list[Path]):
            kind = str if wanted == list[str] else Path
            return [kind(word) for word in value]
        if wanted is Path and isinstance(value, str | Path):
            return Path(value)
        setattr(param, KEPT, None)
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)
