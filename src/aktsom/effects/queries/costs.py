"""Reads of joint costs: each member its own shares, those who follow up and whoever paid the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.effort_states import ShareState
from aktsom.effects.models import CostShare, JointCost, ShareTrace
from aktsom.effects.rules.cost_sharing import Owed, netted
from aktsom.follow_up.audit_states import ConsentState, Payer, ReportState, RowKind
from aktsom.follow_up.method_tables import payer_rows
from aktsom.follow_up.models import Audit, AuditConsent, FollowUp
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.audits import audits_for
from aktsom.follow_up.rules.payers import payer_for
from aktsom.members.models import Member
from aktsom.sharing.keys import may_see

ORE = 100


def costs_for(viewer: Actor) -> QuerySet[JointCost]:
    """Whole costs: for those who follow up and whoever paid."""
    rows = JointCost.objects.filter(may_see(viewer))
    return rows.select_related("follow_up__team", "follow_up__member", "supplier", "paid_by", "owner")


def cost(viewer: Actor, public_id: str) -> JointCost:
    """Raises NotVisible."""
    found = costs_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def recorded_by_form(viewer: Actor, one: FollowUp, cost_id: str) -> JointCost | None:
    """What the form with this id has recorded already, also where that is taken back."""
    return costs_for(viewer).filter(follow_up=one, public_id=cost_id).first() if cost_id else None


def shares_for(viewer: Actor) -> QuerySet[CostShare]:
    rows = CostShare.objects.filter(may_see(viewer))
    return rows.select_related("member", "creditor", "supplier")


def share(viewer: Actor, public_id: str) -> CostShare:
    """Raises NotVisible."""
    found = shares_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class Shares:
    """`owed` is what the viewer's members owe, `due` what is owed them, `own` their own parts of what they paid; what
    is settled stays among them. `net` is what is left between each two of what is not settled."""

    owed: list[CostShare]
    due: list[CostShare]
    own: list[CostShare]
    net: list[Owed]


def own_shares(viewer: Actor) -> Shares:
    mine = viewer.member_ids
    rows = list(shares_for(viewer).filter(Q(member__in=mine) | Q(creditor__in=mine)).exclude(state=ShareState.VOID))
    apart = [one for one in rows if one.member_id != one.creditor_id]
    open_ = [Owed(one.member_id, one.creditor_id, one.amount, one.currency) for one in apart if _unsettled(one)]
    return Shares(
        owed=[one for one in apart if one.member_id in mine],
        due=[one for one in apart if one.creditor_id in mine],
        own=[one for one in rows if one.member_id == one.creditor_id],
        net=netted(open_),
    )


def _unsettled(one: CostShare) -> bool:
    return one.state in (ShareState.OPEN, ShareState.PAID)


def traces(viewer: Actor, ones: Iterable[CostShare]) -> Mapping[int, list[ShareTrace]]:
    """{share: what was said of it, the first first}."""
    found: dict[int, list[ShareTrace]] = {}
    for row in ShareTrace.objects.filter(may_see(viewer, "share__"), share__in=[one.pk for one in ones]):
        found.setdefault(row.share_id, []).append(row)
    return found


def members_called(ids: Iterable[int]) -> list[Member]:
    """By name."""
    return list(Member.objects.filter(pk__in=set(ids)).order_by("name"))


def costs_of(viewer: Actor, one: FollowUp) -> list[JointCost]:
    """Of a follow-up, with their shares, those that stand first."""
    rows = costs_for(viewer).filter(follow_up=one).prefetch_related("shares__member")
    return sorted(rows, key=lambda each: (each.ended_at is not None, -each.pk))


def covered_members(one: FollowUp) -> Counter[int]:
    """{member: how many of its contracts the follow-up covers}."""
    return Counter(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))


def audits_to_share(viewer: Actor, one: FollowUp) -> list[Audit]:
    """Ordered ones with a cost of the members' that nobody has recorded."""
    known = JointCost.objects.filter(follow_up=one, ended_at__isnull=True).values("subject")
    rows = audits_for(viewer).filter(follow_up=one, cost__isnull=False, payer=Payer.COOPERATION)
    return list(rows.filter(state__in=["ordered", "reported"]).exclude(public_id__in=known))


def rule_says(viewer: Actor, one: Audit) -> Payer | None:
    """Who pays by the rule that was chosen when the audit was ordered, now that its result may be known: the first is
    the cooperation's, later ones the supplier's, and by some rules it hangs on whether it was passed."""
    report = reports_for(viewer).filter(audit=one, state=ReportState.HANDED_IN).first()
    passed = None if report is None else not report.rows.filter(kind=RowKind.DEVIATION).exists()
    return payer_for(payer_rows(), one.payer_rule, one.number, passed).payer


def audit_parts(one: Audit) -> dict[int, int]:
    """{member: øre}, as shared out when it was ordered."""
    return {row.member_id: int(row.amount * ORE) for row in one.shares.all()}


def consented_members(one: Audit) -> Counter[int]:
    given = AuditConsent.objects.filter(audit=one, state=ConsentState.GIVEN)
    return Counter(given.values_list("member_id", flat=True))


def total_open(rows: Iterable[CostShare]) -> dict[str, Decimal]:
    """{currency: of what is not settled}."""
    found: dict[str, Decimal] = {}
    for one in rows:
        if _unsettled(one):
            found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
    return found
