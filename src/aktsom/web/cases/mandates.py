"""What a follow-up's page says of the contracts without a mandate, and asking for them in one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.joining import newest_mandates, ready
from aktsom.follow_up.queries.planning import follow_up, not_covered
from aktsom.follow_up.queries.story import wishes
from aktsom.follow_up.states import Method
from aktsom.teams.actions.asking import Asked, ask_for_mandates
from aktsom.teams.acts import MandateAct, together
from aktsom.teams.models import Mandate
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.rules.mandate_limits import answer_days, usual_days
from aktsom.teams.states import MandateState
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import write_date

# What each method needs a mandate for, besides agreeing on a plan and recommending.
NEEDED = {
    Method.SELF_REPORT: MandateAct.ASK,
    Method.MEETING: MandateAct.MEET,
    Method.DOCUMENT_REVIEW: MandateAct.REVIEW,
    Method.AUDIT: MandateAct.AUDIT,
}
AT_LEAST = (MandateAct.ASK, MandateAct.PLAN, MandateAct.RECOMMEND)


@dataclass(frozen=True)
class Missing:
    """`standing` is what has come of asking, in words; `free` where one press may ask."""

    contract: Contract
    standing: str
    free: bool


def missing_of(one: FollowUp, contracts: Sequence[Contract]) -> list[Missing]:
    """Of contracts that are not in, for those who run it. Who said no and asked to join since may be asked again."""
    mandates, wished = newest_mandates(one, contracts), wishes(one, {contract.member_id for contract in contracts})
    return [_missing(contract, mandates.get(contract.pk), wished.get(contract.member_id)) for contract in contracts]


def _missing(contract: Contract, mandate: Mandate | None, wished: datetime | None) -> Missing:
    if mandate is not None and mandate.state == MandateState.ASKED:
        return Missing(contract, _("spurt %(day)s") % {"day": _day(mandate.asked_at)}, free=False)
    if mandate is not None and mandate.state == MandateState.REFUSED and mandate.answered_at is not None:
        told = _("sa nei %(day)s") % {"day": _day(mandate.answered_at)}
        return Missing(contract, told, free=wished is not None and wished > mandate.answered_at)
    return Missing(contract, "", free=True)


def _day(moment: datetime) -> str:
    return write_date(timezone.localdate(moment), "medium")


def may_ask(actor: Actor, one: FollowUp) -> bool:
    return one.team is not None and permissions.lead(actor, one.team) is None


@takes_part
@require_POST
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """All that were not asked before, for what the plan needs and as long as is usual. Who said no is left in peace."""
    one = follow_up(request.actor, public_id)
    if one.team is None:
        raise NotVisible
    try:
        asked = _asked(request.actor, one, one.team.public_id)
    except (NotVisible, Refused):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        told = ngettext(
            "Spurt om fullmakt for %(num)s avtale.", "Spurt om fullmakt for %(num)s avtaler.", asked.mandates
        )
        messages.success(request, told % {"num": asked.mandates} + " " + _("Avtaleeierne får en e-post."))
    return redirect("cases_follow_up", public_id=public_id)


def _asked(by: Actor, one: FollowUp, team_id: str) -> Asked:
    today = timezone.localdate()
    given = ready(one, today)
    bare = [contract for contract in not_covered(by, one, today) if contract not in given]
    return ask_for_mandates(
        by=by,
        at=timezone.now(),
        team_id=team_id,
        contracts=[row.contract.public_id for row in missing_of(one, bare) if row.free],
        acts=int(together([*AT_LEAST, *(NEEDED[Method(method)] for method in one.methods)])),
        starts_on=today,
        ends_on=max(one.ends_on, today + timedelta(days=usual_days())),
        answer_by=today + timedelta(days=answer_days()),
        message=_("Vi følger opp %(supplier)s, og spør leverandøren én gang for alle.")
        % {"supplier": one.supplier.name},
    )
