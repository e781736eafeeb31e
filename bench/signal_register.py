"""A register with a supply chain behind it, made up for `signal_reach.py`: members, suppliers with contracts, places
where signals come from, and the snapshot of all links on the platform's own shelf."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime
from typing import Any

import big_register
import chains
import numpy as np

from aktsom.supply_chain.reach import Edges, Kind, Snapshot
from aktsom.supply_chain.reach.nodes import Numbers, ids, kinds, pack_all

DATABASE = os.environ.get(
    "AKTSOM_SIGNAL_BENCH", f"{big_register.DATABASE.rpartition('/')[0]}/aktsom_signal_bench"
)  # thrown away and made anew
CONTRACTS = 2  # a supplier


def start() -> str:
    """A new database, migrated: PostgreSQL where it answers, else SQLite in a folder of its own. Which it is."""
    if big_register.answers(DATABASE):
        big_register.start(DATABASE)
        kind = "PostgreSQL"
    else:
        folder = tempfile.mkdtemp(prefix="aktsom-signals-")
        os.environ.update(
            AKTSOM_ENV="test", AKTSOM_VAR=folder, DATABASE_URL=f"sqlite:///{folder}/db.sqlite3",
            DJANGO_SETTINGS_MODULE="aktsom.settings",
        )  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        kind = f"SQLite in {folder}"
    from django.conf import settings

    settings.OUTBOX_INLINE = False  # letters are stored with the act, and sent by the worker
    return kind


def links_of(sites: int) -> Edges:
    """Between places, and from the last of them to the companies that sell what is made."""
    edges = chains.drawn(sites).edges
    target = kinds(edges.target)
    from_place = kinds(edges.source) == Kind.SITE
    made = edges.only(from_place & ((target == Kind.SITE) | (target == Kind.PRODUCT)))
    sold = pack_all(Kind.SUPPLIER, 1 + ids(made.target) % (sites // 10))
    ends = np.where(kinds(made.target) == Kind.PRODUCT, sold, made.target)
    return Edges.of(made.source, ends, np.zeros(len(made), np.uint16), made.confidence)


def bought(sites: int) -> tuple[Numbers, Numbers]:
    """(supplier, member) of each contract, from 1."""
    suppliers = 1 + np.repeat(np.arange(sites // 10), CONTRACTS)
    return suppliers, np.random.default_rng(chains.SEED).integers(1, chains.MEMBERS + 1, len(suppliers))


def fill(sites: int, edges: Edges, starts: list[int], at: datetime) -> None:
    """Rows of links for those alone that leave a place where a signal comes from: the rest are asked of the graph."""
    from aktsom.contracts.models import Contract
    from aktsom.members.models import Member
    from aktsom.suppliers.models import Supplier

    def all_of(model: Any, rows: Any) -> None:
        model.objects.bulk_create(rows, batch_size=2_000)

    numbers = range(1, chains.MEMBERS + 1)
    all_of(Member, (Member(pk=n, slug=f"bench-{n}", name=f"Medlem {n}", kind="kommune")
                    for n in numbers))  # fmt: skip
    all_of(Supplier, (Supplier(pk=n, name=f"Leverandør {n}", name_key=f"leverandør {n}")
                      for n in range(1, sites // 10 + 1)))  # fmt: skip
    all_of(Contract, (
        Contract(supplier_id=supplier, member_id=member, title=f"Avtale {n}",
                 created_at=at, changed_at=at)
        for n, (supplier, member) in enumerate(zip(*(part.tolist() for part in bought(sites)), strict=True))
    ))  # fmt: skip
    _places(edges.only(np.isin(edges.source, pack_all(Kind.SITE, starts))), starts, at, all_of)


def _places(leaving: Edges, starts: list[int], at: datetime, all_of: Any) -> None:
    from aktsom.members.models import Member
    from aktsom.sharing.audiences import NETWORK_KEY
    from aktsom.supply_chain.models import ChainLink, Site
    from aktsom.supply_chain.states import Confidence

    to_place = (kinds(leaving.target) == Kind.SITE).tolist()
    source, target = ids(leaving.source).tolist(), ids(leaving.target).tolist()
    every = {*starts, *(id_ for id_, place in zip(target, to_place, strict=True) if place)}
    all_of(Site, (Site(pk=n, name=f"Sted {n}", name_key=f"sted {n}", country="MY",
                       seen_by=frozenset({NETWORK_KEY}), added_at=at, changed_at=at)
                  for n in sorted(every)))  # fmt: skip
    owner, words = Member.objects.get(pk=1), tuple(Confidence)
    all_of(ChainLink, (
        ChainLink(from_site_id=from_, stage="final", source="disclosure", owner=owner,
                  audience="members", seen_by=frozenset({NETWORK_KEY}), added_at=at, confidence=words[sure],
                  confirmed_by="Revisjon",
                  **({"to_site_id": to} if place else {"to_supplier_id": to}))
        for from_, to, place, sure in zip(source, target, to_place, leaving.confidence.tolist(), strict=True)
    ))  # fmt: skip


def lay_on_the_shelf(edges: Edges, at: datetime) -> int:
    """As the worker does after it has read the tables; how many links."""
    from django.utils import timezone

    from aktsom.supply_chain.audience_codes import AudienceCodes
    from aktsom.supply_chain.current import database_id, last_change, shelf

    snapshot = Snapshot.build(edges, high_water=last_change())
    day = timezone.localdate(at).isoformat()
    told = {"day": day, "audiences": AudienceCodes().to_json(), "database": database_id()}
    shelf().put(snapshot, told=told)
    return int(snapshot.links)


if __name__ == "__main__":
    sys.exit("bench: run signal_reach.py")
