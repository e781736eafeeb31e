"""The private address of a calendar: one a person, its own, kept as a hash."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Stale
from aktsom.core.models import JournalEntry
from aktsom.members.actions.calendar import make_link, renew_link, revoke_link
from aktsom.members.actions.use import activate_person, deactivate_person
from aktsom.members.models import CalendarLink
from aktsom.members.queries.calendar import own_link
from tests.cast import NOON, actor, person

pytestmark = pytest.mark.django_db


def secret(name: str) -> str:
    found = own_link(actor(name))
    assert found is not None
    return found.secret


def verbs(name: str) -> list[str]:
    entries = JournalEntry.objects.filter(subject=person(name).public_id, verb__startswith="calendar")
    return list(entries.order_by("number").values_list("verb", flat=True))


def test_it_is_made_once_and_only_its_hash_is_kept() -> None:
    made = make_link(by=actor("mons"), at=NOON)
    assert make_link(by=actor("mons"), at=NOON + timedelta(days=1)) == made
    assert len(secret("mons")) == 43
    kept = CalendarLink.objects.values().get()
    assert secret("mons") not in str(kept)
    assert verbs("mons") == ["calendar_link_made"]
    assert secret("mons") not in str(JournalEntry.objects.values_list("changes", flat=True))


def test_each_has_its_own_and_nobody_makes_one_for_another() -> None:
    make_link(by=actor("mons"), at=NOON)
    make_link(by=actor("olga"), at=NOON)
    assert secret("mons") != secret("olga")
    with pytest.raises(NotVisible):
        make_link(by=PLATFORM, at=NOON)


def test_renewed_it_is_another_and_an_old_page_renews_nothing() -> None:
    made = make_link(by=actor("mons"), at=NOON)
    first = secret("mons")
    renew_link(by=actor("mons"), at=NOON + timedelta(minutes=1), revision=made.revision)
    second = secret("mons")
    assert first != second
    for revision in (made.revision, 99):
        with pytest.raises(Stale):
            renew_link(by=actor("mons"), at=NOON, revision=revision)
    with pytest.raises(Stale):
        revoke_link(by=actor("mons"), at=NOON, revision=made.revision)
    assert secret("mons") == second
    assert verbs("mons") == ["calendar_link_made", "calendar_link_renewed"]


def test_revoked_it_is_gone_and_a_second_press_is_nothing() -> None:
    made = make_link(by=actor("mons"), at=NOON)
    revoke_link(by=actor("mons"), at=NOON, revision=made.revision)
    revoke_link(by=actor("mons"), at=NOON, revision=made.revision)
    assert own_link(actor("mons")) is None
    assert verbs("mons") == ["calendar_link_made", "calendar_link_revoked"]
    first = make_link(by=actor("mons"), at=NOON)
    assert first.public_id != made.public_id
    with pytest.raises(Stale):
        renew_link(by=actor("olga"), at=NOON, revision=1)


def test_it_does_not_come_to_life_again_with_a_person_who_was_out_of_use() -> None:
    make_link(by=actor("mons"), at=NOON)
    deactivate_person(by=actor("ada"), at=NOON, person=person("mons").public_id)
    activate_person(by=actor("ada"), at=NOON, person=person("mons").public_id)
    assert not CalendarLink.objects.exists()


def test_with_another_signing_secret_it_works_and_cannot_be_shown(settings: Any) -> None:
    made = make_link(by=actor("mons"), at=NOON)
    settings.SECRET_KEY = "another-signing-secret-than-the-one-before"
    found = own_link(actor("mons"))
    assert found is not None
    assert (found.link, found.secret) == (made, "")
