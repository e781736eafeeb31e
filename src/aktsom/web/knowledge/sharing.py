"""Letting what is known out to more, taking it back, and looking it over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.knowledge.actions.checking import check_article
from aktsom.knowledge.actions.sharing import OUTWARD, share_article, share_refusal, what_holds_version, withdraw_article
from aktsom.knowledge.queries.articles import View, view
from aktsom.knowledge.rules.letting_out import NOTHING
from aktsom.sharing.audiences import Audience
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.audience import audience_name
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.knowledge.forms import CheckForm, ShareForm, WithdrawForm
from aktsom.web.knowledge.reading import shown

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
ANY_REASON = "x" * 20  # to see what stands in the way whatever is written


@signed_in
@GET_OR_POST
def share(request: SignedInRequest, public_id: str) -> HttpResponse:
    seen = view(request.actor, public_id, timezone.localdate())
    stop_if(seen.share)
    open_, held = _open(seen, request.actor)
    form = ShareForm(sent(request), audiences=open_)

    def share() -> None:
        to, reason = Audience(form.cleaned_data["to"]), form.cleaned_data["reason"]
        share_article(**_press(request, public_id), to=to, reason=reason, marks=form.marks)

    if request.method == "POST" and done(form, share):
        messages.success(request, _("Delt. Nå leser flere den nye utgaven."))
        return redirect("knowledge_article", public_id=public_id)
    return _page(request, seen, form, held=held, open=open_)


def _open(seen: View, by: Actor) -> tuple[list[Audience], list[tuple[str, str]]]:
    """To whom it may go now, and why not to the others."""
    now, held = Audience(seen.row.version.audience), []
    open_ = []
    for to in OUTWARD:
        if to.width <= now.width:
            continue
        no = _in_the_way(seen, to, by)
        if no is None:
            open_.append(to)
        else:
            held.append((audience_name(to), no))
    return open_, held


def _in_the_way(seen: View, to: Audience, by: Actor) -> str | None:
    """Whatever will be said of it."""
    one, version, now = seen.row.article, seen.row.version, timezone.now()
    if (no := share_refusal(one, version, to, at=now, reason=ANY_REASON)) is not None:
        return str(no)
    held = what_holds_version(one, version, to, NOTHING, by=by, at=now)
    return str(held.message) if held is not None else None


@signed_in
@GET_OR_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    seen = view(request.actor, public_id, timezone.localdate())
    stop_if(seen.share)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_article(**_press(request, public_id), reason=form.cleaned_data["reason"])
        except (NotVisible, Stale):
            raise
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Trukket tilbake. Bare de som skrev det, ser det nå."))
            return redirect("knowledge_article", public_id=public_id)
    return _page(request, seen, form, back=True)


@signed_in
@require_POST
def check(request: SignedInRequest, public_id: str) -> HttpResponse:
    seen = view(request.actor, public_id, timezone.localdate())
    stop_if(seen.change)
    form = CheckForm(sent(request))
    if form.is_valid():
        try:
            check_article(
                **_press(request, public_id),
                next_on=form.cleaned_data["next_on"],
                reviewer_id=request.actor.person_id,
                still_holds=form.cleaned_data["holds"],
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.add_error("next_on", str(error.message))
        else:
            messages.success(request, _("Lagret. Vi sier fra den dagen."))
            return redirect("knowledge_article", public_id=public_id)
    return render(request, "knowledge/article.html", shown(request.actor, seen, check_form=form), status=422)


def _press(request: SignedInRequest, public_id: str) -> dict[str, Any]:
    return {
        "by": request.actor,
        "at": timezone.now(),
        "article_id": public_id,
        "revision": revision_of(request),
    }


def _page(request: SignedInRequest, seen: View, form: Any, **more: Any) -> HttpResponse:
    context = shown(request.actor, seen, form=form, **more)
    return render(request, "knowledge/share.html", context, status=422 if form.errors else 200)
