"""The file of identity providers: what it says, and that what is wrong stops the start with a line that says what."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from aktsom.web.signin.openid.providers import IdentityProvider, read_providers

ENTRA = """
[[provider]]
id = "oslo"
name = "Oslo kommune (Entra ID)"
server_url = "https://login.example/tenant/v2.0/"
client_id = "abc"
secret_env = "OSLO_SECRET"
authoritative = true
"""
FEIDE = """
[[provider]]
id = "feide"
name = "Feide"
server_url = "https://auth.example"
client_id = "def"
secret_env = "FEIDE_SECRET"
scopes = ["email", "profile"]
acr_values = ["https://refeds.org/profile/mfa"]
second_factor = true
"""
SECRETS = {"OSLO_SECRET": "one", "FEIDE_SECRET": "two"}


def read(
    tmp_path: Path, text: str, *, plain: bool = False, secrets: dict[str, str] = SECRETS
) -> list[IdentityProvider]:
    path = tmp_path / "oidc.toml"
    path.write_text(text, encoding="utf-8")
    return read_providers(str(path), secrets, plain=plain)


def test_several_at_once(tmp_path: Path) -> None:
    oslo, feide = read(tmp_path, ENTRA + FEIDE)
    assert (oslo.id, oslo.secret, oslo.authoritative, oslo.second_factor) == ("oslo", "one", True, False)
    assert oslo.server_url == "https://login.example/tenant/v2.0"
    assert feide.scopes == ("openid", "email", "profile")
    assert (feide.acr_values, feide.second_factor) == (("https://refeds.org/profile/mfa",), True)
    assert feide.as_app()["settings"]["oauth_pkce_enabled"] is True


def test_none_at_all() -> None:
    assert read_providers("", {}, plain=False) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "cannot be read"),
        (ENTRA + ENTRA, "same id"),
        (ENTRA.replace('name = "Oslo kommune (Entra ID)"', ""), "oslo lacks name"),
        (ENTRA + 'secret = "x"', "has secret, which is not known"),
        (ENTRA.replace('"oslo"', '"Oslo/../"'), "may hold a-z"),
        (ENTRA.replace("https://login", "http://login"), "must be https"),
        (ENTRA.replace("https://login.example", "http://localhost:1"), "must be https"),
        (ENTRA.replace("OSLO_SECRET", "NO_SUCH"), "has no NO_SUCH"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_providers("/no/such/file.toml", {}, plain=False)


def test_plain_http_goes_to_this_machine_only_and_never_in_production(tmp_path: Path) -> None:
    assert read(tmp_path, ENTRA.replace("https://login.example", "http://localhost:1"), plain=True)
    with pytest.raises(ImproperlyConfigured):
        read(tmp_path, ENTRA.replace("https://login.example", "http://elsewhere.example"), plain=True)
