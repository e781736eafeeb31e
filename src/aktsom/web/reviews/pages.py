"""The page of a review, and the acts that stand on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.follow_up.actions import document_reviews as acts
from aktsom.follow_up.models import DocumentReview
from aktsom.follow_up.permissions import document_reviews as permissions
from aktsom.follow_up.queries.document_reviews import review, row_views
from aktsom.follow_up.review_states import REVIEW
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.days import read_day
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.evidence.words import quality_facts
from aktsom.web.meetings.words import by_whom
from aktsom.web.reviews import words
from aktsom.web.reviews.forms import JudgeForm


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(
    request: SignedInRequest,
    public_id: str,
    wrong: dict[str, Any] | None = None,
    judging: tuple[str, JudgeForm] | None = None,
) -> HttpResponse:
    """`judging` is a form that came back, with its row's id."""
    actor, found, today = request.actor, review(request.actor, public_id), timezone.localdate()
    supplier, who = permissions.answers_for(actor, found), by_whom(found.team, found.owner)
    rows, judges = row_views(actor, found, today), permissions.judge(actor, found) is None
    forms = {view.row.public_id: JudgeForm(auto_id=f"id_{view.row.public_id}_%s") for view in rows if judges}
    if judging is not None:
        forms[judging[0]] = judging[1]
    context = {
        "one": found,
        "supplier": supplier,
        "who": who,
        "state": words.STATES[found.state],
        "move": words.whose_move(found.state, who, found.supplier.name),
        "rows": rows,
        "forms": forms,
        "open_row": judging[0] if judging else "",
        "verdicts": words.VERDICTS,
        "marks": words.VERDICT_MARKS,
        "flag_words": words.FLAGS,
        "quality_of": quality_facts,
        "gives": permissions.give(actor, found) is None,
        "may": {verb: permissions.move(actor, found, verb) is None for verb in {m.verb for m in REVIEW.moves}},
        "may_write": permissions.write(actor, found) is None,
        "given": sum(view.answered for view in rows),
        "late": found.state == "sent" and found.due_on < today,
        "effort": effort_here(
            actor, public_id, Activity.ANSWERING if supplier else Activity.DOCUMENT_REVIEW, supplier=supplier
        ),
        "wrong": wrong or {},
    }
    return render(request, "reviews/one.html", context, status=422 if wrong or judging else 200)


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    review(request.actor, public_id)
    act, told = _MOVES[verb]
    try:
        act(request, public_id, {"by": request.actor, "at": timezone.now(), "revision": revision_of(request)})
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        wrong = {"verb": verb, "text": request.POST.get("text", ""), "error": str(error)}
        return shown(request, public_id, wrong)
    messages.success(request, told())
    return redirect("reviews_one", public_id=public_id)


Did = Callable[[SignedInRequest, str, dict[str, Any]], DocumentReview]


def _send_back(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> DocumentReview:
    asked = request.POST.get("due_on", "")
    due_on = read_day(asked, timezone.localdate()) if asked else None
    return acts.send_back(review_id=public_id, reason=request.POST.get("text", ""), due_on=due_on, **by)


def _drop(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> DocumentReview:
    return acts.drop_review(review_id=public_id, reason=request.POST.get("text", ""), **by)


def _plain(act: Callable[..., DocumentReview]) -> Did:
    return lambda _request, public_id, by: act(review_id=public_id, **by)


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "send": (_plain(acts.send_review), lambda: _("Listen er sendt. Leverandøren får brev.")),
    "lever": (_plain(acts.hand_in), lambda: _("Takk. Dokumentene er lagt fram.")),
    "send-tilbake": (_send_back, lambda: _("Sendt tilbake. Leverandøren får brev om hva som mangler.")),
    "avslutt": (_plain(acts.close_review), lambda: _("Gjennomgangen er ferdig.")),
    "trekk": (_drop, lambda: _("Forespørselen er trukket.")),
}
