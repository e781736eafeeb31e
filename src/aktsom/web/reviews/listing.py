"""The list of documents to ask for, written from a follow-up and changed until it is sent."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import document_reviews as acts
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.permissions import document_reviews as review_permissions
from aktsom.follow_up.queries.document_reviews import proposed_kinds, review
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import Method
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.reviews.forms import ListForm, now_of

USUAL = timedelta(days=42)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    one, today = follow_up(request.actor, follow_up_id), timezone.localdate()
    stop_if(permissions.run(request.actor, one) or may_begin(one, Method.DOCUMENT_REVIEW, today))
    proposed = proposed_kinds(one)
    first = {"kinds": [kind.kind for kind in proposed], "due_on": today + USUAL}
    form = ListForm(sent(request), proposed=proposed, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.draft_review(by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, said=form.said())
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Listen er lagret. Leverandøren får den når dere sender den."))
            return redirect("reviews_one", public_id=made.public_id)
    context = {"one": one, "form": form, "supplier": one.supplier.name}
    return render(request, "reviews/form.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = review(request.actor, public_id)
    stop_if(review_permissions.write(request.actor, one))
    form = ListForm(sent(request), proposed=proposed_kinds(one.follow_up), initial=now_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_review(
                by=request.actor, at=timezone.now(), review_id=public_id, revision=revision_of(request),
                said=form.said(),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Listen er endret."))
            return redirect("reviews_one", public_id=public_id)
    context = {"form": form, "change": one, "supplier": one.supplier.name}
    return render(request, "reviews/form.html", context, status=422 if form.errors else 200)
