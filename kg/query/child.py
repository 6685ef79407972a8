"""The child process that runs one free query and then ends.

Comes in: an order as JSON on standard input. Goes out: one line that says what follows or why the query is refused,
then the results, on standard output. It never opens a file or socket once the data is loaded.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from typing import Any

import pyoxigraph as ox

from kg.errors import BadInput
from kg.query.guard import plain, refuse_reaching_out
from kg.vocab import PREFIXES

NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000


def main() -> None:
    """Read the order, lock the process in, answer."""
    order = json.load(sys.stdin)
    try:
        head, body = _answer(order)
    except BadInput as fault:
        head, body = {"refused": [fault.where, fault.what, fault.remedy]}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _answer(order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    where = str(order["where"])
    _bound_time(order)
    own = _bound_memory(order, for_good=False)
    order["text"] = plain(order["text"], where)
    refuse_reaching_out(order["text"], where)
    resource.setrlimit(resource.RLIMIT_AS, (own, own))
    store = ox.Store()
    try:
        store.bulk_load(path=order["data"], format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError, ValueError) as fault:
        raise BadInput("graph", f"cannot be loaded ({fault})", "build it again") from None
    _lock_in(order)
    try:
        return _run(store, order)
    except (SyntaxError, ValueError, RuntimeError, OSError, RecursionError, MemoryError) as fault:
        said = " ".join(str(fault).split())[:300] or type(fault).__name__
        raise BadInput(where, said, "mend the query or ask for less") from None


def _lock_in(order: dict[str, Any]) -> None:
    """No new file or socket (no descriptor is left for one), bounded memory and output."""
    _bound_memory(order)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(order["output_bytes"]) + 65536,) * 2)
    _leave_network()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _bound_time(order: dict[str, Any]) -> None:
    """The alarm ends the process, whatever it is doing, and whether or not the parent still waits."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, float(order["seconds"]))


def _bound_memory(order: dict[str, Any], *, for_good: bool = True) -> int:
    """So many megabytes more than now, for good or until raised again to what the process was given, which is told."""
    _, given = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + int(order["megabytes"]) * 1024 * 1024
    most = most if given == resource.RLIM_INFINITY else min(most, given)
    resource.setrlimit(resource.RLIMIT_AS, (most, most if for_good else given))
    return given


def _leave_network() -> None:
    """A network of its own with nothing in it, where the system allows one; the want of descriptors bars it anyhow."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is not None and unshare(NEW_NETWORK) != 0:
        unshare(NEW_USER | NEW_NETWORK)


def _address_space() -> int:
    """Bytes of address space in use now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2 * 1024**3


def _run(store: ox.Store, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    bound = {ox.Variable(n): _term(parts) for n, parts in order["bound"].items()}
    graphs: list[Any] = [ox.DefaultGraph(), ox.NamedNode(f"{order['base']}graph/inferred")]
    results = store.query(order["text"], prefixes=dict(PREFIXES), substitutions=dict(bound), default_graph=graphs)
    if isinstance(results, ox.QueryTriples):
        lines = set()
        for rows, triple in enumerate(results, 1):
            lines.add(f"{triple.subject} {triple.predicate} {triple.object} .\n")
            _bounded(rows, order)
        return {"kind": "graph"}, "".join(sorted(lines)).encode()
    if isinstance(results, ox.QueryBoolean):
        return {"kind": "ask"}, results.serialize(format=ox.QueryResultsFormat.JSON) or b""
    return {"kind": "select"}, _solutions(results, order)


def _solutions(results: ox.QuerySolutions, order: dict[str, Any]) -> bytes:
    names = [v.value for v in results.variables]
    bindings = []
    for rows, solution in enumerate(results, 1):
        _bounded(rows, order)
        cells = zip(names, solution, strict=True)
        bindings.append({n: _json(c) for n, c in cells if c is not None})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def _json(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        raise ValueError("a triple inside a term is not supported")
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _bounded(rows: int, order: dict[str, Any]) -> None:
    if rows > int(order["rows"]):
        raise BadInput(str(order["where"]), f"more than {order['rows']} rows", "ask for less, or add LIMIT")


def _term(parts: list[str]) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(parts[0]) if len(parts) == 1 else ox.Literal(parts[0], datatype=ox.NamedNode(parts[1]))
