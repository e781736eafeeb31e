"""To the identity provider and back."""

from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from aktsom.web.signin.openid.arriving import failed
from aktsom.web.signin.openid.provider import OpenIdAdapter


def shown_providers() -> list[dict[str, str]]:
    """The buttons of the sign-in page, in the order of the file."""
    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    apps = known["openid_connect"]["APPS"]
    return [{"id": app["provider_id"], "name": app["name"]} for app in apps]


@never_cache
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A press of the button, never a link: nobody can be signed in by a page elsewhere.

    The way on is a page that moves by itself and not an answer with another address, which the content security
    policy would hold to be a form sent to a stranger.
    """
    if stopped := ratelimit.consume_or_429(request, app="allauth.account", action="login"):
        return stopped  # type: ignore[no-any-return]  # allauth has no types
    answer = _with_provider(request, provider_id, OAuth2LoginView)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    provider = get_adapter().get_provider(request, provider_id)
    response = render(request, "account/to_provider.html", {"provider": provider.app, "address": answer["Location"]})
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_GET
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    if request.GET.get("error") == "access_denied" and request.user.is_anonymous:
        return redirect("account_login")
    return _with_provider(request, provider_id, OAuth2CallbackView)


def _with_provider(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    if provider_id not in {shown["id"] for shown in shown_providers()}:
        raise Http404
    adapter = OpenIdAdapter(request, provider_id)
    try:
        run: Callable[[HttpRequest], HttpResponse] = view.adapter_view(adapter)
        return run(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException, KeyError, ValueError):
        return failed(request, adapter.get_provider().app)
