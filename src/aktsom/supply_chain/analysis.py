"""Places that are likely one, found over all of them at once; sure ones are judged so, as can be undone, and the unsure
wait for a person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction
from django.db.models import Q

from aktsom.suppliers.resolution.resolving import Resolution, resolve
from aktsom.suppliers.resolution.tables import RecordKind
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain.actions.judging import regroup
from aktsom.supply_chain.models import Site, SiteJudgement, SitePair

BATCH = 500
_COLUMNS = ("id", "name", "country", "address", "postcode", "town")


@dataclass(frozen=True)
class Compared:
    """`joined` pairs judged the same now; `unsure` pairs wait for a person."""

    joined: int
    unsure: int


@transaction.atomic
def compare_sites(*, at: datetime, about: Collection[int]) -> Compared:
    """These against all places of the same countries. A pair that somebody has judged is left as it is, and one
    whose judgement was undone is never joined again without asking, nor through a third."""
    countries = set(Site.objects.filter(id__in=list(about)).values_list("country", flat=True))
    rows = list(Site.objects.filter(country__in=countries).order_by("id").values_list(*_COLUMNS))
    if len(rows) < 2:
        return Compared(0, 0)
    ids = [row[0] for row in rows]
    judged = _judged(ids)
    place = {id_: at_ for at_, id_ in enumerate(ids)}
    together = [(place[a], place[b]) for (a, b), verdict in judged.items() if verdict == Verdict.SAME]
    kept_apart = {pair for pair, verdict in judged.items() if verdict == Verdict.DIFFERENT} | _doubted()
    apart = [(place[a], place[b]) for a, b in sorted(kept_apart) if a in place and b in place]
    frame = pl.DataFrame([row[1:] for row in rows], schema=dict.fromkeys(_COLUMNS[1:], pl.String), orient="row")
    found = resolve(frame, RecordKind.SITE, together=together, apart=apart)
    same, unsure = _pairs(found, ids, set(about), set(judged), at)
    SiteJudgement.objects.bulk_create(same, batch_size=BATCH)
    if same:
        regroup({id_ for each in same for id_ in (each.one_id, each.other_id)})
    _wait(unsure, about)
    return Compared(len(same), len(unsure))


def _pairs(
    found: Resolution, ids: list[int], wanted: set[int], judged: set[tuple[int, int]], at: datetime
) -> tuple[list[SiteJudgement], list[SitePair]]:
    same, unsure = [], []
    evidence = found.evidence.weights
    for number, (left, right) in enumerate(zip(found.left, found.right, strict=True)):
        one, other = sorted((ids[int(left)], ids[int(right)]))
        if (one, other) in judged or not {one, other} & wanted:
            continue
        weight = round(float(found.weight[number]), 2)
        told = {field: round(float(said[number]), 2) for field, said in evidence.items() if said[number]}
        if found.same[number]:
            pair = SiteJudgement(one_id=one, other_id=other, verdict=Verdict.SAME, weight=weight, evidence=told, at=at)
            same.append(pair)
        else:
            unsure.append(SitePair(one_id=one, other_id=other, weight=weight, evidence=told, found_at=at))
    return same, unsure


def _wait(unsure: Collection[SitePair], about: Collection[int]) -> None:
    """What waited of these places and is no longer unsure waits no more; a pair found again keeps its id."""
    still = {(pair.one_id, pair.other_id) for pair in unsure}
    for start in range(0, len(about), BATCH):
        some = list(about)[start : start + BATCH]
        before = SitePair.objects.filter(Q(one__in=some) | Q(other__in=some)).values_list("id", "one_id", "other_id")
        gone = [id_ for id_, one, other in before if (one, other) not in still]
        SitePair.objects.filter(id__in=gone).delete()
    SitePair.objects.bulk_create(
        unsure,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=["weight", "evidence"],
    )


def _doubted() -> set[tuple[int, int]]:
    """Pairs of which a judgement was undone and that nobody has judged since."""
    undone = SiteJudgement.objects.filter(undone_at__isnull=False).values_list("one_id", "other_id")
    standing = SiteJudgement.objects.filter(undone_at__isnull=True).values_list("one_id", "other_id")
    return set(undone) - set(standing)


def _judged(ids: Collection[int]) -> dict[tuple[int, int], str]:
    known = set(ids)
    standing = SiteJudgement.objects.filter(undone_at__isnull=True).values_list("one_id", "other_id", "verdict")
    return {(a, b): verdict for a, b, verdict in standing if a in known and b in known}
