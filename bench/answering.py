"""Two hundred suppliers answer their self-reports at once: each opens the page with all its questions, thinks, and
sends answers one by one as the page's script does. The platform is started as `aktsom serve` does, on PostgreSQL and
this machine alone.

    python bench/answering.py [--suppliers 200] [--questions 60] [--seconds 30] [--think 10]
    python bench/answering.py --quick      10 suppliers for five seconds: that all of it works

The rival in the same run is the sign-in page, which asks the database for nothing: what the machine and the server cost
whatever the page is. Whoever asks stands in the same machine as what answers, and takes its share of it. Goals: no
errors, and 95 of 100 form pages are there within 300 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import big_register
from load import HOST, PORT, part, wait_until_up

GOAL = 300  # milliseconds
TOKEN = "a" * 32
SAVED_A_PAGE = 3  # answers sent for each page that is opened


@dataclass(frozen=True)
class Supplier:
    cookie: str
    report: str
    codes: tuple[str, ...]
    sign_in: str


def asked(suppliers: int, questions: int) -> list[Supplier]:
    """A supplier each, with its own self-report, a person signed in, and answers to half of it."""
    from django.urls import reverse
    from django.utils import timezone

    from aktsom.cli.demo import load_reference
    from aktsom.core.actor import PLATFORM
    from aktsom.follow_up.models import Answer, FollowUp, SelfReport
    from aktsom.members.actions import load_pilot_members
    from aktsom.members.models import Member, Person
    from aktsom.sharing.audiences import Audience, keys_carried
    from aktsom.suppliers.models import Supplier as Company
    from aktsom.suppliers.models import SupplierRole

    load_reference()
    now = timezone.now()
    load_pilot_members(by=PLATFORM, at=now)
    owner = Member.objects.order_by("id")[0]
    edition, codes = _edition(questions)
    found = []
    for number in range(suppliers):
        company = Company.objects.create(name=f"Leverandør {number}", name_key=f"leverandor {number}")
        person = Person.objects.create(email=f"answers{number}@bench.example", name=f"Svarer {number}", language="nb")
        SupplierRole.objects.create(person=person, supplier=company, role="supplier_approver", given_at=now)
        one = FollowUp.objects.create(
            member=owner, supplier=company, group_id="textiles", starts_on=date(2026, 1, 1),
            ends_on=date(2026, 1, 1) + timedelta(days=300), made_at=now, announced_at=now, state="running",
        )  # fmt: skip
        keys = keys_carried(Audience.LINKED_BUYERS, owner_id=owner.pk, supplier_id=company.pk)
        report = SelfReport.objects.create(
            follow_up=one, supplier=company, group_id="textiles", edition=edition, owner=owner, seen_by=keys,
            audience=Audience.LINKED_BUYERS, asked_at=now, opened_at=now,
        )  # fmt: skip
        Answer.objects.bulk_create(
            Answer(self_report=report, code=code, value="Vi har en rutine for dette. " * 12, changed_at=now)
            for code in codes[: questions // 2]
        )
        found.append(Supplier(_session(person), report.public_id, codes[questions // 2 :], reverse("account_login")))
    return found


def _edition(questions: int) -> tuple[Any, tuple[str, ...]]:
    from django.utils import timezone

    from aktsom.follow_up.models import Question, QuestionnaireEdition

    edition = QuestionnaireEdition.objects.create(form="full", number=900, made_at=timezone.now())
    codes = tuple(f"B-{n}" for n in range(questions))
    text = "Hvordan følger dere opp at kravene blir fulgt hos dem dere kjøper av?"
    Question.objects.bulk_create(
        Question(
            edition=edition, code=code, position=n, step=f"2.{1 + n % 6}", text_nb=text, text_nn=text, text_en=text,
            help_nb=text, answer_type=("text", "yes_no", "yes_no_file")[n % 3] if n >= questions // 2 else "text",
            points=["2.1", "2.2"],
        )
        for n, code in enumerate(codes)
    )  # fmt: skip
    return edition, codes


def _session(person: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from aktsom.web.signin.lasting import BEGAN

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[BEGAN] = time.time()
    session.create()
    return str(session.session_key)


async def request(method: str, path: str, cookie: str, port: int, body: str = "") -> int:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: sessionid={cookie}; csrftoken={TOKEN}\r\n"
            f"X-CSRFToken: {TOKEN}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        )
        writer.write(head.encode())
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(-1), 60)
    finally:
        writer.close()
    return int(answer[9:12] or 0)


class Measured:
    def __init__(self, port: int) -> None:
        self.port, self.errors = port, list[str]()
        self.times: dict[str, list[float]] = defaultdict(list)

    async def one(self, kind: str, method: str, path: str, cookie: str, body: str = "") -> None:
        started = time.perf_counter()
        try:
            status = await request(method, path, cookie, self.port, body)
            if status != 200:
                self.errors.append(f"{method} {path.rpartition('/svar/')[2]}: {status}")
        except (OSError, TimeoutError, ValueError) as error:
            self.errors.append(f"{method} {kind}: {type(error).__name__}")
        self.times[kind].append((time.perf_counter() - started) * 1000)


async def answers(one: Supplier, until: float, think: float, chance: random.Random, told: Measured) -> None:
    left = list(one.codes)
    await asyncio.sleep(chance.random() * think)
    while time.perf_counter() < until:
        await told.one("form, all questions", "GET", f"/svar/{one.report}/steg/alle/", one.cookie)
        for _ in range(min(SAVED_A_PAGE, len(left))):
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
            code = left.pop()
            said = urllib.parse.urlencode({f"{code}:revision": "0", f"{code}:explanation": "Se rutinen vår. " * 20})
            await told.one("one answer saved", "POST", f"/svar/{one.report}/svar/{code}/", one.cookie, said)
        await told.one("rival: the sign-in page", "GET", one.sign_in, "")
        await asyncio.sleep(chance.uniform(0.5, 1.5) * think)


async def all_at_once(people: Sequence[Supplier], seconds: float, think: float, port: int) -> Measured:
    told, until = Measured(port), time.perf_counter() + think + seconds
    chances = [random.Random(n) for n in range(len(people))]
    await asyncio.gather(
        *(answers(one, until, think, chance, told) for one, chance in zip(people, chances, strict=True))
    )
    return told


def report(told: Measured, seconds: float) -> bool:
    print(f"\n{'page':<26}{'times':>7}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for kind, times in told.times.items():
        print(f"{kind:<26}{len(times):>7}" + "".join(f"{part(times, share):>9.0f}" for share in (0.5, 0.95, 0.99)))
    form, rival = (told.times[kind] for kind in ("form, all questions", "rival: the sign-in page"))
    print(f"ratio of the form to the sign-in page: p50 {part(form, 0.5) / part(rival, 0.5):.2f}, "
          f"p95 {part(form, 0.95) / part(rival, 0.95):.2f}")  # fmt: skip
    count = sum(len(times) for times in told.times.values())
    print(f"{count / seconds:.1f} requests a second; {len(told.errors)} errors {sorted(set(told.errors))[:5] or ''}")
    print(f"goal: no errors, and p95 of the form within {GOAL} ms")
    return not told.errors and part(form, 0.95) <= GOAL


def measure(people: Sequence[Supplier], seconds: float, think: float, port: int) -> bool:
    from aktsom.cli.demo import collect_static
    from aktsom.cli.serve import web_command

    collect_static()
    web = subprocess.Popen(web_command(HOST, port))
    try:
        asyncio.run(wait_until_up(port, web))
        asyncio.run(all_at_once(people[-4:], 2, 0.2, port))  # templates are compiled
        started = time.perf_counter()
        told = asyncio.run(all_at_once(people, seconds, think, port))
        return report(told, time.perf_counter() - started)
    finally:
        web.terminate()
        web.wait(timeout=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = {"suppliers": 200, "questions": 60, "seconds": 30, "think": 10}
    for name, usual in {**numbers, "port": PORT}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--quick", action="store_true")
    said = parser.parse_args()
    if said.quick:
        said.suppliers, said.seconds, said.think = 10, 5, 1
    if not big_register.answers():
        print("left out: no PostgreSQL answers")
        return 0
    big_register.start()
    people = asked(said.suppliers, said.questions)
    print(
        f"{len(people)} suppliers at once, {said.questions} questions on the page; each thinks for {said.think / 2:g} "
        f"to {said.think * 1.5:g} s between two acts, {said.seconds} s"
    )
    return int(not measure(people, said.seconds, said.think, said.port))


if __name__ == "__main__":
    sys.exit(main())
