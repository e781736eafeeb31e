"""Who has come to be linked since an inquiry was opened, by a new contract or a new link, is reached too."""

from datetime import datetime

from django.db import transaction

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import stop_if
from aktsom.findings.actions.inquiries import inquiry_for_change, saved
from aktsom.findings.actions.joint_meetings import show_meetings
from aktsom.findings.actions.reaching import leads_further, reach_more, touched_now
from aktsom.findings.models import Inquiry
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import inquiry
from aktsom.findings.signal_states import InquiryState

_VERB = "inquiry_reached_again"


def reach_again(*, by: Actor, at: datetime, inquiry_id: str, revision: int) -> int:
    """Whom the chain has come to lead to since: they are told, nobody else is told twice. How many bodies are new."""
    found = touched_now(inquiry(by, inquiry_id), at)
    with transaction.atomic():
        one = inquiry_for_change(by, inquiry_id, revision)
        stop_if(permissions.run(by, one))
        new = reach_more(one, found, at)
        show_meetings(one)  # a body that has joined may buy from one more of the suppliers now
        saved(one, by, at, _VERB)
    return new


def reach_all_again(at: datetime) -> int:
    """The same for all that are open, by the platform; how many bodies are new. One that leads nowhere new is left
    untouched, so that no page that somebody has open grows stale of it. Each by itself: whoever is stopped in between
    goes on where it was, and one that fails keeps nobody else from being reached; the first error is raised last."""
    new, failed = 0, []
    for one in Inquiry.objects.filter(state=InquiryState.OPEN).order_by("id"):
        try:
            new += _reach_again(one, at)
        except Exception as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return new


def _reach_again(seen: Inquiry, at: datetime) -> int:
    found = touched_now(seen, at)
    if not leads_further(seen, found):
        return 0
    with transaction.atomic():
        rows = Inquiry.objects.select_for_update(of=("self",)).select_related("team")
        one = rows.filter(pk=seen.pk, state=InquiryState.OPEN).first()
        if one is None or not leads_further(one, found):  # closed, or reached by another meanwhile
            return 0
        new = reach_more(one, found, at)
        show_meetings(one)  # a body that has joined may buy from one more of the suppliers now
        saved(one, PLATFORM, at, _VERB)
    return new
