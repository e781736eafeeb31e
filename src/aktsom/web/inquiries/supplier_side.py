"""What a supplier is asked in a joint inquiry, and its answer."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.findings.actions.touched import answer_branch
from aktsom.findings.models import InquiryBranch
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import asked_branches, branch
from aktsom.findings.signal_states import BranchState
from aktsom.findings.signal_tables import inquiry_branches
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.jinja import by_language
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.home.asked import Request, due_note
from aktsom.web.inquiries import words
from aktsom.web.inquiries.forms import BranchForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    row = branch(request.actor, public_id)
    refusal = permissions.answer(request.actor, row)
    form = BranchForm(sent(request)) if refusal is None or request.method == "POST" else None
    if form is not None and request.method == "POST":
        stop_if(refusal)

        def save() -> None:
            answer_branch(
                by=request.actor, at=timezone.now(), branch_id=public_id, revision=revision_of(request),
                text=form.cleaned_data["text"], looked=looked(request),
            )  # fmt: skip

        if done(form, save):
            messages.success(request, _("Svaret er sendt."))
            return redirect("inquiries_branch", public_id=public_id)
    context = {
        "row": row,
        "one": row.inquiry,
        "form": form,
        "text": by_language(inquiry_branches()[row.branch], "text"),
        "who": words.by_whom(row.inquiry.team),
        "words": words,
        **(form.shown_looks() if form else {}),
    }
    return render(request, "inquiries/branch.html", context, status=422 if form and form.errors else 200)


def requests(actor: Actor, today: date) -> Iterable[Request]:
    for row in asked_branches(actor):
        yield _request(row, today)


def _request(row: InquiryBranch, today: date) -> Request:
    opens, due, who = row.state == BranchState.ASKED, row.inquiry.answer_by, words.by_whom(row.inquiry.team)
    late = opens and due is not None and due < today
    return Request(
        title=_("Kundene undersøker: %(title)s") % {"title": row.inquiry.title},
        who=_("%(names)s spør.") % {"names": who},
        href=reverse("inquiries_branch", kwargs={"public_id": row.public_id}),
        act=_("Les og svar") if opens else _("Se svaret"),
        open=opens,
        state="late" if late else "wait" if opens else "ok",
        state_text=_("Ikke svart") if opens else _("Svart"),
        supplier=row.supplier.name,
        readers=_("%(who)s, og kundene deres som er berørt") % {"who": who},
        asked_at=row.asked_at,
        answer_by=due if opens else None,
        late=late,
        due_note=due_note(due, today) if opens else "",
    )
