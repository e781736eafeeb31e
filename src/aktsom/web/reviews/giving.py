"""The supplier gives a document for a row, or says why it has none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import documents as acts
from aktsom.follow_up.file_words import TAKEN
from aktsom.follow_up.permissions import document_reviews as permissions
from aktsom.follow_up.queries.document_reviews import RowView, review, row_views
from aktsom.follow_up.tables import evidence_limit
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.reviews.forms import GiveForm

MEGA = 1024 * 1024


@signed_in
def give(request: SignedInRequest, public_id: str, row_id: str) -> HttpResponse:
    one = review(request.actor, public_id)
    stop_if(permissions.give(request.actor, one))
    view = next((v for v in row_views(request.actor, one, timezone.localdate()) if v.row.public_id == row_id), None)
    if view is None:
        raise NotVisible
    form = GiveForm.taking(request)
    if request.method == "POST" and _given(request, public_id, row_id, form):
        messages.success(request, _("Dokumentet er lagt fram."))
        return redirect("reviews_one", public_id=public_id)
    context = {
        "one": one,
        "view": view,
        "form": form,
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
    }
    return render(request, "reviews/give.html", context, status=422 if form.errors else 200)


def _given(request: SignedInRequest, public_id: str, row_id: str, form: GiveForm) -> bool:
    if not form.is_valid() or form.upload is None:
        return False
    try:
        acts.give_document(
            by=request.actor, at=timezone.now(), review_id=public_id, row_id=row_id,
            upload_id=form.upload.public_id, given=form.given(),
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True


@signed_in
@require_POST
def absent(request: SignedInRequest, public_id: str, row_id: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    try:
        acts.say_absent(by=request.actor, at=timezone.now(), review_id=public_id, row_id=row_id, reason=reason)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _again(request, public_id, row_id, reason, str(error))
    messages.success(request, _("Det står nå hvorfor dere ikke har dokumentet."))
    return redirect("reviews_one", public_id=public_id)


def _again(request: SignedInRequest, public_id: str, row_id: str, reason: str, error: str) -> HttpResponse:
    one = review(request.actor, public_id)
    views: list[RowView] = row_views(request.actor, one, timezone.localdate())
    context = {
        "one": one,
        "view": next(view for view in views if view.row.public_id == row_id),
        "form": GiveForm(),
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
        "reason": reason,
        "error": error,
    }
    return render(request, "reviews/give.html", context, status=422)
