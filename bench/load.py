"""Two hundred people at once: the platform is started as `aktsom serve` does, on PostgreSQL and this machine alone,
with made-up registers, and people who each read a page, think, and open the next.

    python bench/load.py [--people 200] [--contracts 40000] [--members 40] [--seconds 30] [--think 10]
    python bench/load.py --quick        20 people on 2,000 contracts for five seconds: that all of it works

Everybody is signed in beforehand. Whoever asks stands in the same machine as what answers, and takes its share of it.
Times are from the first byte sent to the last received, each on a connection of its own. Goals: nobody meets an error,
and 95 of 100 pages of each kind are there within half a second.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import big_register

GOAL = 500  # milliseconds
HOST, PORT = "127.0.0.1", 8192
START_WITHIN = 60.0
# kind of page and how often it is opened
PAGES = (
    ("home", 3),
    ("contracts", 5),
    ("contracts by value", 2),
    ("contract", 6),
    ("another's contract", 2),
    ("portfolio", 1),
    ("search", 1),
    ("categories", 1),
    ("category", 1),
    ("suppliers", 1),
    ("supplier", 2),
)


@dataclass(frozen=True)
class Visitor:
    cookie: str
    addresses: dict[str, list[str]]


@dataclass
class Told:
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


def visitors(count: int) -> list[Visitor]:
    """People of all members, each with the addresses they might open."""
    from allauth.account.internal.userkit import user_id_to_str
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from aktsom.categories.queries import current_catalogue
    from aktsom.contracts.models import Contract
    from aktsom.members.models import Person
    from aktsom.suppliers.models import Supplier
    from aktsom.web.signin.lasting import BEGAN

    groups = [f"/kategorier/{group.id}/" for group in current_catalogue().groups]
    suppliers = [f"/leverandorer/{one}/" for one in Supplier.objects.values_list("public_id", flat=True)[:300]]
    any_of = list(Contract.objects.filter(state="running").values_list("member_id", "public_id")[:4_000])
    found = []
    for person in Person.objects.filter(email__endswith="@bench.example").order_by("id")[:count]:
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        # As somebody who has come in with a passkey just now: roles that must prove themselves twice have done so.
        session[BEGAN] = time.time()
        session["account_authentication_methods_user"] = user_id_to_str(person)
        proof = {"method": "mfa", "type": "webauthn", "passwordless": True, "at": time.time()}
        session["account_authentication_methods"] = [proof]
        session.create()
        own = [f"/avtaler/{one}/" for member, one in any_of if member == person.home_id][:50] or ["/avtaler/"]
        others = [f"/avtaler/{one}/" for member, one in any_of if member != person.home_id][:50]
        found.append(
            Visitor(
                str(session.session_key),
                {
                    "home": ["/"],
                    "contracts": ["/avtaler/"],
                    "contracts by value": ["/avtaler/?sort=value"],
                    "contract": own,
                    "another's contract": others,
                    "portfolio": ["/avtaler/oversikt/"],
                    "search": ["/sok/?q=Kaffe+12", "/sok/?q=hansker"],
                    "categories": ["/kategorier/"],
                    "category": groups,
                    "suppliers": ["/leverandorer/"],
                    "supplier": suppliers,
                },
            )
        )
    return found


async def fetch(visitor: Visitor, path: str, port: int) -> tuple[int, int]:
    """Status and length."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: sessionid={visitor.cookie}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(-1), 60)
    finally:
        writer.close()
    return int(answer[9:12] or 0), len(answer)


async def visit(visitor: Visitor, until: float, think: float, chance: random.Random, told: Told, port: int) -> None:
    names, weights = [name for name, _ in PAGES], [weight for _, weight in PAGES]
    await asyncio.sleep(chance.random() * think)
    while time.perf_counter() < until:
        name = chance.choices(names, weights)[0]
        path = chance.choice(visitor.addresses[name])
        started = time.perf_counter()
        try:
            status, length = await fetch(visitor, path, port)
            if status != 200 or not length:
                told.errors.append(f"{path}: {status}")
        except (OSError, TimeoutError, ValueError) as error:
            told.errors.append(f"{path}: {type(error).__name__}")
        told.times[name].append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * think)


async def all_at_once(people: Sequence[Visitor], seconds: float, think: float, port: int) -> Told:
    told, until = Told(), time.perf_counter() + think + seconds
    chances = [random.Random(n) for n in range(len(people))]
    await asyncio.gather(
        *(visit(one, until, think, chance, told, port) for one, chance in zip(people, chances, strict=True))
    )
    return told


def part(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(told: Told, seconds: float) -> bool:
    print(f"\n{'page':<22}{'times':>7}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for name, _ in PAGES:
        if times := told.times[name]:
            late = "  over" if part(times, 0.95) > GOAL else ""
            numbers = "".join(f"{part(times, share):>9.0f}" for share in (0.5, 0.95, 0.99))
            print(f"{name:<22}{len(times):>7}{numbers}{late}")
    every = [one for times in told.times.values() for one in times]
    numbers = "".join(f"{part(every, share):>9.0f}" for share in (0.5, 0.95, 0.99))
    print(f"{'all':<22}{len(every):>7}{numbers}")
    share = len(told.errors) / len(every)
    print(f"{len(every) / seconds:.1f} pages a second; errors {share:.2%}  {sorted(set(told.errors))[:5] or ''}")
    print(f"goal: no errors, and p95 of every page within {GOAL} ms")
    return not told.errors and all(part(times, 0.95) <= GOAL for times in told.times.values())


async def wait_until_up(port: int, web: subprocess.Popen[bytes]) -> None:
    for _ in range(int(START_WITHIN * 5)):
        if web.poll() is not None:
            sys.exit("bench: the platform ended while starting")
        try:
            await fetch(Visitor("", {}), "/robots.txt", port)
        except (OSError, ValueError):
            await asyncio.sleep(0.2)
        else:
            return
    sys.exit("bench: the platform did not answer")


def measure(people: list[Visitor], seconds: float, think: float, port: int) -> bool:
    from aktsom.cli.demo import collect_static
    from aktsom.cli.serve import web_command

    collect_static()
    web = subprocess.Popen(web_command(HOST, port))
    try:
        asyncio.run(wait_until_up(port, web))
        asyncio.run(all_at_once(people[:8], 2, 0.2, port))  # the list is read in and templates are compiled
        started = time.perf_counter()
        told = asyncio.run(all_at_once(people, seconds, think, port))
        return report(told, time.perf_counter() - started)
    finally:
        web.terminate()
        web.wait(timeout=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers: dict[str, Any] = {"people": 200, "contracts": 40_000, "members": 40, "seconds": 30, "think": 10}
    for name, usual in {**numbers, "port": PORT}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", action="store_true", help="use the database of the last run")
    said = parser.parse_args()
    if said.quick:
        said.people, said.contracts, said.members, said.seconds, said.think = 20, 2_000, 8, 5, 1
    if not big_register.answers():
        print("left out: no PostgreSQL answers")
        return 0
    big_register.start(keep=said.keep)
    if not said.keep:
        big_register.fill(contracts=said.contracts, members=said.members, people=said.people)
    people = visitors(said.people)
    print(
        f"{len(people)} people at once, {said.contracts:,} contracts of {said.members} members; each thinks for "
        f"{said.think / 2:g} to {said.think * 1.5:g} s between two pages, {said.seconds} s"
    )
    return int(not measure(people, said.seconds, said.think, said.port))


if __name__ == "__main__":
    sys.exit(main())
