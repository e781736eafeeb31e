"""Choosing in the top for which of several members one acts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from aktsom.members.queries.organisations import id_of
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.middleware import ACTING_FOR


@signed_in
@require_POST
def act_for(request: SignedInRequest) -> HttpResponse:
    """One member, or all with an empty choice. One that is not reached changes nothing."""
    chosen = request.POST.get("member", "")
    member_id = id_of(chosen) if chosen else None
    if not chosen:
        request.session.pop(ACTING_FOR, None)
    elif member_id in request.reached:
        request.session[ACTING_FOR] = member_id
    return redirect(_way_back(request))


def _way_back(request: SignedInRequest) -> str:
    """To the same room. A single record may be one that is not reached any more, and filters may name another member:
    from these to the start."""
    path = request.POST.get("next", "").partition("?")[0]
    if not url_has_allowed_host_and_scheme(path, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    try:
        found = resolve(path)
    except Resolver404:
        return "/"
    return "/" if found.kwargs or found.args else path
