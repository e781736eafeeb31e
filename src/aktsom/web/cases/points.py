"""One point of the terms is judged, its wordings side by side."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import concluding as acts
from aktsom.follow_up.judging_tables import fitness_table, risks_of_points
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.audit_reports import looked_into
from aktsom.follow_up.queries.conclusions import citable, conclusions_of, newest_of_point, point_line
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.placed_risks import placed_risks, products_of, risk_names
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.follow_up.queries.planning import follow_up as called
from aktsom.follow_up.queries.reading import read_marks
from aktsom.follow_up.rules.fitness import Quality, Risk, fitness
from aktsom.follow_up.states import Announced, Method, PaidBy, Reach, Season, WorkersChosenBy
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.risk_words import stage_words
from aktsom.web.cases import conclusion_words as told
from aktsom.web.cases import words
from aktsom.web.cases.conclusion_forms import PointForm
from aktsom.web.contracts.sending import sent
from aktsom.web.teams.words import group_name

BEST = Quality(PaidBy.BUYER, Announced.UNANNOUNCED, Season.IN_SEASON, WorkersChosenBy.AUDITOR, Reach.SPECIFIC)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, public_id: str, number: str) -> HttpResponse:
    one = called(request.actor, public_id)
    stop_if(permissions.conclude_points(request.actor, one))
    line = point_line(one, number)
    contracts = [row.contract for row in covered_contracts(one)]
    risks = list(placed_risks(one, contracts))
    spoken_of = risks_of_points().get(number, frozenset())
    form = PointForm(
        sent(request), wordings=line.wordings, evidence=citable(request.actor, one), risks=risks,
        products=_products(one, contracts), sites=sites_to_judge(request.actor, one, timezone.localdate()),
        initial={
            "method": one.methods[-1] if one.methods else "",
            "done_on": timezone.localdate(),
            "risks": [f"{risk.code}-{risk.stage}" for risk in risks if risk.code in spoken_of],
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _concluded(request, public_id, number, form):
        messages.success(request, _("Punkt %(number)s er vurdert.") % {"number": number})
        return redirect("cases_conclusions", public_id=public_id)
    today = timezone.localdate()
    context = {
        "one": one,
        "name": group_name(one.group_id),
        "line": line,
        "form": form,
        "seen": request.POST.get("seen", newest_of_point(one, number)),
        "read": request.POST.get("read", read_marks(one.pk)),
        "reports": looked_into(request.actor, one, number),
        "rows": _rows(risks),
        "stages": stage_words(),
        "able": [(risk, _able(risk)) for risk in risks],
        "headings": [(words.METHODS[method], "") for method in Method],
        "fits": told.FITS,
        "risk_name": told.risk_name,
        "before": told.grouped([row for row in conclusions_of(request.actor, one, today) if row.number == number]),
        "told": told,
        **form.shown_looks(),
    }
    return render(request, "cases/point.html", context, status=422 if form.errors else 200)


def _concluded(request: SignedInRequest, public_id: str, number: str, form: PointForm) -> bool:
    """Whether it was taken in; else the form says why not."""
    try:
        acts.conclude_point(
            by=request.actor, at=timezone.now(), follow_up_id=public_id, number=number,
            seen=request.POST.get("seen", ""), read=request.POST.get("read", ""), judged=form.judged(),
            ground=form.ground(), looked=looked(request),
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True


def _rows(risks: Sequence[Risk]) -> list[tuple[str, dict[str, str]]]:
    """[(name of the risk, {stage: key of the box})], in the order given."""
    names = risk_names(translation.get_language() or "nb")
    found: dict[str, dict[str, str]] = {}
    for risk in risks:
        found.setdefault(names.get(risk.code, risk.code), {})[risk.stage] = f"{risk.code}-{risk.stage}"
    return list(found.items())


def _able(risk: Risk) -> list[str]:
    """What each method can show at its best."""
    return [fitness(risk, method, [BEST], fitness_table(), set(Method) - {method}).standing for method in Method]


def _products(one: FollowUp, contracts: Sequence[Contract]) -> list[tuple[str, str]]:
    found = sorted(one.products or set().union(*(products_of(one, contract) for contract in contracts)))
    catalogue, language = current_catalogue(), translation.get_language() or "nb"
    return [(id_, catalogue.product[id_].name.in_language(language)) for id_ in found if id_ in catalogue.product]
