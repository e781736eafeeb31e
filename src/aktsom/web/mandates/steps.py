"""A finished step towards a supplier, recorded on behalf of the contracts it was done for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.teams.actions.steps import record_step
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.problems import AlreadyDone, NotCovered
from aktsom.teams.queries import facts
from aktsom.teams.queries.teams_shown import contracts_for_step, suppliers_of_team
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.mandates.forms import StepForm
from aktsom.web.mandates.words import acts_in_words, group_name, team_name


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SignedInRequest, public_id: str) -> HttpResponse:
    team = facts.team(request.actor, public_id)
    stop_if(permissions.work(request.actor, team))
    suppliers = suppliers_of_team(request.actor, team)
    supplier = next((one for one in suppliers if one.public_id == request.GET.get("leverandor")), None)
    context: dict[str, Any] = {
        "team": team, "name": team_name(team.group_id), "suppliers": suppliers, "supplier": supplier,
    }  # fmt: skip
    if supplier is None:
        return render(request, "mandates/step_supplier.html", context)
    contracts = contracts_for_step(request.actor, team, supplier.public_id)
    context |= {"contracts": contracts, "acts_in_words": acts_in_words, "group_name": group_name}
    permitted = MandateAct(0)
    for one in contracts:
        permitted |= one.acts
    if request.method != "POST":
        form = StepForm(initial={"done_on": timezone.localdate()}, acts=permitted)
        picked = {one.public_id for one in contracts}
        return render(request, "mandates/step.html", context | {"form": form, "picked": picked})
    form = StepForm(request.POST, acts=permitted)
    told = _recorded(request, team, supplier.public_id, form)
    if told is None:
        messages.success(request, _("Steget er ført. Avtaleeierne ser det."))
        return redirect("mandates_team", public_id=team.public_id)
    context |= {"form": form, "picked": set(request.POST.getlist("contracts"))} | told
    return render(request, "mandates/step.html", context, status=422)


def _recorded(request: SignedInRequest, team: CategoryTeam, supplier_id: str, form: StepForm) -> dict[str, Any] | None:
    """Nothing when it is recorded; else what the page has to tell."""
    if not form.is_valid():
        return {}
    said = form.cleaned_data
    try:
        record_step(
            by=request.actor,
            at=timezone.now(),
            team_id=team.public_id,
            supplier_id=supplier_id,
            act=int(said["act"]),
            what=said["what"],
            done_on=said["done_on"],
            contracts=request.POST.getlist("contracts"),
            again_reason=said["again_reason"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except NotCovered as error:
        form.say(error)
        return {"not_covered": error.contracts}
    except AlreadyDone as error:
        form.add_error("again_reason", str(error))
        return {"earlier": error.steps}
    except DomainError as error:
        form.say(error)
        return {}
    return None
