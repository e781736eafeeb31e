"""Who comes from an identity provider: let in, made or refused, with a page that says why."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.members.actions.signing_in import ComesFrom, come_in_by_provider
from aktsom.members.arrival import Arrival
from aktsom.members.states import SignInOutcome
from aktsom.web.signin.openid.leaving import LEAVING
from aktsom.web.signin.openid.provider import answers_our_question, at_wanted_level, proved_twice
from aktsom.web.signin.telling import note


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Providers stand in the settings alone: a row in the library's table must not become one."""
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002  allauth's signature
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The last word on everybody who comes this way; the library has checked state, code and token before."""
        provider, claims = sociallogin.provider.app, getattr(sociallogin, "claims", None)
        if claims is None or not answers_our_question(sociallogin.state, claims):
            raise ImmediateHttpResponse(failed(request, provider))
        if not at_wanted_level(provider.settings, claims):
            note(request, SignInOutcome.REFUSED, provider.provider_id)
            raise ImmediateHttpResponse(
                _page(request, provider, _("Innloggingen var ikke sikker nok"), _level(provider))
            )
        arrived = come_in_by_provider(at=timezone.now(), said=_said(provider, claims, sociallogin.account.uid))
        if arrived.arrival.is_refusal or arrived.person is None:
            note(request, SignInOutcome.REFUSED, provider.provider_id, arrived.person)
            title, text = _why(arrived.arrival, provider.name)
            raise ImmediateHttpResponse(_page(request, provider, title, text))
        sociallogin.user = sociallogin.account.user = arrived.person
        sociallogin.two_factors = proved_twice(provider.settings, claims)
        sociallogin.state[LEAVING] = sociallogin.leaving  # the state is what the library keeps over a second step

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,  # noqa: ARG002  allauth's signature
        exception: Exception | None = None,  # noqa: ARG002  the library's hook has them
        extra_context: Any = None,  # noqa: ARG002  the library's hook has them
    ) -> None:
        raise ImmediateHttpResponse(failed(request, provider.app))


def _said(provider: Any, claims: dict[str, Any], number: str) -> ComesFrom:
    authoritative = bool(provider.settings.get("authoritative"))
    address = claims.get("email") or (claims.get("preferred_username") if authoritative else "")
    verified = claims.get("email_verified")
    return ComesFrom(
        provider=provider.provider_id,
        number=number,
        address=address if isinstance(address, str) else "",
        name=claims["name"] if isinstance(claims.get("name"), str) else "",
        verified=None if verified is None else verified is True or verified == "true",
        authoritative=authoritative,
    )


def failed(request: HttpRequest, provider: Any) -> HttpResponse:
    """Broken off, too old, or not to be trusted: which one is no business of whoever tries."""
    note(request, SignInOutcome.WRONG, provider.provider_id)
    return _page(request, provider, _("Innloggingen ble ikke fullført"), _("Prøv en gang til. Du er ikke logget inn."))


def _page(request: HttpRequest, provider: Any, title: str, text: str) -> HttpResponse:
    context = {"title": title, "text": text, "provider": provider}
    return render(request, "account/provider_refused.html", context, status=403)


def _level(provider: Any) -> str:
    return _("Aktsom ba %(provider)s om et høyere sikkerhetsnivå enn det du brukte. Prøv igjen på en sikrere måte.") % {
        "provider": provider.name
    }


def _why(arrival: Arrival, provider: str) -> tuple[str, str]:
    texts = {
        Arrival.NO_ADDRESS: _(
            "%(provider)s oppga ingen e-postadresse for deg, og den trenger vi for å kjenne deg igjen."
        ),
        Arrival.NOT_VERIFIED: _("%(provider)s har ikke bekreftet at e-postadressen er din."),
        Arrival.DOMAIN_NOT_MAPPED: _(
            "E-postadressen din hører ikke til en virksomhet som bruker %(provider)s hos oss. Bruk innloggingen til din"
            " egen virksomhet, eller spør den som styrer tilganger hos dere."
        ),
        Arrival.OTHER_LINK: _(
            "E-postadressen hører til en konto som er knyttet til en annen bruker hos %(provider)s. Snakk med den som"
            " styrer tilganger hos dere."
        ),
        Arrival.NOT_IN_USE: _("Kontoen er ikke i bruk. Snakk med den som styrer tilganger hos dere."),
    }
    return _("Du ble ikke logget inn"), texts[arrival] % {"provider": provider}
