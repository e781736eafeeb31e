"""Who is touched, and what stands behind a contract: ours beside PostgreSQL's recursive query and rustworkx.

    python bench/reach.py [--sites 1000000] [--queries 200]
    python bench/reach.py --quick        few sites and queries: that all give the same answers

A million sites give 1,600,000 nodes and ten million links (`chains.py`). Every query is put to all in turn, so that
what else the machine does hits all alike; ours tells nodes, distance and confidence by kind, the rivals only nodes.
Downstream from sites of every tier, upstream from contracts. The answers must be the same.

Goals: p95 at most a twentieth of PostgreSQL's and half of rustworkx's, each way; "which members" under 0.1 ms; a
snapshot built in under 5 s (processor seconds, as an idle machine would take; those on the wall are told beside
them); a new link seen within a second. The worst hub is told, with and without a limit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import chains
from reach_measures import Goals, Queries, changes, hubs, members, ours, percentiles, readers, timed
from reach_rivals import Postgres, Rustworkx, available

from aktsom.supply_chain.reach import Direction, Graph, Shelf, Snapshot, kept_sets

OF_POSTGRES, OF_RUSTWORKX = 1 / 20, 1 / 2
BUILD_SECONDS = 5.0
WAYS = {Direction.DOWNSTREAM: "down", Direction.UPSTREAM: "up"}


def told(name: str, way: Direction, seconds: list[float]) -> float:
    half, most, worst = percentiles(seconds)
    print(f"{name:<34}{WAYS[way]:<6}{half:>11.3f}{most:>11.3f}{worst:>11.3f}", flush=True)
    return most


def heading() -> None:
    print(f"\n{'ms':<34}{'':<6}{'p50':>11}{'p95':>11}{'max':>11}   (load {os.getloadavg()[0]:.1f})")


def beside_rivals(graph: Graph, rivals: list[Postgres | Rustworkx], asked: Queries, goals: Goals | None) -> None:
    heading()
    sizes: dict[Direction, list[int]] = {}
    for way, keys in asked.items():
        taken: dict[str, list[float]] = {name: [] for name in ("ours", *(rival.name for rival in rivals))}
        sizes[way] = []
        for key in keys:
            found, seconds, _ = timed(lambda key=key, way=way: ours(graph, key, way))
            taken["ours"].append(seconds)
            sizes[way].append(len(found))
            start = int(graph.find([key])[0])
            for rival in rivals:
                down = way is Direction.DOWNSTREAM
                count, seconds, _ = timed(
                    lambda rival=rival, start=start, down=down: rival.count(start, downstream=down)
                )
                taken[rival.name].append(seconds)
                if count != len(found):
                    raise SystemExit(f"not the same from {key} {way}: ours {len(found)}, {rival.name} {count}")
        most = {name: told(name, way, seconds) for name, seconds in taken.items()}
        if goals:
            for rival in rivals:
                goal = OF_POSTGRES if isinstance(rival, Postgres) else OF_RUSTWORKX
                goals.judge(f"  p95 {WAYS[way]}, ours / {rival.name}", most["ours"] / most[rival.name], goal)
    for way, counts in sizes.items():
        half, most = np.percentile(counts, [50, 95]).astype(int)
        print(f"nodes found {WAYS[way]}: half of all {half:,}, p95 {most:,}; all answers the same")


def alone(name: str, graph: Graph, asked: Queries, **said: Any) -> None:
    for way, keys in asked.items():
        told(name, way, [timed(lambda key=key, way=way: ours(graph, key, way, **said))[1] for key in keys])


def in_numbers(graph: Graph) -> tuple[np.ndarray, np.ndarray]:
    """Ends of all links as dense numbers: what the rivals are given. Pairs that come twice come once."""
    rows = graph.snapshot.downstream
    source = np.repeat(np.arange(len(rows)), np.diff(rows.start))
    target = rows.packed.astype(np.int64) & (2**29 - 1)
    both = np.unique(source << 32 | target)
    return both >> 32, both & (2**32 - 1)


def built(drawn: chains.Chains, shelf: Shelf, goals: Goals | None) -> Graph:
    made = [timed(lambda: Snapshot.build(drawn.edges, high_water=1)) for _ in range(3)]
    walls, processor = sorted(wall for _, wall, _ in made), sorted(taken for _, _, taken in made)
    snapshot = made[-1][0]
    print(f"{len(snapshot):,} nodes, {snapshot.links:,} links")
    print(
        f"built in {walls[1]:.2f} s on the wall ({walls[0]:.2f} to {walls[2]:.2f}), {processor[1]:.2f} s of processor"
    )
    if goals:
        goals.judge("build, processor seconds, median of three", processor[1], BUILD_SECONDS)
    _, wall, taken = timed(lambda: shelf.put(snapshot, {"all": None}))
    print(f"kept on disk with member sets: {wall:.2f} s on the wall, {taken:.2f} s of processor")
    kept, wall, taken = timed(shelf.newest)
    files = {path.stem: path.stat().st_size / 1e6 for path in shelf.folder.glob("*/*.npy")}
    sets = sum(size for name, size in files.items() if name.startswith("members"))
    print(f"opened and checked in {wall:.2f} s; links {sum(files.values()) - sets:.0f} MB, member sets {sets:.0f} MB")
    return Graph(kept)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="too little to judge speed by: only the answers count")
    parser.add_argument("--alone", action="store_true", help="ours without the rivals")
    said = parser.parse_args()
    sites, queries = (20_000, 20) if said.quick else (said.sites, max(20, said.queries))
    goals = None if said.quick else Goals()
    drawn = chains.drawn(sites)
    asked = {
        Direction.DOWNSTREAM: drawn.sites(queries // 5, 9).tolist(),
        Direction.UPSTREAM: drawn.some_contracts(queries, 10).tolist(),
    }
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the start")
    with tempfile.TemporaryDirectory() as folder:
        graph = built(drawn, Shelf(Path(folder)), goals)
        readers(Path(folder))
        sets = kept_sets(graph.snapshot, "all")
        members(sets, graph, asked[Direction.DOWNSTREAM], goals)
        changed = changes(graph, sets, drawn, goals)
        heading()
        most = np.arange(chains.CODES) % 10 < 7
        alone("ours, all visible", graph, asked)
        alone("ours, seven tenths of the codes", graph, asked, allowed=most)
        alone("ours, nearest 1,000", graph, asked, limit=1000)
        alone(f"ours, {len(changed.delta):,} pairs changed", changed, asked)
        hubs(graph)
        kinds, left_out = ([], ["left out: all rivals"]) if said.alone else available()
        numbers = in_numbers(graph)
        rivals: list[Postgres | Rustworkx] = []
        try:
            for kind in kinds:
                rivals.append(kind(*numbers))
                print(
                    f"{kind.name} made ready in {rivals[-1].seconds:.0f} s, {rivals[-1].megabytes:,.0f} MB", flush=True
                )
            beside_rivals(graph, rivals, asked, goals)
        finally:
            for rival in rivals:
                rival.close()
        print("\n".join(left_out))
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    return int(bool(goals and goals.missed))


if __name__ == "__main__":
    sys.exit(main())
