"""What a member did before, beside what it does now, and what an hour costs it: for its own people alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import stop_if
from aktsom.effects.actions import baselines as acts
from aktsom.effects.permissions.effort import keep_baseline
from aktsom.effects.queries.baselines import baselines, before_after, hourly_costs
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.trying import done
from aktsom.web.effort import words
from aktsom.web.effort.choosing import Chosen, chosen
from aktsom.web.effort.forms import BaselineForm, HourForm


@takes_part
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    return _shown(request, chosen(request))


def _shown(
    request: SignedInRequest, on: Chosen, said: BaselineForm | None = None, hour: HourForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "on": on,
        "rows": before_after(request.actor, on.scope),
        "baselines": baselines(request.actor, on.member.pk),
        "hours": hourly_costs(request.actor, on.member.pk),
        "may": keep_baseline(request.actor, on.member.pk) is None,
        "form": said or BaselineForm(initial={"year": today.year - 1}),
        "hour_form": hour or HourForm(initial={"since": today, "currency": "NOK"}),
        "open_hour": hour is not None,
        "open_before": said is not None,
        "words": words,
    }
    return render(request, "effort/before.html", context, status=422 if said or hour else 200)


@takes_part
@require_POST
def say(request: SignedInRequest) -> HttpResponse:
    on = chosen(request)
    stop_if(keep_baseline(request.actor, on.member.pk))
    form = BaselineForm(request.POST)

    def said() -> None:
        acts.say_baseline(by=request.actor, at=timezone.now(), member_id=on.member.pk, said=form.said())

    if done(form, said):
        messages.success(request, _("Det dere gjorde før, er skrevet ned."))
        return _back(on)
    return _shown(request, on, said=form)


@takes_part
@require_POST
def say_hour(request: SignedInRequest) -> HttpResponse:
    on = chosen(request)
    stop_if(keep_baseline(request.actor, on.member.pk))
    form = HourForm(request.POST)

    def said() -> None:
        acts.say_hourly_cost(by=request.actor, at=timezone.now(), member_id=on.member.pk, **form.cleaned_data)

    if done(form, said):
        messages.success(request, _("Timeprisen er skrevet ned. Bare folk hos dere ser den."))
        return _back(on)
    return _shown(request, on, hour=form)


@takes_part
@require_POST
def strike(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A baseline or an hourly cost, as its id says."""
    on = chosen(request)
    if public_id.startswith("bas-"):
        acts.strike_baseline(by=request.actor, at=timezone.now(), baseline_id=public_id)
    else:
        acts.strike_hourly_cost(by=request.actor, at=timezone.now(), cost_id=public_id)
    messages.success(request, _("Det er strøket, og teller ikke lenger."))
    return _back(on)


def _back(on: Chosen) -> HttpResponse:
    return redirect(f"{reverse('effort_before')}?virksomhet={on.member.public_id}")
