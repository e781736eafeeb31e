"""The open interface of the company register over HTTP: look up a number, search a name.

Nothing is kept here; what was fetched and when stands with the supplier. Each call has time limits, reads a bounded
answer, is tried again after a pause where that may help, and never follows the register to another host.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings

from aktsom.interop.company_register import problems
from aktsom.interop.company_register.answers import NotUnderstood, facts_of
from aktsom.interop.company_register.problems import RegisterProblem
from aktsom.suppliers.rules import is_organisation_number
from aktsom.suppliers.rules.register import RegisterFacts
from aktsom.suppliers.states import CompanyState
from aktsom.suppliers.tables import register_limits

_OK, _GONE, _NOT_FOUND, _TOO_MANY = 200, 410, 404, 429
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOPS = 3  # from one address of the register to another
_MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, but for `tries` and the bytes of an answer."""

    connect: float
    read: float
    tries: int
    pause: float
    longest_pause: float
    answer_bytes: int

    @classmethod
    def as_listed(cls) -> Self:
        rows = register_limits()
        return cls(
            rows["connect_seconds"],
            rows["read_seconds"],
            rows["tries"],
            rows["pause_seconds"],
            rows["longest_pause_seconds"],
            rows["answer_bytes"],
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: Any


class CompanyRegister:
    """`base` is the address before `/enheter`, http or https. Raises RegisterProblem "off" without one."""

    def __init__(self, base: str, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname:
            raise RegisterProblem(problems.OFF)
        self._base = base.rstrip("/")
        self._limits = limits or Limits.as_listed()
        self._sleep = sleep
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": "Aktsom"})

    @classmethod
    def of_settings(cls) -> Self:
        return cls(settings.COMPANY_REGISTER)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.close()

    def look_up(self, number: str) -> RegisterFacts | None:
        """An entity, or a sub-unit, by its number; None when the register knows neither. Raises RegisterProblem."""
        if not is_organisation_number(number):
            raise RegisterProblem(problems.NO_NUMBER)
        for kind in ("enheter", "underenheter"):
            answer = self._ask(f"{self._base}/{kind}/{number}")
            if answer.status != _NOT_FOUND:
                return self._understood(answer, number)
        return None

    def search(self, name: str, most: int = 20) -> list[RegisterFacts]:
        """Entities that are called something like it, as the register orders them."""
        most = max(1, min(most, _MOST_FOUND))
        answer = self._ask(f"{self._base}/enheter", {"navn": name[:180], "size": str(most)})
        if answer.status == _NOT_FOUND:
            return []
        embedded = answer.body.get("_embedded", {}) if isinstance(answer.body, dict) else None
        found = embedded.get("enheter", []) if isinstance(embedded, dict) else None
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise RegisterProblem(problems.STRANGE)
        try:
            return [facts_of(one) for one in found[:most]]
        except NotUnderstood:
            raise RegisterProblem(problems.STRANGE) from None

    def _understood(self, answer: _Answer, number: str) -> RegisterFacts:
        body = answer.body if isinstance(answer.body, dict) else None
        if answer.status == _GONE:  # taken out of the open data; the body says the day, or nothing
            body = {"organisasjonsnummer": number, "respons_klasse": "SlettetEnhet", **(body or {})}
        if body is None or str(body.get("organisasjonsnummer")) != number:
            raise RegisterProblem(problems.STRANGE)
        try:
            facts = facts_of(body)
        except NotUnderstood:
            raise RegisterProblem(problems.STRANGE) from None
        if not facts.name and facts.state is not CompanyState.DELETED:
            raise RegisterProblem(problems.STRANGE)
        return facts

    def _ask(self, address: str, query: Mapping[str, str] | None = None) -> _Answer:
        """Tried again after pauses that double; the last problem is raised."""
        tries = max(1, self._limits.tries)
        for attempt in range(1, tries + 1):
            try:
                return self._once(address, query)
            except _Wait as wait:
                if attempt == tries:
                    raise RegisterProblem(wait.code) from None
                pause = max(wait.seconds, self._limits.pause * 2 ** (attempt - 1))
                self._sleep(min(pause, self._limits.longest_pause))
        raise AssertionError("unreachable")

    def _once(self, address: str, query: Mapping[str, str] | None) -> _Answer:
        for _hop in range(_HOPS + 1):
            try:
                with self._session.get(
                    address,
                    params=query,
                    timeout=(self._limits.connect, self._limits.read),
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    if answer.status_code not in _MOVED:
                        return self._read(answer)
                    address, query = self._within(address, answer.headers.get("Location", "")), None
            except requests.Timeout:
                raise _Wait(problems.SLOW) from None
            except requests.RequestException:
                raise _Wait(problems.UNREACHED) from None
        raise RegisterProblem(problems.ELSEWHERE)

    def _within(self, address: str, location: str) -> str:
        """The new address, as long as it lies with the same host and no less guarded."""
        there, here = urlsplit(urljoin(address, location)), urlsplit(self._base)
        if not location or (there.scheme, there.netloc) != (here.scheme, here.netloc):
            raise RegisterProblem(problems.ELSEWHERE)
        return there.geturl()

    def _read(self, answer: requests.Response) -> _Answer:
        status = answer.status_code
        if status == _TOO_MANY or status >= 500:
            raise _Wait(problems.BUSY if status in (_TOO_MANY, 503) else problems.BROKEN, _asked_pause(answer))
        if status == _NOT_FOUND:
            return _Answer(status, None)
        if status not in (_OK, _GONE):
            raise RegisterProblem(problems.REFUSED)
        body = self._body(answer)
        try:
            return _Answer(status, json.loads(body))
        except (ValueError, RecursionError):
            if status == _GONE:
                return _Answer(status, None)
            raise RegisterProblem(problems.STRANGE) from None

    def _body(self, answer: requests.Response) -> bytes:
        """Up to the limit, and within the time of a whole answer: bytes that drip in do not hold us."""
        held, until = bytearray(), time.monotonic() + 4 * self._limits.read
        for part in answer.iter_content(64 * 1024):
            held += part
            if len(held) > self._limits.answer_bytes:
                raise RegisterProblem(problems.STRANGE)
            if time.monotonic() > until:
                raise _Wait(problems.SLOW)
        return bytes(held)


class _Wait(Exception):
    """Worth another try, after so many seconds at least."""

    def __init__(self, code: str, seconds: float = 0) -> None:
        super().__init__(code)
        self.code, self.seconds = code, seconds


def _asked_pause(answer: requests.Response) -> float:
    """What the register asks for, in seconds; a day and time is passed over."""
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isascii() and asked.isdigit() else 0
