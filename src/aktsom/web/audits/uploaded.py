"""A report of another scheme is taken in as the file it came in, to be mapped row by row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.errors import stop_if
from aktsom.follow_up.actions.audit_reports import carry_over as carry
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.file_words import TAKEN
from aktsom.follow_up.models import AuditReport
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audits import audit
from aktsom.follow_up.states import EvidenceKind
from aktsom.follow_up.tables import evidence_limit
from aktsom.sharing.audiences import Audience
from aktsom.web.audits import words
from aktsom.web.audits.forms import CarryForm
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of
from aktsom.web.evidence.uploads import largest_form

MEGA = 1024 * 1024


@signed_in
def carry_over(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = audit(request.actor, public_id)
    stop_if(permissions.move(request.actor, one, "report"))
    form, made = CarryForm.taking(request), list[AuditReport]()
    supplier = one.supplier.public_id
    whose = Whose(team_id=one.team.public_id if one.team else "", owner_id=one.owner.public_id, supplier_id=supplier)

    def take_in() -> None:
        said = Said(kind=EvidenceKind.AUDIT_REPORT, whose=whose, audience=Audience.CASE_TEAM)
        brought = finish_upload(by=request.actor, at=timezone.now(), upload_id=form.upload.public_id, said=said)
        told = {name: form.cleaned_data[name] for name in ("scheme", "grade", "through_seller")}
        made.append(
            carry(
                by=request.actor, at=timezone.now(), audit_id=public_id, revision=revision_of(request),
                evidence_id=brought.public_id, **told,
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, take_in):
        messages.success(request, _("Rapporten er lagt inn. Før nå det den sier, over på punktene i vilkårene."))
        return redirect("audits_report", report_id=made[0].public_id)
    context = {
        "one": one,
        "title": words.title(one.number),
        "form": form,
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
    }
    return render(request, "audits/carry_over.html", context, status=422 if form.errors else 200)
