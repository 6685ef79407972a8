"""What every command has in common: --quiet, --json, --version.

Comes in: the functions of commands. Goes out: the same with the common options, which settle how kg.cli.output speaks.
It never knows what a command does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, get_args

import typer

from kg.cli.output import VOICE, emit


def _hush(given: bool) -> bool:
    VOICE.quiet = VOICE.quiet or given
    return given


def _in_json(given: bool) -> bool:
    VOICE.json_lines = VOICE.json_lines or given
    return given


def _version(given: bool) -> None:
    if given:
        from importlib.metadata import version

        emit(f"kg {version('party-diplomacy-graph')}\n")
        raise typer.Exit


Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", callback=_hush, is_eager=True, help="Say nothing on stderr but faults.")
]
Json = Annotated[bool, typer.Option("--json", callback=_in_json, is_eager=True, help="Words on stderr as JSON lines.")]
Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")]
COMMON = {"quietly": ("--quiet", Quiet), "in_json": ("--json", Json)}


def explained(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its examples on lines of their own: the mark that its docstring spells out becomes the sign."""
    command.__doc__ = (command.__doc__ or "").replace("\\b\n", "\b\n")
    return command


def mannered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the common options, unless it has one of that name itself."""
    own = signature(command, eval_str=True)
    taken = {name for param in own.parameters.values() for name in _names(param)}
    added = {name: kind for name, (option, kind) in COMMON.items() if option not in taken}

    @wraps(command)
    def run(**given: Any) -> None:
        command(**{name: value for name, value in given.items() if name not in added})

    extra = [Parameter(n, Parameter.KEYWORD_ONLY, default=False, annotation=kind) for n, kind in added.items()]
    whole = own.replace(parameters=[*own.parameters.values(), *extra])
    run.__signature__ = whole  # type: ignore[attr-defined]
    run.__annotations__ = {name: param.annotation for name, param in whole.parameters.items()}
    return explained(run)


def _names(param: Parameter) -> tuple[str, ...]:
    """An option's names; Typer keeps the first of them as the default of an annotation until it builds the command."""
    settings = (part for part in get_args(param.annotation) if hasattr(part, "param_decls"))
    return tuple(name for setting in settings for name in (setting.default, *(setting.param_decls or ())))
