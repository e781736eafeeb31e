"""The sign-in library's OpenID Connect made as strict as the standard lets a client be.

The library sends no nonce, takes the ID token unsigned when it fetched it itself, believes an answer of the user-info
address about anybody, and lets the visitor's address line add parameters. Here all of that is closed.
"""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.jwtkit import verify_jti
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from aktsom.web.signin.openid import leaving

# Signed with a key that only the provider holds; never "none", nor a secret shared with the client.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCK_SKEW = 60  # seconds


class KeyClient(OAuth2Client):  # type: ignore[misc]  # allauth has no types
    """Says by a token signed with our own key who asks, where the provider wants no shared secret."""

    def get_access_token(self, code: str, pkce_code_verifier: str | None = None, extra_data: Any = None) -> Any:
        proof = self.key.proof(self.consumer_key, self.issuer, timezone.now())
        return super().get_access_token(code, pkce_code_verifier, {**(extra_data or {}), **proof})


class OpenIdAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; it must be the one that was meant, not just one that answers there."""
        config: dict[str, Any] = super().openid_config
        meant = str(self.get_provider().app.settings["server_url"]).partition("/.well-known/")[0]
        if str(config.get("issuer", "")).rstrip("/") != meant.rstrip("/"):
            raise OAuth2Error("the provider gives another issuer than its address")
        return config

    def get_client(self, request: HttpRequest, app: Any) -> Any:
        key = app.settings.get("key")
        if key is None:
            return super().get_client(request, app)
        self.client_class = KeyClient
        client = super().get_client(request, app)
        client.key, client.issuer = key, self.openid_config["issuer"]
        return client

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id_token")
        if (said := request.GET.get("iss")) and said != self.openid_config["issuer"]:
            raise OAuth2Error("the answer is of another issuer")  # RFC 9207
        claims = self._decode_id_token(app, id_token)
        if "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("the user info is of somebody else")
            claims = {**more, **claims}  # what is signed stands before what is not
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        login.leaving = leaving.noted(app, self.openid_config, id_token)
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in ALGORITHMS:
                raise OAuth2Error("the id_token is signed in a way that is not taken")
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(header),
                algorithms=[header["alg"]],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=CLOCK_SKEW,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error(f"the id_token does not hold: {type(problem).__name__}") from problem
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != app.client_id:
            raise OAuth2Error("the id_token was made for another party")
        verify_jti(claims)
        return claims

    def _key(self, header: dict[str, Any]) -> Any:
        """By its number; a provider with one key need not number it."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        fitting = [key for key in keys if key.key_id == header.get("kid")]
        if not fitting and "kid" not in header and len(keys) == 1:
            fitting = keys
        if not fitting:
            raise OAuth2Error("the id_token is signed with a key that the provider does not show")
        return fitting[0].key


class OpenIdProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    oauth2_adapter_class = OpenIdAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to go afterwards comes from the visitor, checked by the library, and whether to be asked anew; nothing
        else does."""
        asked = super().get_redirect_from_request_kwargs(request)
        again = request.POST.get("again") == "1"
        return {"process": AuthProcess.LOGIN, "next_url": asked.get("next_url"), "again": again}

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        again: bool = False,
        **_: Any,
    ) -> HttpResponse:
        nonce = get_random_string(43)
        asked = {"nonce": nonce}
        if wanted := self.app.settings.get("acr_values"):
            asked["acr_values"] = " ".join(wanted)
        if again:
            asked["prompt"] = "login"
        response: HttpResponse = super().redirect(request, process, next_url, data, auth_params=asked, nonce=nonce)
        return response

    def extract_extra_data(self, _data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of what the provider told is kept beside its number for the person."""
        return {}


def answers_our_question(state: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Whether the token was made for this very sign-in."""
    nonce = state.get("nonce")
    return bool(nonce) and constant_time_compare(str(claims.get("nonce", "")), str(nonce))


def levels(claims: dict[str, Any]) -> set[str]:
    """The levels that the provider says the person was proven at."""
    several = claims.get("acrs")
    return {str(claims.get("acr", ""))} | {str(level) for level in (several if isinstance(several, list) else [])}


def proved_twice(app_settings: dict[str, Any], claims: dict[str, Any]) -> bool:
    if not app_settings.get("second_factor"):
        return False
    if wanted := app_settings.get("acr_values"):
        return bool(levels(claims) & set(wanted))
    ways = claims.get("amr")
    return "mfa" in (ways if isinstance(ways, list) else [])


def at_wanted_level(app_settings: dict[str, Any], claims: dict[str, Any]) -> bool:
    wanted = app_settings.get("acr_values")
    return not wanted or bool(levels(claims) & set(wanted))
