"""A supplier is asked for a self-report, with the letter in preview; and what is done while it waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import dispatching as acts
from aktsom.follow_up.actions import inviting, withdrawing
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.follow_up.permissions import self_reports as permissions
from aktsom.follow_up.queries.asked_suppliers import by_in_words
from aktsom.follow_up.queries.cases import people_of
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.queries.self_reports import Preview, preview, seen_report
from aktsom.follow_up.report_letters import Asking, asked_letter
from aktsom.members.letters import take_up_page
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import report_words, words
from aktsom.web.cases.dispatch_forms import DispatchForm, FirstForm
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.teams.words import group_name


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: SignedInRequest, public_id: str) -> HttpResponse:
    one, now = follow_up(request.actor, public_id), timezone.now()
    stop_if(permissions.dispatch(request.actor, one))
    seen = preview(request.actor, one, now)
    form = DispatchForm(sent(request), people=people_of(one), seen=seen, viewer=request.actor, lead_id=one.lead_id)
    if request.method == "POST" and form.is_valid():
        try:
            acts.dispatch_self_report(
                by=request.actor, at=now, follow_up_id=public_id, revision=revision_of(request),
                dispatch=form.dispatch(), link=take_up_page(),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Leverandøren er spurt. Dere ser her når den svarer."))
            return redirect("cases_follow_up", public_id=public_id)
    return render(request, "cases/dispatch.html", _context(one, seen, form), status=422 if form.errors else 200)


def _context(one: FollowUp, seen: Preview, form: DispatchForm) -> dict[str, Any]:
    name = group_name(one.group_id)
    return {
        "one": one,
        "name": name,
        "by_whom": words.by_whom(one, name),
        "seen": seen,
        "form": form,
        "due_why": report_words.due_why,
        "form_name": words.FORMS.get(one.form, ""),
        "letter": _letter(one, seen, form),
    }


def _letter(one: FollowUp, seen: Preview, form: DispatchForm) -> Any:
    """As it reads in the page's language; each who gets it reads it in its own."""
    language = translation.get_language() or "nb"
    contact = form.contact_person()
    home = f", {contact.home.name}" if contact and contact.home else ""
    told = Asking(
        by=by_in_words(one, language),
        supplier=seen.supplier.name,
        members=seen.members,
        due=seen.due,
        minutes=seen.minutes,
        contact=f"{contact.name}{home}" if contact else "",
        contact_email=contact.email if contact else "",
        link=_("(lenken står her)"),
    )
    return asked_letter(_("(navnet)"), told, timezone.localdate())


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The page of its own that the short form on the follow-up leads to when something is wrong with it."""
    reason, error = request.POST.get("reason", ""), ""
    report = _seen(request, public_id)
    stop_if(permissions.withdraw(request.actor, report))
    if request.method == "POST":
        try:
            withdrawing.withdraw_self_report(
                by=request.actor, at=timezone.now(), report_id=public_id, revision=revision_of(request), reason=reason
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as wrong:
            error = str(wrong)
        else:
            messages.success(request, _("Spørsmålet er trukket tilbake. Leverandøren får brev om det."))
            return redirect("cases_follow_up", public_id=report.follow_up.public_id)
    context = {"report": report, "one": report.follow_up, "reason": reason, "error": error}
    return render(request, "cases/withdraw.html", context, status=422 if error else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Somebody else than was invited before, while nobody answers for the supplier."""
    report = _seen(request, public_id)
    stop_if(permissions.withdraw(request.actor, report))
    form = FirstForm(sent(request), country=report.supplier.country)
    if request.method == "POST" and form.is_valid():
        try:
            inviting.invite_another(
                by=request.actor, at=timezone.now(), report_id=public_id, person=form.person(), link=take_up_page()
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Lenken er sendt. Den som ble sendt før, virker ikke lenger."))
            return redirect("cases_follow_up", public_id=report.follow_up.public_id)
    context = {"report": report, "one": report.follow_up, "form": form}
    return render(request, "cases/invite.html", context, status=422 if form.errors else 200)


@takes_part
@require_POST
def send_link(request: SignedInRequest, public_id: str) -> HttpResponse:
    # Told before the row is locked: those who may not change it cannot lock it where the database keeps its own wall.
    stop_if(permissions.withdraw(request.actor, _seen(request, public_id)))
    report = inviting.send_link_again(by=request.actor, at=timezone.now(), report_id=public_id, link=take_up_page())
    messages.success(request, _("Lenken er sendt på nytt. Den gamle virker ikke lenger."))
    return redirect("cases_follow_up", public_id=report.follow_up.public_id)


def _seen(request: SignedInRequest, public_id: str) -> SelfReport:
    return seen_report(request.actor, public_id)
