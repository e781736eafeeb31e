"""A reader judges a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions.documents import judge_document
from aktsom.follow_up.permissions import document_reviews as permissions
from aktsom.follow_up.queries.document_reviews import review
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.reviews.forms import JudgeForm
from aktsom.web.reviews.pages import shown


@signed_in
@require_POST
def judge(request: SignedInRequest, public_id: str, row_id: str) -> HttpResponse:
    one = review(request.actor, public_id)
    stop_if(permissions.judge(request.actor, one))
    if not one.rows.filter(public_id=row_id).exists():
        raise NotVisible
    form = JudgeForm(request.POST, auto_id=f"id_{row_id}_%s")
    if form.is_valid():
        try:
            judge_document(
                by=request.actor, at=timezone.now(), review_id=public_id, row_id=row_id,
                revision=revision_of(request), **form.cleaned_data,
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Vurderingen er lagret."))
            return redirect("reviews_one", public_id=public_id)
    return shown(request, public_id, judging=(row_id, form))
