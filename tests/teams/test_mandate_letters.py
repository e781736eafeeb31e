"""Letters to contract owners: once for all contracts, in their language, only while there is something to tell."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from aktsom.core.outbox import _handlers
from aktsom.members.models import Person
from aktsom.teams.actions.answering import LAPSING_MAIL, withdraw_mandates
from aktsom.teams.actions.asking import ASKED_MAIL, take_back
from aktsom.teams.jobs.letters import tell_that_mandates_are_asked_for, tell_that_mandates_lapse
from aktsom.teams.models import Mandate
from tests.cast import actor, member, person
from tests.factories.mandates import asked, grant, pick, placed, team
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def ask_letter(name: str = "olga") -> dict[str, Any]:
    request = Mandate.objects.exclude(request=None).latest("id").request
    assert request is not None
    return {"request": request.public_id, "person": person(name).public_id}


def test_an_owner_gets_one_letter_that_says_who_asks_for_what_and_what_it_never_holds() -> None:
    one = gloves("oslo", value=Decimal("987654.00"))
    asked(team(), one, gloves("oslo"), gloves("bergen"))
    tell_that_mandates_are_asked_for(ask_letter())
    (letter,) = mail.outbox
    assert letter.to == ["olga@example.org"]
    assert letter.subject.startswith("Gi fullmakt til gruppen for ")
    assert "Oslo kommune: 2 avtaler" in letter.body
    assert "Bergen" not in letter.body
    assert "Sanksjoner er aldri med" in letter.body
    assert "987" not in letter.body


@pytest.mark.parametrize(("language", "greeting"), [("nn", "Sanksjonar er aldri med"), ("en", "Sanctions are never")])
def test_it_is_written_in_the_readers_language(language: str, greeting: str) -> None:
    asked(team(), gloves("oslo"))
    person("olga")
    Person.objects.filter(email="olga@example.org").update(language=language)
    tell_that_mandates_are_asked_for(ask_letter())
    assert greeting in mail.outbox[0].body


def test_no_letter_when_all_is_answered_or_taken_back_or_the_person_may_not_answer() -> None:
    one, two = gloves("oslo"), gloves("bergen")
    done = asked(team(), one, two)
    tell_that_mandates_are_asked_for(ask_letter("mons"))
    grant(one)
    tell_that_mandates_are_asked_for(ask_letter("olga"))
    take_back(by=actor("bjarne"), at=timezone.now(), request_id=done.request.public_id)
    tell_that_mandates_are_asked_for(ask_letter("berit"))
    tell_that_mandates_are_asked_for({"request": "mrq-none", "person": person("olga").public_id})
    assert mail.outbox == []


def ending(one: Mandate) -> dict[str, Any]:
    assert one.request is not None
    return {
        "request": one.request.public_id, "member": member("oslo").public_id, "ends_on": one.ends_on.isoformat(),
    }  # fmt: skip


def test_owners_are_reminded_before_mandates_end_unless_renewed_or_withdrawn() -> None:
    today = timezone.localdate()
    a_team, contract = team(), gloves("oslo", ends_on=today + timedelta(days=900))
    done = asked(a_team, contract, ends_on=today + timedelta(days=30), starts_on=today, at=timezone.now())
    assert done.mandates == 1
    grant(contract, at=timezone.now())
    one = Mandate.objects.select_related("request").get()
    tell_that_mandates_lapse(ending(one))
    (letter,) = mail.outbox
    assert letter.to == ["olga@example.org"]
    assert "Oslo kommune: 1 avtale" in letter.body
    placed(a_team, contract, starts_on=one.ends_on + timedelta(days=1), ends_on=one.ends_on + timedelta(days=400))
    tell_that_mandates_lapse(ending(one))
    Mandate.objects.exclude(pk=one.pk).delete()
    withdraw_mandates(by=actor("olga"), at=timezone.now(), chosen=[pick(contract)], reason="Vi tar dette selv.")
    tell_that_mandates_lapse(ending(one))
    assert len(mail.outbox) == 1


def test_the_outbox_delivers_the_letter_after_the_write(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.OUTBOX_INLINE = True
    now: datetime = timezone.now()
    person("olga")
    today = timezone.localdate()
    contract = gloves("oslo", ends_on=today + timedelta(days=900))
    with django_capture_on_commit_callbacks(execute=True):
        asked(team(), contract, at=now, starts_on=today, ends_on=today + timedelta(days=90))
    assert [letter.to for letter in mail.outbox] == [["olga@example.org"]]


def test_the_kinds_of_letters_are_known_to_the_outbox() -> None:
    assert {ASKED_MAIL, LAPSING_MAIL} <= set(_handlers)
