"""Makes the registers in `examples/` anew: `.venv/bin/python tools/make_examples.py`. The same content every time.

`--check` makes them beside the committed ones and says which differ; `--summary` tells what is in them.
"""

import argparse
import csv
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

from examples import bergen, hospitals, oslo, statsbygg, university, wrong
from examples.contracts import Contract, Habits, make_contracts
from examples.members import BERGEN, HOSPITALS, OSLO, STATSBYGG, UIB
from examples.references import number_contracts
from examples.slips import plant
from examples.suppliers import DATA, all_suppliers

FOLDER = Path(__file__).resolve().parent.parent / "examples"
PLANTED = DATA / "planted.csv"
Write = Callable[[Path, list[Contract], Random], dict[int, str]]
FILES: tuple[tuple[str, Habits, Write], ...] = (
    ("oslo-kommune.xlsx", OSLO, oslo.write),
    ("bergen-kommune.csv", BERGEN, bergen.write),
    ("sykehusinnkjop.xlsx", HOSPITALS, hospitals.write),
    ("uib.ods", UIB, university.write),
    ("statsbygg.csv", STATSBYGG, statsbygg.write),
)


def contracts_of(habits: Habits) -> list[Contract]:
    chance = Random(f"{habits.slug} 2026")
    contracts = make_contracts(habits, all_suppliers(), chance)
    if habits is HOSPITALS:
        contracts = hospitals.arranged(contracts)
    number_contracts(habits.slug, contracts, chance)
    plant(habits.slug, contracts, chance)
    return contracts


def make(folder: Path) -> list[tuple[str, int, str]]:
    """Writes every file; returns file, row and kind of each slip."""
    folder.mkdir(parents=True, exist_ok=True)
    slips: list[tuple[str, int, str]] = []
    for name, habits, write in FILES:
        contracts = contracts_of(habits)
        chance = Random(f"{name} as written")
        slips += [(name, row, slip) for row, slip in sorted(write(folder / name, contracts, chance).items())]
    wrong.write_all(folder / "feil")
    return slips


def write_planted(slips: list[tuple[str, int, str]]) -> None:
    with PLANTED.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(("file", "row", "slip"))
        table.writerows(slips)


def differing() -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place)
        make(fresh)
        names = [str(path.relative_to(fresh)) for path in sorted(fresh.rglob("*")) if path.is_file()]
        return [name for name in names if contents(FOLDER / name) != contents(fresh / name)]


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds: a zip's parts unpacked, for compressed bytes differ between builds of zlib."""
    if not path.exists():
        return {}
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def summary() -> str:
    buyers: defaultdict[str, set[str]] = defaultdict(set)
    titles: set[str] = set()
    lines: list[str] = []
    for name, habits, _write in FILES:
        contracts = contracts_of(habits)
        groups = Counter(contract.line.group.rstrip("?") for contract in contracts)
        listed = sum(contract.line.listed for contract in contracts) / len(contracts)
        titles |= {contract.line.title for contract in contracts}
        for contract in contracts:
            buyers[contract.supplier.name].add(habits.slug)
        shown = ", ".join(f"{group} {count}" for group, count in groups.most_common() if group != "-")
        lines.append(f"{name}: {len(contracts)} contracts, {listed:.0%} of listed groups ({shown})")
    shared = Counter(len(members) for members in buyers.values())
    lines.append(f"{len(titles)} titles written by hand, {len(buyers)} suppliers")
    lines += [f"{shared[count]} suppliers with {count} members" for count in sorted(shared)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--summary", action="store_true")
    chosen = parser.parse_args()
    if chosen.check:
        stale = differing()
        sys.exit(f"stale: {', '.join(stale)}" if stale else 0)
    if chosen.summary:
        sys.stdout.write(summary() + "\n")
        return
    write_planted(make(FOLDER))


if __name__ == "__main__":
    main()
