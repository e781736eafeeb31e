"""An edition goes to another to be read, back, out, or away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.follow_up.actions import questionnaires as acts
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.questionnaires.reading import shown


@signed_in
@require_POST
def to_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    note = request.POST.get("note", "")
    try:
        acts.send_to_review(
            by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request), note=note
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, public_id, note, str(error))
    messages.success(request, _("Utgaven ligger til gjennomlesing. En annen i sekretariatet publiserer den."))
    return redirect("questionnaires_edition", public_id=public_id)


@signed_in
@require_POST
def back(request: SignedInRequest, public_id: str) -> HttpResponse:
    acts.send_back(by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request))
    messages.success(request, _("Utgaven er et utkast igjen og kan endres."))
    return redirect("questionnaires_edition", public_id=public_id)


@signed_in
@require_POST
def publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        acts.publish(by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request))
    except acts.Faulty as error:
        return shown(request, public_id, None, str(error))
    messages.success(request, _("Utgaven er publisert. Den som er sendt ut før, besvares og vurderes som den er."))
    return redirect("questionnaires_edition", public_id=public_id)


@signed_in
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    acts.drop_edition(by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request))
    messages.success(request, _("Utkastet er forkastet. Den publiserte utgaven står som før."))
    return redirect("questionnaires_list")
