"""What is known of a place that is to come instead of another: what the high-risk list says of what is made there, and
what has been found, checked or listed. Nothing known is said as nothing known, never as nothing wrong."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.states import FindingState
from aktsom.follow_up.audit_states import AuditState
from aktsom.follow_up.models import AuditSite
from aktsom.follow_up.queries.audits import audits_for
from aktsom.follow_up.queries.placed_risks import placed_risks
from aktsom.sanctions.models import NewPlace, Replacement
from aktsom.supply_chain.models import ConcernHit, Site
from aktsom.supply_chain.queries.concerns import newest_lists
from aktsom.supply_chain.states import HitState


@dataclass(frozen=True)
class PlacedRisk:
    """`named`: the list names the country itself."""

    code: str
    stage: str
    level: str
    named: bool


@dataclass(frozen=True)
class KnownOfPlace:
    risks: list[PlacedRisk]
    findings: list[Finding]
    audits: int
    listed: list[str]  # names of lists of concern, where a person has judged the place to be the one listed

    @property
    def nothing(self) -> bool:
        return not (self.findings or self.audits or self.listed)

    def kept(self) -> dict[str, Any]:
        return {
            "risks": [[one.code, one.stage, one.level, one.named] for one in self.risks],
            "findings": [one.public_id for one in self.findings],
            "audits": self.audits,
            "listed": self.listed,
        }


def known_of(viewer: Actor, one: Replacement, place: NewPlace) -> KnownOfPlace:
    """As far as the viewer sees it; also under other records judged to be the same place, and by its very name."""
    records = _records(viewer, place)
    keys = {site.public_id for site in records} | {place.name}
    found = findings_for(viewer).filter(site_key__in=keys).exclude(state=FindingState.WITHDRAWN)
    reported = audits_for(viewer).filter(state=AuditState.REPORTED)
    audits = AuditSite.objects.filter(audit__in=reported, site__in=records).values("audit_id").distinct().count()
    hits = ConcernHit.objects.filter(site__in=records, state=HitState.SAME, entry__concern_list__in=newest_lists())
    names = hits.values_list("entry__concern_list__name", flat=True)
    return KnownOfPlace(_risks(one, place), list(found.order_by("-id")), audits, sorted(set(names)))


def _records(viewer: Actor, place: NewPlace) -> list[Site]:
    seen = Site.objects.visible_to(viewer)
    site = seen.filter(public_id=place.site_key).first() if place.site_key else None
    if site is None:
        return []
    root = site.same_as_id or site.pk
    return list(seen.filter(Q(pk=root) | Q(same_as_id=root)))


def _risks(one: Replacement, place: NewPlace) -> list[PlacedRisk]:
    """The gravest right first; where the list names countries and not this one, the risk is still what is bought's."""
    placed = placed_risks(one.decision.follow_up, [one.contract])
    return [
        PlacedRisk(risk.code, str(risk.stage), str(told.level), place.country in told.countries)
        for risk, told in placed.items()
    ]
