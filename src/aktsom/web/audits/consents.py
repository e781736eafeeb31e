"""A contract's owner answers whether its audit right may be used, and its member pays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.follow_up.actions.audit_costs import answer_consent
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audits import consent
from aktsom.web.audits import words
from aktsom.web.audits.forms import AnswerForm
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.meetings.words import by_whom


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, consent_id: str) -> HttpResponse:
    one = consent(request.actor, consent_id)
    verb = "refuse" if request.POST.get("svar") == "nei" else "give"
    if request.method == "POST":
        stop_if(permissions.answer(request.actor, one, verb))
    form = AnswerForm(sent(request), initial={"reason": one.reason})

    def say_so() -> None:
        answer_consent(
            by=request.actor, at=timezone.now(), consent_id=consent_id, verb=verb, reason=form.cleaned_data["reason"]
        )

    if request.method == "POST" and done(form, say_so):
        messages.success(request, _("Svaret er gitt."))
        return redirect("audits_one", public_id=one.audit.public_id)
    context = {
        "one": one,
        "audit": one.audit,
        "form": form,
        "who": by_whom(one.audit.team, one.audit.owner),
        "state": words.CONSENTS[one.state],
        "off": {verb: permissions.answer(request.actor, one, verb) for verb in ("give", "refuse")},
        "share": one.audit.shares.filter(member_id=one.member_id).first(),
        "payer": words.PAYERS[one.audit.payer],
    }
    return render(request, "audits/consent.html", context, status=422 if form.errors else 200)
