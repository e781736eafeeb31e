"""Filling in the public form as a browser without script does: every field that a page holds, and what is pressed."""

import html
import re
from typing import Any
from urllib.parse import urlencode

from django.test import Client

ANSWERS = {
    "source": "worker", "kind": "forced_labour", "place": "Lembayung, Ipoh", "since": "now", "danger": "no",
    "text": "De tar passene fra oss når vi kommer, og vi får dem ikke igjen før etter to år.", "employer": "never",
}  # fmt: skip
ADDRESS = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "Tell-tale/9.9", "HTTP_REFERER": "https://evil.example/"}


class Phone(Client):
    """Sends forms as a page of ours does."""

    def post(self, path: str, said: Any = None, **extra: Any) -> Any:
        body = urlencode(said or {})
        return super().post(path, body, content_type="application/x-www-form-urlencoded", **extra)


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def press(client: Client, page: str, language: str = "en", **said: Any) -> Any:
    return client.post(f"/si-fra/{language}/skriv/", hidden(page) | said, **ADDRESS)


def until_check(client: Client, language: str = "en", **told: str) -> str:
    """The page with all of it, before sending."""
    page = client.get(f"/si-fra/{language}/skriv/", **ADDRESS).text
    for _ in ANSWERS:
        answer = (ANSWERS | told)[hidden(page)["step"]]
        page = press(client, page, language, answer=answer, press="next").text
    return page


def code_in(page: str) -> str:
    return re.findall(r'class="receipt"[^>]*>([^<]+)<', page)[0]
