"""Five hundred self-reports dispatched in the background, with their letters, to a mail relay on this machine.

python bench/dispatch.py            500 suppliers: seconds, letters, and the ratio to a plain loop that sends the same
                                    letters by smtplib alone; goal: under 60 seconds
python bench/dispatch.py --quick    40, for a check that it works

The database is a new SQLite in a folder that is removed afterwards. The relay is our own: it takes everything, keeps
what it took, and ends with the script.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import smtplib
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL_SECONDS = 60.0
PEOPLE = 1  # who answers for each supplier


class Relay:
    """Speaks as much SMTP as a sender needs (RFC 5321), on loopback, in a thread of its own."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.connections = 0
        self.port = 0
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        sender, receivers = "", list[str]()
        writer.write(b"220 relay\r\n")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                content = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                self.letters.append((sender, receivers, content))
                receivers = []
                writer.write(b"250 taken\r\n")
            elif word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                if word == b"MAIL":
                    sender = line.decode().partition("<")[2].partition(">")[0]
                elif word == b"RCPT":
                    receivers.append(line.decode().partition("<")[2].partition(">")[0])
                writer.write(b"250 ok\r\n")
            await writer.drain()
        writer.close()


def prepare(suppliers: int, folder: Path) -> str:
    """The id of a team with as many follow-ups that have been announced; somebody answers for each supplier."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from tests import catalogues
    from tests.cast import member, person
    from tests.factories.mandates import team

    from aktsom.contracts.models import Contract
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.core.public_ids import new_public_id
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.follow_up.models import CoveredContract, FollowUp
    from aktsom.members.models import Person
    from aktsom.suppliers.models import Supplier, SupplierRole
    from aktsom.teams.acts import EVERY_ACT
    from aktsom.teams.models import Mandate
    from aktsom.terms.actions import load_terms

    now = timezone.now()
    catalogues.take_in(folder / "list")
    load_terms(by=PLATFORM, at=now)
    load_questionnaires(by=PLATFORM, at=now)
    ours, oslo, today = team(), member("oslo"), timezone.localdate()
    person("mons")
    for number in range(suppliers):
        name = f"Leverandør {number} AS"
        one = Supplier.objects.create(public_id=new_public_id("sup"), name=name, name_key=name.lower())
        made = Contract.objects.create(
            member=oslo, supplier=one, title=f"Hansker {number}", starts_on=today, term_set_id="T4", created_at=now,
            changed_at=now,
        )  # fmt: skip
        mandate = Mandate.objects.create(
            team=ours, contract=made, member=oslo, state="granted", asked_acts=int(EVERY_ACT), acts=int(EVERY_ACT),
            starts_on=today, ends_on=today.replace(year=today.year + 1), asked_at=now, answered_at=now,
        )  # fmt: skip
        follow_up = FollowUp.objects.create(
            team=ours, supplier=one, group_id="medical", state="announced", methods=["self_report"], form="full",
            starts_on=today, ends_on=today, made_at=now, announced_at=now,
        )  # fmt: skip
        CoveredContract.objects.create(follow_up=follow_up, contract=made, member=oslo, mandate=mandate, joined_at=now)
        answers = Person.objects.create(email=f"p{number}@x.example", name=f"Person {number}")
        SupplierRole.objects.create(person=answers, supplier=one, role="supplier_approver", given_at=now)
    OutboxMessage.objects.all().delete()
    return str(ours.public_id)


def dispatch(team_id: str) -> float:
    """Seconds from the press of the button until the last letter has been sent."""
    from django.utils import timezone
    from tests.cast import actor

    from aktsom.core.outbox import deliver_due
    from aktsom.follow_up.actions.rounds import order_round

    started = time.perf_counter()
    order_round(by=actor("mons"), at=timezone.now(), team_id=team_id, follow_ups=None)
    while deliver_due(timezone.now()):
        pass
    return time.perf_counter() - started


def plain(relay: Relay, letters: list[tuple[str, list[str], bytes]]) -> float:
    """Seconds for the same letters over one connection, and nothing else."""
    started = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", relay.port) as connection:
        for sender, receivers, content in letters:
            connection.sendmail(sender, receivers, content)
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    suppliers = 40 if parser.parse_args().quick else 500
    relay = Relay()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            AKTSOM_ENV="test", AKTSOM_VAR=folder, DATABASE_URL=f"sqlite:///{folder}/db.sqlite3",
            AKTSOM_SMTP=f"127.0.0.1:{relay.port}", DJANGO_SETTINGS_MODULE="aktsom.settings",
        )  # fmt: skip
        sys.path[:0] = [str(ROOT), str(ROOT / "src")]
        import django
        from django.conf import settings

        django.setup()
        settings.OUTBOX_INLINE = False
        team_id = prepare(suppliers, Path(folder))
        seconds = dispatch(team_id)
        sent, connections = list(relay.letters), relay.connections
        alone = plain(relay, sent)
    relay.end()
    whole = len({letter[1][0] for letter in sent}) == len(sent) == suppliers * PEOPLE
    print(f"{suppliers} suppliers asked in {seconds:.1f} s, {len(sent)} letters over {connections} connections")
    print(f"the same letters by smtplib alone: {alone:.2f} s; ratio {seconds / alone:.1f}")
    met = whole and seconds < GOAL_SECONDS
    print("goal met" if met else "GOAL NOT MET", f"(under {GOAL_SECONDS:.0f} s, each letter once)")
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
