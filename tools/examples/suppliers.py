"""The invented suppliers, their numbers, and the many ways their names are spelled."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from random import Random

DATA = Path(__file__).parent
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True)
class Supplier:
    name: str
    form: str
    country: str
    region: str
    trades: tuple[str, ...]
    spellings: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.form}"

    @property
    def number(self) -> str:
        """Nine digits that pass modulus 11 but begin with 3, which is never issued; foreign ones with country."""
        start = int(hashlib.sha256(self.name.encode()).hexdigest(), 16)
        if self.country != "NO":
            return f"{self.country}000{start % 1_000_000:06}"
        tried = (_with_check_digit(30_000_000 + (start + step) % 10_000_000) for step in range(12))
        return next(filter(None, tried))


def _with_check_digit(eight: int) -> str:
    digits = str(eight)
    rest = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return "" if rest == 10 else f"{digits}{rest}"


def wrong_number(number: str) -> str:
    """Two neighbours changed places, the commonest slip; the check digit always notices."""
    at = next(at for at in range(6, 0, -1) if number[at] != number[at + 1])
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def all_suppliers() -> list[Supplier]:
    with (DATA / "suppliers.csv").open(encoding="utf-8", newline="") as file:
        return [
            Supplier(
                row["name"],
                row["form"],
                row["country"],
                row["region"],
                tuple(row["trades"].split()),
                tuple(filter(None, row["spellings"].split("|"))),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def sells_to(supplier: Supplier, member: str) -> bool:
    """Two members of five on the average, always the same ones."""
    return hashlib.sha256(f"{supplier.name} to {member}".encode()).digest()[0] < 105


def usual_spelling(supplier: Supplier, member: str) -> str:
    """Each member has a way of its own to write a supplier, and keeps to it most of the time."""
    ways = (supplier.full_name, supplier.full_name, *supplier.spellings)
    return ways[hashlib.sha256(f"{member}/{supplier.name}".encode()).digest()[0] % len(ways)]


def spelled(supplier: Supplier, member: str, chance: Random) -> str:
    usual = usual_spelling(supplier, member)
    return chance.choices(
        (usual, supplier.full_name.upper(), supplier.name, f"{usual} ", usual.replace(" ", "  ", 1)),
        weights=(86, 4, 5, 3, 2),
    )[0]
