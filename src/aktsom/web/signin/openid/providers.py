"""The members' identity providers, read from the TOML file that AKTSOM_OIDC names (described in `settings`).

Read before Django is set up: plain Python only.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from aktsom.web.signin.openid.keys import ClientKey, read_key

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_NEEDED = ("id", "name", "server_url", "client_id")
_PROOFS = ("secret_env", "key_file")  # one of them
_OPTIONAL = ("key_id", "key_audience", "scopes", "acr_values", "second_factor", "authoritative", "sign_out")


@dataclass(frozen=True)
class IdentityProvider:
    id: str
    name: str
    server_url: str
    client_id: str
    secret: str
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    acr_values: tuple[str, ...] = ()
    second_factor: bool = False
    authoritative: bool = False
    sign_out: bool = True
    key: ClientKey | None = None

    def as_app(self) -> dict[str, Any]:
        """As the sign-in library wants it."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": "" if self.key else self.secret,  # an empty one is not sent
            "settings": {
                "server_url": self.server_url,
                "scope": list(self.scopes),
                "oauth_pkce_enabled": True,
                "acr_values": list(self.acr_values),
                "second_factor": self.second_factor,
                "authoritative": self.authoritative,
                "sign_out": self.sign_out,
                "key": self.key,
                **({"token_auth_method": "private_key_jwt"} if self.key else {}),
            },
        }


def read_providers(path: str, environment: Mapping[str, str], *, plain: bool) -> list[IdentityProvider]:
    """`plain` allows http to this machine, for tests. Anything wrong stops the start with a line that says what."""
    if not path:
        return []
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("provider", [])
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ImproperlyConfigured(f"AKTSOM_OIDC: {path} cannot be read ({problem}).") from None
    found = [_provider(table, environment, plain) for table in tables]
    if len({provider.id for provider in found}) < len(found):
        raise ImproperlyConfigured("AKTSOM_OIDC: two providers have the same id.")
    return found


def _provider(table: dict[str, Any], environment: Mapping[str, str], plain: bool) -> IdentityProvider:
    who = table.get("id") or "a provider"
    if missing := [key for key in _NEEDED if not table.get(key)]:
        raise ImproperlyConfigured(f"AKTSOM_OIDC: {who} lacks {', '.join(missing)}.")
    if unknown := sorted(set(table) - {*_NEEDED, *_PROOFS, *_OPTIONAL}):
        raise ImproperlyConfigured(f"AKTSOM_OIDC: {who} has {', '.join(unknown)}, which is not known.")
    if not _ID.fullmatch(table["id"]):
        raise ImproperlyConfigured(f"AKTSOM_OIDC: the id {table['id']!r} may hold a-z, 0-9 and - only.")
    address = urlsplit(table["server_url"])
    if address.scheme != "https" and not (plain and address.hostname in _LOOPBACK):
        raise ImproperlyConfigured(f"AKTSOM_OIDC: server_url of {who} must be https.")
    secret, key = _proof(table, environment)
    scopes = tuple(table.get("scopes", IdentityProvider.scopes))
    return IdentityProvider(
        id=table["id"],
        name=table["name"],
        server_url=table["server_url"].rstrip("/"),
        client_id=table["client_id"],
        secret=secret,
        scopes=scopes if "openid" in scopes else ("openid", *scopes),
        acr_values=tuple(table.get("acr_values", ())),
        second_factor=table.get("second_factor", False) is True,
        authoritative=table.get("authoritative", False) is True,
        sign_out=table.get("sign_out", True) is True,
        key=key,
    )


def _proof(table: dict[str, Any], environment: Mapping[str, str]) -> tuple[str, ClientKey | None]:
    """How the platform proves to the provider who it is: a secret, or a key of its own."""
    who, named, file = table["id"], table.get("secret_env"), table.get("key_file")
    if bool(named) == bool(file):
        raise ImproperlyConfigured(f"AKTSOM_OIDC: {who} must have secret_env or key_file, one of them.")
    if file:
        try:
            return "", read_key(file, table.get("key_id", ""), table.get("key_audience", ""))
        except (OSError, ValueError) as problem:
            raise ImproperlyConfigured(f"AKTSOM_OIDC: key_file of {who} cannot be used: {problem}.") from None
    if not environment.get(str(named)):
        raise ImproperlyConfigured(f"AKTSOM_OIDC: the environment has no {named}, the secret of {who}.")
    return environment[str(named)], None
