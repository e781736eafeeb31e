"""A member's own sheet: what it knows, what it wants, how much it can carry."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.core.errors import Refused, stop_if
from aktsom.teams.actions.wishing import say_wishes
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.queries.wishes import speaks_for, wish_sheet
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import sent
from aktsom.web.planner.forms import WishForm


@signed_in
@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """Straight to the sheet where there is one; else a choice among those the person may fill in."""
    members = speaks_for(request.actor)
    if not members:
        refusal = permissions.say_wishes(request.actor, request.actor.member_id or 0)
        raise Refused(refusal or permissions.nobody_to_speak_for())
    if len(members) == 1:
        return redirect("planner_wishes_of", public_id=members[0].public_id)
    return render(request, "planner/choose.html", {"members": members})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = wish_sheet(request.actor, public_id, timezone.localdate())
    stop_if(permissions.say_wishes(request.actor, found.member.pk))
    form = WishForm(sent(request), sheet=found)
    if request.method == "POST" and form.is_valid():
        say_wishes(
            by=request.actor,
            at=timezone.now(),
            member=found.member,
            seen=request.POST.get("seen", ""),
            said=form.said(),
            share=form.share(),
        )
        messages.success(request, _("Takk. Svarene er lagret. Du kan endre dem når som helst."))
        return redirect("planner_wishes_of", public_id=public_id)
    language = translation.get_language() or "nb"
    rows = [
        {"id": row.group.id, "name": row.group.name.in_language(language), "contracts": row.contracts}
        for row in found.rows
    ]
    seen = request.POST.get("seen") or found.mark
    context = {"found": found, "form": form, "rows": rows, "seen": seen}
    return render(request, "planner/wishes.html", context, status=422 if form.errors else 200)
