"""Which buyers a memo concerns."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import Refused, stop_if
from aktsom.sharing.audiences import Audience
from aktsom.teams.actions.memo_sharing import link_buyers, unlink_buyers
from aktsom.teams.permissions import memos as permissions
from aktsom.teams.queries.buyers import linkable
from aktsom.teams.queries.memos import memo_view
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.memos.words import strip_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def buyers(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A box for each; those ticked are linked, the others are not."""
    view = memo_view(request.actor, public_id)
    stop_if(permissions.write(request.actor, view.memo.team_id))
    linked = {buyer.public_id: buyer for buyer in view.buyers}
    possible = {one.public_id: one for one in linkable(request.actor, view.memo, timezone.localdate())}
    error, chosen = "", set(request.POST.getlist("member"))
    if request.method == "POST":
        try:
            _set(request, public_id, linked=set(linked), chosen=chosen & {*linked, *possible})
        except Refused as refused:
            error = str(refused.message)
        else:
            messages.success(request, _("Kjøperne er lagret."))
            return redirect("memos_memo", public_id=public_id)
    every = sorted({**possible, **linked}.values(), key=lambda one: one.name)
    parts = [view.audience, *(passage.audience for passage in view.passages)]
    context = {
        "view": view,
        "audience": strip_of(view),
        "choices": [(one, one.public_id in (chosen if error else linked)) for one in every],
        "is_out": any(audience.width >= Audience.LINKED_BUYERS.width for audience in parts),
        "reason": request.POST.get("reason", ""),
        "error": error,
        "revision": request.POST.get("revision", view.revision),
    }
    return render(request, "memos/buyers.html", context, status=422 if error else 200)


def _set(request: SignedInRequest, public_id: str, *, linked: set[str], chosen: set[str]) -> None:
    revision, at = revision_of(request), timezone.now()
    if added := chosen - linked:
        reason = request.POST.get("reason", "")
        memo = link_buyers(
            by=request.actor, at=at, memo_id=public_id, revision=revision, member_ids=added, reason=reason
        )
        revision = memo.revision
    if taken := linked - chosen:
        unlink_buyers(by=request.actor, at=at, memo_id=public_id, revision=revision, member_ids=taken)
