"""Why a member does not follow up contracts with high risk, and whether it owes a public account."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.effects.models import AccountDuty, ReasonNotToAct
from aktsom.effects.permissions.reports import write_for
from aktsom.effects.queries.unfollowed import unfollowed
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.models import Member
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@transaction.atomic
def say_why_not(
    *, by: Actor, at: datetime, member_id: str, year: int, contracts: Sequence[str], group_id: str, reason: str,
    looked: str = "",
) -> int:  # fmt: skip
    """For contracts (public ids) that nobody follows up, or for all of them in a category; a newer reason takes the
    place of the one before. Returns for how many it was written."""
    member = _own(by, member_id)
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    open_ = unfollowed(by, member, year, day_of(at))
    by_id = {row.contract.public_id: row.contract for row in open_}
    chosen = [by_id[id_] for id_ in dict.fromkeys(contracts) if id_ in by_id]
    if group_id and not any(group_id in row.group_ids for row in open_):
        raise Wrong("contracts", _("Ingen avtaler i kategorien mangler oppfølging lenger."))
    if not chosen and not group_id:
        raise Wrong("contracts", _("Velg avtaler eller en kategori."))
    usual = {"member": member, "year": year, "reason": why, "said_at": at, "said_by_id": by.person_id}
    rows = [ReasonNotToAct(contract=one, **usual) for one in chosen]
    if group_id:
        rows.append(ReasonNotToAct(group_id=group_id, **usual))
    _supersede(member, year, at, [one.pk for one in chosen], group_id)
    ReasonNotToAct.objects.bulk_create(rows)
    told = {"year": year, "contracts": [one.public_id for one in chosen], "category": group_id}
    record(by=by, at=at, acts=[Act("reason_not_to_act_written", member.public_id, member.pk, changes=told)])
    return len(rows)


@transaction.atomic
def take_back_reason(*, by: Actor, at: datetime, reason_id: str) -> ReasonNotToAct:
    """Also when it has been taken back meanwhile: then there is nothing to do."""
    rows = ReasonNotToAct.objects.select_for_update(of=("self",)).select_related("member")
    row = rows.filter(public_id=reason_id).first()
    if row is None or not (by.is_platform or row.member_id in by.member_ids):
        raise NotVisible
    stop_if(write_for(by, row.member_id, None))
    if row.superseded_at is not None:
        return row
    row.superseded_at = at
    row.save(update_fields=["superseded_at"])
    told = {"year": row.year, "reason": row.public_id}
    record(by=by, at=at, acts=[Act("reason_not_to_act_taken_back", row.member.public_id, row.member_id, changes=told)])
    return row


def _supersede(member: Member, year: int, at: datetime, contracts: Sequence[int], group_id: str) -> None:
    rows = ReasonNotToAct.objects.filter(member=member, year=year, superseded_at__isnull=True)
    rows.filter(contract__in=contracts).update(superseded_at=at)
    if group_id:
        rows.filter(group_id=group_id).update(superseded_at=at)


@transaction.atomic
def state_duty(*, by: Actor, at: datetime, member_id: str, owes: bool, reason: str = "") -> AccountDuty:
    """The same said again changes nothing."""
    member = _own(by, member_id)
    why = text_in("reason", reason)
    now = AccountDuty.objects.filter(member=member, superseded_at__isnull=True).first()
    if now is not None and (now.owes, now.reason) == (owes, why):
        return now
    AccountDuty.objects.filter(member=member, superseded_at__isnull=True).update(superseded_at=at)
    made = AccountDuty.objects.create(member=member, owes=owes, reason=why, said_at=at, said_by_id=by.person_id)
    acts = [Act("account_duty_stated", member.public_id, member.pk, changes={"owes": owes})]
    record(by=by, at=at, acts=acts)
    return made


def _own(by: Actor, public_id: str) -> Member:
    """Locked, so that of two who write at once the last stands. Raises NotVisible and Refused."""
    member = Member.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
    if member is None or not (by.is_platform or member.pk in by.member_ids):
        raise NotVisible
    stop_if(write_for(by, member.pk, None))
    return member
