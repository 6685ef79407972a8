"""One piece of work done many times over: in this process, in several, or by Dask, here or on a cluster.

Comes in: a function, the batches that it is to be given, by which engine. Goes out: what it gives for each batch, or
how that failed, as they come. It never holds more batches than are under way, and opens no connection but to the
scheduler that a person named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from kg.errors import BadInput, UsageError

if TYPE_CHECKING:
    from distributed import Client

Name = Literal["local", "dask"]
NAMES: tuple[Name, ...] = get_args(Name)
AHEAD = 3  # batches under way for each process
CONNECT, WORKERS = 10.0, 30.0  # seconds in which a scheduler must answer, and have a worker
Batch = TypeVar("Batch")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Engine:
    """`name` with as many processes as `jobs`, or the workers of the Dask cluster whose scheduler is at `scheduler`."""

    name: Name = "local"
    jobs: int = 1
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """What a batch came to if its work did not end: why, in words."""

    why: str


def spread(
    work: Callable[[Batch], Done], batches: Iterable[Batch], engine: Engine
) -> Iterator[tuple[Batch, Done | Lost]]:
    """Each batch with what `work` gives for it, in no order. `work` is a function of a module.

    UsageError if the engine is not installed or does not go with a scheduler, BadInput if the scheduler does not answer
    or has no worker.
    """
    if engine.scheduler is not None and engine.name != "dask":
        raise UsageError("--scheduler", f"the engine {engine.name} has none", "say --engine dask, or leave it out")
    if engine.name == "dask":
        _hold_dask()
    try:
        if engine.scheduler is not None:
            yield from _cluster(work, batches, engine.scheduler)
        elif engine.name == "dask":
            yield from _dask(work, batches, engine.jobs)
        elif engine.jobs > 1:
            yield from _processes(work, batches, engine.jobs)
        else:
            yield from ((batch, work(batch)) for batch in batches)
    except BrokenProcessPool:
        remedy = "run it again with fewer --jobs: what was made stands"
        raise BadInput("--jobs", "a process was lost, perhaps for want of memory", remedy) from None


def _processes(
    work: Callable[[Batch], Done], batches: Iterable[Batch], jobs: int
) -> Iterator[tuple[Batch, Done | Lost]]:
    with _pool(jobs) as pool:
        coming, waiting = iter(batches), dict[Future[Done], Batch]()
        while True:
            for batch in islice(coming, AHEAD * jobs - len(waiting)):
                waiting[pool.submit(work, batch)] = batch
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()


def _dask(work: Callable[[Batch], Done], batches: Iterable[Batch], jobs: int) -> Iterator[tuple[Batch, Done | Lost]]:
    """Dask's own scheduler of processes: no cluster, no socket."""
    import dask

    task, coming = dask.delayed(work, pure=False), iter(batches)
    with _pool(jobs) as pool:
        while some := list(islice(coming, AHEAD * jobs)):
            made = dask.compute(*map(task, some), scheduler="processes", pool=pool)
            yield from zip(some, made, strict=True)


def _cluster(
    work: Callable[[Batch], Done], batches: Iterable[Batch], scheduler: str
) -> Iterator[tuple[Batch, Done | Lost]]:
    from distributed import as_completed

    with _client(scheduler) as client:
        coming, waiting = iter(batches), dict[Any, Batch]()
        done = as_completed(loop=client.loop)
        while True:
            room = AHEAD * max(sum(client.nthreads().values()), 1) - len(waiting)
            for batch in islice(coming, max(room, 0)):
                future = client.submit(work, batch, pure=False)
                waiting[future] = batch
                done.add(future)
            if not waiting:
                return
            future = next(done)
            yield waiting.pop(future), _result(future.result)
            future.release()


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    from distributed import Client

    remedy = "start one with: dask scheduler, and workers with: dask worker"
    try:
        client = Client(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as fault:
        said = " ".join(str(fault).split())[:120]
        raise BadInput(scheduler, f"no scheduler of Dask answers ({said})", remedy) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=WORKERS)
        except TimeoutError:
            raise BadInput(scheduler, f"the scheduler has no worker after {WORKERS:g} s", remedy) from None
        yield client


def _result(result: Callable[[], Done]) -> Done | Lost:
    """The result, or how the work was lost: a worker that died, a function that its machine does not have."""
    try:
        return result()
    except Exception as fault:
        return Lost(" ".join(f"{type(fault).__name__}: {fault}".split())[:200])


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _hold_dask() -> None:
    try:
        import dask
        import distributed  # noqa: F401
    except ImportError:
        remedy = 'install it: pip install "party-diplomacy-graph[far]"'
        raise UsageError("--engine", "Dask is not installed", remedy) from None
    dask.config.set({"distributed.admin.tick.limit": "10m"})  # a batch takes longer than its monitors expect
