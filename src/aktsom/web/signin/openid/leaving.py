"""Out at the identity provider too (OpenID Connect RP-Initiated Logout 1.0): who signs out here on a shared machine
must not be one press from being signed in again.

The ID token is kept in the session, on the server, until then: it tells the provider which sign-in is to end. It opens
nothing: it was made for one sign-in here, has been used, and is out of date within minutes.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aktsom.core.letters import page_address

LEAVING = "leaving"
LONGEST_HINT = 6000  # characters; a longer address may be refused on its way, and the hint is one that may be left out


def noted(app: Any, config: dict[str, Any], id_token: str) -> dict[str, str]:
    """What is needed to sign out there; empty where that is not offered or not wanted."""
    end = str(config.get("end_session_endpoint") or "")
    same_scheme = urlsplit(end).scheme == urlsplit(str(config["issuer"])).scheme
    if not app.settings.get("sign_out") or not same_scheme:
        return {}
    return {"name": app.name, "client_id": app.client_id, "end": end, "id_token": id_token}


def way_out(noted: dict[str, str]) -> str:
    """The provider's address for signing out. It comes back to our sign-in page, whose address it must have been
    told."""
    asked = {"client_id": noted["client_id"], "post_logout_redirect_uri": page_address("account_login")}
    if len(noted["id_token"]) <= LONGEST_HINT:
        asked["id_token_hint"] = noted["id_token"]
    return f"{noted['end']}{'&' if urlsplit(noted['end']).query else '?'}{urlencode(asked)}"


def led_out(request: HttpRequest, noted: dict[str, str]) -> HttpResponse:
    """A page that moves on by itself, as on the way in."""
    context = {"name": noted["name"], "address": way_out(noted)}
    response = render(request, "account/from_provider.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
