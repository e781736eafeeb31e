"""A made-up ledger of Norwegian public purchases: large, seeded, the same on every machine.

    python bench/ledger.py LINES [FOLDER]

Titles are built from the words of the catalogue (as they stand, inflected, in compounds), from words that mislead,
from services around listed goods, and from purchases that have nothing to do with the list. Three in ten lines have
no CPV code, four in five name no origin, one in eight suppliers has no number. Written once, as CSV (semicolon,
decimal comma) and as Parquet with the same cells.
"""

from __future__ import annotations

import random
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from aktsom.categories.catalogue import Catalogue, read_catalogue
from aktsom.categories.entries import Effect

FOLDER = Path(__file__).parent / ".data"
SEED = 20
STEP = 500_000
BUYERS, SUPPLIERS, CODES, OBJECTS = 300, 60_000, 6_000, 40_000
COLUMNS = {
    "reference": "Avtalenr",
    "date": "Startdato",
    "buyer": "Oppdragsgiver",
    "supplier": "Leverandør",
    "number": "Org.nr",
    "cpv": "CPV",
    "title": "Tittel",
    "amount": "Verdi",
    "currency": "Valuta",
    "origin": "Opprinnelsesland",
}

WORDS = tomllib.loads((Path(__file__).parent / "ledger_words.toml").read_text(encoding="utf-8"))


def organisation_number(first_eight: int) -> str:
    digits = f"{first_eight:08d}"
    rest = sum(int(d) * w for d, w in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return "" if rest == 1 else digits + str(0 if rest == 0 else 11 - rest)


def objects(catalogue: Catalogue, chance: random.Random) -> list[str]:
    """What is bought: four in ten touch the list, one in ten only looks like it. The first come oftenest."""
    words = [keyword.word for keyword in (*catalogue.keywords, *catalogue.group_keywords)]
    misleading = [context.word for context in catalogue.context_words if context.effect is Effect.OTHER]
    found = []
    for _ in range(OBJECTS):
        draw = chance.random()
        word = chance.choice(words)
        if draw < 0.22:
            found.append(word + chance.choice(["", "", "er", "ene", "r", "s"]))
        elif draw < 0.30:
            found.append(f"{word} og {chance.choice(words)}")
        elif draw < 0.34:
            found.append(chance.choice(["kontor", "skole", "vinter", "bade", "barne", "stål"]) + word)
        elif draw < 0.38:
            found.append(f"{chance.choice(WORDS['services']).lower()} {word}")
        elif draw < 0.46:
            found.append(chance.choice(misleading or words))
        elif draw < 0.50:
            found.append(
                word + chance.choice(["service", "utleie", "vask", "programvare", "anlegg", "kurs", "reparasjon"])
            )
        else:
            pair = chance.sample(WORDS["other_things"], 2)
            found.append(pair[0] if chance.random() < 0.5 else f"{pair[0]} og {pair[1]}")
    return found


def codes(catalogue: Catalogue, chance: random.Random) -> list[str]:
    """A third of the codes lie under a prefix of the catalogue; some cells hold two codes."""
    prefixes = [rule.prefix for rule in (*catalogue.cpv_rules, *catalogue.group_cpv_rules)]
    found = []
    for _ in range(CODES):
        start = chance.choice(prefixes) if chance.random() < 0.33 else f"{chance.randint(3, 98):02d}"
        found.append((start + "".join(chance.choice("0000123456789") for _ in range(8)))[:8])
    pairs = [f"{chance.choice(found)}; {chance.choice(found)}" for _ in range(CODES // 20)]
    return found + pairs


def few_often(chance: np.random.Generator, lines: int, size: int, shape: float, scale: float) -> np.ndarray:
    """Positions below `size`, the first far oftener than the last, as suppliers and codes are in real ledgers."""
    return np.minimum((chance.pareto(shape, lines) * scale).astype(np.int64), size - 1)


@dataclass
class Pools:
    """What lines are drawn from."""

    catalogue: Catalogue
    chance: random.Random

    def __post_init__(self) -> None:
        pick, words = self.chance.choice, WORDS
        places = [f"{a}{b}" for a in words["first"] for b in words["second"]]
        kinds = ["kommune", "kommune", "fylkeskommune", "sykehus HF"]
        self.buyers = np.array([f"{place} {pick(kinds)}" for place in self.chance.sample(places, BUYERS)])
        self.suppliers = np.array(
            [f"{pick(places)} {pick(words['trades'])}{pick(words['forms'])}" for _ in range(SUPPLIERS)]
        )
        numbers = [organisation_number(self.chance.randint(80_000_000, 99_999_999)) for _ in range(SUPPLIERS)]
        self.numbers = np.array([number if self.chance.random() > 0.12 else "" for number in numbers])
        self.things = np.array(objects(self.catalogue, self.chance))
        self.codes = np.array(codes(self.catalogue, self.chance))
        self.openings, self.tails = np.array(words["openings"]), np.array(words["tails"])
        self.origins = np.array(words["origins"])


def lines_of(pools: Pools, start: int, count: int, chance: np.random.Generator) -> pl.DataFrame:
    def one_of(pool: np.ndarray) -> np.ndarray:
        return pool[chance.integers(0, len(pool), count)]

    supplier = few_often(chance, count, SUPPLIERS, 1.0, 60)
    serial = np.char.add(" ", chance.integers(1, 99_999, count).astype(str))
    day = np.datetime64("2022-01-01") + chance.integers(0, 1460, count)
    code = pools.codes[few_often(chance, count, len(pools.codes), 0.7, 60)]
    title = pl.concat_str("opening", "thing", "tail", separator=" ").str.strip_chars()
    return (
        pl.DataFrame(
            {
                "reference": np.char.add("K-", np.arange(start + 1, start + count + 1).astype(str)),
                "date": day.astype("datetime64[D]").astype(str),
                "buyer": one_of(pools.buyers),
                "supplier": pools.suppliers[supplier],
                "number": pools.numbers[supplier],
                "cpv": np.where(chance.random(count) < 0.3, "", code),
                "opening": one_of(pools.openings),
                "thing": pools.things[few_often(chance, count, OBJECTS, 0.8, 300)],
                "tail": one_of(pools.tails),
                "serial": np.where(chance.random(count) < 0.5, serial, ""),
                "amount": np.round(np.exp(chance.normal(11.5, 1.8, count)), 2),
                "currency": np.where(chance.random(count) < 0.97, "NOK", "EUR"),
                "origin": np.where(chance.random(count) < 0.8, "", one_of(pools.origins)),
            }
        )
        .with_columns(
            title=pl.concat_str(title, "serial"),
            amount=pl.col("amount").cast(pl.String).str.replace(".", ",", literal=True),
        )
        .select(pl.col(name).alias(heading) for name, heading in COLUMNS.items())
        .with_columns(pl.col(pl.String).replace("", None))
    )


def main(lines: int, folder: Path = FOLDER) -> tuple[Path, Path]:
    """Writes ledger-LINES.csv and .parquet unless they are there, and returns their paths."""
    csv_path, parquet_path = folder / f"ledger-{lines}.csv", folder / f"ledger-{lines}.parquet"
    if csv_path.exists() and parquet_path.exists():
        return csv_path, parquet_path
    folder.mkdir(parents=True, exist_ok=True)
    pools, chance = Pools(read_catalogue(), random.Random(SEED)), np.random.default_rng(SEED)
    unfinished = csv_path.with_suffix(".part")
    parts = []
    with unfinished.open("wb") as out:
        for start in range(0, lines, STEP):
            made = lines_of(pools, start, min(STEP, lines - start), chance)
            made.write_csv(out, separator=";", include_header=start == 0)
            parts.append(folder / f"part-{start}.parquet")
            made.write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(parquet_path, compression="zstd", row_group_size=250_000)
    for part in parts:
        part.unlink()
    unfinished.rename(csv_path)
    return csv_path, parquet_path


if __name__ == "__main__":
    print(*main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER))
