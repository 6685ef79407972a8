"""Where things lie, and the one way to write a file or a folder whole.

Comes in: names of files, environment variables, bytes to be written. Goes out: the folders of ontology, queries, seeds,
build and cache; files and folders that are complete or not there at all. It never parses what it reads or writes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BadInput, UsageError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent
DATA = PACKAGE / "_data"  # where the wheel carries the checkout's top-level folders
MAX_ARTICLE_BYTES = 2_000_000


def data_dir(name: str) -> Path:
    """The folder `name` of the project: the checkout's own if this is a checkout, else the copy inside the package."""
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / name).is_dir():
        return CHECKOUT / name
    if (DATA / name).is_dir():
        return DATA / name
    raise BadInput(name, "this folder of the project is missing", "install kg again, or run it from a whole checkout")


def ontology_dir() -> Path:
    """The folder of the ontology, its shapes, rules, authority data and prefix table."""
    return data_dir("ontology")


def queries_dir() -> Path:
    """The folder of the stored queries."""
    return data_dir("queries")


def seeds_dir() -> Path:
    """The folder of the first corpus: only a checkout has it."""
    try:
        return data_dir("seeds")
    except BadInput:
        raise UsageError("kg build", "no articles are named and this is no checkout", "name files or folders") from None


def max_article_bytes() -> int:
    """The largest article that is read, in bytes: KG_MAX_BYTES, 2 MB unless set."""
    given = os.environ.get("KG_MAX_BYTES", str(MAX_ARTICLE_BYTES))
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise UsageError("KG_MAX_BYTES", f"{given!r} is no number of bytes", "give a whole number from 1 up")
    return int(given)


def cache_dir(given: Path | None = None) -> Path:
    """The folder of the cache: as given, else KG_CACHE, else `kg` in the user's cache folder (XDG_CACHE_HOME)."""
    if given is not None:
        return given
    if named := os.environ.get("KG_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "party-diplomacy-graph"


def write_atomically(path: Path, data: bytes | str, *, lasting: bool = True) -> None:
    """Write a file so that a reader of `path`, at any time and after any stop, finds the old bytes or the new.

    What is not `lasting` may be lost in a power cut: it can be made again, and thousands of such files are written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    if lasting:
        _sync_folder(path.parent)


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; BadInput for anything else."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as fault:
        what = (fault.strerror or "cannot be read").lower()
        raise BadInput(str(path), what, "name a file that can be read") from None
    if len(data) > limit:
        raise BadInput(str(path), f"larger than {limit} bytes", "split it, or raise the limit")
    return data


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: one writer at a time. The lock lies beside the folder and ends with the process.

    Whoever gets the lock first puts right what a stopped writer left: the old folder, if it was on its way out, comes
    back, and half-written new ones go.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            remedy = "wait for it, or build with another --out"
            raise BadInput(str(folder), "another build is writing here", remedy) from None
        _mend(folder)
        yield


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` to write into; at the end it takes the place of `folder`, at a fault it vanishes.

    Call it with the folder's lock held. Where the system cannot exchange two folders, a stop between two renames leaves
    the old one aside: `locked` and `settled` bring it back.
    """
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        beside.chmod(0o777 & ~_umask())
        yield beside
        _sync_folder(beside)
        if not _exchanged(beside, folder):
            if folder.exists():
                os.replace(folder, _aside(folder))
            os.replace(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        _mend(folder)
        raise
    try:
        _sync_folder(folder.parent)
    finally:
        for old in (beside, _aside(folder)):
            shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step: Linux can (renameat2, RENAME_EXCHANGE) if both are there."""
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = ctypes.c_int(-100), ctypes.c_uint(2)
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def settled(folder: Path) -> Path:
    """The folder, brought back first if a stopped writer left it aside; a writer at work is waited for, 2 s at most."""
    for _ in range(40):
        if folder.exists() or not _aside(folder).exists():
            break
        try:
            with locked(folder):
                break
        except BadInput:
            time.sleep(0.05)
    return folder


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _mend(folder: Path) -> None:
    if _aside(folder).is_dir():
        if folder.exists():
            shutil.rmtree(_aside(folder), ignore_errors=True)
        else:
            os.replace(_aside(folder), folder)
    for left in folder.parent.iterdir():
        if left.is_dir() and left.name.startswith(f".{folder.name}.") and left.name.endswith(".part"):
            shutil.rmtree(left, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
