"""What a supplier is asked of a document that somebody wants to see."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.actor import Actor
from aktsom.records import permissions
from aktsom.records.actions.consulting import answer_consultation
from aktsom.records.models import Consultation
from aktsom.records.queries.consultations import asked_of, consultation, members_asking
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.jinja import write_date
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.home.asked import Request, due_note
from aktsom.web.records import access_words as words
from aktsom.web.records.forms import ConsultationForm
from aktsom.web.records.making import KINDS
from aktsom.web.suppliers.words import in_a_row

# Where the supplier reads the document itself; of others it has been shown a list, or nothing it can open.
PAGES = {
    "evidence": ("evidence_one", "public_id"), "letter": ("letters_one", "public_id"),
    "finding": ("findings_one", "public_id"), "plan": ("plans_one", "public_id"),
    "meeting": ("meetings_one", "public_id"),
}  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For the supplier, which answers, and for the members that it is asked for."""
    found = consultation(request.actor, public_id)
    supplier = permissions.answer(request.actor, found) is None
    form = ConsultationForm(sent(request))

    def save() -> None:
        answer_consultation(
            by=request.actor, at=timezone.now(), consultation_id=public_id, looked=looked(request), **form.cleaned_data
        )

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Takk. Svaret er gitt til alle som er bedt om dokumentet."))
        return redirect("access_consultation", public_id=public_id)
    context = {
        "one": found,
        "kind": KINDS.get(found.kind, found.kind),
        "supplier": supplier,
        "members": in_a_row(members_asking(found)) if supplier else "",
        "said": words.OBJECTIONS.get(found.objection, ""),
        "page": page_of(found) if supplier else "",
        "form": form,
        **form.shown_looks(),
    }
    return render(request, "records/consultation.html", context, status=422 if form.errors else 200)


def page_of(found: Consultation) -> str:
    name, argument = PAGES.get(found.kind, ("", ""))
    try:
        return reverse(name, kwargs={argument: found.subject}) if name else ""
    except NoReverseMatch:
        return ""


def requests(actor: Actor, today: date) -> Iterable[Request]:
    """For the supplier's own list."""
    return [_request(found, today) for found in asked_of(actor)]


def _request(found: Consultation, today: date) -> Request:
    open_, who = found.answered_at is None, in_a_row(members_asking(found))
    late = open_ and found.answer_by < today
    day = write_date(found.answered_at, "medium") if found.answered_at else ""
    return Request(
        title=_("Kan et dokument gis ut?"),
        who=_("%(names)s er bedt om innsyn i det.") % {"names": who},
        href=reverse("access_consultation", kwargs={"public_id": found.public_id}),
        act=_("Svar") if open_ else _("Se svaret"),
        open=open_,
        state="late" if late else "none" if open_ else "ok",
        state_text=_("Ikke svart") if open_ else _("Svart %(day)s") % {"day": day},
        supplier=found.supplier.name,
        readers=who,
        message=found.title if open_ else "",
        asked_at=found.asked_at,
        answer_by=found.answer_by if open_ else None,
        late=late,
        due_note=due_note(found.answer_by, today) if open_ else "",
    )
