"""A member's own mandates: what waits for an answer, what is given, one mandate, and what was done in its name."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.sharing.viewing import sees_network
from aktsom.teams.actions.answering import limit_mandates, withdraw_mandates
from aktsom.teams.queries.own_mandates import (
    DoneRow,
    MandateView,
    OwnMandates,
    done_in_our_name,
    mandates_of_member,
    own_mandate,
)
from aktsom.teams.queries.requests import requests_waiting
from aktsom.teams.queries.teams_shown import teams_shown
from aktsom.teams.rules.mandates import Standing
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.days import read_day
from aktsom.web.contracts.sending import revision_of
from aktsom.web.journal.subjects import subjects
from aktsom.web.journal.verbs import verb_words
from aktsom.web.mandates.forms import LimitForm, ToldForm, WithdrawForm
from aktsom.web.mandates.home import answer_rows
from aktsom.web.mandates.team import TABS
from aktsom.web.mandates.words import (
    act_words,
    acts_from,
    acts_in_words,
    read_standing,
    standing_words,
    team_name,
    team_names,
    ticked,
)

USUAL_SPAN = timedelta(days=365)


@signed_in
@require_safe
def ours(request: SignedInRequest) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    if not sees_network(actor):
        raise NotVisible
    only = read_standing(request.GET.get("vis"))
    found = mandates_of_member(actor, today=today, only=only, after=request.GET.get("after"))
    context = {
        "waiting": answer_rows(requests_waiting(actor, today), today),
        "teams": teams_shown(actor, today),
        "team_name": team_names(),
        "found": found,
        "only": only,
        "words": standing_words(),
        "acts_in_words": acts_in_words,
        "has_own": bool(actor.member_ids),
        "several": len(actor.member_ids) > 1,
        "tabs": _tabs(found, only),
        "previous": _address(only, found.previous) if found.previous else "",
        "next": _address(only, found.next) if found.next else "",
    }
    return render(request, "mandates/ours.html", context)


def _tabs(found: OwnMandates, only: Standing | None) -> list[dict[str, Any]]:
    words = standing_words()
    living = sum(found.counts[each] for each in TABS[:4])
    tabs = [{"name": _("Aktuelle"), "count": living, "href": _address(None), "chosen": only is None}]
    return tabs + [
        {"name": words[each].word, "count": found.counts[each], "href": _address(each), "chosen": only is each}
        for each in TABS
        if found.counts[each] or only is each
    ]


def _address(only: Standing | None, after: str | None = None) -> str:
    said = {"vis": only.value if only else "", "after": after or ""}
    given = {name: text for name, text in said.items() if text}
    return reverse("mandates_ours") + (f"?{urlencode(given)}" if given else "")


@signed_in
@require_http_methods(["GET", "HEAD"])
def mandate(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = own_mandate(request.actor, public_id, timezone.localdate())
    limit = LimitForm(initial={"ends_on": found.own.row.ends_on})
    return render(request, "mandates/mandate.html", _shown(found, limit, WithdrawForm()))


def _shown(found: MandateView, limit: ToldForm, withdraw: ToldForm, kept: int | None = None) -> dict[str, Any]:
    row = found.own.row
    return {
        "found": found,
        "own": found.own,
        "row": row,
        "name": team_name(found.own.group_id),
        "words": standing_words()[row.standing],
        "acts": [words for act, words in act_words().items() if act & row.acts],
        "not_given": [words for act, words in act_words().items() if act & row.asked_acts & ~row.acts],
        "asked": [words for act, words in act_words().items() if act & row.asked_acts],
        "kept": ticked(int(row.acts) if kept is None else kept),
        "limit": limit,
        "withdraw": withdraw,
        "failed": limit if limit.errors else withdraw,
    }


@signed_in
@require_POST
def limit(request: SignedInRequest, public_id: str) -> HttpResponse:
    form, acts = LimitForm(request.POST), acts_from(request.POST.getlist("acts"))
    if form.is_valid():
        chosen = [(public_id, revision_of(request))]
        try:
            limit_mandates(
                by=request.actor, at=timezone.now(), chosen=chosen, acts=acts, ends_on=form.cleaned_data["ends_on"]
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Fullmakten er begrenset. Det gjelder fra nå."))
            return redirect("mandates_mandate", public_id=public_id)
    found = own_mandate(request.actor, public_id, timezone.localdate())
    return render(request, "mandates/mandate.html", _shown(found, form, WithdrawForm(), acts), status=422)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if form.is_valid():
        chosen = [(public_id, revision_of(request))]
        try:
            withdraw_mandates(by=request.actor, at=timezone.now(), chosen=chosen, reason=form.cleaned_data["reason"])
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Fullmakten er trukket tilbake. Fra nå kan gruppen ikke gjøre noe under den."))
            return redirect("mandates_mandate", public_id=public_id)
    found = own_mandate(request.actor, public_id, timezone.localdate())
    narrowed = LimitForm(initial={"ends_on": found.own.row.ends_on})
    return render(request, "mandates/mandate.html", _shown(found, narrowed, form), status=422)


@signed_in
@require_safe
def done(request: SignedInRequest) -> HttpResponse:
    """What others did on behalf of the viewer's members, straight from the journal."""
    if not request.actor.member_ids:
        raise NotVisible
    today = timezone.localdate()
    first, last = read_day(request.GET.get("fra"), today - USUAL_SPAN), read_day(request.GET.get("til"), today)
    found = done_in_our_name(request.actor, first, last, after=request.GET.get("after"))
    said = {"fra": first.isoformat(), "til": last.isoformat()}

    def address(after: str | None) -> str:
        return f"{reverse('mandates_done')}?{urlencode(said | {'after': after})}" if after else ""

    named = subjects(request.actor, {row.contract or row.subject for row in found.rows})
    context = {
        "rows": [(row, _done_text(row), named[row.contract or row.subject]) for row in found.rows],
        "first": first,
        "last": last,
        "several": len(request.actor.member_ids) > 1,
        "previous": address(found.previous),
        "next": address(found.next),
    }
    return render(request, "mandates/done.html", context)


def _done_text(row: DoneRow) -> str:
    if row.act:
        name = act_words()[row.act].name
        return f"{name}: {row.what}" if row.what else name
    return verb_words(row.verb)
