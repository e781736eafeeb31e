"""What the database's wall costs: every list of the platform, asked behind the wall and asked by the owner of the
tables, with the very same explicit filters, in turn in one run. PostgreSQL only.

    python bench/wall_cost.py [--contracts 1000000] [--runs 7]
    python bench/wall_cost.py --quick        20,000 contracts, three runs: that all of it works

The lists are the platform's own queries for somebody of the largest member. Times are medians; a list is all that one
page asks. Goal: at most 1.2 times the explicit filter alone, where the difference can be felt at all (half a
millisecond; below that the ratio is told and not judged).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import big_register

GOAL, FELT = 1.2, 0.5  # times, milliseconds
TODAY = date(2026, 6, 1)
DEEP = 400  # rows to go down before the deep page


def lists(viewer: Any) -> dict[str, Callable[[], object]]:
    from aktsom.contracts.queries import own_imports, row_counts, rows, vanished
    from aktsom.core.models import JournalEntry
    from aktsom.knowledge.queries.searching import search
    from aktsom.risk import queries
    from aktsom.risk.queries import ContractFilters, Sort
    from aktsom.risk.queries.network import network_counts
    from aktsom.risk.queries.supplier import supplier_view
    from aktsom.suppliers.models import Supplier

    def contracts(**said: Any) -> Callable[[], object]:
        return lambda: queries.contract_list(viewer, ContractFilters(**said), today=TODAY)

    def deep() -> object:
        first = queries.contract_list(viewer, ContractFilters(), None, DEEP, today=TODAY)
        return queries.contract_list(viewer, ContractFilters(), first.next, today=TODAY)

    imported = own_imports(viewer)[0]
    supplier = Supplier.objects.order_by("id")[0].public_id
    group = queries.categories(viewer, TODAY)[0].group.id
    return {
        **{f"contracts by {sort}": contracts(sort=sort) for sort in Sort},
        "contracts, a deep page": deep,
        "contracts by text": contracts(text="Kaffe 123"),
        "contracts of a group": contracts(group=group),
        "home": lambda: queries.home(viewer, TODAY),
        "portfolio": lambda: queries.portfolio(viewer, TODAY),
        "search": lambda: search(viewer, "Kaffe 1234", TODAY),
        "categories": lambda: queries.categories(viewer, TODAY),
        "category": lambda: queries.category(viewer, group, TODAY),
        "overlap": lambda: queries.overlap(viewer, today=TODAY),
        "overlap in a group": lambda: queries.overlap(viewer, today=TODAY, group=group),
        "supplier": lambda: supplier_view(viewer, supplier, TODAY),
        "network": lambda: network_counts(viewer, TODAY),
        "imports": lambda: list(own_imports(viewer)[:50]),
        "rows of an import": lambda: (row_counts(imported), rows(imported)),
        "vanished": lambda: vanished(viewer),
        "journal": lambda: list(JournalEntry.objects.filter(member_id__in=viewer.member_ids).order_by("-number")[:50]),
    }


def asked_by(read: Callable[[], object]) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        read()
    return [query["sql"] for query in asked if query["sql"].startswith("SELECT")]


def milliseconds(statements: list[str]) -> float:
    from django.db import transaction

    database = transaction.get_connection().connection
    started = time.perf_counter()
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("%", "%%"))
            cursor.fetchall()
    return (time.perf_counter() - started) * 1000


def measure(statements: list[str], viewer: Any, runs: int) -> tuple[float, float]:
    """(owner, wall): medians of as many runs each, in turn."""
    from aktsom.sharing.wall import behind

    owner, wall = [], []
    for run in range(runs + 1):
        without = milliseconds(statements)
        with behind(viewer):
            within = milliseconds(statements)
        if run:  # the first fills the caches
            owner.append(without)
            wall.append(within)
    return statistics.median(owner), statistics.median(wall)


def largest_members_manager() -> Any:
    from django.db.models import Count

    from aktsom.contracts.models import Contract
    from aktsom.members.models import Person
    from aktsom.teams.queries import actor_of

    largest = Contract.objects.values("member_id").annotate(n=Count("id")).order_by("-n")[0]
    print(f"the largest member has {largest['n']:,} contracts")
    return actor_of(Person.objects.filter(home_id=largest["member_id"]).order_by("id")[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contracts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", action="store_true", help="use the database of the last run")
    said = parser.parse_args()
    contracts, runs = (20_000, 3) if said.quick else (said.contracts, max(3, said.runs))
    if not big_register.answers():
        print("left out: no PostgreSQL answers")
        return 0
    started = time.perf_counter()
    big_register.start(keep=said.keep)
    if not said.keep:
        big_register.fill(contracts=contracts, members=300, people=300)
        print(f"{contracts:,} contracts made in {time.perf_counter() - started:.0f} s")
    viewer = largest_members_manager()
    print(f"\n{'list':<26}{'owner ms':>10}{'wall ms':>10}{'ratio':>8}")
    missed = 0
    for name, read in lists(viewer).items():
        owner, wall = measure(asked_by(read), viewer, runs)
        miss = wall > GOAL * owner and wall - owner > FELT
        missed += miss
        print(f"{name:<26}{owner:>10.2f}{wall:>10.2f}{wall / owner:>8.2f}{'  over' if miss else ''}", flush=True)
    print(f"\ngoal: at most {GOAL} times the explicit filter for every list; {missed} over")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
