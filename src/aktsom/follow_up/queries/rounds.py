"""Reads for dispatching many self-reports: what can be asked about, whom a letter would reach, how far a round is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import DispatchLine, DispatchRound, FollowUp, SelfReport
from aktsom.follow_up.states import FollowUpState, LineState, Method, ReportState, RoundState
from aktsom.suppliers.actions.first_person import FirstPerson
from aktsom.suppliers.models import Supplier, SupplierContact
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.models import CategoryTeam

STANDS_STILL = timedelta(minutes=2)
ROUNDS_SHOWN = 5


def askable(viewer: Actor, team: CategoryTeam) -> list[FollowUp]:
    """The team's follow-ups with a self-report in the plan that have been announced and not asked, by supplier."""
    if team.pk not in viewer.team_ids and not viewer.is_platform:
        return []
    asked = SelfReport.objects.filter(follow_up=OuterRef("pk")).exclude(state=ReportState.WITHDRAWN)
    rows = FollowUp.objects.filter(
        ~Exists(asked), team=team, state__in=(FollowUpState.ANNOUNCED, FollowUpState.RUNNING)
    ).select_related("supplier")
    return [one for one in rows.order_by("supplier__name", "id") if Method.SELF_REPORT in one.methods]


def known_contact(viewer: Actor, supplier: Supplier) -> FirstPerson | None:
    """Whom the viewer's own members write to at the company, the one noted last."""
    contacts = known_contacts(viewer, supplier)
    return contacts[0] if contacts else None


def known_contacts(viewer: Actor, supplier: Supplier) -> list[FirstPerson]:
    rows = SupplierContact.objects.filter(
        supplier_id__in=record_ids(supplier.identity_id), member_id__in=viewer.member_ids
    ).exclude(email="")
    language = "nb" if supplier.country in ("", "NO") else "en"
    return [FirstPerson(one.name, one.email, language) for one in rows.order_by("-changed_at", "-id")]


@dataclass(frozen=True)
class RoundView:
    """`stands_still`: it runs, and nothing has moved for a while, so that somebody may go on with it by hand."""

    round: DispatchRound
    total: int
    asked: int
    waiting: int
    failed: list[DispatchLine]
    stands_still: bool

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def runs(self) -> bool:
        return self.round.state == RoundState.RUNNING


def rounds_of(viewer: Actor, team: CategoryTeam) -> list[DispatchRound]:
    """The newest first."""
    if team.pk not in viewer.team_ids:
        return []
    return list(DispatchRound.objects.filter(team=team)[:ROUNDS_SHOWN])


def round_view(viewer: Actor, public_id: str, now: datetime) -> RoundView:
    """For the team alone. Raises NotVisible."""
    rows = DispatchRound.objects.select_related("team").filter(team_id__in=viewer.team_ids)
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    counted = Counter(found.lines.values_list("state", flat=True))
    failed = found.lines.filter(state=LineState.FAILED).select_related("follow_up__supplier")
    return RoundView(
        found,
        counted.total(),
        counted[LineState.ASKED],
        counted[LineState.WAITING],
        list(failed.order_by("follow_up__supplier__name", "id")),
        found.state == RoundState.RUNNING and now - found.moved_at > STANDS_STILL,
    )
