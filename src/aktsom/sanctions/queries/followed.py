"""Who follows a supplier up, as the supplier knows it: by what it has been shown. Nobody has shown it the follow-up
itself, whose row it does not see, nor the decisions whose consequences it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.plans import plans_for
from aktsom.findings.queries.publications import publications_for
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.document_reviews import reviews_for
from aktsom.follow_up.queries.meetings import meetings_for
from aktsom.members.models import Member
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.letters import letters_for
from aktsom.sanctions.queries.steps import replacements_for, suspensions_for, terminations_for
from aktsom.teams.models import CategoryTeam


@dataclass(frozen=True, slots=True)
class Followed:
    """`team` or else `owner` follows up. `decisions` are ids, of those that have set something in motion that the
    supplier sees."""

    pk: int
    public_id: str
    group_id: str
    supplier: str
    company_id: int
    team: CategoryTeam | None
    owner: Member | None
    since: datetime
    until: datetime | None
    decisions: frozenset[int]


def followed(viewer: Actor) -> list[Followed]:
    """The newest first; none for whoever answers for no supplier. The number of questions is the same for many."""
    if not viewer.supplier_ids:
        return []
    own = {"supplier_id__in": viewer.supplier_ids}
    shown = _together(
        SelfReport.objects.visible_to(viewer).filter(**own), meetings_for(viewer).filter(**own),
        reviews_for(viewer).filter(**own), findings_for(viewer).filter(**own), plans_for(viewer).filter(**own),
        publications_for(viewer).filter(**own), letters_for(viewer).filter(**own),
        reports_for(viewer).filter(shown_at__isnull=False, audit__supplier_id__in=viewer.supplier_ids),
        column="follow_up_id",
    )  # fmt: skip
    moved = _together(
        *(rows(viewer).filter(**own) for rows in (suspensions_for, replacements_for, terminations_for)),
        column="decision_id",
    )
    with lowered():  # whose they are, of a company that the viewer answers for
        decisions = dict(SanctionDecision.objects.filter(pk__in=moved).values_list("pk", "follow_up_id"))
        rows = FollowUp.objects.filter(Q(pk__in=shown) | Q(pk__in=decisions.values()))
        return [_told(one, decisions) for one in rows.select_related("team", "member", "supplier").order_by("-id")]


def followed_in(viewer: Actor, public_id: str) -> Followed:
    """By the follow-up's public id. Raises NotVisible, also before the supplier has been shown anything of it."""
    found = next((one for one in followed(viewer) if one.public_id == public_id), None)
    if found is None:
        raise NotVisible
    return found


def _together(first: QuerySet, *others: QuerySet, column: str) -> set[int]:  # type: ignore[type-arg]  # of any model
    """What stands in the column in any of them, by one question."""
    plain: Iterable[QuerySet] = (  # type: ignore[type-arg]
        rows.select_related(None).order_by().values_list(column, flat=True) for rows in others
    )
    return set(first.select_related(None).order_by().values_list(column, flat=True).union(*plain))


def _told(one: FollowUp, decisions: dict[int, int]) -> Followed:
    return Followed(
        pk=one.pk, public_id=one.public_id, group_id=one.group_id, supplier=one.supplier.name,
        company_id=one.supplier.identity_id, team=one.team, owner=one.member, since=one.made_at, until=one.ended_at,
        decisions=frozenset(id_ for id_, of in decisions.items() if of == one.pk),
    )  # fmt: skip
