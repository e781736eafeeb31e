"""Where the platform is reached and whom its letters come from, as the environment says.

Read before Django is set up: plain Python only.
"""

import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def read_site(said: str) -> str:
    """The address that links in letters begin with, without a slash at its end: https://aktsom.example.

    Raises ImproperlyConfigured for what no link can begin with. Empty stays empty."""
    wrong = ImproperlyConfigured(
        f"AKTSOM_SITE is {said!r}. It must be the address that people open, https://HOST or http://HOST:PORT alone."
    )
    try:
        parts = urlsplit(said)
        parts.port  # noqa: B018  raises for a port that is no number
    except ValueError:
        raise wrong from None
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if said and not (parts.scheme in ("https", "http") and parts.hostname and bare and not re.search(r"\s", said)):
        raise wrong
    return said.rstrip("/")


def read_sender(said: str, name: str = "AKTSOM_MAIL_FROM") -> str:
    """Raises ImproperlyConfigured for what is no address to answer to. Empty stays empty."""
    if said and ("\n" in said or not _ADDRESS.fullmatch(parseaddr(said)[1])):
        raise ImproperlyConfigured(
            f"{name} is {said!r}. It must be an address, aktsom@example.no or Aktsom <aktsom@example.no>."
        )
    return said
