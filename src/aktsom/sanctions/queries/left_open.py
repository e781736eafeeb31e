"""What is open for the workers when a step is taken: findings that stand, measures that are not done, and what is owed.
Whoever weighs the step has it before them."""

from dataclasses import dataclass
from typing import Any

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding, Measure
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.plans import plan_of
from aktsom.findings.queries.remedies import Ledger, ledgers
from aktsom.findings.states import FindingState, MeasureState
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.rules.exits import LeftOpen


@dataclass(frozen=True)
class OpenNow:
    """As the viewer may see it; `owed` are the ledgers in which anything is left, or not known."""

    findings: list[Finding]
    measures: list[Measure]
    owed: list[tuple[Finding, Ledger]]

    @property
    def counts(self) -> LeftOpen:
        people = sum(found.people for _one, found in self.owed)
        unknown = sum(found.unknown for _one, found in self.owed)
        return LeftOpen(len(self.findings), len(self.measures), people, unknown)

    def kept(self) -> dict[str, Any]:
        """As the assessment keeps what its writer had before it."""
        told = self.counts
        return {
            "findings": told.findings,
            "measures": told.measures,
            "owed_people": told.owed_people,
            "unknown_sums": told.unknown_sums,
        }


def open_now(viewer: Actor, one: FollowUp) -> OpenNow:
    rows = findings_for(viewer).filter(follow_up=one)
    standing = list(rows.filter(state=FindingState.STANDS).order_by("id"))
    owed = list(rows.filter(entitlements__isnull=False).distinct().order_by("id"))
    found = ledgers(viewer, owed)
    kept = [(each, found[each.pk]) for each in owed if _is_open(found[each.pk])]
    return OpenNow(standing, _measures(viewer, one), kept)


def _measures(viewer: Actor, one: FollowUp) -> list[Measure]:
    plan = plan_of(viewer, one)
    if plan is None:
        return []
    rows = plan.measures.exclude(state=MeasureState.SUFFICIENT).filter(finding__in=findings_for(viewer))
    return list(rows.select_related("finding").order_by("due_on", "id"))


def _is_open(found: Ledger) -> bool:
    return found.unknown > 0 or any(total.left is None or total.left > 0 for total in found.sums)
