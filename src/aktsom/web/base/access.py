"""Who may open a page at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Person
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.page import page_before

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    actor: Actor
    user: Person
    reached: frozenset[int]  # members the person holds roles for, also those it does not act for just now
    htmx: HtmxDetails


def signed_in(view: View) -> View:
    """Send a visitor to sign-in and back; the view gets a request whose `actor` is set."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return redirect_to_login(_back_to(request))
        response = view(cast(SignedInRequest, request), *args, **kwargs)
        # Nothing stays behind on a shared machine when the person has signed out.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def _back_to(request: HttpRequest) -> str:
    """Whoever was signed out before sending a form comes back to the form: where it was sent to is often no page."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else page_before(request) or "/"


def takes_part(view: View) -> View:
    """As `signed_in`, for pages that are made of facts of the network: to suppliers, auditors and others without a role
    that reads them, the page does not exist."""

    @signed_in
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sees_network(request.actor):
            raise NotVisible
        return view(request, *args, **kwargs)

    return guarded
