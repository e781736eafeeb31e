"""The case: shared facts to the left, and to the right one column for each contract with its owner's own decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.findings import findings_of
from aktsom.findings.queries.plans import measures_of, plan_of
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.drafting import begin_decision
from aktsom.sanctions.actions.recommending import withdraw_recommendation
from aktsom.sanctions.models import Recommendation
from aktsom.sanctions.permissions import recommendations as recommending
from aktsom.sanctions.queries.cases import case as called
from aktsom.sanctions.queries.decisions import Column, columns
from aktsom.sanctions.queries.preconditions import readiness
from aktsom.sanctions.queries.recommendations import findings_under, recommendation, recommendations_of
from aktsom.sanctions.seams import Case
from aktsom.sanctions.states import RecommendationState
from aktsom.sanctions.tables import precondition_texts
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.cases.words import by_whom
from aktsom.web.contracts.sending import revision_of
from aktsom.web.findings import words as finding_words
from aktsom.web.sanctions import words
from aktsom.web.sanctions.columns import column_views
from aktsom.web.sanctions.picture import rungs
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def case(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    return shown(request, called(request.actor, follow_up_id))


def shown(request: SignedInRequest, one: FollowUp, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    all_ = recommendations_of(actor, one)
    on = next((each for each in all_ if each.state == RecommendationState.MADE), None)
    found = columns(actor, one, on, today)
    act_on = next((row for row in found if row.own and row.active and (row.waits or row.draft)), None)
    mine = act_on or next((row for row in found if row.own and row.active), None)  # whose ladder is drawn
    plan, name = plan_of(actor, one), group_name(one.group_id)
    waits = [row for row in found if row.waits] if on is not None else []
    step = mine.draft.step if mine is not None and mine.draft is not None else on.step if on is not None else ""
    context = {
        "one": one,
        "name": name,
        "who": by_whom(one, name),
        "on": on,
        "before": [each for each in all_ if each is not on],
        "rests_on": findings_under(actor, on) if on is not None else [],
        "ladder": rungs(step, _taken(found, mine)),
        "step": step,
        "ready": _ready(actor, one, on, act_on, step),
        "columns": column_views(actor, found, today),
        "mine": mine,
        "act_on": act_on,
        "decided": sum(row.made is not None for row in found),
        "active": sum(row.active for row in found),
        "move": ", ".join(dict.fromkeys(row.covered.member.name for row in waits)),
        "findings": findings_of(actor, [one]),
        "colours": colours_now(actor, [one]).get(one.pk, []),
        "plan": plan,
        "measures": measures_of(actor, plan) if plan is not None else [],
        "today": today,
        "may_recommend": recommending.recommend(actor, one) is None,
        "words": words,
        "precondition_texts": precondition_texts(translation.get_language() or "nb"),
        "finding_words": finding_words,
        "wrong": wrong or {},
    }
    return render(request, "sanctions/case.html", context, status=422 if wrong else 200)


def _taken(found: list[Column], mine: Column | None) -> list[Any]:
    """In the viewer's own contract; for those who follow up, what owners let them read."""
    return list(mine.taken) if mine is not None else [each for row in found for each in row.taken]


def _ready(actor: Actor, one: FollowUp, on: Recommendation | None, mine: Column | None, step: str) -> Any:
    """Of the viewer's own contract that waits for a decision: in one that is decided, nothing lacks any more."""
    if mine is None or not step:
        return None
    return readiness(Case(actor, one, mine.contract, on, mine.draft, step, timezone.localdate()))


@takes_part
@require_POST
def begin(request: SignedInRequest, follow_up_id: str, contract_id: str) -> HttpResponse:
    called(request.actor, follow_up_id)
    made = begin_decision(by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, contract_id=contract_id)
    return redirect("sanctions_decision", public_id=made.public_id)


@takes_part
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = recommendation(request.actor, public_id)
    text = request.POST.get("text", "")
    try:
        withdraw_recommendation(
            by=request.actor, at=timezone.now(), recommendation_id=public_id, revision=revision_of(request),
            reason=text, looked=looked(request),
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        wrong = {"verb": "trekk", "text": text, "error": str(error), **looks(error)}
        return shown(request, found.follow_up, wrong)
    messages.success(request, _("Anbefalingen er trukket. Avtaleeierne får brev om det."))
    return redirect("sanctions_case", follow_up_id=found.follow_up.public_id)
