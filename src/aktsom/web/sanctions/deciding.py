"""A contract owner's decision page: what is recommended, the facts, the preconditions with what ticked them, and the
decision itself. What is typed is kept in the draft, also when it cannot be decided yet."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.findings.queries.findings import findings_of
from aktsom.findings.states import OVER
from aktsom.follow_up.queries.cases import person_name
from aktsom.sanctions.actions import deciding as acts
from aktsom.sanctions.actions import drafting
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.permissions import decisions as permissions
from aktsom.sanctions.queries.decisions import decision, decisions_of, steps_taken
from aktsom.sanctions.queries.preconditions import Readiness, readiness
from aktsom.sanctions.queries.recommendations import findings_under, recommendations_of
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.tables import precondition_texts, step_called
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.cases.words import by_whom
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.findings import words as finding_words
from aktsom.web.sanctions import words
from aktsom.web.sanctions.forms import DecideForm, decision_now
from aktsom.web.sanctions.picture import rungs
from aktsom.web.teams.words import group_name

# What other parts of a decision show on its page: each gives what its own template, included there, needs.
Parts = Callable[[Actor, SanctionDecision], dict[str, Any]]
PARTS: list[Parts] = []
# Where such a part is written, by the button that leads there: the draft is kept first.
WRITTEN_AT: dict[str, Callable[[SanctionDecision], str]] = {}


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = decision(request.actor, public_id)
    if request.method == "POST":
        return _sent(request, found)
    if found.state == DecisionState.DRAFT and permissions.keeps(request.actor, found.owner_id):
        on = _recommendation(request.actor, found)
        ready = _ready(request.actor, found, on)
        form = DecideForm(one=found, ready=ready, may_share=_shares(request.actor, found), initial=decision_now(found))
        return _draft(request, found, form)
    return shown(request, found)


def _sent(request: SignedInRequest, found: SanctionDecision) -> HttpResponse:
    """What is written is kept first, so that nothing is lost when it cannot be decided yet."""
    actor, at, decides = request.actor, timezone.now(), request.POST.get("do") == "avgjor"
    form = _bound(request, found)
    if not form.is_valid():
        return _draft(request, found, form)
    by: dict[str, Any] = {"by": actor, "at": at, "decision_id": found.public_id}
    said = form.said(looked(request))
    try:
        kept = drafting.write_decision(**by, revision=revision_of(request), said=said)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return _draft(request, found, form)
    if (leads := request.POST.get("do", "")) in WRITTEN_AT:
        return redirect(WRITTEN_AT[leads](kept))
    if not decides:
        messages.info(request, _("Utkastet er lagret. Bare dere ser det."))
        return redirect("sanctions_decision", public_id=found.public_id)
    try:
        acts.decide(**by, revision=kept.revision, said=said)
    except (NotVisible, Stale):
        raise
    except DomainError as error:
        kept = decision(actor, found.public_id)
        form = _bound(request, kept)
        form.is_valid()
        form.say(error)
        return _draft(request, kept, form)
    messages.success(request, _("Avgjørelsen er tatt, for denne avtalen alene."))
    return redirect("sanctions_decision", public_id=found.public_id)


def _bound(request: SignedInRequest, found: SanctionDecision) -> DecideForm:
    ready = _ready(request.actor, found, _recommendation(request.actor, found))
    return DecideForm(request.POST, one=found, ready=ready, may_share=_shares(request.actor, found))


def _shares(actor: Actor, one: SanctionDecision) -> bool:
    return permissions.owns(actor, one.owner_id)


def _ready(actor: Actor, one: SanctionDecision, on: Recommendation | None) -> Readiness | None:
    return readiness(acts.case_of(actor, one, on, timezone.localdate())) if one.step else None


def _recommendation(actor: Actor, one: SanctionDecision) -> Recommendation | None:
    """As far as the viewer may see it."""
    return next((each for each in recommendations_of(actor, one.follow_up) if each.pk == one.recommendation_id), None)


def _draft(request: SignedInRequest, found: SanctionDecision, form: DecideForm) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    context = _common(actor, found) | {
        "form": form,
        "ready": _ready(actor, found, _recommendation(actor, found)),
        "off": _off(actor, found, today),
        **form.shown_looks(),
    }
    return render(request, "sanctions/draft.html", context, status=422 if form.errors else 200)


def _off(actor: Actor, one: SanctionDecision, today: date) -> str:
    """Why the button is not for this person."""
    step = step_called(one.step) if one.step else None
    return str(permissions.decide(actor, one, step, today) or "")


def _common(actor: Actor, one: SanctionDecision) -> dict[str, Any]:
    on, name = _recommendation(actor, one), group_name(one.follow_up.group_id)
    history = decisions_of(actor, one.contract, one.follow_up)
    parts = [part(actor, one) for part in PARTS]
    return {
        "one": one,
        "follow_up": one.follow_up,
        "on": on,
        "own": one.owner_id in actor.member_ids,
        "who": by_whom(one.follow_up, name),
        "rests_on": findings_under(actor, on) if on is not None else [],
        "findings": [each for each in findings_of(actor, [one.follow_up]) if each.state not in OVER],
        "ladder": rungs(one.step, [each for each in steps_taken(history) if each.pk != one.pk]),
        "history": [(each, person_name(each.decided_by_id)) for each in history if each.pk != one.pk],
        "words": words,
        "precondition_texts": precondition_texts(translation.get_language() or "nb"),
        "finding_words": finding_words,
        **{key: value for part in parts for key, value in part.items()},
    }


def shown(request: SignedInRequest, found: SanctionDecision, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor = request.actor
    texts = precondition_texts(translation.get_language() or "nb")
    mine = found.owner_id in actor.member_ids
    context = _common(actor, found) | {
        "decided_by": person_name(found.decided_by_id) if mine else "",
        "reasons": [(texts[id_], text) for id_, text in found.written.items()],
        "asides": [(texts[id_], text) for id_, text in found.aside.items()],
        "ticked": [
            (texts[id_], [(about, href) for about in abouts if (href := words.href_of(about))])
            for id_, abouts in found.ticked.items()
        ],
        "may_share": permissions.share(actor, found) is None and not found.shared,
        "may_unshare": permissions.share(actor, found) is None and found.shared,
        "may_withdraw": permissions.move(actor, found, "withdraw") is None,
        "may_again": mine and permissions.write(actor, found.contract, timezone.localdate()) is None,
        "effort": effort_here(actor, found.public_id, Activity.SANCTION) if mine else None,
        "wrong": wrong or {},
    }
    return render(request, "sanctions/decision.html", context, status=422 if wrong else 200)


@takes_part
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in ("del", "skjul", "trekk"):
        raise NotVisible
    found = decision(request.actor, public_id)
    by: dict[str, Any] = {
        "by": request.actor, "at": timezone.now(), "decision_id": public_id, "revision": revision_of(request)
    }  # fmt: skip
    text = request.POST.get("text", "")
    try:
        if verb == "trekk":
            acts.withdraw_decision(**by, reason=text, looked=looked(request))
        else:
            acts.share_decision(**by, shared=verb == "del")
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, found, {"verb": verb, "text": text, "error": str(error), **looks(error)})
    messages.success(request, _told(verb))
    return redirect("sanctions_decision", public_id=public_id)


def _told(verb: str) -> str:
    return {
        "del": _("De andre som har en avtale med, kan lese avgjørelsen nå."),
        "skjul": _("De andre ser nå bare at dere har avgjort."),
        "trekk": _("Avgjørelsen er trukket. Grunnen står på siden."),
    }[verb]
