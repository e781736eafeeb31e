"""Members, people and roles."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, Refused
from aktsom.core.models import JournalEntry
from aktsom.members.actions import PILOT_MEMBERS, MembersLoaded, give_role, load_pilot_members, make_person
from aktsom.members.models import Member, Membership, Person
from tests.cast import NOON, actor, member, person

pytestmark = pytest.mark.django_db


def load(path=PILOT_MEMBERS):
    return load_pilot_members(by=PLATFORM, at=NOON, path=path)


def test_the_pilots_members_are_loaded_once():
    first = load()
    entries = JournalEntry.objects.count()
    assert (first.added, Member.objects.count()) == (13, 13)
    assert load() == MembersLoaded(added=0, changed=0, same=13)
    assert JournalEntry.objects.count() == entries == 13


def test_universities_stand_under_their_cooperation():
    load()
    children = Member.objects.filter(parent__slug="bott").values_list("slug", flat=True)
    assert sorted(children) == ["ntnu", "uib", "uio", "uit"]


def test_a_changed_table_changes_the_member_and_is_told(tmp_path):
    load()
    table = tmp_path / "members.csv"
    table.write_text(PILOT_MEMBERS.read_text(encoding="utf-8").replace("City of Oslo", "Oslo"), encoding="utf-8")
    assert load(table) == MembersLoaded(added=0, changed=1, same=12)
    entry = JournalEntry.objects.get(verb="member_changed")
    assert entry.changes == {"name_en": ["City of Oslo", "Oslo"]}


def test_a_person_is_added_without_a_word_of_who_in_the_journal():
    made = make_person(by=PLATFORM, at=NOON, email="Kari@Example.org", name="Kari Nordmann", home=member("oslo"))
    assert (made.email, made.has_usable_password()) == ("kari@example.org", False)
    entry = JournalEntry.objects.get(subject=made.public_id)
    assert (entry.verb, entry.changes) == ("person_added", {"home": [None, member("oslo").public_id]})


def test_an_address_has_one_person():
    make_person(by=PLATFORM, at=NOON, email="kari@example.org", name="Kari", home=member("oslo"))
    with pytest.raises(DomainError):
        make_person(by=PLATFORM, at=NOON, email="KARI@example.org", name="Kari", home=member("oslo"))


def test_a_role_is_given_once():
    kari, oslo = person("rita"), member("oslo")
    entries = JournalEntry.objects.count()
    for _twice in range(2):
        give_role(by=PLATFORM, at=NOON, person=kari, member=oslo, role="contract_owner")
    assert Membership.objects.filter(person=kari, role="contract_owner").count() == 1
    assert JournalEntry.objects.count() == entries + 1
    assert JournalEntry.objects.latest("number").changes == {
        "role": [None, "contract_owner"],
        "member": [None, oslo.public_id],
    }


def test_an_unknown_role_is_refused():
    with pytest.raises(DomainError):
        give_role(by=PLATFORM, at=NOON, person=person("rita"), member=member("oslo"), role="king")


def test_only_the_platform_sets_people_up():
    olga, oslo, rita = actor("olga"), member("oslo"), person("rita")
    for act in (
        lambda: load_pilot_members(by=olga, at=NOON),
        lambda: make_person(by=olga, at=NOON, email="x@example.org", name="X", home=oslo),
        lambda: give_role(by=olga, at=NOON, person=rita, member=oslo, role="contract_owner"),
    ):
        with pytest.raises(Refused):
            act()
    assert not Person.objects.filter(email="x@example.org").exists()
