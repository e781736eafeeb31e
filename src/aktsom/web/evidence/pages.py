"""Evidence as people meet it: the list, one with its revisions, a new one, a new revision, and removing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.follow_up.actions.evidence import finish_upload, remove_evidence
from aktsom.follow_up.file_words import TAKEN, type_name
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.models.evidence import QUALITY
from aktsom.follow_up.permissions import evidence as permissions
from aktsom.follow_up.queries.evidence import (
    evidence_list,
    evidence_view,
    is_replaced,
    own_supplier,
    places_for,
    seen_evidence,
    supplier_called,
)
from aktsom.follow_up.tables import evidence_limit
from aktsom.members.queries.actors import person_at_home
from aktsom.suppliers.models import Supplier
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.forms import EvidenceForm
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.evidence.words import KINDS, audience_words, quality_facts, scan_words, size_words

MEGA = 1024 * 1024


@signed_in
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("leverandor", "")
    supplier = supplier_called(request.actor, asked) if asked else None
    rows, more = evidence_list(request.actor, supplier, request.GET.get("etter", ""))
    may = permissions.send_files(request.actor) is None
    context = {"rows": [_row(one) for one in rows], "more": more, "supplier": supplier, "may": may}
    return render(request, "evidence/list.html", context)


def _row(one: Evidence) -> dict[str, Any]:
    kind = str(KINDS[one.kind])
    return {"one": one, "kind": kind, "size": size_words(one.size), "type": type_name(one.content_type)}


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    view = evidence_view(request.actor, public_id)
    context = {
        "view": view,
        "kind": KINDS[view.one.kind],
        "size": size_words(view.one.size),
        "type": type_name(view.one.content_type),
        "scan": scan_words(view.one.scan_state),
        "closed": permissions.download(view.one),
        "quality": quality_facts(view.one),
        "audience": audience_words(view.one),
        "by": person_at_home(view.one.uploaded_by_id or 0),
        "expired": bool(view.one.valid_until and view.one.valid_until < timezone.localdate()),
    }
    return render(request, "evidence/one.html", context)


@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    stop_if(permissions.send_files(request.actor))
    supplier = _about(request)
    places = places_for(request.actor, supplier)
    if not (places.members or places.teams):
        raise Refused(Refusal(_("Ingen kjøper har en løpende avtale med dere å legge fram dokumentasjon for.")))
    form = EvidenceForm.taking(request, places=places, supplier=supplier)
    if request.method == "POST" and (made := _finished(request, form)):
        messages.success(request, _("Dokumentasjonen er lagt inn."))
        return redirect("evidence_one", public_id=made.public_id)
    return _form(request, form, {"supplier": supplier})


def _about(request: SignedInRequest) -> Supplier | None:
    """Somebody of a supplier brings it for that supplier, without having to say so."""
    asked = request.GET.get("leverandor", "")
    if asked:
        return supplier_called(request.actor, asked)
    return None if request.actor.member_ids else own_supplier(request.actor)


@signed_in
def revise(request: SignedInRequest, public_id: str) -> HttpResponse:
    old = seen_evidence(request.actor, public_id)
    stop_if(permissions.change(request.actor, old))
    if is_replaced(old):
        raise Stale
    initial = {name: getattr(old, name) for name in ("kind", "title", "valid_until", *QUALITY)}
    form = EvidenceForm.taking(request, replaces=old.public_id, initial=initial)
    if request.method == "POST" and (made := _finished(request, form)):
        messages.success(request, _("Den nye utgaven er lagt inn."))
        return redirect("evidence_one", public_id=made.public_id)
    return _form(request, form, {"old": old})


@signed_in
@require_POST
def remove(request: SignedInRequest, public_id: str) -> HttpResponse:
    remove_evidence(by=request.actor, at=timezone.now(), evidence_id=public_id)
    messages.success(request, _("Dokumentasjonen er fjernet."))
    return redirect("evidence_list")


def _finished(request: SignedInRequest, form: EvidenceForm) -> Evidence | None:
    if not form.is_valid() or form.upload is None:
        return None
    try:
        return finish_upload(by=request.actor, at=timezone.now(), upload_id=form.upload.public_id, said=form.said())
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return None


def _form(request: SignedInRequest, form: EvidenceForm, more: dict[str, Any]) -> HttpResponse:
    context = {
        "form": form,
        "upload": form.upload,
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
    }
    return render(request, "evidence/form.html", context | more, status=422 if form.errors else 200)
