"""Letters sent by several at the same moment: numbers without holes or doubles, and each letter once."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from aktsom.core.errors import Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.sanctions.actions.deciding import withdraw_decision
from aktsom.sanctions.actions.joint_letters import write_joint_letter
from aktsom.sanctions.actions.letter_receipt import confirm_receipt
from aktsom.sanctions.actions.letter_templates import save_template
from aktsom.sanctions.actions.letters import send_letter, write_letter
from aktsom.sanctions.letter_tables import standard_wording
from aktsom.sanctions.models import Letter, LetterTemplate
from tests import catalogues
from tests.cast import NOON, actor, member
from tests.committing import a_copy_of_the_database, at_once
from tests.sanctions.lettered import WHY, case, decided, sent, written

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        yield


def test_four_letters_at_once_get_four_numbers() -> None:
    one, olga = case(), actor("olga")
    drafts = [written(decided(one)) for _ in range(4)]
    results = at_once(*[lambda row=row: send_letter(letter=row, by=olga, at=NOON) for row in drafts])
    assert sorted(row.serial for row in results) == [1, 2, 3, 4]  # type: ignore[attr-defined]
    assert Letter.objects.filter(state="sent").count() == 4


def test_a_double_press_sends_one_letter() -> None:
    row, olga = written(decided(case())), actor("olga")
    results = at_once(*[lambda: send_letter(letter=row, by=olga, at=NOON)] * 2)
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert JournalEntry.objects.filter(subject=row.public_id, verb="letter_sent").count() == 1
    row.refresh_from_db()
    assert row.number == "2026/1"


def test_two_of_the_supplier_confirm_at_once() -> None:
    row, nora, aksel = sent(decided(case())), actor("nora"), actor("aksel")
    results = at_once(
        lambda: confirm_receipt(by=nora, at=NOON, letter_id=row.public_id),
        lambda: confirm_receipt(by=aksel, at=NOON, letter_id=row.public_id),
    )
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert JournalEntry.objects.filter(subject=row.public_id, verb="letter_received").count() == 1


def test_no_letter_goes_out_for_a_decision_that_is_withdrawn_meanwhile() -> None:
    decision, olga, withdrawn = decided(case()), actor("olga"), Event()
    row = written(decision)

    @transaction.atomic
    def withdraw() -> None:
        withdraw_decision(by=olga, at=NOON, decision_id=decision.public_id, revision=decision.revision, reason=WHY)
        withdrawn.set()
        time.sleep(1)  # the letter is sent before this one is stored

    def send() -> None:
        assert withdrawn.wait(60)
        send_letter(letter=row, by=olga, at=NOON)

    assert isinstance(at_once(withdraw, send)[1], Refused)
    row.refresh_from_db()
    assert row.state == "draft"


def test_two_who_begin_the_letter_of_a_decision_come_to_one() -> None:
    decision, olga, mons = decided(case()), actor("olga"), actor("mons")
    results = at_once(
        lambda: write_letter(decision=decision, by=olga, at=NOON),
        lambda: write_letter(decision=decision, by=mons, at=NOON),
    )
    [draft] = Letter.objects.all()
    assert results == [draft, draft]
    assert JournalEntry.objects.filter(subject=draft.public_id, verb="letter_written").count() == 1


def test_a_joint_letter_begun_by_a_double_press_is_one() -> None:
    one, bjarne = case(), actor("bjarne")
    members = [member(name).pk for name in ("oslo", "bergen")]

    def press() -> Letter:
        return write_joint_letter(
            by=bjarne, at=NOON, follow_up_id=one.public_id, member_ids=members, language="nb",
            said={"message": "Ingen skal betale for å få jobben."},
        )  # fmt: skip

    results = at_once(press, press)
    [draft] = Letter.objects.all()
    assert results == [draft, draft]
    assert OutboxMessage.objects.filter(payload__what="letter_to_sign").count() == 1


def test_of_two_who_save_the_first_wording_of_their_own_one_is_told() -> None:
    ada, (subject, body) = actor("ada"), standard_wording("correction", "nb")

    def save() -> LetterTemplate:
        return save_template(
            by=ada, at=NOON, member_id=member("oslo").public_id, kind="correction", language="nb", version=0,
            subject=subject, body=body,
        )  # fmt: skip

    results = at_once(save, save)
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert LetterTemplate.objects.count() == 1
