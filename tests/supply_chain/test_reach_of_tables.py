"""Reach over the tables: the same by three ways of computing it, true to each change, and blind to what is not seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktsom.core.actor import Actor
from aktsom.sharing.audiences import NETWORK_KEY, keys_held, member_key, supplier_key
from aktsom.sharing.keys import may_see
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain import current as kept
from aktsom.supply_chain import reach_jobs
from aktsom.supply_chain.current import current, forget, shelf
from aktsom.supply_chain.gathering import node, standing
from aktsom.supply_chain.models import ChainLink, ReachChange, Site
from aktsom.supply_chain.reach import Direction, reach
from tests.cast import NOON, actor, member, supplier
from tests.factories.links import company, link, site

TODAY = date(2026, 11, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.VAR = tmp_path
    forget()
    yield
    forget()


def reached(viewer: Actor, *starts: Site | Supplier, up: bool = False, day: date = TODAY) -> set[int]:
    now = current(day)
    direction = Direction.UPSTREAM if up else Direction.DOWNSTREAM
    found = reach(now.graph, [key(one) for one in starts], direction, allowed=now.codes.mask(viewer))
    return set(found.keys().tolist())


def key(one: Site | Supplier) -> int:
    return node(one.pk, None) if isinstance(one, Site) else node(None, one.pk)


def keys(*all_: Site | Supplier) -> set[int]:
    return {key(one) for one in all_}


def plainly(viewer: Actor, start: int, *, up: bool = False) -> set[int]:
    """Breadth first over rows of the tables, in plain Python."""
    pairs = set()
    for row in ChainLink.objects.filter(may_see(viewer)).filter(standing(TODAY)):
        pairs.add((node(row.from_site_id, row.from_supplier_id), node(row.to_site_id, row.to_supplier_id)))
    for model in (Site, Supplier):
        for one in model.objects.filter(same_as__isnull=False):  # type: ignore[attr-defined]
            pairs |= {(key(one), key(one.same_as)), (key(one.same_as), key(one))}
    found, front = {start}, {start}
    while front:
        front = {b for a, b in pairs if a in front} if not up else {a for a, b in pairs if b in front}
        front -= found
        found |= front
    return found


def by_the_database(viewer: Actor, start: int) -> set[int]:
    seen = (
        "seen_by && %s::bigint[]"
        if connection.vendor == "postgresql"
        else "({})".format(" or ".join(["seen_by like %s"] * len(keys_held(viewer))))
    )
    held = [sorted(keys_held(viewer))] if connection.vendor == "postgresql" else [f"%,{k},%" for k in keys_held(viewer)]
    ends = [f"coalesce(({end}_site_id << 5) | 3, ({end}_supplier_id << 5) | 2)" for end in ("from", "to")]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with recursive
                pair(a, b) as (
                    select {ends[0]}, {ends[1]} from aktsom_chainlink where {seen} and ended_at is null
                        and (valid_from is null or valid_from <= %s) and (valid_to is null or valid_to >= %s)
                    union select (id << 5) | 2, (same_as_id << 5) | 2 from aktsom_supplier where same_as_id is not null
                    union select (same_as_id << 5) | 2, (id << 5) | 2 from aktsom_supplier where same_as_id is not null
                    union select (id << 5) | 3, (same_as_id << 5) | 3 from aktsom_site where same_as_id is not null
                    union select (same_as_id << 5) | 3, (id << 5) | 3 from aktsom_site where same_as_id is not null),
                found(n) as (select cast(%s as bigint) union select pair.b from pair join found on pair.a = found.n)
            select n from found""",
            [*held, TODAY, TODAY, start],
        )
        return {row[0] for row in cursor.fetchall()}


NODES = 7  # four places and three companies
ends = st.integers(0, NODES - 1)
seen = st.sets(st.sampled_from(["network", "oslo", "bergen", "nobody"]), min_size=1, max_size=2)
days = st.sampled_from([None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
drawn = st.lists(st.tuples(ends, ends, seen, days, st.booleans()).filter(lambda row: row[0] != row[1]), max_size=12)
joined = st.lists(st.tuples(ends, ends), max_size=2)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=drawn, later=drawn, same=joined)
def test_the_same_by_three_ways(links: Any, later: Any, same: Any) -> None:
    """The walk over a snapshot with what changed laid on, plain Python, and the database's recursive query."""
    olga, stina = actor("olga"), actor("stina")
    with transaction.atomic():
        all_: list[Site | Supplier] = [site() for _ in range(4)] + [company() for _ in range(3)]
        made = _lay(all_, links)
        forget()
        reach_jobs.build(at=timezone.now())
        _lay(all_, later)
        for row in made[::3]:
            ChainLink.objects.filter(pk=row.pk).update(ended_at=NOON)
        for row in made[1::3]:
            ChainLink.objects.filter(pk=row.pk).update(seen_by=frozenset({member_key(member("oslo").pk)}))
        for one, other in same:
            _join(all_[one], all_[other])
        for who in (olga, stina):
            for start in all_:
                walked = reached(who, start)
                assert walked == plainly(who, key(start)) == by_the_database(who, key(start))
                assert reached(who, start, up=True) == plainly(who, key(start), up=True)
        transaction.set_rollback(True)


def _lay(all_: list[Any], rows: Any) -> list[ChainLink]:
    said = {
        "network": NETWORK_KEY,
        "oslo": member_key(member("oslo").pk),
        "bergen": member_key(member("bergen").pk),
        "nobody": supplier_key(10**6),
    }
    return [
        link(all_[a], all_[b], keys={said[who] for who in seen_by}, valid_from=first, ended_at=NOON if ended else None)
        for a, b, seen_by, first, ended in rows
    ]


def _join(one: Any, other: Any) -> None:
    if type(one) is type(other) and one.pk != other.pk:
        older, younger = sorted((one, other), key=lambda row: row.pk)
        type(one).objects.filter(pk=younger.pk, same_as__isnull=True).update(same_as=older)


def test_a_link_that_is_not_seen_is_not_walked_and_one_that_is_taken_from_sight_no_longer() -> None:
    farm, factory, nordhav = site(), site(), supplier()
    own = {member_key(member("oslo").pk)}
    first = link(farm, factory, keys=own)
    link(factory, nordhav)
    assert reached(actor("olga"), farm) == keys(farm, factory, nordhav)
    assert reached(actor("stina"), farm) == keys(farm)

    ChainLink.objects.filter(pk=first.pk).update(seen_by=frozenset({member_key(member("stavanger").pk)}))

    assert reached(actor("olga"), farm) == keys(farm)
    assert reached(actor("stina"), farm) == keys(farm, factory, nordhav)


def test_every_change_is_noted_by_the_database_itself() -> None:
    farm, factory, one, other = site(), site(), company(), company()
    made = link(farm, factory)
    ChainLink.objects.filter(pk=made.pk).update(source_words="Fraktbrev")
    ChainLink.objects.filter(pk=made.pk).update(confidence="documented")
    Supplier.objects.filter(pk=other.pk).update(same_as=one)
    Supplier.objects.filter(pk=other.pk).update(same_as=None)
    ChainLink.objects.all().delete()
    assert list(ReachChange.objects.order_by("id").values_list("source", "target", "added")) == [
        (key(farm), key(factory), True),
        (key(farm), key(factory), False),
        (key(farm), key(factory), True),
        (key(other), key(one), True),
        (key(other), key(one), False),
        (key(farm), key(factory), False),
    ]


def test_links_count_from_their_first_day_to_their_last_whenever_the_snapshot_was_made() -> None:
    farm, factory, nordhav = site(), site(), supplier()
    link(farm, factory, valid_from=timezone.localdate() + timedelta(days=2))
    link(factory, nordhav, valid_to=timezone.localdate())
    reach_jobs.build(at=timezone.now())
    today = timezone.localdate()
    olga = actor("olga")
    assert reached(olga, farm, day=today) == keys(farm)
    assert reached(olga, factory, day=today) == keys(factory, nordhav)
    assert reached(olga, farm, day=today + timedelta(days=2)) == keys(farm, factory)
    assert reached(olga, factory, day=today + timedelta(days=1)) == keys(factory)


def test_a_damaged_snapshot_and_one_of_another_database_are_passed_over() -> None:
    farm, factory = site(), site()
    link(farm, factory)
    reach_jobs.build(at=timezone.now())
    for file in shelf().folder.rglob("*.npy"):
        file.write_bytes(b"nothing")
    assert reached(actor("olga"), farm) == keys(farm, factory)

    shelf().put(current(TODAY).graph.snapshot, told={"day": "2026-11-02", "audiences": [[2]], "database": "another"})
    assert reached(actor("olga"), farm) == keys(farm, factory)


def test_the_log_is_kept_back_to_the_snapshot_before() -> None:
    made = [link(site(), site()) for _ in range(3)]
    ReachChange.objects.update(at=timezone.now() - timedelta(hours=1))
    last = kept.last_change()
    assert [reach_jobs.build(at=timezone.now()).links for _ in range(3)] == [len(made)] * 3
    assert list(ReachChange.objects.values_list("id", flat=True)) == [last]


def test_a_gap_in_the_log_is_waited_for_until_nobody_can_still_fill_it() -> None:
    now = timezone.now()
    young, old = now - timedelta(minutes=1), now - timedelta(minutes=16)
    assert kept._settled([(1, young), (2, young), (4, young), (5, young)], 0, now) == 2
    assert kept._settled([(1, old), (4, old), (5, young), (7, young)], 0, now) == 5
    assert kept._settled([(9, young)], 0, now) == 0


def test_more_audiences_than_there_are_numbers_are_seen_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aktsom.supply_chain.audience_codes.CODES", 3)
    places = [site() for _ in range(4)]
    for number, one in enumerate(places):
        link(one, supplier(), keys={member_key(member("oslo").pk), 10 * number + 3})
    seen_by = [len(reached(actor("olga"), one)) for one in places]
    assert sorted(seen_by) == [1, 1, 1, 2]
