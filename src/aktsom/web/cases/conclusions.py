"""What was concluded of a follow-up: the points side by side, where the risks stand, and who builds on it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import concluding as acts
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.conclusions import conclusions_of, risk_standings, sees_verdicts, sees_words, to_judge
from aktsom.follow_up.queries.placed_risks import risk_names
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.follow_up.queries.planning import follow_up as called
from aktsom.follow_up.queries.reliance import reliance_lines, relying
from aktsom.follow_up.rules.fitness import StandingOfRisk
from aktsom.follow_up.states import FollowUpState
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.base.risk_words import stage_words
from aktsom.web.cases import conclusion_words as told
from aktsom.web.cases import words
from aktsom.web.contracts.sending import revision_of
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def conclusions(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _shown(request, public_id)


def _shown(
    request: SignedInRequest, public_id: str, reason: str = "", error: DomainError | None = None
) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    one = called(actor, public_id)
    name = group_name(one.group_id)
    judged = to_judge(one)
    standing = conclusions_of(actor, one, today)
    verdicts = sees_verdicts(actor, one, today)
    runs = permissions.conclude_points(actor, one) is None
    context = {
        "one": one,
        "name": name,
        "state": words.STATES[one.state],
        "by_whom": words.by_whom(one, name),
        "judged": judged,
        "columns": [(_("Punkt"), ""), *((term_set, "") for term_set in judged.term_sets)],
        "cells": {(row.number, row.term_set): [] for row in standing},
        "standing": standing,
        "earlier": conclusions_of(actor, one, today, earlier=True),
        "runs": runs,
        "next_point": next((line.number for line in judged.lines if line.open_sets), "") if runs else "",
        "conclude_off": permissions.conclude(actor, one, judged.open_points),
        "may_conclude": runs and one.state == FollowUpState.RUNNING,
        "words_seen": sees_words(actor, one),
        "risks": _risks(one) if verdicts and standing else [],
        "stages": stage_words(),
        "risk_columns": [(_("Risiko"), ""), *((word, "") for word in stage_words().values())],
        "told": told,
        "reason": reason,
        "error": str(error or ""),
        **looks(error),
        **_reliance(actor, one, today),
    }
    for row in standing:
        context["cells"][row.number, row.term_set].append(row)
    return render(request, "cases/conclusions.html", context, status=422 if error else 200)


def _risks(one: FollowUp) -> list[tuple[str, dict[str, StandingOfRisk]]]:
    """[(name of the risk, {stage: where it stands})], the gravest right first."""
    names = risk_names(translation.get_language() or "nb")
    found: dict[str, dict[str, StandingOfRisk]] = {}
    for standing, _place in risk_standings(one, [row.contract for row in covered_contracts(one)]):
        found.setdefault(standing.risk.code, {})[standing.risk.stage] = standing
    return [(names.get(code, code), at) for code, at in found.items()]


def _reliance(actor: Actor, one: FollowUp, today: date) -> dict[str, Any]:
    lines = reliance_lines(actor, one, today)
    return {
        "own_lines": lines,
        "undecided": [line for line in lines if line.term_set and not line.decision and not line.refusal],
        "relying": relying(one),
    }


@takes_part
@require_POST
def leave_rest(request: SignedInRequest, public_id: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    try:
        count = acts.leave_unassessed(
            by=request.actor,
            at=timezone.now(),
            follow_up_id=public_id,
            revision=revision_of(request),
            reason=reason,
            looked=looked(request),
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, public_id, reason, error)
    messages.success(
        request,
        ngettext(
            "%(num)s punkt er ført som ikke vurdert.", "%(num)s punkter er ført som ikke vurdert.", count
        ) % {"num": count},
    )  # fmt: skip
    return redirect("cases_conclusions", public_id=public_id)


@takes_part
@require_POST
def conclude(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        acts.conclude_follow_up(
            by=request.actor, at=timezone.now(), follow_up_id=public_id, revision=revision_of(request)
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Oppfølgingen er konkludert. De som kjøper av leverandøren, får brev om det."))
    return redirect("cases_conclusions", public_id=public_id)
