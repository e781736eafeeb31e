"""A process that does one act with signals or publications: `tests.nursery` starts it and ends it.

What is told to whoever acts is printed last: a process that dies there has done the act and told nobody.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.nursery import die_before

DANGER = {"danger": "yes", "place": "Klang"}


def prepare() -> None:
    """A form about to be sent, a talk, an inquiry that touches two bodies, and results before each of their acts. What
    a page would show stands in pages.json: the acts go by it, so that a second press is one of a page that is old."""
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.terms.actions import load_terms
    from tests import catalogues
    from tests.cast import NOON, person

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    load_terms(by=PLATFORM, at=NOON)
    person("sekka"), person("olga")
    pages = {**signals(), **results()}
    kept().write_text(json.dumps(pages))
    OutboxMessage.objects.all().delete()


def kept() -> Path:
    return Path(os.environ["AKTSOM_VAR"]) / "pages.json"


def signals() -> dict[str, Any]:
    from aktsom.findings.models import Inquiry, Signal
    from tests.findings.signalled import buys, delivers, of, opened, place, received
    from tests.web.concerns.filled import Phone, code_in, hidden, press, until_check

    talking = code_in(press(Phone(), until_check(Phone()), press="send").text)
    talk = Phone().post("/si-fra/en/kode/", {"code": talking}).text
    one = Signal.objects.get()
    site = place()
    for owner, name in (("oslo", "Alfa AS"), ("bergen", "Beta AS")):
        buys(owner, name)
        delivers(site, of(name))
    opened(received()[0], site)
    inquiry = Inquiry.objects.get()
    return {
        "form": hidden(until_check(Phone(), **DANGER)), "talk": hidden(talk), "signal": [one.public_id, one.revision],
        "inquiry": [inquiry.public_id, inquiry.revision],
    }  # fmt: skip


def results() -> dict[str, Any]:
    """Under T4 proposed; under T1 published, with a correction that is proposed."""
    from aktsom.findings.actions import drafting
    from tests.cast import NOON, actor
    from tests.findings import published as out
    from tests.follow_up.concluded import concluded, followed_up, report

    one = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    concluded(one, cited=(report(one),))

    def ready(version: Any) -> Any:
        out.answered(out.shown(version), "Vi leser det.")
        return out.proposed(version)

    first = ready(out.written(out.drafted(one, "T4")))
    page = out.published(ready(out.written(out.drafted(one, "T1"))))
    second = ready(
        drafting.begin_correction(by=actor("bjarne"), at=NOON, publication_id=page.page, reason="Et avvik er lukket.")
    )
    return {
        name: [row.publication.public_id, row.revision]
        for name, row in (("publish", first), ("correct", second), ("withdraw", second))
    }


def act(name: str) -> str:
    """What whoever acts is told."""
    from aktsom.core.errors import Stale

    pages = json.loads(kept().read_text())
    acts: dict[str, Callable[[], str]] = {
        "send": lambda: _sent(pages["form"]), "say": lambda: _said(pages["talk"]), "morning": _morning,
        "answer": lambda: _answered(*pages["signal"]), "alert": lambda: _alerted(*pages["inquiry"]),
        "publish": lambda: _published(*pages["publish"]), "correct": lambda: _published(*pages["correct"]),
        "withdraw": lambda: _withdrawn(*pages["withdraw"]),
    }  # fmt: skip
    try:
        return acts[name]()
    except Stale:
        return "stale"


def _sent(form: dict[str, str]) -> str:
    from tests.web.concerns.filled import Phone, code_in

    return code_in(Phone().post("/si-fra/en/skriv/", form | {"press": "send"}).text)


def _said(talk: dict[str, str]) -> str:
    from tests.web.concerns.filled import Phone

    page = Phone().post("/si-fra/en/kode/", talk | {"text": "Det er verre nå."}).text
    return str(page.count("Det er verre nå."))


def _morning() -> str:
    from datetime import timedelta

    from django.utils import timezone

    from aktsom.findings.actions.receiving import journal_what_came

    return str(journal_what_came(timezone.localdate() + timedelta(days=1)))


def _answered(signal_id: str, revision: int) -> str:
    from aktsom.findings.actions.signals import answer_sender
    from tests.cast import NOON, actor

    answer_sender(by=actor("sekka"), at=NOON, signal_id=signal_id, revision=revision, text="Vi har lest det.")
    return "done"


def _alerted(inquiry_id: str, revision: int) -> str:
    from aktsom.findings.actions.inquiries import raise_alert
    from tests.cast import NOON, actor

    raise_alert(by=actor("sekka"), at=NOON, inquiry_id=inquiry_id, revision=revision, text="Ikke bestill mer.")
    return "done"


def _published(publication_id: str, revision: int) -> str:
    from aktsom.findings.actions.publishing import publish
    from tests.cast import NOON, actor

    publish(by=actor("sekka"), at=NOON, publication_id=publication_id, revision=revision, reason="Den er ferdig.")
    return "done"


def _withdrawn(publication_id: str, revision: int) -> str:
    from aktsom.findings.actions.publishing import withdraw
    from tests.cast import NOON, actor

    why = "Det bygde på en rapport som er trukket."
    withdraw(by=actor("sekka"), at=NOON, publication_id=publication_id, revision=revision, reason=why)
    return "done"


def unhurried() -> None:
    """Forms are filled in here faster than people do."""
    from aktsom.findings.signal_tables import signal_limit as limit
    from aktsom.web.concerns import state

    state.__dict__["signal_limit"] = lambda name: 0 if name == "fastest_seconds" else limit(name)


def main(what: str, where: str = "", count: str = "1") -> None:
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    unhurried()
    settings.OUTBOX_INLINE = False
    if what == "prepare":
        prepare()
        return
    if where:
        die_before(where, int(count))
    print(act(what))  # noqa: T201 - for the process that waits
