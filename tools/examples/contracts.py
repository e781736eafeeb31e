"""From hand-written titles to contracts: suppliers, sums, dates, options and terms drawn with a fixed seed."""

import calendar
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from examples.suppliers import DATA, Supplier, sells_to
from examples.terms import terms_words

TODAY = date(2026, 11, 23)
LAST = date(2030, 12, 31)
_FIELDS = {
    "building": "builder demolish paint floor roof elwork hvac lift arch engineer pm property energy lock timber steel "
    "stone solar electro clean cleansup security waste furniture move reuse",
    "streets": "civil bridge asphalt winter landscape envir vehicles bikes tyres garage battery",
    "water": "water",
    "care": "care treatment staffing medcons instr pharma meddev aids linen laundry transport",
    "it": "hardware software itcons telecom av",
    "schools": "play sport books training food produce fish coffee bakery catering office",
}
FIELD_OF_TRADE = {trade: name for name, trades in _FIELDS.items() for trade in trades.split()}
_LEAST, _MOST = 100_000, 400_000_000


@dataclass(frozen=True)
class Line:
    """One hand-written title. `group` is what a person takes it for: a group of the high-risk list, with a question
    mark where no listed product is named, or "-". `thousand` is the usual value in thousand kroner. `vary` tells how
    the register repeats it: L lots, P parallel suppliers, U units, Y periods, each with a count."""

    group: str
    trade: str
    thousand: int
    vary: str
    cpv: tuple[str, ...]
    title: str
    description: str
    origins: str

    @property
    def listed(self) -> bool:
        return self.group != "-"


@dataclass(frozen=True)
class Habits:
    """How one member writes its register. `units` and `managers` are by kind of purchase, "" for all other kinds;
    `listed_again` is how much rather a purchase of the high-risk list stands in the register for several periods."""

    slug: str
    rows: int
    regions: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    managers: Mapping[str, tuple[str, ...]]
    districts: tuple[str, ...]
    unit_suffix: str
    lot_suffix: str
    period_suffix: tuple[str, ...]
    options: tuple[tuple[str, int], ...]
    foreign: bool = False
    listed_again: float = 1.2


@dataclass
class Contract:
    """`raw` holds what stands in a cell in place of what we would write there."""

    line: Line
    title: str
    supplier: Supplier
    unit: str
    manager: str
    value: int
    start: date
    end: date | None
    options: str
    option_until: date | None
    terms: str
    number: int = 0
    org_number: str = ""
    reference: str = ""
    raw: dict[str, str] = field(default_factory=dict)
    slip: str = ""

    @property
    def over(self) -> bool:
        return self.end is not None and (self.option_until or self.end) < TODAY

    @property
    def on_option(self) -> bool:
        """Past its first end, and running on an option."""
        return self.end is not None and self.end < TODAY and not self.over


def lines_of(slug: str) -> list[Line]:
    with (DATA / "titles" / f"{slug}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Line(
                group=row["group"],
                trade=row["trade"],
                thousand=int(row["thousand"]),
                vary=row["vary"],
                cpv=tuple(row["cpv"].split()),
                title=row["title"],
                description=row["description"],
                origins=row["origins"],
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def make_contracts(habits: Habits, suppliers: Sequence[Supplier], chance: Random) -> list[Contract]:
    """Every title once or as often as it says, then earlier and later periods of some until the register is full."""
    lines = lines_of(habits.slug)
    made = [contract for line in lines for contract in _variants(line, habits, suppliers, chance)]
    repeatable = [line for line in lines if not line.vary and line.trade not in {"builder", "demolish", "bridge"}]
    weights = [habits.listed_again if line.listed else 1.0 for line in repeatable]
    while len(made) < habits.rows:
        at = chance.choices(range(len(repeatable)), weights)[0]
        weights[at] = 0
        made += _variants(replace(repeatable[at], vary="Y1"), habits, suppliers, chance)
    made = made[: habits.rows]
    chance.shuffle(made)
    made.sort(key=lambda contract: contract.start.year)
    for number, contract in enumerate(made, 1):
        contract.number = number
    return made


def _variants(line: Line, habits: Habits, suppliers: Sequence[Supplier], chance: Random) -> Iterator[Contract]:
    kind, count = (line.vary[0], int(line.vary[1:])) if line.vary else ("", 1)
    chosen = _suppliers_for(line, habits, suppliers, count, chance)
    kinds = FIELD_OF_TRADE.get(line.trade, "")
    at_home = habits.units.get(kinds, habits.units[""])
    units = chance.sample(habits.districts, k=count) if kind == "U" else chance.choices(at_home, k=count)
    first = _period(line, chance)
    for at in range(count):
        start, end = first if kind in {"L", "P"} else _period(line, chance)
        suffix = {
            "L": habits.lot_suffix.format(at + 1),
            "U": habits.unit_suffix.format(units[at]),
            "Y": chance.choice(habits.period_suffix).format(start.year, (end or LAST).year),
        }.get(kind, "")
        words, years = chance.choice(habits.options)
        until = _years_later(end, years) if end and years else None
        supplier = chosen[at % len(chosen)]
        yield Contract(
            line=line,
            title=line.title + suffix,
            supplier=supplier,
            unit=units[at],
            manager=chance.choice((*habits.managers.get(kinds, ()), *habits.managers[""])),
            value=_value(line, count if kind in {"L", "P", "U"} else 1, chance),
            start=start,
            end=end,
            options=words if until else "",
            option_until=until,
            terms=terms_words(line.listed, start, habits.slug, chance),
            org_number=supplier.number if chance.random() > 0.06 else "",
        )


def _suppliers_for(
    line: Line, habits: Habits, suppliers: Sequence[Supplier], count: int, chance: Random
) -> list[Supplier]:
    """Different ones as far as there are. The first in the list sells to all; the others have their customers."""
    market = [
        supplier
        for supplier in suppliers
        if line.trade in supplier.trades
        and (not supplier.region or supplier.region in habits.regions)
        and (supplier.country == "NO" or habits.foreign)
    ]
    usual = [supplier for at, supplier in enumerate(market) if at == 0 or sells_to(supplier, habits.slug)]
    pool = usual if len(usual) >= count else market
    drawn = sorted(pool, key=lambda supplier: -(chance.random() ** (1 + pool.index(supplier) ** 0.4)))
    return drawn[:count]


def _value(line: Line, shared_by: int, chance: Random) -> int:
    value = line.thousand * 1000 * chance.lognormvariate(0, 0.42) / shared_by**0.5
    exact = chance.random() < 0.15
    whole = min(max(value, _LEAST), _MOST)
    return round(whole) if exact else int(round(whole, 2 - len(str(int(whole))) + chance.choice((0, 1))))


def _period(line: Line, chance: Random) -> tuple[date, date | None]:
    """Most contracts run today; a register also keeps some that are over and some that are signed but not begun."""
    year = chance.choices(range(2019, 2028), weights=(3, 4, 6, 9, 15, 21, 24, 16, 2))[0]
    month = chance.choice((1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12))
    start = date(year, month, chance.choice((1, 1, 1, 1, 15, chance.randint(1, 28))))
    if chance.random() < 0.03:
        return start, None
    months = chance.choice((12, 24, 36, 36, 48, 48, 48)) if line.trade != "builder" else chance.choice((10, 18, 27, 34))
    return start, min(_months_later(start, months) - timedelta(days=1), LAST)


def _months_later(day: date, months: int) -> date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _years_later(end: date, years: int) -> date | None:
    later = _months_later(end + timedelta(days=1), 12 * years) - timedelta(days=1)
    return later if later <= LAST else None
