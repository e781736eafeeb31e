"""What must hold before a platform in production is started: its letters have a sender and lead somewhere."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  Django's own word
from django.http.request import validate_host

TAG = "aktsom"


@register(TAG)
def letters_can_be_answered(**_: Any) -> list[CheckMessage]:
    return [*_site(), *_sender()] if settings.ENV == "production" else []


def _site() -> list[CheckMessage]:
    example = f"AKTSOM_SITE=https://{next(iter(settings.ALLOWED_HOSTS), 'aktsom.example').lstrip('.*')}"
    if not settings.SITE:
        said = "AKTSOM_SITE is not set, so no letter could say where it is answered."
        return [Error(said, hint=f"Set it to the address that people open: {example}", id="aktsom.E001")]
    parts = urlsplit(settings.SITE)
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        said = f"AKTSOM_SITE names {parts.hostname}, which is none of AKTSOM_HOSTS: links in letters would not open."
        return [Error(said, hint=f"Add it to AKTSOM_HOSTS, or change it: {example}", id="aktsom.E002")]
    if parts.scheme != "https":
        said = "AKTSOM_SITE is http: links that let people in would cross the network in the clear."
        return [Warning(said, hint="Serve the platform behind TLS, with AKTSOM_HTTPS=1.", id="aktsom.W001")]
    return []


def _sender() -> list[CheckMessage]:
    if not settings.MAIL_FROM:
        said = "AKTSOM_MAIL_FROM is not set, so letters would have no sender."
        hint = "Set it to an address that somebody reads: AKTSOM_MAIL_FROM='Aktsom <aktsom@example.no>'"
        return [Error(said, hint=hint, id="aktsom.E003")]
    if not settings.SMTP:
        said = f"AKTSOM_SMTP is not set: letters are only written to {settings.EMAIL_FILE_PATH}."
        return [Warning(said, hint="Set it to host:port of the mail relay.", id="aktsom.W002")]
    return []
