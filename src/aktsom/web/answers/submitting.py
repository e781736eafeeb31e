"""Seeing over a self-report before it is handed in, handing it in, and reading what was handed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.follow_up.actions.submitting import not_hidden, submit_report, texts_of
from aktsom.follow_up.models import SelfReport
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.queries.answers import Form, approvers, form_of, own_report
from aktsom.follow_up.queries.reading import advice_to
from aktsom.follow_up.queries.submissions import handed_in_to, reading_of
from aktsom.follow_up.rules.answers import Secret, marked_elsewhere
from aktsom.follow_up.rules.difference import Need
from aktsom.follow_up.states import OPEN_TO_SUPPLIER
from aktsom.follow_up.workers_first import mark_of
from aktsom.sharing.workers import worries
from aktsom.web.answers import words
from aktsom.web.answers.overview import head_of
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked, worry_words


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """All of it as it will be read; handed in by POST."""
    found = own_report(request.actor, public_id)
    last = found.submissions.order_by("-number").first()
    if found.state not in OPEN_TO_SUPPLIER:  # also a second press of the button
        if last is None:
            return redirect("answers_report", public_id=public_id)
        return redirect("answers_handed_in", public_id=public_id, number=last.number)
    error, signed_as = "", request.POST.get("signed_as", "")
    if request.method == "POST":
        try:
            made = submit_report(
                by=request.actor, at=timezone.now(), report_id=public_id, mark=request.POST.get("mark", ""),
                signed_as=signed_as, looked=looked(request),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as why:
            error = str(why)
        else:
            messages.success(request, _("Takk. Svaret er sendt inn, og gjelder alle avtalene i listen."))
            return redirect("answers_handed_in", public_id=public_id, number=made.number)
    return render(
        request, "answers/preview.html", _page(request, found, error, signed_as), status=422 if error else 200
    )


def _page(request: SignedInRequest, found: SelfReport, error: str, signed_as: str) -> dict[str, Any]:
    form = form_of(found)
    asked = form.questions
    return head_of(found) | {
        "form": form,
        "steps": words.STEPS,
        "words": words,
        "needs": words.NEEDS,
        "leads": [one for one in asked if one.question.is_lead and not one.said.value],
        "empty": [one for one in asked if one.need is Need.EMPTY],
        "back": [one for one in asked if one.need is Need.SENT_BACK],
        "carried": [one for one in asked if one.is_carried],
        "noes": [one for one in asked if one.question.is_lead and one.said.value == "no"],
        "secrets": [(one.question.code, secret) for one in asked for secret in one.said.secret] + _listed(form),
        "bare": [(one, words.told(problem)) for one, problem in not_hidden(form)],
        "to_look_at": _to_look_at(form),
        "look_mark": mark_of(texts_of(form)),
        "refusal": permissions.submit(request.actor, found),
        "approvers": approvers(found),
        "error": error,
        "signed_as": signed_as or request.user.name,
    }


def _listed(form: Form) -> list[tuple[str, Secret]]:
    """[(question, what a list of secrets holds back in its answer)]."""
    marked = marked_elsewhere([one.said for one in form.questions])
    codes = [one.question.code for one in form.questions]
    return [(code, secret) for code in codes for secret in marked.get(code.casefold(), ())]


def _to_look_at(form: Form) -> list[tuple[Any, list[str]]]:
    """[(question, what may tell who a worker is)]; a national identity number is told when it is handed in."""
    found = {code: worries(text) for code, text in texts_of(form).items()}
    return [(one, [worry_words(w) for w in told]) for one in form.questions if (told := found[one.question.code])]


@signed_in
@require_safe
def handed_in(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """To the supplier and to everybody who reads the self-report."""
    made = handed_in_to(request.actor, public_id, number)
    context = head_of(made.self_report) | {
        "made": made,
        "reading": reading_of(request.actor, made),
        "steps": words.STEPS,
        "words": words,
        "own": made.self_report.supplier_id in request.actor.supplier_ids,
        "advice": advice_to(request.actor, made.self_report),
        "numbers": list(made.self_report.submissions.values_list("number", flat=True)),
    }
    return render(request, "answers/handed_in.html", context)
