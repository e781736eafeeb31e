"""A team asks for mandates: choose whom and what, see who is asked for what, send."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refused, Stale, stop_if
from aktsom.teams.actions.asking import Asked, ask_for_mandates, checked, left_alone
from aktsom.teams.acts import HIGHEST, MandateAct
from aktsom.teams.models import CategoryTeam
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries import facts
from aktsom.teams.queries.candidates import Candidate, candidates, chosen, contracts_of, contracts_with, members_to_ask
from aktsom.teams.rules.mandate_limits import answer_days, usual_days
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.jinja import write_number
from aktsom.web.mandates.forms import AskForm
from aktsom.web.mandates.words import act_words, acts_from, acts_in_words, team_name, ticked


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One page in two parts. `step` says which button was pressed: nothing is sent before `send`."""
    team = facts.team(request.actor, public_id)
    stop_if(permissions.lead(request.actor, team))
    if request.method != "POST":
        context = _choosing(request, team, AskForm(initial=_usual()), first=True)
        return render(request, "mandates/ask.html", context)
    form, step = AskForm(request.POST), request.POST.get("step", "")
    if step in ("preview", "send") and form.is_valid():
        try:
            if step == "send":
                return _sent(request, team, form)
            return render(request, "mandates/ask_preview.html", _preview(request, team, form))
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
    else:
        form.is_valid()
    quiet = step not in ("preview", "send")  # only a list was opened, or the person went back
    shown = AskForm(initial=request.POST.dict()) if quiet else form
    return render(request, "mandates/ask.html", _choosing(request, team, shown), status=200 if quiet else 422)


def _usual() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "starts_on": today,
        "ends_on": today + timedelta(days=usual_days()),
        "answer_by": today + timedelta(days=answer_days()),
    }


def _choosing(request: SignedInRequest, team: CategoryTeam, form: AskForm, *, first: bool = False) -> dict[str, Any]:
    today, posted = timezone.localdate(), request.POST
    members = members_to_ask(request.actor, team, today)
    opened = set(posted.getlist("opened")) | {posted["open"]} if "open" in posted else set(posted.getlist("opened"))
    whole = {member.public_id for member in members} if first else set(posted.getlist("members"))
    picked = set(posted.getlist("contracts"))
    if first and (of := contracts_with(request.actor, team, request.GET.get("leverandor", ""), today)):
        # Come from a supplier that is to be followed up together: its contracts, and nothing else.
        whole, picked = set(), {contract.public_id for contract in of}
        opened = {contract.member.public_id for contract in of}
    listed: dict[str, list[dict[str, Any]]] = {}
    for one in contracts_of(request.actor, team, opened, today) if opened else []:
        row = {"id": one.public_id, "title": one.title, "supplier": one.supplier.name if one.supplier else ""}
        listed.setdefault(one.member.public_id, []).append(
            row | {"picked": one.member.public_id in whole or one.public_id in picked}
        )
    return {
        "team": team,
        "name": team_name(team.group_id),
        "form": form,
        "members": members,
        "ticked": whole,
        "listed": listed,
        "acts": list(act_words().values()),
        "wanted": ticked(HIGHEST if first else acts_from(posted.getlist("acts"))),
        "total": sum(member.contracts for member in members),
    }


def _said(request: SignedInRequest) -> dict[str, Any]:
    """Whom the form names, as actions and queries take it."""
    return {"contracts": request.POST.getlist("contracts"), "members": request.POST.getlist("members")}


@dataclass(frozen=True)
class MemberPart:
    """Of the preview: what one member's owners would be asked, and what they would not."""

    member: str
    asked: list[Candidate]
    left: list[LeftAlone]


def _preview(request: SignedInRequest, team: CategoryTeam, form: AskForm) -> dict[str, Any]:
    today, said = timezone.localdate(), form.cleaned_data
    number = acts_from(request.POST.getlist("acts"))
    acts = checked(number, said["starts_on"], said["ends_on"], said["answer_by"], today)
    contracts = chosen(request.actor, team, today, **_said(request))
    if not contracts:
        raise DomainError(_("Velg minst én virksomhet eller avtale."))
    found = candidates(team, contracts, acts, starts_on=said["starts_on"], ends_on=said["ends_on"], today=today)
    parts = [
        MemberPart(
            name, [c for c in group if c.asking.left_out is None], [left_alone(c) for c in group if c.asking.left_out]
        )
        for (_id, name), group in (
            (key, list(rows))
            for key, rows in groupby(found, lambda one: (one.contract.member_id, one.contract.member.name))
        )
    ]
    return {
        "team": team,
        "name": team_name(team.group_id),
        "form": form,
        "said": said,
        "parts": parts,
        "contracts": sum(len(part.asked) for part in parts),
        "asked_members": sum(1 for part in parts if part.asked),
        "acts": [words for act, words in act_words().items() if act & acts],
        "number": number,
        "differs": {one.contract.pk: _differs(one, acts) for part in parts for one in part.asked},
        "hidden": [
            (name, value) for name in ("members", "contracts", "opened", "acts") for value in request.POST.getlist(name)
        ]
        + [(name, request.POST.get(name, "")) for name in ("starts_on", "ends_on", "answer_by", "message")],
    }


def _differs(one: Candidate, acts: MandateAct) -> str:
    """What is asked of this contract otherwise than of the rest."""
    told = []
    if one.asking.acts != acts:
        told.append(_("bare %(acts)s, resten er gitt fra før") % {"acts": acts_in_words(one.asking.acts)})
    if one.asking.renews:
        told.append(_("fornyes når den nåværende går ut"))
    return ", ".join(told)


def _sent(request: SignedInRequest, team: CategoryTeam, form: AskForm) -> HttpResponse:
    said = form.cleaned_data
    asked = ask_for_mandates(
        by=request.actor,
        at=timezone.now(),
        team_id=team.public_id,
        acts=acts_from(request.POST.getlist("acts")),
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        message=said["message"],
        answer_by=said["answer_by"],
        **_said(request),
    )
    messages.success(request, _told(asked))
    return redirect("mandates_team", public_id=team.public_id)


def _told(asked: Asked) -> str:
    members = ngettext("%(count)s virksomhet", "%(count)s virksomheter", asked.members)
    contracts = ngettext("%(count)s avtale", "%(count)s avtaler", asked.mandates)
    return _("Spurt: %(members)s om %(contracts)s. Avtaleeierne får en e-post.") % {
        "members": members % {"count": write_number(asked.members)},
        "contracts": contracts % {"count": write_number(asked.mandates)},
    }
