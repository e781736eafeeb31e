"""Roles are given and taken by those who run the people; the last administrator stays."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.members.actions import give_role, make_person
from aktsom.members.actions.roles import take_role
from aktsom.members.actions.use import activate_person, deactivate_person
from aktsom.members.models import Membership, Person
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from tests.cast import NOON, actor, member, person

pytestmark = pytest.mark.django_db


def second(to="oslo", role="member_administrator", email="ane@example.org"):
    ane = make_person(by=PLATFORM, at=NOON, email=email, name="Ane", home=member(to))
    give_role(by=PLATFORM, at=NOON, person=ane, member=member(to), role=role)
    return ane


def take(by, whose, role="reader", at="oslo"):
    return take_role(by=actor(by), at=NOON, person=person(whose), member=member(at), role=role)


def give(by, whose, role="contract_owner", at="oslo"):
    return give_role(by=actor(by), at=NOON, person=person(whose), member=member(at), role=role)


def last():
    entry = JournalEntry.objects.latest("number")
    return entry.verb, entry.subject, entry.member_id


def test_an_administrator_gives_and_takes():
    rita = person("rita")
    give("ada", "rita", "contract_manager")
    assert last() == ("role_given", rita.public_id, member("oslo").pk)
    assert take("ada", "rita")
    assert last() == ("role_taken", rita.public_id, member("oslo").pk)
    assert list(rita.memberships.values_list("role", flat=True)) == ["contract_manager"]
    entries = JournalEntry.objects.count()
    assert not take("ada", "rita")
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize("who", ["olga", "mons", "rita"])
def test_colleagues_neither_give_nor_take(who):
    with pytest.raises(Refused):
        give(who, "rita")
    with pytest.raises(Refused):
        take(who, "rita")


def test_another_members_people_do_not_exist():
    for by, whose, at in (("anne", "rita", "oslo"), ("ada", "berit", "oslo"), ("ada", "berit", "bergen")):
        with pytest.raises(NotVisible):
            give(by, whose, at=at)
        with pytest.raises(NotVisible):
            take(by, whose, at=at)


def test_the_secretariats_role_is_not_an_administrators_to_give():
    with pytest.raises(Refused):
        give("ada", "rita", "secretariat")


def test_an_administrator_of_a_cooperation_runs_only_its_people():
    second("bott", email="bo@example.org")
    second("uio", "reader", email="ulla@example.org")
    from aktsom.teams.queries import actor_of

    bo = actor_of(Person.objects.get(email="bo@example.org"))
    assert has(bo, Permission.KEEP_PEOPLE, member("bott").pk)
    assert not has(bo, Permission.KEEP_PEOPLE, member("uio").pk)
    with pytest.raises(NotVisible):
        give_role(
            by=bo, at=NOON, person=Person.objects.get(email="ulla@example.org"), member=member("uio"), role="reader"
        )


def test_the_last_administrator_stays():
    with pytest.raises(Refused):
        take("ada", "ada", "member_administrator")
    with pytest.raises(Refused):
        deactivate_person(by=actor("ada"), at=NOON, person=person("ada").public_id)
    second()
    assert take("ada", "ada", "member_administrator")


def test_one_out_of_use_does_not_count_as_administrator():
    ane = second()
    deactivate_person(by=actor("ada"), at=NOON, person=ane.public_id)
    with pytest.raises(Refused):
        take("ada", "ada", "member_administrator")


def test_the_last_of_the_secretariat_stays():
    with pytest.raises(Refused):
        take("sekka", "sekka", "secretariat", "secretariat")


def test_out_of_use_and_back():
    rita = person("rita")
    deactivate_person(by=actor("ada"), at=NOON, person=rita.public_id)
    assert last()[:2] == ("person_deactivated", rita.public_id)
    rita.refresh_from_db()
    assert not rita.is_active
    activate_person(by=actor("ada"), at=NOON, person=rita.public_id)
    assert last()[:2] == ("person_activated", rita.public_id)
    assert Membership.objects.filter(person=rita).exists()
    entries = JournalEntry.objects.count()
    activate_person(by=actor("ada"), at=NOON, person=rita.public_id)
    assert JournalEntry.objects.count() == entries


def test_only_the_administrator_at_home_puts_somebody_out_of_use():
    dag = person("dag")  # of Oslo, reads Bergen's register
    for who in ("anne", "olga", "berit"):
        with pytest.raises(NotVisible):
            deactivate_person(by=actor(who), at=NOON, person=dag.public_id)
    with pytest.raises(NotVisible):
        deactivate_person(by=actor("ada"), at=NOON, person="per-unknown")
