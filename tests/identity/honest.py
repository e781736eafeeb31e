"""OpenID Connect providers in processes of their own, and a visitor who goes there and comes back."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def provider() -> Iterator[str]:
    """The address of a provider that runs while the block does."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                requests.get(f"{address}/jwks", timeout=2).raise_for_status()
                break
            except requests.RequestException:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def knows(address: str, number: str, **claims: Any) -> None:
    """The provider has somebody by this number, of whom it says this."""
    requests.put(f"{address}/users/{number}", json=claims, timeout=5).raise_for_status()


def asked_for(client: Client, provider_id: str, **form: str) -> str:
    """The address at the provider that our page leads on to."""
    page = client.post(reverse("openid_connect_login", kwargs={"provider_id": provider_id}), form)
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return unescape(found[1])


def approved(asked: str, number: str) -> str:
    """The way back that the provider sends the person who signs in there, path and query."""
    answer = requests.post(asked, data={"sub": number}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def come_in(client: Client, provider_id: str, number: str, **form: str) -> HttpResponse:
    return client.get(approved(asked_for(client, provider_id, **form), number))


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
