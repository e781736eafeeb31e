"""How fast a ledger is screened, beside polars, DuckDB, pandas and plain Python doing the same classification.

    python bench/screen_speed.py [--lines 1000000] [--runs 3] [--only NAME ...]
    python bench/screen_speed.py --quick         100,000 lines, one run: that all answers agree

Each run is a process of its own; its time is from the first import to the finished table. Side by side in one job, the
median of the runs counts, with the fastest, the least processor time and the highest memory beside it. All answers must
be identical: lines per verdict, and lines, øre and rank for every category, buyer and supplier.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import ledger
from measuring import peak_memory
from rivals import RIVALS, Answer, Tables

from aktsom.categories.catalogue import REFERENCE, Catalogue, read_catalogue, read_rows

Say = Callable[[str], None]
LIST = "list"
CHANGES = ("none", "weight", "country", "cpv")
FIRST, AGAIN = "aktsom CSV, first screen", "aktsom, screen again"
ONLY_FOR_SCALE = ("polars CSV, distinct titles", "pandas CSV", "plain Python CSV")
FIRST_GOAL, AGAIN_GOAL, MEMORY_GOAL = 1.5, 0.5, 2.5 * 1024


def catalogue_with(change: str, folder: Path) -> Catalogue:
    """The list with one thing changed: how grave forced labour is, a country, or which codes are workwear."""
    if change == "none":
        return read_catalogue(folder)
    rows = read_rows(folder)
    if change == "weight":
        rows["rights"] = [{**row, "severity": "1"} if row["code"] == "FL" else row for row in rows["rights"]]
    elif change == "country":
        products = rows["high_risk_products"]
        rows["high_risk_products"] = [
            {**row, "countries": ";".join(code for code in row["countries"].split(";") if code != "CN")}
            for row in products
        ]
    else:
        rows["high_risk_cpv"] = [row for row in rows["high_risk_cpv"] if not row["cpv_prefix"].startswith("181")]
    return Catalogue.from_rows(rows, version=change)


def ours_first(path: Path, kept: Path, change: str) -> Answer:
    from aktsom.interop.screening.ledgers import large_file
    from aktsom.risk.analysis.ingest import ingest
    from aktsom.risk.screening.screener import Screener

    screener = Screener(catalogue_with(change, kept / LIST))
    large = large_file(path, path.name, "", kept, smallest=0)
    if large is None:
        raise SystemExit(f"{path} is not read as a large file")
    coded = ingest(large.ledger, screener)
    coded.save(kept)
    return _ours(coded, screener)


def ours_again(_path: Path, kept: Path, change: str) -> Answer:
    from aktsom.risk.analysis.coded import Coded
    from aktsom.risk.screening.screener import Screener

    return _ours(Coded.load(kept), Screener(catalogue_with(change, kept / LIST)))


def _ours(coded: object, screener: object) -> Answer:
    import polars as pl

    from aktsom.risk.analysis.crossing import categories_of, crossing
    from aktsom.risk.analysis.holdings import outcome_sums
    from aktsom.risk.analysis.outcomes import outcomes_of

    outcomes = outcomes_of(coded, screener)
    verdicts: dict[str, int] = {}
    for outcome, lines, _cents in outcome_sums(coded, outcomes):
        verdicts[str(outcome.verdict)] = verdicts.get(str(outcome.verdict), 0) + lines
    pairs = categories_of(outcomes)
    names = {
        "group": (pl.Series([group for group, _product in pairs], dtype=pl.String), "category"),
        "product": (pl.Series([product for _group, product in pairs], dtype=pl.String), "category"),
        "buyer": (pl.Series(coded.buyers, dtype=pl.String), "buyer"),
        "supplier": (pl.Series([supplier.key for supplier in coded.suppliers], dtype=pl.String), "supplier"),
    }
    named = [pl.lit(series).gather(pl.col(column)).alias(name) for name, (series, column) in names.items()]
    found = crossing(coded, outcomes).select(*named, "lines", "amount", "rank")
    return Answer(verdicts, found.iter_rows)


def one(engine: str, path: Path, kept: Path, change: str) -> None:
    """Runs one engine in this process and prints what it took."""
    started = time.perf_counter()
    if engine in (FIRST, AGAIN):
        answer = (ours_first if engine == FIRST else ours_again)(path, kept, change)
    else:
        answer = RIVALS[engine](path, Tables(catalogue_with(change, kept / LIST)))
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    took = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "memory": peak_memory()}
    print(json.dumps({**took, **digest(answer)}))


def digest(answer: Answer) -> dict[str, object]:
    """The same for the same answer in any order."""
    total, groups = 0, 0
    for row in answer.rows():
        told = "|".join("" if cell is None else str(cell if isinstance(cell, str) else int(cell)) for cell in row)
        total = (total + int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest())) % 2**64
        groups += 1
    return {"verdicts": dict(sorted(answer.verdicts.items())), "groups": groups, "sum": f"{total:016x}"}


@dataclass
class Measured:
    engine: str
    seconds: list[float]
    cpu: float
    memory: float
    answer: dict[str, object]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def told(self) -> str:
        times = "   ".join(f"{seconds:8.2f} s" for seconds in (self.median, min(self.seconds), self.cpu))
        return f"{self.engine:38s} {times}   {self.memory:6.0f} MB"


def measure(engines: Sequence[tuple[str, Path, str]], kept: Path, runs: int, say: Say) -> list[Measured]:
    """Each engine with its file and change in turn, over and over, so that a busy moment hits them alike."""
    found: list[list[dict[str, Any]]] = [[] for _engine in engines]
    for _ in range(runs):
        for place, (engine, path, change) in enumerate(engines):
            command = [sys.executable, __file__, "--one", engine, "--path", path, "--kept", kept, "--change", change]
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"{engine} failed:\n{done.stderr}")
            found[place].append(json.loads(done.stdout.splitlines()[-1]))
    measured = [_measured(*engine, taken) for engine, taken in zip(engines, found, strict=True)]
    for one_engine in measured:
        say(one_engine.told())
    return measured


def _measured(engine: str, _path: Path, change: str, runs: list[dict[str, Any]]) -> Measured:
    answers = [{key: run[key] for key in ("verdicts", "groups", "sum")} for run in runs]
    if any(answer != answers[0] for answer in answers):
        raise SystemExit(f"{engine} gives different answers from run to run: {answers}")
    name = engine if change == "none" else f"{engine}, {change} changed"
    seconds, memory = [run["seconds"] for run in runs], max(run["memory"] for run in runs)
    return Measured(name, seconds, min(run["cpu"] for run in runs), memory, answers[0])


def agree(measured: list[Measured]) -> None:
    for other in measured[1:]:
        if other.answer != measured[0].answer:
            raise SystemExit(f"not the same: {measured[0].engine} {measured[0].answer}\n{other.engine} {other.answer}")


def compare(lines: int, runs: int, *, scale: bool, say: Say) -> bool:
    """Measures all, prints the table and the ratios, and says whether the goals are met."""
    csv_path, parquet_path = ledger.main(lines)
    csv_size, parquet_size = (path.stat().st_size / 1e6 for path in (csv_path, parquet_path))
    say(f"\n{lines:,} lines, {csv_size:,.0f} MB CSV, {parquet_size:,.0f} MB Parquet")
    say(f"{'':38s} {'median':>10s}   {'fastest':>10s}   {'both cores':>10s}   {'memory':>9s}")
    with TemporaryDirectory(dir=ledger.FOLDER) as folder:
        kept = Path(folder)
        shutil.copytree(REFERENCE, kept / LIST)  # so that all runs use the same list, whoever edits it meanwhile
        engines = [(name, csv_path, "none") for name in (FIRST, "polars CSV", "DuckDB CSV")]
        first, *rivals = measure(engines, kept, runs, say)
        agree([first, *rivals])
        if scale:
            agree([first, *measure([(name, csv_path, "none") for name in ONLY_FOR_SCALE], kept, 1, say)])
        engines = [(AGAIN, csv_path, change) for change in CHANGES[1:]]
        engines += [(name, parquet_path, "cpv") for name in ("polars Parquet", "DuckDB Parquet")]
        measured = measure(engines, kept, runs, say)
        again, parquet = dict(zip(CHANGES[1:], measured, strict=False)), measured[len(CHANGES) - 1 :]
        agree([again["cpv"], *parquet])
        if scale:
            for change in ("weight", "country"):
                agree([again[change], *measure([("polars Parquet", parquet_path, change)], kept, 1, _silent)])
    say("all answers identical")
    return _goals(first, rivals, list(again.values()), parquet, say)


def _goals(first: Measured, rivals: list[Measured], again: list[Measured], parquet: list[Measured], say: Say) -> bool:
    best, best_parquet = min(one.median for one in rivals), min(one.median for one in parquet)
    slowest = max(one.median for one in again)
    memory = max(one.memory for one in (first, *again))
    told = (
        ("first screen / best rival on CSV", first.median / best, FIRST_GOAL),
        ("screen again / best rival on Parquet", slowest / best_parquet, AGAIN_GOAL),
        ("memory, MB", memory, MEMORY_GOAL),
    )
    for what, found, goal in told:
        say(f"{what:40s} {found:10.2f}   goal {goal:g}   {'met' if found <= goal else 'NOT MET'}")
    return all(found <= goal for _what, found, goal in told)


def _silent(_line: str) -> None:
    """For what is only compared."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    for hidden in ("--one", "--path", "--kept", "--change"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        one(chosen.one, Path(chosen.path), Path(chosen.kept), chosen.change)
        return
    say = partial(print, flush=True)
    if chosen.quick:
        compare(100_000, 1, scale=True, say=say)  # too few lines to judge speed by: only the answers count
        return
    sys.exit(0 if compare(chosen.lines, chosen.runs, scale=chosen.lines <= 1_000_000, say=say) else 1)


if __name__ == "__main__":
    main()
