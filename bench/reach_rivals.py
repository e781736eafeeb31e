"""The same links in PostgreSQL, asked by the recursive query that an expert would write, and in rustworkx."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import big_register
import numpy.typing as npt

DATABASE = f"{big_register.DATABASE.rpartition('/')[0]}/aktsom_reach_bench"
Ints = npt.NDArray[Any]


def _in_memory() -> float:
    """Megabytes that this process has now."""
    rows = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return int(rows["VmRSS"].split()[0]) / 1e3


class Postgres:
    """An unlogged table with a covering index each way, so that a step reads an index and nothing else."""

    name = "PostgreSQL recursive"

    def __init__(self, source: Ints, target: Ints) -> None:
        import polars
        import psycopg

        self.server, _, self.database = DATABASE.rpartition("/")
        started = time.perf_counter()
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as admin:
            admin.execute(f'drop database if exists "{self.database}" with (force)')
            admin.execute(f'create database "{self.database}"')
        self.connection = psycopg.connect(DATABASE, autocommit=True)
        self.connection.execute("create unlogged table link (source int not null, target int not null)")
        rows = polars.DataFrame({"source": source, "target": target}).write_csv(include_header=False).encode()
        with self.connection.cursor().copy("copy link from stdin (format csv)") as copy:
            copy.write(rows)
        self.connection.execute("create index on link (source) include (target)")
        self.connection.execute("create index on link (target) include (source)")
        self.connection.execute("vacuum analyze link")
        self.seconds = time.perf_counter() - started
        size = self.connection.execute("select pg_total_relation_size('link')").fetchone()
        self.megabytes = size[0] / 1e6 if size else 0.0

    def count(self, start: int, *, downstream: bool) -> int:
        near, far = ("source", "target") if downstream else ("target", "source")
        row = self.connection.execute(
            f"with recursive found (node) as (select {start} union select {far} from found join link on {near} = node) "
            "select count(*) from found"
        ).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        import psycopg

        self.connection.close()
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as admin:
            admin.execute(f'drop database if exists "{self.database}" with (force)')


class Rustworkx:
    name = "rustworkx"

    def __init__(self, source: Ints, target: Ints) -> None:
        import rustworkx

        self.library = rustworkx
        before, started = _in_memory(), time.perf_counter()
        nodes = int(max(source.max(), target.max())) + 1
        self.graph = rustworkx.PyDiGraph(node_count_hint=nodes, edge_count_hint=len(source))
        self.graph.add_nodes_from(range(nodes))
        for low in range(0, len(source), 1_000_000):
            part = slice(low, low + 1_000_000)
            self.graph.add_edges_from_no_data(list(zip(source[part].tolist(), target[part].tolist(), strict=True)))
        self.seconds = time.perf_counter() - started
        self.megabytes = _in_memory() - before

    def count(self, start: int, *, downstream: bool) -> int:
        found = self.library.descendants(self.graph, start) if downstream else self.library.ancestors(self.graph, start)
        return len(found | {start})

    def close(self) -> None:
        """Nothing is kept."""


def available() -> tuple[list[type[Postgres] | type[Rustworkx]], list[str]]:
    """Which rivals can be asked here, and why others cannot."""
    rivals: list[type[Postgres] | type[Rustworkx]] = []
    left_out = []
    if big_register.answers():
        rivals.append(Postgres)
    else:
        left_out.append("left out: no PostgreSQL answers")
    try:
        import rustworkx  # noqa: F401  asked whether it is there
    except ImportError:
        left_out.append("left out: rustworkx is not installed")
    else:
        rivals.append(Rustworkx)
    return rivals, left_out
