"""A reading that was ended begins again, because a score was wrong or something has to be asked for once more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.follow_up.actions.planning import reason_of
from aktsom.follow_up.actions.reading import doubt_conclusions, hold_follow_up, move, report_for_change
from aktsom.follow_up.models import Rereading, SelfReport
from aktsom.follow_up.permissions import reading as permissions
from aktsom.follow_up.states import UNDER_WAY
from aktsom.follow_up.workers_first import stop_if_unlooked


@transaction.atomic
def read_again(*, by: Actor, at: datetime, report_id: str, revision: int, reason: str, looked: str = "") -> Rereading:
    """Scores stand until a reader gives another, and conclusions until they are superseded; whoever reads those is told
    that what they rest on is being read again. Raises Stale, Refused, Wrong and LookAgain."""
    hold_follow_up(by, report_id)
    report = report_for_change(by, report_id, revision)
    stop_if(permissions.judge(by, report, "read_again"))
    why = reason_of("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    if SelfReport.objects.filter(follow_up=report.follow_up_id, state__in=UNDER_WAY).exists():
        raise DomainError(_("Leverandøren er spurt på nytt i denne oppfølgingen. Les det nye svaret i stedet."))
    made = Rereading.objects.create(self_report=report, reason=why, person_id=by.person_id, at=at)
    report.ended_at = None
    doubted = doubt_conclusions(report, at)
    move(report, by, at, "read_again", told="report_read_again", changes={"conclusions": doubted})
    return made
