"""A meeting is planned from a follow-up, and changed."""

from datetime import time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import meetings as acts
from aktsom.follow_up.meeting_states import MeetingKind
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.permissions import meetings as meeting_permissions
from aktsom.follow_up.queries.meetings import meeting, proposed_agenda
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import Method
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.meetings import words
from aktsom.web.meetings.forms import MeetingForm, now_of

USUAL_NOTICE, USUAL_HOUR = timedelta(days=21), time(10)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    one, today = follow_up(request.actor, follow_up_id), timezone.localdate()
    stop_if(permissions.run(request.actor, one) or may_begin(one, Method.MEETING, today))
    kind = MeetingKind.KICK_OFF if request.GET.get("oppstart") else MeetingKind.FOLLOW_UP
    proposed = proposed_agenda(request.actor, one, kind)
    first = {"on": today + USUAL_NOTICE, "at": USUAL_HOUR, "minutes_long": 60}
    form = MeetingForm(sent(request), initial=first | {"agenda": "\n".join(point.title for point in proposed)})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.plan_meeting(
                by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, said=form.said(kind, proposed)
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Møtet er planlagt. Leverandøren får vite om det når dere inviterer."))
            return redirect("meetings_one", public_id=made.public_id)
    context = {"one": one, "form": form, "kind": words.KINDS[kind], "supplier": one.supplier.name}
    context |= {"proposed": bool(proposed)}
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = meeting(request.actor, public_id)
    stop_if(meeting_permissions.change(request.actor, one))
    form = MeetingForm(sent(request), initial=now_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_meeting(
                by=request.actor, at=timezone.now(), meeting_id=public_id, revision=revision_of(request),
                said=form.said(one.kind, []),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Møtet er endret."))
            return redirect("meetings_one", public_id=public_id)
    context = {"form": form, "change": one, "kind": words.KINDS[one.kind], "supplier": one.supplier.name}
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)
