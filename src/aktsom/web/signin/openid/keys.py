"""The platform's own key with an identity provider, instead of a shared secret: `private_key_jwt`, RFC 7523 and OpenID
Connect Core 9.

Read before Django is set up: plain Python only.
"""

import base64
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

LASTS = timedelta(minutes=1)  # an assertion goes straight to the provider and is used once
SHORTEST_RSA = 2048  # bits; NIST SP 800-131A
_PROOF = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True)
class ClientKey:
    """`audience` is whom the assertion is for; empty for the provider's issuer."""

    pem: bytes = field(repr=False)
    algorithm: str
    headers: dict[str, str]
    audience: str = ""

    def proof(self, client_id: str, issuer: str, now: datetime) -> dict[str, str]:
        """What is sent to the token address to say who asks."""
        claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": self.audience or issuer,
            "jti": secrets.token_urlsafe(24),
            "iat": now,
            "exp": now + LASTS,
        }
        signed = jwt.encode(claims, self.pem, algorithm=self.algorithm, headers=self.headers)
        return {"client_assertion_type": _PROOF, "client_assertion": signed}


def read_key(path: str, key_id: str, audience: str) -> ClientKey:
    """A PEM file with a private key: RSA of 2048 bits or more, or EC P-256. A certificate beside it is named in the
    assertion, which is then signed with PS256: so Entra ID wants it. `key_id` is the number the provider gave the key.

    Raises OSError, or ValueError with what is wrong."""
    pem = Path(path).read_bytes()
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError):
        raise ValueError("it is no private key in PEM form without a password") from None
    certificate = _CERTIFICATE.search(pem)
    headers = {"kid": key_id} if key_id else {}
    if certificate:
        print_ = x509.load_pem_x509_certificate(certificate[0]).fingerprint(hashes.SHA256())
        headers["x5t#S256"] = base64.urlsafe_b64encode(print_).decode().rstrip("=")
    if isinstance(key, RSAPrivateKey) and key.key_size >= SHORTEST_RSA:
        return ClientKey(pem, "PS256" if certificate else "RS256", headers, audience)
    if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
        return ClientKey(pem, "ES256", headers, audience)
    raise ValueError(f"it must be RSA of {SHORTEST_RSA} bits or more, or EC P-256")
