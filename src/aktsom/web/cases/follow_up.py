"""The page of one follow-up, and the acts that stand on it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.findings.queries.story import found_story
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import planning as acts
from aktsom.follow_up.actions.joining import ask_to_join
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.problems import AlreadyFollowedUp
from aktsom.follow_up.queries.cases import person_name
from aktsom.follow_up.queries.joining import joining, ready
from aktsom.follow_up.queries.planning import covered_contracts, not_covered, same_scope, scope_of
from aktsom.follow_up.queries.planning import follow_up as called
from aktsom.follow_up.queries.reading import reports_of
from aktsom.follow_up.queries.story import story_of, wishes
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.mandates import Missing, may_ask, missing_of
from aktsom.web.cases.methods import beginnings_of, steps_of
from aktsom.web.cases.next_step import now_of
from aktsom.web.cases.reports import asked_of_supplier
from aktsom.web.cases.story import Event, story
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import Here, effort_here
from aktsom.web.findings.story import events as found_events
from aktsom.web.inquiries.story import events as asked_events
from aktsom.web.knowledge.beside import taught
from aktsom.web.publications.story import events as published_events
from aktsom.web.sanctions.story import events as decided_events
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def follow_up(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _shown(request, public_id)


def _beside(actor: Actor, one: FollowUp) -> list[Event]:
    """What the story tells besides the follow-up itself: findings, inquiries, steps of the ladder, publication."""
    found = [*found_events(found_story(actor, one.pk)), *asked_events(actor, one)]
    return [*found, *decided_events(actor, one), *published_events(actor, one.pk)]


def _shown(request: SignedInRequest, public_id: str, reason: str = "", error: str = "") -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    one = called(actor, public_id)
    name = group_name(one.group_id)
    runs = permissions.run(actor, one) is None
    contracts = _contracts(actor, one, today, runs=runs)
    by_whom, steps = words.by_whom(one, name), steps_of(actor, [one], today)[one.pk]
    context = {
        "one": one,
        "name": name,
        "state": words.STATES[one.state],
        "now": now_of(steps, runs=runs, ends_on=one.ends_on, otherwise=words.whose_move(one, name)),
        "story": story(one, story_of(actor, one), steps, today, by_whom, found=_beside(actor, one)),
        "by_whom": by_whom,
        "lead": person_name(one.lead_id),
        "methods": [words.METHODS[method] for method in one.methods],
        "form": words.FORMS.get(one.form, ""),
        "form_ground": words.FORM_GROUNDS.get(one.form_ground, ""),
        **contracts,
        "others": same_scope(actor, scope_of(one), one) if runs else [],
        "runs": runs,
        "to_read": reports_of(actor, one.pk) if runs else [],
        "may_announce": permissions.run(actor, one, "announce") is None,
        "may_cover": permissions.cover(actor, one) is None,
        "may_drop": permissions.run(actor, one, "drop") is None,
        "late": one.ends_on < today,
        **asked_of_supplier(actor, one),
        "steps": steps,
        **taught(actor, one, today),
        "beginnings": beginnings_of(actor, one, today),
        "effort": _effort(actor, one, contracts["covered"], runs=runs),
        "reason": reason,
        "error": error,
    }
    return render(request, "cases/follow_up.html", context, status=422 if error else 200)


def _contracts(actor: Actor, one: FollowUp, today: date, *, runs: bool) -> dict[str, Any]:
    """That are covered, may be, and are not yet, with who asks for it."""
    given = ready(one, today)
    missing = [contract for contract in not_covered(actor, one, today) if contract not in given]
    return {
        "covered": covered_contracts(one),
        "missing": missing_of(one, missing) if runs else [Missing(contract, "", False) for contract in missing],
        "may_ask": runs and may_ask(actor, one),
        "ready": given,
        "joining": joining(actor, one, today),
        "wishing": _wishing(one, missing) if runs else [],
    }


def _effort(actor: Actor, one: FollowUp, covered: Sequence[CoveredContract], *, runs: bool) -> Here | None:
    """For those who run it, and for those who have a contract in it."""
    if not runs and not any(row.member_id in actor.member_ids for row in covered):
        return None
    return effort_here(actor, one.public_id, Activity.PLANNING if runs else Activity.RELYING)


def _wishing(one: FollowUp, missing: Sequence[Contract]) -> list[str]:
    """Members with contracts that are not in, and that have asked to be."""
    names = {contract.member_id: str(contract.member.name) for contract in missing}
    return sorted(names[member] for member in wishes(one, names))


@takes_part
@require_POST
def join(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        ask_to_join(by=request.actor, at=timezone.now(), follow_up_id=public_id)
    except (NotVisible, Refused):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Gruppen har fått beskjed, og spør dere om fullmakt."))
    return redirect("cases_follow_up", public_id=public_id)


@takes_part
@require_POST
def announce(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        acts.announce(by=request.actor, at=timezone.now(), follow_up_id=public_id, revision=revision_of(request))
    except AlreadyFollowedUp as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Oppfølgingen er varslet. De som kjøper av leverandøren, får brev om det."))
    return redirect("cases_follow_up", public_id=public_id)


@takes_part
@require_POST
def cover(request: SignedInRequest, public_id: str) -> HttpResponse:
    count = acts.cover_more(by=request.actor, at=timezone.now(), follow_up_id=public_id)
    told = ngettext("%(num)s avtale er tatt med.", "%(num)s avtaler er tatt med.", count) % {"num": count}
    messages.info(request, told if count else _("Ingen flere avtaler har fullmakt som dekker dette."))
    return redirect("cases_follow_up", public_id=public_id)


@takes_part
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    try:
        acts.drop_follow_up(
            by=request.actor, at=timezone.now(), follow_up_id=public_id, revision=revision_of(request), reason=reason
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, public_id, reason, str(error))
    messages.success(request, _("Oppfølgingen er avlyst. Grunnen står på siden."))
    return redirect("cases_follow_up", public_id=public_id)
