"""Which contracts a follow-up may ask the supplier about on a day."""

from datetime import date, datetime

from django.utils import timezone

from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.teams.acts import MandateAct
from aktsom.teams.queries.facts import contract_runs, facts_of, parties_of
from aktsom.teams.rules.mandates import permits


def to_ask_about(one: FollowUp, at: datetime) -> list[CoveredContract]:
    """Those it covers that run, and whose mandates let the team ask at that moment; a member's own need none."""
    rows = one.covered.filter(left_at__isnull=True).select_related("contract__supplier", "member", "mandate__team")
    today = timezone.localdate(at)
    runs = [row for row in rows.order_by("id") if contract_runs(row.contract, today)]
    if one.team is None:
        return runs
    parties = parties_of(one.team)
    return [row for row in runs if _permits(row, today, parties, at)]


def _permits(row: CoveredContract, today: date, parties: frozenset[int] | None, at: datetime) -> bool:
    if row.mandate is None:
        return False
    row.mandate.contract = row.contract
    return permits(facts_of(row.mandate, today, parties), MandateAct.ASK, at)
