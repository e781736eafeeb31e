"""The one place that computes who sees a self-report."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.contracts.states import ContractState
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.evidence_keys import recompute_read_with
from aktsom.follow_up.models import SelfReport
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.sharing.recomputing import Checked, mended
from aktsom.suppliers.queries.identity import of_companies
from aktsom.supply_chain.readers import further_keys


def keys_of(report: SelfReport, day: date) -> frozenset[int]:
    """Those who ask, the supplier that answers, and the members whose contracts it was asked for: also once a contract
    is over, since the answer belongs to its file; not where it was entered by mistake, or turned out to be with another
    company. While a contract runs, teams with a mandate for it read too. To be asked with the wall lowered."""
    theirs = Contract.objects.filter(self_reports__self_report=report).exclude(state=ContractState.STRUCK)
    theirs = theirs.filter(of_companies([report.supplier.identity_id], "supplier"))
    carried = keys_carried(
        Audience(report.audience),
        owner_id=report.owner_id,
        team_id=report.team_id,
        linked_ids=set(theirs.values_list("member_id", flat=True)),
        supplier_id=report.supplier_id,
    )
    return carried | further_keys(set(theirs.filter(running(day)).values_list("id", flat=True)), day)


def recompute_one(report: SelfReport, day: date) -> None:
    """Of one that has been locked."""
    keys = keys_of(report, day)
    if keys != report.seen_by:
        report.seen_by = keys
        report.save(update_fields=["seen_by"])
        recompute_read_with([report.pk], day)


def recompute(supplier_ids: Collection[int], day: date) -> int:
    """Of the companies' self-reports, as contracts change; returns how many rows changed."""
    return _mended(SelfReport.objects.filter(supplier_id__in=supplier_ids), day)


def recompute_contracts(which: Q, day: date) -> int:
    """`which` contracts, as a filter on `ReportedContract`."""
    with lowered():
        ids = set(SelfReport.objects.filter(which).order_by().values_list("id", flat=True))
    return _mended(SelfReport.objects.filter(pk__in=ids), day)


def recompute_all(day: date) -> int:
    return _mended(SelfReport.objects.all(), day)


def check_all(*, day: date, mend: bool = False) -> Checked:
    """What differs was written past the actions, or its day has come."""
    found = Checked(SelfReport.objects.count())
    found.add(_differences(SelfReport.objects.order_by("id"), day))
    if mend:
        recompute_all(day)
    return found


def _mended(rows: QuerySet[SelfReport], day: date) -> int:
    """The files that came with the answers follow who reads them."""
    changed = mended(rows, lambda locked: _differences(locked, day))
    if changed:
        recompute_read_with([one.pk for one in changed], day)
    return len(changed)


def _differences(rows: QuerySet[SelfReport], day: date) -> Iterator[tuple[SelfReport, frozenset[int]]]:
    for one in rows.select_related("supplier"):
        keys = keys_of(one, day)
        if one.seen_by != keys:
            yield one, keys
