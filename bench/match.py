"""How well and how fast the same company is found, beside Splink on DuckDB and a plain likeness of names.

    python bench/match.py [--records 100000 1000000] [--seeds 2 3 4] [--real FOLDER]
    python bench/match.py --quick        20,000 records, one seed

Records are made up (`made_up_suppliers.py`); our weights were fitted on seed 1, so others are measured. Each engine
runs in a process of its own, one after the other; time is from the records as text to the clusters. Beside it stands
the time on the processor, all threads together, which other work on the machine disturbs less. Rivals get our
cleaned fields and the best of their thresholds, chosen with the truth. `--real` is a folder with sites_labelled.csv and
organisation_name_pairs_labelled.csv; without it that part is left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent))

from made_up_suppliers import register
from match_rivals import RIVALS
from measuring import peak_memory

from aktsom.suppliers.resolution.resolving import resolve
from aktsom.suppliers.resolution.tables import RecordKind

OURS = "aktsom"
F1_OVER_SPLINK, TIME_OF_SPLINK, MEMORY = 0.10, 0.25, 3.5 * 1024
LEAST_F1 = {100_000: 0.94, 1_000_000: 0.91}


def quality(truth: np.ndarray, cluster: np.ndarray) -> dict[str, float]:
    """Over pairs, and B-cubed: over records, how pure and how whole each one's cluster is."""
    frame = pl.DataFrame({"truth": truth, "cluster": cluster})

    def pairs(*by: str) -> float:
        size = frame.group_by(by).len()["len"].cast(pl.Float64)
        return float((size * (size - 1) / 2).sum())

    both, found, true = pairs("truth", "cluster"), pairs("cluster"), pairs("truth")
    precision, recall = both / max(found, 1), both / max(true, 1)
    met = frame.group_by("truth", "cluster").len("both")
    met = met.join(frame.group_by("cluster").len("found"), on="cluster").join(
        frame.group_by("truth").len("true"), on="truth"
    )
    pure = float((met["both"].cast(pl.Float64) ** 2 / met["found"]).sum()) / frame.height
    whole = float((met["both"].cast(pl.Float64) ** 2 / met["true"]).sum()) / frame.height
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "b_cubed": 2 * pure * whole / max(pure + whole, 1e-9),
    }


def one(engine: str, path: Path, kind: RecordKind) -> None:
    """Runs one engine in this process and prints what it took and how well it did."""
    frame = pl.read_parquet(path)
    truth, records = frame["entity"].to_numpy(), frame.drop("entity")
    if engine == "splink":
        import splink  # noqa: F401  loading it is not its work
    started, busy = time.perf_counter(), time.process_time()
    answering = RIVALS[engine](records, kind) if engine != OURS else iter([(0.0, resolve(records, kind).cluster)])
    # One threshold is what a user would run: the time to the first clusters counts.
    answers = [next(answering)]
    seconds, processor = time.perf_counter() - started, time.process_time() - busy
    answers += answering
    judged = [(quality(truth, cluster), threshold) for threshold, cluster in answers]
    best, threshold = max(judged, key=lambda entry: entry[0]["f1"])
    took = {"seconds": seconds, "processor": processor, "memory": peak_memory()}
    print(json.dumps({**best, "threshold": threshold, **took}))


def measured(engine: str, path: Path, kind: RecordKind) -> dict[str, float] | None:
    command = [sys.executable, __file__, "--one", engine, "--path", str(path), "--kind", kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"   {engine}: failed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    took: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    print(
        f"   {engine:9} {took['seconds']:7.1f} s  {took['processor']:7.1f} s of processor  {took['memory']:6.0f} MB  "
        f"P {took['precision']:.3f}  R {took['recall']:.3f}  F1 {took['f1']:.3f}  B3 {took['b_cubed']:.3f}"
        + (f"  (best threshold {took['threshold']})" if took["threshold"] else ""),
        flush=True,
    )
    return took


def generated(records: int, seeds: list[int], folder: Path) -> list[str]:
    """Goals that are missed, in words."""
    engines = {engine: [] for engine in (OURS, *RIVALS)}
    for seed in seeds:
        path = folder / "records.parquet"
        register(records, seed).write_parquet(path)
        print(f"\n{records:,} made-up records, seed {seed}")
        for engine, runs in engines.items():
            if took := measured(engine, path, RecordKind.COMPANY):
                runs.append(took)
    if not all(len(runs) == len(seeds) for runs in engines.values()):
        return [f"{records:,}: not every engine finished"]

    def median(engine: str, figure: str) -> float:
        return statistics.median(run[figure] for run in engines[engine])

    ahead = median(OURS, "f1") - median("splink", "f1")
    share = median(OURS, "seconds") / median("splink", "seconds")
    memory = max(run["memory"] for run in engines[OURS])
    goals = {
        f"F1 {median(OURS, 'f1'):.3f}, {ahead:+.3f} to Splink (goal {F1_OVER_SPLINK:+.2f})": ahead >= F1_OVER_SPLINK,
        f"{share:.2f} of Splink's time (goal {TIME_OF_SPLINK})": share <= TIME_OF_SPLINK,
        f"at most {memory:.0f} MB (goal {MEMORY:.0f})": memory <= MEMORY,
    }
    if records in LEAST_F1:
        goals[f"F1 at least {LEAST_F1[records]}"] = median(OURS, "f1") >= LEAST_F1[records]
    for goal, met in goals.items():
        print(f"   {'met   ' if met else 'MISSED'} {goal}")
    return [f"{records:,}: {goal}" for goal, met in goals.items() if not met]


def sites(folder: Path, scratch: Path) -> list[str]:
    """Real lists of the same places from several keepers, labelled."""
    frame = pl.read_csv(folder / "sites_labelled.csv", infer_schema=False)
    known = frame.select(
        pl.col("true_id").rank("dense").cast(pl.Int64).alias("entity"),
        name="site_name",
        address="address",
        postcode="zip",
        phone="phone",
    )
    path = scratch / "sites.parquet"
    known.write_parquet(path)
    print(f"\n{known.height:,} rows of real sites, labelled")
    took = {engine: measured(engine, path, RecordKind.SITE) for engine in (OURS, *RIVALS)}
    best = max(run["f1"] for engine, run in took.items() if run and engine != OURS)
    ours = took[OURS]["f1"] if took[OURS] else 0
    print(f"   {'met   ' if ours > best else 'MISSED'} ahead of both ({ours:.3f} against {best:.3f})")
    return [] if ours > best else ["sites: not ahead of both"]


def name_pairs(folder: Path) -> list[str]:
    """Hard pairs of names in many scripts: judged by the name alone, each at the best threshold of its own."""
    from rapidfuzz import fuzz, utils
    from rapidfuzz.distance import JaroWinkler

    from aktsom.suppliers.resolution.comparing import Comparison
    from aktsom.suppliers.resolution.preparing import prepared
    from aktsom.suppliers.resolution.tables import weights

    frame = pl.read_csv(folder / "organisation_name_pairs_labelled.csv", infer_schema=False)
    truth = (frame["is_match"] == "true").to_numpy()
    names = pl.concat([frame["name1"], frame["name2"]]).fill_null("")
    here = np.arange(frame.height, dtype=np.uint32)
    comparison = Comparison(prepared(pl.DataFrame({"name": names})), weights(RecordKind.COMPANY), RecordKind.COMPANY)
    scores = {
        OURS: comparison.compare(here, here + np.uint32(frame.height)).total,
        "likeness of names (token_sort_ratio)": _scores(fuzz.token_sort_ratio, names, utils.default_process),
        "Jaro-Winkler, as in Splink": _scores(JaroWinkler.normalized_similarity, names, utils.default_process),
    }
    print(f"\n{frame.height} hard pairs of names, labelled, {int(truth.sum())} the same")
    best = {}
    for engine, score in scores.items():
        tried = [(_f1(truth, score >= at), at) for at in np.unique(score)]
        best[engine], at = max(tried)
        print(f"   {engine:38} F1 {best[engine]:.3f} (best threshold {at:.2f})")
    joined = _f1(truth, scores[OURS] >= weights(RecordKind.COMPANY).ask_above)
    print(f"   {OURS}, at the weight from which a person is asked: F1 {joined:.3f}")
    ahead = best[OURS] > max(score for engine, score in best.items() if engine != OURS)
    return [] if ahead else ["name pairs: not ahead of both"]


def _scores(scorer, names: pl.Series, processor) -> np.ndarray:  # type: ignore[no-untyped-def]  # rapidfuzz has no types
    half = len(names) // 2
    return np.array([scorer(a, b, processor=processor) for a, b in zip(names[:half], names[half:], strict=True)])


def _f1(truth: np.ndarray, said: np.ndarray) -> float:
    both = float((truth & said).sum())
    return 2 * both / max(float(truth.sum() + said.sum()), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[2, 3, 4])
    parser.add_argument("--real", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--kind", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.path, RecordKind(asked.kind))
        return 0
    missed: list[str] = []
    with TemporaryDirectory() as scratch:
        for records in [20_000] if asked.quick else asked.records:
            missed += generated(records, [2] if asked.quick else asked.seeds, Path(scratch))
        if asked.real and asked.real.is_dir():
            missed += sites(asked.real, Path(scratch)) + name_pairs(asked.real)
        else:
            print("\nreal labelled lists: left out, --real names no folder")
    print("\n" + ("\n".join(f"missed: {line}" for line in missed) or "all goals met"))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
