"""All suppliers of all registers compared: sure pairs joined, likely ones put before a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.bulk import insert_rows, update_rows
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import new_public_id
from aktsom.suppliers.actions.grouping import lock_records, regroup
from aktsom.suppliers.analysis import Found, Pair, Written, find_pairs
from aktsom.suppliers.hiding import invited_alone
from aktsom.suppliers.models import (
    SamenessCandidate,
    SamenessJudgement,
    SamenessThreshold,
    Supplier,
    SupplierAddress,
    SupplierName,
)
from aktsom.suppliers.queries import judgements
from aktsom.suppliers.queries.judgements import batches
from aktsom.suppliers.states import CandidateState, Verdict
from aktsom.suppliers.thresholds import Thresholds, proposed

MATCH = "suppliers.match"  # the message that asks for it
LONGEST_NAME = 400  # of one way of writing; what is longer says no more about who it is


class Matched(NamedTuple):
    """How many pairs were joined, put before a person, and taken away because nothing speaks for them any more."""

    joined: int
    asked: int
    lapsed: int


def match_suppliers(*, by: Actor, at: datetime) -> Matched:
    """Run again it finds nothing new. Judgements of people, and pairs they have undone, are never overruled; a
    record that is there because a supplier invited it is only put before a person."""
    thresholds = renew_thresholds(by=by, at=at)
    judged = judgements.standing()
    known = set(SamenessCandidate.objects.values_list("one_id", "other_id"))
    found = find_pairs(
        written(),
        thresholds,
        together=[(each.one, each.other) for each in judged if each.same],
        apart=[*((each.one, each.other) for each in judged if not each.same), *judgements.doubted()],
        known=known,
        asked=invited_alone(),
    )
    return _kept(by, at, found)


@transaction.atomic
def renew_thresholds(*, by: Actor, at: datetime) -> Thresholds:
    """A new row when what people have judged speaks for other thresholds, or for the same ones more surely."""
    now = judgements.thresholds()
    best = proposed(judgements.judged_by_people(), judgements.product_thresholds())
    if best == now:
        return now
    SamenessThreshold.objects.create(at=at, **asdict(best))
    if (best.join_above, best.ask_above) != (now.join_above, now.ask_above):
        changes = {"join_above": [now.join_above, best.join_above], "ask_above": [now.ask_above, best.ask_above]}
        record(by=by, at=at, acts=[Act("sameness_thresholds_set", "", changes=changes)])
    return best


def written() -> list[Written]:
    """Every way every supplier is written, in the order of their ids."""
    numbers = judgements.numbers_of()
    places: dict[int, tuple[str, str, str]] = {}
    for supplier, lines, postcode, town in SupplierAddress.objects.order_by("supplier_id", "-postal").values_list(
        "supplier_id", "lines", "postcode", "town"
    ):
        places[supplier] = (lines, postcode, town)  # where it is visited stands over where its letters go
    names = defaultdict(list)
    for supplier, name in SupplierName.objects.order_by("id").values_list("supplier_id", "name"):
        names[supplier].append(name)
    rows = []
    for supplier, name, country in Supplier.objects.order_by("id").values_list("id", "name", "country"):
        number, of_country = numbers.get(supplier, ("", country))
        for each in dict.fromkeys((name, *names[supplier])):
            place = places.get(supplier, ("", "", ""))
            rows.append(Written(supplier, each[:LONGEST_NAME], number, of_country if number else country, *place))
    return rows


@transaction.atomic
def _kept(by: Actor, at: datetime, found: Found) -> Matched:
    lock_records({id_ for pair in found.joins for id_ in pair[:2]})
    joins = _still_unjudged(found.joins)
    made = [
        SamenessJudgement(one_id=one, other_id=other, verdict=Verdict.SAME, weight=weight, evidence=evidence, at=at)
        for one, other, weight, evidence in joins
    ]
    _insert(made)
    asked, lapsed = _candidates_kept(at, found)
    if made or asked or lapsed:
        regroup()
        _journalled(by, at, made)
    waiting = SamenessCandidate.objects.filter(found_at=at, state=CandidateState.WAITING).count() if asked else 0
    return Matched(len(made), waiting, lapsed)


def _still_unjudged(pairs: Collection[Pair]) -> list[Pair]:
    """Somebody may have judged, or undone, since the records were read."""
    if not pairs:
        return []
    said = judgements.doubted()
    said.update((each.one, each.other) for each in judgements.standing())
    return [pair for pair in pairs if pair[:2] not in said]


def _insert(made: Collection[SamenessJudgement]) -> None:
    columns = ("public_id", "one_id", "other_id", "verdict", "reason", "weight", "evidence", "at", "undone_why")
    insert_rows(SamenessJudgement, columns, (tuple(getattr(one, name) for name in columns) for one in made))


def _candidates_kept(at: datetime, found: Found) -> tuple[int, int]:
    """Pairs found are kept with what speaks for them now; of one that is no longer found nothing speaks, unless a
    person has undone it and so asked. How many are new, and how many lost what spoke for them."""
    known = {
        (one, other): (id_, weight, evidence)
        for id_, one, other, weight, evidence in SamenessCandidate.objects.values_list(
            "id", "one_id", "other_id", "weight", "evidence"
        )
    }
    pairs = {pair[:2]: pair for pair in (*found.still, *found.asks)}
    new = [pair for key, pair in pairs.items() if key not in known]
    columns = ("public_id", "one_id", "other_id", "weight", "evidence", "found_at", "state")
    insert_rows(SamenessCandidate, columns, _rows(new, at))
    changed = [
        (pairs[key].weight, pairs[key].evidence, id_)
        for key, (id_, weight, evidence) in known.items()
        if key in pairs and (pairs[key].weight, pairs[key].evidence) != (weight, evidence)
    ]
    kept = pairs.keys() | judgements.doubted()
    gone = [id_ for key, (id_, _weight, evidence) in known.items() if key not in kept and evidence]
    update_rows(SamenessCandidate, ("weight", "evidence"), changed)
    for part in batches(gone):
        SamenessCandidate.objects.filter(pk__in=part).update(evidence={})
    return len(new) + len(changed), len(gone)


def _rows(pairs: Iterable[Pair], at: datetime) -> Iterable[tuple[object, ...]]:
    for one, other, weight, evidence in pairs:
        yield (new_public_id("smc"), one, other, weight, evidence, at, CandidateState.WAITING)


def _journalled(by: Actor, at: datetime, made: Collection[SamenessJudgement]) -> None:
    ids = {id_ for one in made for id_ in (one.one_id, one.other_id)}
    called: dict[int, str] = {}
    for part in batches(ids):
        called.update(Supplier.objects.filter(pk__in=part).values_list("id", "public_id"))
    acts = [
        Act(
            "sameness_found",
            called[one.one_id],
            changes={"other": [None, called[one.other_id]], "judgement": [None, one.public_id]},
        )
        for one in made
    ]
    record(by=by, at=at, acts=acts)
