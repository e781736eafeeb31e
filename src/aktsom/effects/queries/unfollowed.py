"""A member's contracts with high risk that nobody follows up, with the reason where it has written one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.among import among
from aktsom.core.errors import NotVisible
from aktsom.effects.indicators import READS, Narrowed, Span
from aktsom.effects.models import ReasonNotToAct
from aktsom.members.models import Member
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.risk.models import RiskProduct


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """`unknown`: the register names no supplier, so that nobody can say. `reason` is that of the contract, or else of
    one of its categories."""

    contract: Contract
    group_ids: tuple[str, ...]
    unknown: bool
    reason: ReasonNotToAct | None


def unfollowed(viewer: Actor, member: Member, year: int, today: date) -> list[Unfollowed]:
    """As the indicator «followed_up» counts them, those without a reason first. Raises NotVisible."""
    if not has(viewer, Permission.READ_REGISTER, member.pk):
        raise NotVisible
    rows = READS["followed_up"](Span(year, today)).narrowed(Narrowed(frozenset({member.pk}))).read()
    said = {row.key: row.said for row in rows}
    open_ = {key: of is None for key, of in said.items() if not of}
    groups = _groups(open_)
    of_contract, of_group = _reasons(viewer, member, year)
    rows_of = Contract.objects.filter(among("pk", _numbers(open_)))
    found = []
    for one in rows_of.select_related("supplier").order_by("title", "id"):
        own = [of_group[group] for group in groups[one.pk] if group in of_group]
        found.append(Unfollowed(one, groups[one.pk], open_[one.pk], of_contract.get(one.pk) or next(iter(own), None)))
    return sorted(found, key=lambda each: each.reason is not None)


def _groups(ids: Iterable[int | str]) -> dict[int | str, tuple[str, ...]]:
    found: dict[int | str, list[str]] = defaultdict(list)
    rows = RiskProduct.objects.filter(among("risk__contract_id", _numbers(ids))).order_by("group_id")
    for contract_id, group_id in rows.values_list("risk__contract_id", "group_id").distinct():
        found[contract_id].append(group_id)
    return defaultdict(tuple, {key: tuple(groups) for key, groups in found.items()})


def _numbers(ids: Iterable[int | str]) -> list[int]:
    return [int(id_) for id_ in ids]


def reasons_for(viewer: Actor) -> QuerySet[ReasonNotToAct]:
    """Those that stand, of the viewer's own members."""
    rows = ReasonNotToAct.objects.filter(superseded_at__isnull=True).exclude(reason="")
    return rows if viewer.is_platform else rows.filter(member_id__in=viewer.member_ids)


def _reasons(viewer: Actor, member: Member, year: int) -> tuple[dict[int, ReasonNotToAct], dict[str, ReasonNotToAct]]:
    rows: Sequence[ReasonNotToAct] = list(reasons_for(viewer).filter(member=member, year=year))
    of_contract = {row.contract_id: row for row in rows if row.contract_id is not None}
    return of_contract, {row.group_id: row for row in rows if row.group_id}
