"""What `reach.py` measures of ours alone: hubs, member sets, changes until they are seen, memory of several readers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chains
import numpy as np

from aktsom.supply_chain.reach import (
    Delta,
    Direction,
    Edges,
    Found,
    Graph,
    Kind,
    MemberSets,
    Pairs,
    Shelf,
    pack,
    reach,
)

MEMBERS_MS, SEEN_MS = 0.1, 1000.0
LIMIT = 10_000
READERS = 3
Queries = dict[Direction, list[int]]


class Goals:
    def __init__(self) -> None:
        self.missed = 0

    def judge(self, what: str, found: float, goal: float) -> None:
        met = found <= goal
        self.missed += not met
        print(f"{what:<52}{found:>10.3f}   goal {goal:<6g} {'met' if met else 'NOT MET'}", flush=True)


def timed(act: Callable[[], Any]) -> tuple[Any, float, float]:
    """(what it gives, seconds on the wall, processor seconds)"""
    wall, processor = time.perf_counter(), time.process_time()
    given = act()
    return given, time.perf_counter() - wall, time.process_time() - processor


def percentiles(seconds: list[float]) -> tuple[float, float, float]:
    """Milliseconds: half of all, 95 of a hundred, the worst."""
    half, most, worst = np.percentile(seconds, [50, 95, 100]) * 1000
    return float(half), float(most), float(worst)


def ours(graph: Graph, key: int, way: Direction, **said: Any) -> Found:
    found = reach(graph, [key], way, **said)
    for kind in found.counts():
        found.of(kind)
    return found


def hubs(graph: Graph) -> None:
    """Where most is found. All countries at once come close to walking every link, which is the bound of any query."""
    rows = graph.snapshot.downstream
    print(f"\nworst hubs, downstream: own links, nodes found, ms; the nearest {LIMIT:,} alone, ms")
    starts = {kind.name.lower(): [pack(kind, 1)] for kind in (Kind.COUNTRY, Kind.MATERIAL)}
    starts["all countries"] = [pack(Kind.COUNTRY, n + 1) for n in range(chains.COUNTRIES)]
    for name, keys in starts.items():
        numbers = graph.find(keys)
        own = int((rows.start[numbers + 1] - rows.start[numbers]).sum())
        found, seconds, _ = timed(lambda keys=keys: reach(graph, keys, Direction.DOWNSTREAM))
        cut, less, _ = timed(lambda keys=keys: reach(graph, keys, Direction.DOWNSTREAM, limit=LIMIT))
        more = "says there are more" if cut.more else "all"
        print(f"  {name:<14}{own:>9,}{len(found):>12,}{seconds * 1000:>10.1f}{less * 1000:>10.1f}  {more}", flush=True)


def members(sets: MemberSets, graph: Graph, keys: list[int], goals: Goals | None) -> None:
    for key in keys[:50]:
        walked = reach(graph, [key], Direction.DOWNSTREAM).of(Kind.MEMBER).keys
        if sorted(sets.of(key).tolist()) != sorted(walked.tolist()):
            raise SystemExit(f"member sets differ from what is walked, from {key}")
    half, most, worst = percentiles([timed(lambda key=key: sets.of(key))[1] for key in keys])
    print(f"\nwhich members: p50 {half:.4f}, p95 {most:.4f}, max {worst:.4f} ms; the same as walked")
    if goals:
        goals.judge("which members, p95, ms", most, MEMBERS_MS)


def changes(graph: Graph, sets: MemberSets, drawn: chains.Chains, goals: Goals | None) -> Graph:
    """New links and ended ones, until a walk and the member sets see them. Tells the graph with all of them."""
    edges, some = drawn.edges, np.random.default_rng(11).integers(0, len(drawn.edges), 1000)
    steps = (
        ("one new link", drawn.sites(1, 21)[:1], drawn.some_contracts(1, 22), True),
        ("1,000 new links", drawn.sites(200, 23), drawn.some_contracts(1000, 24), True),
        ("1,000 ended links", edges.source[some], edges.target[some], False),
    )
    print("\nms until seen           by a walk   by member sets")
    delta, slowest = graph.delta, 0.0
    for name, source, target, new in steps:
        laid, by_walk, _ = timed(lambda s=source, t=target, new=new, delta=delta: _seen(graph, delta, s, t, new))
        carried, by_sets, _ = timed(lambda laid=laid, sets=sets, source=source: sets.then(laid, source))
        delta, sets, slowest = laid.delta, carried, max(slowest, by_walk)
        print(f"  {name:<20}{by_walk * 1000:>10.1f}{by_sets * 1000:>17.1f}", flush=True)
    _one_by_one(graph, MemberSets.kept(graph, sets.bits, None), drawn)
    members(sets, laid, drawn.sites(10, 27).tolist(), None)
    if goals:
        goals.judge("a thousand links until a walk sees them, ms", slowest * 1000, SEEN_MS)
    return laid


def _seen(graph: Graph, delta: Delta, source: Any, target: Any, new: bool) -> Graph:
    code = np.zeros(len(source), np.int64)
    links = Edges.of(source, target, code, code)
    if new:
        delta = delta.then(now=links, high_water=delta.high_water + 1)
    else:
        none = links.only(np.zeros(len(links), bool))
        delta = delta.then(now=none, ended=Pairs(source, target), high_water=delta.high_water + 1)
    laid = Graph(graph.snapshot, delta)
    reach(laid, source[:1], Direction.DOWNSTREAM, limit=LIMIT)
    return laid


def _one_by_one(graph: Graph, sets: MemberSets, drawn: chains.Chains) -> None:
    new = list(zip(drawn.sites(20, 25), drawn.some_contracts(100, 26), strict=True))
    some = np.random.default_rng(12).integers(0, len(drawn.edges), 100)
    old = list(zip(drawn.edges.source[some], drawn.edges.target[some], strict=True))
    for name, pairs, is_new in (("one new link", new, True), ("one ended link", old, False)):
        walk, carry = [], []
        for source, target in pairs:
            ends = np.array([source]), np.array([target])
            laid, seconds, _ = timed(lambda ends=ends, is_new=is_new: _seen(graph, graph.delta, *ends, is_new))
            walk.append(seconds)
            carry.append(timed(lambda laid=laid, ends=ends: sets.then(laid, ends[0]))[1])
        for by, seconds in (("a walk", walk), ("member sets", carry)):
            half, most, worst = percentiles(seconds)
            print(f"  a hundred times {name}, by {by}: p50 {half:.1f}, p95 {most:.1f}, max {worst:.1f} ms", flush=True)


def readers(folder: Path) -> None:
    """Memory of processes that read the same snapshot: what each has of its own, and what they share."""
    command = [sys.executable, str(Path(__file__)), str(folder)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    ready = [process.stdout.readline() for process in started if process.stdout]
    for process in started:  # all have it open while each looks at itself
        process.stdin.write("look\n")
        process.stdin.flush()
    lines = [process.stdout.readline() for process in started if process.stdout]
    for process in started:
        process.communicate("end\n")
    own, shared = (max(float(line.split()[n]) for line in lines) for n in (0, 1))
    print(f"{len(ready)} processes with it open: each {own:.0f} MB of its own, {shared:.0f} MB shared by all")


def _read(folder: Path) -> None:
    snapshot = Shelf(folder).newest()
    if snapshot is None:
        raise SystemExit("nothing kept")
    graph = Graph(snapshot)
    for n in range(1, 21):
        reach(graph, [pack(Kind.SITE, n * len(snapshot) // 40)], Direction.DOWNSTREAM)
        reach(graph, [pack(Kind.CONTRACT, n)], Direction.UPSTREAM)
    print("ready", flush=True)
    sys.stdin.readline()
    rows = dict(line.split()[:2] for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    own = (int(rows["Private_Clean:"]) + int(rows["Private_Dirty:"])) / 1e3
    shared = (int(rows["Shared_Clean:"]) + int(rows["Shared_Dirty:"])) / 1e3
    print(own, shared, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
