"""What everybody reads of the cooperation's figures, and what stands ready for the next edition.

The members' parts are asked for with the database's wall lowered, to know how large the largest is: of them nothing is
given out but how wide the intervals are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.utils import timezone

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.effects.models import PublicFigures, ReckonedFigure, ReckonedLedger
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.figures import newest
from aktsom.effects.queries.savings import network_savings
from aktsom.effects.rules.folding import Number, Tally
from aktsom.effects.rules.public_figures import PublicFigure, PublicPart, part_told, told_to_all
from aktsom.effects.tables import REFERENCE, Kind, indicators
from aktsom.sharing.keys import may_see
from aktsom.sharing.rules import Withheld
from aktsom.terms.tables import rows

HOURS = "hours_saved"


@dataclass(frozen=True, slots=True)
class Ready:
    """What an edition would say now. `reckoned_on` is none where nothing has been reckoned of the year."""

    year: int
    reckoned_on: date | None
    figures: tuple[PublicFigure, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`fewest`: of fewer nothing is told; `rests_on`: a ledger without which it is not told either."""

    id: str
    fewest: int
    rests_on: str


@cache
def chosen() -> tuple[Chosen, ...]:
    return tuple(
        Chosen(row["id"], int(row["fewest"]), row["rests_on"]) for row in rows(REFERENCE / "public_figures.csv")
    )


def editions(viewer: Actor | None) -> list[PublicFigures]:
    """The newest of each year, the newest year first."""
    newest: dict[int, PublicFigures] = {}
    for row in PublicFigures.objects.filter(may_see(viewer)).order_by("-year", "-number"):
        newest.setdefault(row.year, row)
    return list(newest.values())


def editions_of(viewer: Actor | None, year: int) -> list[PublicFigures]:
    """The newest first. Raises NotVisible where there is none."""
    found = list(PublicFigures.objects.filter(may_see(viewer), year=year).order_by("-number"))
    if not found:
        raise NotVisible
    return found


def figures_of(edition: PublicFigures) -> list[PublicFigure]:
    return [PublicFigure.read(said) for said in edition.content["figures"]]


def ready_figures(year: int, at: datetime) -> Ready:
    """For the secretariat to look at, and then to let out."""
    with lowered():
        found = ReckonedFigure.objects.filter(group_id="", team=None, indicator__in=[one.id for one in chosen()])
        stored = list(found.filter(quarter=newest(found, year)).order_by("id"))
        ledgers = ReckonedLedger.objects.filter(year=year, group_id="", member__isnull=True, team__isnull=True)
        held = dict(ledgers.values_list("kind", "withheld"))
    by_id: dict[str, list[ReckonedFigure]] = defaultdict(list)
    for row in stored:
        by_id[row.indicator].append(row)
    told = tuple(_one(one, by_id[one.id], held, year, at) for one in chosen())
    reckoned = max((timezone.localdate(row.reckoned_at) for row in stored), default=None)
    return Ready(year, reckoned, told)


def _one(
    one: Chosen, stored: Sequence[ReckonedFigure], held: Mapping[str, str], year: int, at: datetime
) -> PublicFigure:
    if one.rests_on and (withheld := held.get(one.rests_on, Withheld.TOO_FEW.value)):  # not reckoned yet is not told
        return PublicFigure(one.id, withheld=withheld)
    if one.id == HOURS:
        return _hours(year, timezone.localdate(at))
    if withheld := next((row.withheld for row in stored if row.member_id is None and row.withheld), ""):
        return PublicFigure(one.id, withheld=withheld)
    totals = {row.part: Tally(row.counted, row.of, row.unknown) for row in stored if row.member_id is None}
    days = indicators()[one.id].kind is Kind.DAYS
    return told_to_all(one.id, totals, _sizes(stored), fewest=one.fewest, days=days)


def _sizes(stored: Iterable[ReckonedFigure]) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = defaultdict(list)
    for row in stored:
        if row.member_id is not None:
            found[row.part].append(row.of + row.unknown)
    return found


def _hours(year: int, today: date) -> PublicFigure:
    """From so many hours to so many, as members themselves have said what the work takes alone."""
    last = min(today, date(year, 12, 31))
    with lowered():
        found = network_savings(PLATFORM, EffortScope(first=date(year, 1, 1), last=last), today)
    if found is None or found.saved is None:
        return PublicFigure(HOURS, withheld=(found.withheld or "") if found and found.avoided else "")
    total = Tally(found.saved.low, found.saved.high, Decimal(0))
    part = part_told("", total, found.sizes)
    if isinstance(part, PublicPart):
        return PublicFigure(HOURS, (part,))
    return PublicFigure(HOURS, withheld=part.value if part else "")
