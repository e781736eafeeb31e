"""What an actor reaches, and may do there."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.members.actions import give_role
from aktsom.members.models import Person
from aktsom.members.permissions import has, reaches
from aktsom.members.roles import ROLES, Permission, permissions_of
from tests.cast import NOON, actor, member, person

pytestmark = pytest.mark.django_db


def test_an_actor_is_the_person_with_roles():
    olga = actor("olga")
    assert (olga.person_id, olga.name, olga.member_id) == (person("olga").pk, "Olga", member("oslo").pk)
    assert (olga.member_ids, olga.roles) == ({member("oslo").pk}, {"contract_owner"})


def test_a_role_for_a_cooperation_reaches_its_members():
    uma = actor("uma")
    assert uma.roles_for(member("uio").pk) == {"contract_manager"}
    assert reaches(uma, member("uio").pk)
    assert not reaches(uma, member("oslo").pk)


def test_neither_a_home_nor_the_secretariats_role_opens_a_register():
    sekka = person("sekka")
    Person.objects.filter(pk=sekka.pk).update(home=member("oslo"))
    give_role(by=PLATFORM, at=NOON, person=sekka, member=member("bott"), role="secretariat")
    found = actor("sekka")
    assert (found.member_id, found.member_ids) == (member("oslo").pk, frozenset())
    assert not any(has(found, Permission.READ_REGISTER, member(one).pk) for one in ("oslo", "bott", "uio"))


def test_roles_are_held_for_a_member_each():
    dag = actor("dag")
    assert has(dag, Permission.KEEP_REGISTER, member("oslo").pk)
    assert not has(dag, Permission.KEEP_REGISTER, member("bergen").pk)
    assert has(dag, Permission.READ_REGISTER, member("bergen").pk)
    assert not has(dag, Permission.READ_REGISTER, member("stavanger").pk)


def test_the_platform_may_all_and_an_unknown_role_nothing():
    assert has(PLATFORM, Permission.KEEP_REGISTER, 1)
    assert permissions_of(frozenset({"king"})) == frozenset()


_OF_REGISTERS = {
    Permission.READ_REGISTER,
    Permission.KEEP_REGISTER,
    Permission.DECIDE_RISK,
    Permission.GIVE_MANDATES,
    Permission.KEEP_PEOPLE,
}


@pytest.mark.parametrize("permission", Permission)
def test_the_secretariat_reaches_no_register(permission):
    allowed = permission in ROLES["secretariat"].may
    assert allowed is (permission not in _OF_REGISTERS)
