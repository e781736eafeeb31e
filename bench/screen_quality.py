"""How well the screen finds high-risk purchases in labelled titles, beside the list's tables applied plainly.

    python bench/screen_quality.py               on the titles we tune on
    python bench/screen_quality.py --held-out    on the titles nobody tunes on
    python bench/screen_quality.py --wrong       also shows each title that was placed wrongly

«flag» counts high_risk and insufficient_information alike, against not_on_list; «high» only high_risk; «exact» the
verdict itself; «product» every product named.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plain_tables.rule import PlainTables

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.screening import Purchase, Screener

LABELLED = Path(__file__).parent / "labelled"
TUNED_ON, HELD_OUT, TOGETHER = ("titles_dev.csv", "titles_dev_more.csv"), ("titles_test.csv",), "together"
Answer = tuple[str, frozenset[str]]
Engine = Callable[[Purchase], Answer]


@dataclass(frozen=True)
class Labelled:
    id: str
    purchase: Purchase
    verdict: str
    products: frozenset[str]

    def without_code(self) -> Purchase:
        return Purchase(self.purchase.title, self.purchase.description)


def listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read(path: Path) -> list[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["id"],
                Purchase(row["title"], row["description"], (), listed(row["cpv"])),
                row["verdict"],
                frozenset(listed(row["products"])),
            )
            for row in csv.DictReader(file)
        ]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def figures(pairs: Iterable[tuple[Answer, Answer]]) -> str:
    rows = list(pairs)
    cells = []
    for chosen in (lambda answer: answer[0] != "not_on_list", lambda answer: answer[0] == "high_risk"):
        hit = sum(chosen(got) and chosen(want) for got, want in rows)
        cells += [share(hit, sum(chosen(got) for got, _ in rows)), share(hit, sum(chosen(want) for _, want in rows))]
    cells.append(share(sum(got[0] == want[0] for got, want in rows), len(rows)))
    named = sum(len(got[1] & want[1]) for got, want in rows)
    cells += [share(named, sum(len(got[1]) for got, _ in rows)), share(named, sum(len(want[1]) for _, want in rows))]
    return "   ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    paths = [LABELLED / name for name in (HELD_OUT if options.held_out else TUNED_ON)]
    files = {path.name: read(path) for path in paths}
    if len(files) > 1:
        files[TOGETHER] = [row for rows in files.values() for row in rows]

    screener, plain = Screener(read_catalogue()), PlainTables()

    def ours(purchase: Purchase) -> Answer:
        screening = screener.screen(purchase)
        return screening.verdict.value, frozenset(screening.products)

    for name, rows in files.items():
        measure(name, rows, {"ours": ours, "plain tables": plain.answer}, wrong=options.wrong and name != TOGETHER)


def measure(name: str, rows: list[Labelled], engines: Mapping[str, Engine], *, wrong: bool) -> None:
    print(f"{name}: {len(rows)} titles, {sum(row.verdict != 'not_on_list' for row in rows)} on the list")
    print(f"{'':28}flag P  flag R  high P  high R  exact   prod P  prod R")
    for engine_name, engine in engines.items():
        for with_code in (True, False):
            asked = [(row, row.purchase if with_code else row.without_code()) for row in rows]
            answers = [(row, engine(purchase)) for row, purchase in asked]
            line = figures((got, (row.verdict, row.products)) for row, got in answers)
            print(f"{engine_name + (', with CPV' if with_code else ', without CPV'):28}{line}")
            if wrong and engine_name == "ours":
                for row, got in answers:
                    if got[0] != row.verdict:
                        print(f"    {row.id} wanted {row.verdict}, got {got[0]}: {row.purchase.title}")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
