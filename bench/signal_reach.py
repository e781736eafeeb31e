"""From a signal about a place to the bodies that are alerted, through ten million links, beside the recursive query
that an expert would write in PostgreSQL and beside rustworkx, whichever of them is here.

    python bench/signal_reach.py [--sites 1000000] [--queries 40]
    python bench/signal_reach.py --quick       few sites: that all come to the same bodies

Ours is what the action does: the walk from the place, the companies reached with their distance, the bodies behind
them, and a row for each body written in one transaction. A rival only finds the bodies. The links are made up once and
kept in bench/.data (`chains.py`), with the file's checksum of how they were made. Every query is put to all in turn.

Goals: the slowest of ours, rows and all, under a second; p95 of finding the bodies at most a twentieth of PostgreSQL's
and half of rustworkx's.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import chains
from reach import OF_POSTGRES, OF_RUSTWORKX, in_numbers
from reach_measures import Goals, percentiles, timed
from reach_rivals import Postgres, Rustworkx, available

from aktsom.supply_chain.reach import Direction, Graph, Kind, Shelf, Snapshot, pack, reach
from aktsom.supply_chain.reach.nodes import ids

KEPT = Path(__file__).resolve().parent / ".data" / "signal_reach"
SECOND = 1.0
OURS, WRITTEN = "ours, to the bodies", "ours, to the rows written"


def graph_of(sites: int) -> Graph:
    """From the shelf where it was laid by an earlier run."""
    shelf = Shelf(KEPT / f"{sites}-{chains.SEED}")
    snapshot = shelf.newest()
    if snapshot is None:
        started = time.perf_counter()
        shelf.folder.mkdir(parents=True, exist_ok=True)
        shelf.put(Snapshot.build(chains.drawn(sites).edges, high_water=1), {})
        snapshot = shelf.newest()
        print(f"links made up and laid on the shelf in {time.perf_counter() - started:.0f} s", flush=True)
    if snapshot is None:
        raise SystemExit("nothing on the shelf")
    print(f"{len(snapshot):,} nodes, {snapshot.links:,} links")
    return Graph(snapshot)


def places(sites: int, count: int) -> list[int]:
    """Of every tier, since a signal may come from a farm or from the last factory."""
    return [pack(Kind.SITE, int(number)) for number in np.linspace(1, sites, count)]


class Alerts:
    """Rows as the alert writes them: one for each body, in one transaction, on a disk."""

    def __init__(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        self.rows = sqlite3.connect(file)
        self.rows.execute("pragma journal_mode=wal")
        self.rows.execute("create table alerted (inquiry int, member int, at text, primary key (inquiry, member))")
        self.number = 0

    def write(self, members: list[int]) -> None:
        self.number += 1
        with self.rows:
            told = [(self.number, id_, "2026-11-29") for id_ in members]
            self.rows.executemany("insert into alerted values (?, ?, ?)", told)


def ours(graph: Graph, key: int) -> list[int]:
    """With distance and confidence of what lies on the way, by which each branch is chosen."""
    found = reach(graph, [key], Direction.DOWNSTREAM)
    found.of(Kind.CONTRACT)
    members: list[int] = ids(found.of(Kind.MEMBER).keys).tolist()
    return sorted(members)


def rivals_found(rival: Postgres | Rustworkx, start: int, numbers: set[int]) -> list[int]:
    if isinstance(rival, Rustworkx):
        return sorted(numbers & rival.library.descendants(rival.graph, start))
    rows = rival.connection.execute(
        f"with recursive found (node) as (select {start} union select target from found join link on source = node) "
        "select node from found join member using (node)"
    ).fetchall()
    return sorted(row[0] for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--quick", action="store_true", help="too little to judge speed by: only the answers count")
    said = parser.parse_args()
    sites, queries = (20_000, 20) if said.quick else (said.sites, said.queries)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the start")
    graph = graph_of(sites)
    asked, alerts = places(sites, queries), Alerts(KEPT / "alerts.sqlite3")
    bodies = [pack(Kind.MEMBER, n + 1) for n in range(chains.MEMBERS)]
    numbers = {int(n): id_ + 1 for id_, n in enumerate(graph.find(bodies).tolist()) if n >= 0}
    kinds_, left_out = available()
    links = in_numbers(graph)
    goals, taken = Goals(), dict[str, list[float]]()
    most = 0
    rivals: list[Postgres | Rustworkx] = []
    try:
        for kind in kinds_:
            rivals.append(kind(*links))
            print(f"{kind.name} made ready in {rivals[-1].seconds:.0f} s", flush=True)
            if isinstance(rivals[-1], Postgres):
                rivals[-1].connection.execute("create table member (node int primary key)")
                rivals[-1].connection.execute("insert into member select unnest(%s::int[])", [list(numbers)])
        for key in asked:
            found, seconds, _ = timed(lambda key=key: ours(graph, key))
            _none, writing, _ = timed(lambda found=found: alerts.write(found))
            taken.setdefault(OURS, []).append(seconds)
            taken.setdefault(WRITTEN, []).append(seconds + writing)
            most = max(most, len(found))
            start = int(graph.find([key])[0])
            for rival in rivals:
                theirs, seconds, _ = timed(lambda rival=rival, start=start: rivals_found(rival, start, set(numbers)))
                taken.setdefault(rival.name, []).append(seconds)
                if sorted(numbers[n] for n in theirs) != found:
                    raise SystemExit(f"not the same bodies from {key}")
    finally:
        for rival in rivals:
            rival.close()
    print(f"\n{'ms':<34}{'p50':>11}{'p95':>11}{'max':>11}   (load {os.getloadavg()[0]:.1f})")
    for name, seconds in taken.items():
        print(f"{name:<34}" + "".join(f"{value:>11.3f}" for value in percentiles(seconds)))
    print(f"at most {most} bodies from one place; all come to the same bodies")
    if not said.quick:
        goals.judge("ours, the slowest, seconds", max(taken[WRITTEN]), SECOND)
        for rival in rivals:
            goal = OF_POSTGRES if isinstance(rival, Postgres) else OF_RUSTWORKX
            ratio = percentiles(taken[OURS])[1] / percentiles(taken[rival.name])[1]
            goals.judge(f"  p95, ours / {rival.name}", ratio, goal)
    print("\n".join(left_out))
    return int(bool(goals.missed))


if __name__ == "__main__":
    sys.exit(main())
