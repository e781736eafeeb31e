"""Opening pages as each of the cast, leaving nothing behind, and reading all that an answer holds."""

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.cast import person
from tests.sharing.planting import CAST
from tests.web.conftest import sign_in

LETTERS = {200: "y", 204: "y", 301: "r", 302: "r", 400: "e", 403: "f", 404: "n", 405: "m", 409: "e", 422: "e"}
# New each time a form is opened: against forgery, and so that a form sent twice is taken in once.
_FRESH = re.compile(r'name="(csrfmiddlewaretoken|sent|entry_id|cost_id)" value="[^"]*"')
_SPACE = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True)
class Answer:
    letter: str
    text: str  # all of it: a workbook's sheets, and where one is sent on to
    queries: int

    def without(self, typed: str) -> str:
        """The text as it would be had nothing been typed: a page says what was searched for."""
        return self.text.replace(escape(typed), "").replace(quote(typed), "").replace(typed, "")

    def holds(self, secret: str) -> bool:
        """Amounts are written with spaces between their figures."""
        return secret in self.text or (secret.isdigit() and secret in _SPACE.sub("", self.text))


class Visitors:
    def __init__(self) -> None:
        self.clients = {name: Client(raise_request_exception=False) for name in CAST}
        for name, client in self.clients.items():
            if name != "-":
                sign_in(client, person(name))
        self.cookies = {name: copy.deepcopy(client.cookies) for name, client in self.clients.items()}
        self.answers: dict[tuple[str, str, bool, str], Answer] = {}

    def opens(
        self, name: str, address: str, *, post: bool = False, sent: Mapping[str, str] | None = None, anew: bool = False
    ) -> Answer:
        """Since nothing is left behind, one answer does for all tests that ask the same of the same network. `anew`
        asks again: of another network, or with all warm that the first asker found cold."""
        asked = (name, address, post, repr(sent))
        if anew or asked not in self.answers:
            self.answers[asked] = self._opens(name, address, post, sent)
        return self.answers[asked]

    def _opens(self, name: str, address: str, post: bool, sent: Mapping[str, str] | None) -> Answer:
        queries = 0

        def count(execute: Any, *rest: Any) -> Any:
            """To have the database layer keep each statement's text costs as much as the page."""
            nonlocal queries
            queries += 1
            return execute(*rest)

        client = self.clients[name]
        client.cookies = copy.deepcopy(self.cookies[name])
        ask = client.post if post else client.get
        cache.clear()  # nobody is stopped for having asked too often
        with transaction.atomic():
            with connection.execute_wrapper(count):
                answer = ask(address, sent or {})
            text = _text(answer)  # type: ignore[arg-type]
            transaction.set_rollback(True)
        sends_to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/konto/logg-inn/")
        letter = "s" if sends_to_sign_in else LETTERS.get(answer.status_code, "?")
        return Answer(letter, text, queries)


def address_of(name: str, parameters: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    said = {
        key: ids[value[1:]] if isinstance(value, str) and value.startswith("$") else value
        for key, value in parameters.items()
    }
    return reverse(name, kwargs=said or None)


def _text(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(
                book.read(part).decode(errors="ignore") for part in book.namelist() if part.startswith("xl/")
            )
    text = _FRESH.sub("", content.decode(errors="ignore"))
    return f"{answer.headers.get('Location', '')} {text}"
