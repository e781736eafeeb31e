"""Places that are likely one, found over all of them at once; sure ones are judged so, as can be undone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from aktsom.suppliers.resolution.resolving import resolve
from aktsom.suppliers.resolution.tables import RecordKind
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain.actions.sites import regroup
from aktsom.supply_chain.models import Site, SiteJudgement

BATCH = 500
_COLUMNS = ("id", "name", "country", "address", "postcode", "town")


@dataclass(frozen=True)
class Compared:
    """`joined` pairs judged the same now; `unsure` pairs (ids) that a person should look at."""

    joined: int
    unsure: tuple[tuple[int, int], ...]


@transaction.atomic
def compare_sites(*, at: datetime, about: Collection[int]) -> Compared:
    """These against all places of the same countries. A pair that somebody has judged is left as it is, and one
    whose judgement was undone is never joined again without asking, nor through a third."""
    countries = set(Site.objects.filter(id__in=list(about)).values_list("country", flat=True))
    rows = list(Site.objects.filter(country__in=countries).order_by("id").values_list(*_COLUMNS))
    if len(rows) < 2:
        return Compared(0, ())
    ids = [row[0] for row in rows]
    place = {id_: at_ for at_, id_ in enumerate(ids)}
    judged = _judged(ids)
    together = [(place[a], place[b]) for (a, b), verdict in judged.items() if verdict == Verdict.SAME]
    kept_apart = {pair for pair, verdict in judged.items() if verdict == Verdict.DIFFERENT} | _doubted()
    apart = [(place[a], place[b]) for a, b in sorted(kept_apart) if a in place and b in place]
    frame = pl.DataFrame([row[1:] for row in rows], schema=dict.fromkeys(_COLUMNS[1:], pl.String), orient="row")
    found = resolve(frame, RecordKind.SITE, together=together, apart=apart)
    wanted, same, unsure = set(about), [], []
    for left, right, weight, sure in zip(found.left, found.right, found.weight, found.same, strict=True):
        one, other = sorted((ids[int(left)], ids[int(right)]))
        if (one, other) in judged or not {one, other} & wanted:
            continue
        if sure:
            same.append(
                SiteJudgement(one_id=one, other_id=other, verdict=Verdict.SAME, weight=round(float(weight), 2), at=at)
            )
        else:
            unsure.append((one, other))
    SiteJudgement.objects.bulk_create(same, batch_size=BATCH)
    if same:
        regroup({id_ for each in same for id_ in (each.one_id, each.other_id)})
    return Compared(len(same), tuple(unsure))


def _doubted() -> set[tuple[int, int]]:
    """Pairs of which a judgement was undone and that nobody has judged since."""
    undone = SiteJudgement.objects.filter(undone_at__isnull=False).values_list("one_id", "other_id")
    standing = SiteJudgement.objects.filter(undone_at__isnull=True).values_list("one_id", "other_id")
    return set(undone) - set(standing)


def _judged(ids: Collection[int]) -> dict[tuple[int, int], str]:
    known = set(ids)
    standing = SiteJudgement.objects.filter(undone_at__isnull=True).values_list("one_id", "other_id", "verdict")
    return {(a, b): verdict for a, b, verdict in standing if a in known and b in known}
