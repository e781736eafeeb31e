"""The platform proves who it is with a key of its own: what is sent holds for a provider that checks it strictly."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from authlib.oauth2.rfc6749 import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from joserfc import jwt as jose
from joserfc.jwk import ECKey, RSAKey

from aktsom.core.actor import PLATFORM
from aktsom.members.actions.organisations import add_domain
from aktsom.web.signin.openid.keys import ClientKey, read_key
from aktsom.web.signin.openid.providers import read_providers
from tests.cast import NOON, member, person
from tests.identity.honest import asked_for
from tests.identity.lying import Lying, lying
from tests.web.signin.conftest import at, known

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


def pem(key: Any, password: bytes = b"") -> bytes:
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    return bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed))


def certificate(key: Any) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "aktsom")])
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, NOON, NOON + timedelta(days=1))
    return built.sign(key, hashes.SHA256())


def kept(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    return str(path)


class Strict(JWTBearerClientAssertion):  # type: ignore[misc]  # no types
    """A provider's check of the proof, as another library has it."""

    def __init__(self, key: Any, audience: str) -> None:
        super().__init__()
        self.key, self.audience, self.seen = key, audience, set[str]()

    def get_audiences(self) -> list[str]:
        return [self.audience]

    def resolve_client_public_key(self, client: Any) -> Any:
        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return (ECKey if isinstance(self.key, ec.EllipticCurvePrivateKey) else RSAKey).import_key(public)

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        new = jti not in self.seen
        self.seen.add(jti)
        return new

    def authenticate_client(self, client: Any) -> Any:
        return client

    def knows(self, sent: dict[str, str]) -> str:
        found = self(lambda client_id: client_id, SimpleNamespace(form=sent, client=None))
        return str(found)


@pytest.fixture
def provider(db: None, settings: Any) -> Iterator[Lying]:
    with lying() as running:
        running.client_id = "aktsom-oslo"
        add_domain(by=PLATFORM, at=NOON, provider="oslo", domain="example.org", member=member("oslo").public_id)
        person("mons")
        yield running


def comes_in(client: Client, provider: Lying) -> bool:
    client.get(provider.goes_there(asked_for(client, "oslo")))
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("own", [RSA, EC], ids=["rsa", "ec"])
def test_the_token_is_asked_for_with_a_signed_proof_and_no_secret(
    provider: Lying, settings: Any, tmp_path: Path, own: Any
) -> None:
    key = read_key(kept(tmp_path, pem(own)), "number-1", "")
    known(settings, at(provider.address, "oslo", key=key))
    check = Strict(own, provider.address)
    for _again in range(2):  # each proof is new
        assert comes_in(Client(), provider)
        assert check.knows(provider.posted) == "aktsom-oslo"
    assert jwt.get_unverified_header(provider.posted["client_assertion"])["kid"] == "number-1"
    assert not {"client_secret", "Authorization"} & set(provider.posted)
    assert "code_verifier" in provider.posted
    with pytest.raises(InvalidClientError):
        check.knows(provider.posted)  # sent a second time by a thief


def test_a_proof_is_short_lived_and_for_one_provider_alone(tmp_path: Path) -> None:
    key = read_key(kept(tmp_path, pem(RSA)), "", "")
    now = datetime.now(UTC)
    told = key.proof("aktsom", "https://a.example", now)
    with pytest.raises(InvalidClientError):
        Strict(RSA, "https://b.example").knows(told)
    with pytest.raises(InvalidClientError):
        Strict(rsa.generate_private_key(public_exponent=65537, key_size=2048), "https://a.example").knows(told)
    with pytest.raises(InvalidClientError):
        Strict(RSA, "https://a.example").knows(key.proof("aktsom", "https://a.example", now - timedelta(minutes=3)))


def test_a_certificate_is_named_and_the_audience_may_be_told(tmp_path: Path) -> None:
    """As Entra ID asks for it."""
    shown = certificate(RSA)
    key = read_key(kept(tmp_path, pem(RSA) + shown.public_bytes(Encoding.PEM)), "", "https://a.example/token")
    proof = key.proof("aktsom", "https://a.example", datetime.now(UTC))
    header = jwt.get_unverified_header(proof["client_assertion"])
    assert header["alg"] == "PS256"
    assert bytes.fromhex(shown.fingerprint(hashes.SHA256()).hex()) == jwt.utils.base64url_decode(header["x5t#S256"])
    claims = jose.decode(proof["client_assertion"], RSAKey.import_key(RSA.public_key()), algorithms=["PS256"]).claims
    assert (claims["iss"], claims["sub"], claims["aud"]) == ("aktsom", "aktsom", "https://a.example/token")


def test_the_key_is_not_shown(tmp_path: Path) -> None:
    key: ClientKey = read_key(kept(tmp_path, pem(EC)), "", "")
    assert "PRIVATE" not in repr(key)


TABLE = """
[[provider]]
id = "idporten"
name = "ID-porten"
server_url = "https://idporten.example"
client_id = "abc"
"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no key", "no private key"),
        (pem(RSA, b"password"), "no private key in PEM form without a password"),
        (pem(rsa.generate_private_key(public_exponent=65537, key_size=1024)), "2048 bits or more"),
        (pem(ec.generate_private_key(ec.SECP384R1())), "EC P-256"),
        (pem(ed25519.Ed25519PrivateKey.generate()), "EC P-256"),
    ],
    ids=["none", "sealed", "short", "curve", "ed25519"],
)
def test_a_key_that_does_not_do_stops_the_start(tmp_path: Path, content: bytes, said: str) -> None:
    table = tmp_path / "oidc.toml"
    table.write_text(TABLE + f'key_file = "{kept(tmp_path, content)}"\n')
    with pytest.raises(ImproperlyConfigured, match=f"key_file of idporten cannot be used: .*{said}"):
        read_providers(str(table), {}, plain=False)


@pytest.mark.parametrize("more", ["", 'secret_env = "S"\nkey_file = "/no/such"\n', 'key_file = "/no/such"\n'])
def test_there_is_one_proof_and_it_is_there(tmp_path: Path, more: str) -> None:
    table = tmp_path / "oidc.toml"
    table.write_text(TABLE + more)
    with pytest.raises(ImproperlyConfigured, match=r"one of them\.|cannot be used: .*No such file"):
        read_providers(str(table), {"S": "a secret"}, plain=False)


def test_a_key_takes_the_place_of_the_secret(tmp_path: Path) -> None:
    table = tmp_path / "oidc.toml"
    table.write_text(TABLE + f'key_file = "{kept(tmp_path, pem(EC))}"\nkey_id = "7"\nkey_audience = "https://x"\n')
    (found,) = read_providers(str(table), {}, plain=False)
    assert found.key is not None
    assert (found.secret, found.key.algorithm, found.key.headers, found.key.audience) == (
        "", "ES256", {"kid": "7"}, "https://x",
    )  # fmt: skip
    assert found.as_app()["settings"]["token_auth_method"] == "private_key_jwt"
