"""From a signal about a place to the bodies that are alerted, through ten million links, as the platform does it; and
finding those bodies beside the recursive query that an expert would write in PostgreSQL and beside rustworkx, whichever
of them is here.

    python bench/signal_reach.py [--sites 1300000] [--queries 40]
    python bench/signal_reach.py --quick       few places: that it works and all come to the same bodies

Ours are the acts themselves, on a register made up in a new database (`signal_register.py`): PostgreSQL where it
answers (AKTSOM_SIGNAL_BENCH names another), else SQLite. They are `touched_by`, with who buys from whom, where in the
chain; `open_inquiry`, which walks and writes a row for each body, the journal and the letters to send, and for each
supplier where they are not too many; and `raise_alert`, which walks anew, marks each body and writes to it. What the
worker does afterwards is not in it: suppliers that are very many are listed (`list_suppliers`, shown apart), and the
letters go. A rival only finds the bodies. Every place is put to all in turn.

Goals: opening and alerting each under a second at their slowest, over ten million links or more; p95 of finding the
bodies at most a twentieth of PostgreSQL's and half of rustworkx's. The last is hard: a rival has the bodies in its
graph, where ours asks the tables who buys today, from which company and at which step. `reach.py` has the walk alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import chains
import signal_register
from reach import OF_POSTGRES, OF_RUSTWORKX, in_numbers
from reach_measures import Goals, percentiles, timed
from reach_rivals import Postgres, Rustworkx, available

from aktsom.supply_chain.reach import Edges, Graph, Kind, Snapshot, pack
from aktsom.supply_chain.reach.nodes import pack_all

SECOND, LINKS = 1.0, 10_000_000
FOUND, OPENED, ALERTED = "ours, touched_by", "ours, open_inquiry", "ours, raise_alert"
LISTED = "ours, list_suppliers after"
Rival = Postgres | Rustworkx


class Acts:
    """What the platform does with a signal about a place, each act timed."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {FOUND: [], OPENED: [], ALERTED: [], LISTED: []}
        self.branches = 0

    def put(self, number: int) -> list[int]:
        """The bodies alerted. SystemExit: they are not those that the walk finds."""
        from django.utils import timezone

        from aktsom.core.actor import PLATFORM
        from aktsom.findings.actions.inquiries import InquirySaid, open_inquiry, raise_alert
        from aktsom.findings.actions.reaching import list_suppliers
        from aktsom.findings.models import Signal
        from aktsom.findings.queries.touching import touched_by, whole
        from aktsom.supply_chain.models import Site

        at, place = timezone.now(), Site.objects.get(pk=number).public_id
        day, by = timezone.localdate(at), {"by": PLATFORM, "at": at}
        one = Signal.objects.create(source="ngo", kind="forced_labour", text="Pass holdes.", received_on=day)
        said = InquirySaid("Tvangsarbeid", "Noen sier at de ikke får dra.", "forced_labour", "sted", place)
        found = self._timed(FOUND, lambda: touched_by(whole("sted", place, day), "", day))
        made = self._timed(OPENED, lambda: open_inquiry(**by, signal_id=one.public_id, revision=1, said=said))
        alert = {"inquiry_id": made.public_id, "revision": made.revision, "text": "Ikke bestill derfra."}
        self._timed(ALERTED, lambda: raise_alert(**by, **alert))
        self._timed(LISTED, lambda: list_suppliers(made.public_id))
        if made.branches.count() != len(found.branches):
            raise SystemExit(f"not all suppliers were listed from {number}")
        self.branches = max(self.branches, len(found.branches))
        told = made.touched.filter(alerted_at=at).values_list("member_id", flat=True)
        if sorted(told) != sorted(found.members):
            raise SystemExit(f"not all were alerted from {number}")
        return sorted(told)

    def _timed(self, name: str, act: Callable[[], Any]) -> Any:
        given, seconds, _ = timed(act)
        self.taken[name].append(seconds)
        return given


def with_bodies(sites: int, edges: Edges) -> tuple[Graph, dict[int, int]]:
    """What the rivals are given: the same links, and one from each supplier to each body that buys from it. With the
    body of each of its numbers."""
    suppliers, members = signal_register.bought(sites)
    none = np.zeros(len(suppliers), np.uint16)
    sold = Edges.of(pack_all(Kind.SUPPLIER, suppliers), pack_all(Kind.MEMBER, members), none, none)
    graph = Graph(Snapshot.build(edges.and_(sold), high_water=1))
    every = [pack(Kind.MEMBER, n) for n in range(1, chains.MEMBERS + 1)]
    return graph, {int(n): id_ for id_, n in enumerate(graph.find(every).tolist(), 1) if n >= 0}


def rivals_found(rival: Rival, start: int, bodies: dict[int, int]) -> list[int]:
    if isinstance(rival, Rustworkx):
        return sorted(bodies[n] for n in bodies.keys() & rival.library.descendants(rival.graph, start))
    rows = rival.connection.execute(
        f"with recursive found (node) as (select {start} union select target from found join link on source = node) "
        "select node from found join member using (node)"
    ).fetchall()
    return sorted(bodies[row[0]] for row in rows)


def made_ready(kind: type[Rival], links: Any, bodies: dict[int, int]) -> Rival:
    rival = kind(*links)
    print(f"{kind.name} made ready in {rival.seconds:.0f} s", flush=True)
    if isinstance(rival, Postgres):
        rival.connection.execute("create table member (node int primary key)")
        rival.connection.execute("insert into member select unnest(%s::int[])", [list(bodies)])
    return rival


def asked_of_all(starts: list[int], acts: Acts, rivals: list[Rival], graph: Graph, bodies: dict[int, int]) -> int:
    """Most bodies from one place. SystemExit: somebody comes to others."""
    most = 0
    for number in starts:
        found = acts.put(number)
        most = max(most, len(found))
        start = int(graph.find([pack(Kind.SITE, number)])[0])
        for rival in rivals:
            theirs, seconds, _ = timed(lambda rival=rival, start=start: rivals_found(rival, start, bodies))
            acts.taken.setdefault(rival.name, []).append(seconds)
            if theirs != found:
                raise SystemExit(f"{rival.name}: not the same bodies from {number}")
    return most


def judged(taken: dict[str, list[float]], rivals: list[Rival], links: int) -> int:
    goals = Goals()
    for name in (OPENED, ALERTED):
        goals.judge(f"{name}, the slowest, seconds", max(taken[name]), SECOND)
    for rival in rivals:
        goal = OF_POSTGRES if isinstance(rival, Postgres) else OF_RUSTWORKX
        ratio = percentiles(taken[FOUND])[1] / percentiles(taken[rival.name])[1]
        goals.judge(f"  p95, ours / {rival.name}", ratio, goal)
    if links < LINKS:
        print(f"NOT SHOWN: the goals are for {LINKS:,} links, and there are {links:,}")
        return 1
    return int(bool(goals.missed))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=1_300_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--alone", action="store_true", help="ours without the rivals")
    parser.add_argument("--quick", action="store_true", help="too little to judge speed by: only the answers count")
    said = parser.parse_args()
    sites, queries = (20_000, 10) if said.quick else (said.sites, said.queries)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the start; {signal_register.start()}")
    from django.utils import timezone

    at = timezone.now()
    starts = sorted({int(n) for n in np.linspace(1, sites, queries)})  # of every tier: from a farm or the last factory
    edges = signal_register.links_of(sites)
    _none, seconds, _ = timed(lambda: signal_register.fill(sites, edges, starts, at))
    links, laid, _ = timed(lambda: signal_register.lay_on_the_shelf(edges, at))
    print(f"{links:,} links on the shelf in {laid:.0f} s; the register filled in {seconds:.0f} s", flush=True)
    acts, (kinds_, left_out) = Acts(), ([], ["left out: all rivals"]) if said.alone else available()
    graph, bodies = with_bodies(sites, edges)
    rivals: list[Rival] = []
    try:
        numbers = in_numbers(graph)
        rivals.extend(made_ready(kind, numbers, bodies) for kind in kinds_)
        _none, opened, _ = timed(lambda: Acts().put(starts[0]))
        most = asked_of_all(starts[1:], acts, rivals, graph, bodies)
    finally:
        for rival in rivals:
            rival.close()
    print(f"the first signal, with the graph opened: {opened:.2f} s")
    print(f"\n{'ms':<34}{'p50':>11}{'p95':>11}{'max':>11}   (load {os.getloadavg()[0]:.1f})")
    for name, each in acts.taken.items():
        print(f"{name:<34}" + "".join(f"{value:>11.3f}" for value in percentiles(each)))
    print(f"at most {most} bodies and {acts.branches:,} suppliers from one place; all come to the same bodies")
    print("\n".join(left_out))
    return 0 if said.quick else judged(acts.taken, rivals, links)


if __name__ == "__main__":
    sys.exit(main())
