"""An identity provider that tells one lie at a time, to see that none is believed."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Lying:
    """`claims` are put over the honest ones; None takes one away."""

    address: str = ""
    client_id: str = ""
    secret: str = "a secret"
    asked: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    signed: str = "well"  # well, by_another, not_at_all, with_secret
    without_token: bool = False
    posted: dict[str, str] = field(default_factory=dict)  # to the token address, the last time
    signs_out: str = ""  # address for signing out, as the provider tells it

    def token(self) -> str:
        now = int(time.time())
        said = {
            **{"iss": self.address, "aud": self.client_id, "sub": "1", "iat": now, "exp": now + 60},
            **{"nonce": self.asked.get("nonce"), "email": "mons@example.org", "email_verified": True},
        } | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        headers = {"kid": "one"}
        if self.signed == "not_at_all":
            return jwt.encode(said, None, algorithm="none", headers=headers)  # type: ignore[arg-type]
        if self.signed == "with_secret":
            return jwt.encode(said, self.secret.ljust(32), algorithm="HS256", headers=headers)
        return jwt.encode(said, _OTHER_KEY if self.signed == "by_another" else _KEY, algorithm="RS256", headers=headers)

    def answers(self, path: str) -> dict[str, Any]:
        if path.endswith("/openid-configuration"):
            return {
                "issuer": self.issuer or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/jwks",
                **({"end_session_endpoint": self.signs_out} if self.signs_out else {}),
            }
        if path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key()))
            return {"keys": [{**key, "kid": "one", "use": "sig"}]}
        if path == "/token":
            token = {} if self.without_token else {"id_token": self.token()}
            return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, **token}
        return {"sub": "1", **self.info}

    def goes_there(self, asked: str) -> str:
        """The person signs in; the answer is the way back."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        return f"{urlsplit(self.asked['redirect_uri']).path}?code=x&state={self.asked['state']}"


@contextmanager
def lying() -> Iterator[Lying]:
    liar = Lying()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(liar.answers(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            liar.posted = {name: values[0] for name, values in parse_qs(sent).items()}
            liar.posted |= {"Authorization": said} if (said := self.headers.get("Authorization")) else {}
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    liar.address = f"http://localhost:{server.server_port}"
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
