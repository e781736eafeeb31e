"""What is said of members, how they stand to each other, and who acts for whom."""

from datetime import timedelta

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.members.actions import give_role, make_person
from aktsom.members.actions.organisations import (
    MemberFacts,
    add_domain,
    add_member,
    change_contact,
    change_member,
    remove_domain,
)
from aktsom.members.actions.representing import let_act, withdraw_representation
from aktsom.members.models import Member, MemberDomain, Person
from aktsom.members.permissions import has
from aktsom.members.queries.organisations import domains_of, members_of_network, organisation, own_organisation
from aktsom.members.queries.people import invitations, people_of, person_page, waiting_people
from aktsom.members.roles import Permission
from aktsom.teams.queries import actor_of
from tests.cast import NOON, actor, member, person
from tests.risk.counting import queries

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def last():
    return JournalEntry.objects.latest("number")


def facts(name="Trondheim kommune", kind="municipality", **said):
    return MemberFacts(name=name, kind=kind, **said)


def facts_of(one, **said):
    now = {"name_en": one.name_en, "organisation_number": one.organisation_number}
    return MemberFacts(**{"name": one.name, "kind": one.kind, **now, **said})


def change(one, by="sekka", revision=1, **said):
    return change_member(by=actor(by), at=NOON, member=one.public_id, revision=revision, facts=facts_of(one, **said))


def test_the_secretariat_adds_a_member():
    made = add_member(by=actor("sekka"), at=NOON, facts=facts(organisation_number="942 110 464"))
    assert (made.slug, made.organisation_number) == ("trondheim-kommune", "942110464")
    assert (last().verb, last().member_id) == ("member_added", made.pk)
    assert add_member(by=actor("sekka"), at=NOON, facts=facts()).slug == "trondheim-kommune-2"


def test_a_number_belongs_to_one_member():
    with pytest.raises(DomainError):
        add_member(by=actor("sekka"), at=NOON, facts=facts(organisation_number=member("oslo").organisation_number))
    with pytest.raises(DomainError):
        add_member(by=actor("sekka"), at=NOON, facts=facts(name=" "))


def test_a_parent_is_set_and_never_in_a_circle():
    bergen, bott, uio = member("bergen"), member("bott"), member("uio")
    change(bergen, parent=bott.public_id)
    bergen.refresh_from_db()
    assert (bergen.parent, bergen.revision) == (bott, 2)
    assert last().changes == {"parent_id": [None, bott.pk]}
    for parent in (bott, uio):
        with pytest.raises(DomainError):
            change(bott, parent=parent.public_id)
    with pytest.raises(Stale):
        change(bergen)


def test_the_same_facts_again_leave_no_trace():
    oslo = member("oslo")
    person("sekka")
    entries = JournalEntry.objects.count()
    change(oslo)
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize("who", ["ada", "olga", "uma"])
def test_only_the_secretariat_keeps_the_network(who):
    oslo = member("oslo")
    for act in (
        lambda: add_member(by=actor(who), at=NOON, facts=facts()),
        lambda: change(oslo, by=who, name="Christiania"),
        lambda: add_domain(by=actor(who), at=NOON, member=oslo.public_id, provider="feide", domain="oslo.no"),
    ):
        with pytest.raises(Refused):
            act()


def contact(by="ada", revision=1, name="Kari Nordmann", **said):
    asked = {"email": "kari@oslo.no", "archive_address": "postmottak@oslo.no", **said}
    return change_contact(by=actor(by), at=NOON, member=member("oslo").public_id, revision=revision, name=name, **asked)


def test_the_contact_is_changed_without_a_name_in_the_journal():
    contact()
    assert (last().verb, last().changes) == (
        "member_contact_changed",
        {"fields": ["contact_name", "contact_email", "archive_address"]},
    )
    with pytest.raises(Stale):
        contact(name="Ola")
    entries = JournalEntry.objects.count()
    contact(revision=2)
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize("who", ["olga", "anne", "sekka"])
def test_only_its_administrator_changes_the_contact(who):
    with pytest.raises(Refused):
        contact(by=who)


def test_the_archive_address_is_for_its_own_people():
    contact()
    oslo = member("oslo").public_id
    assert organisation(actor("olga"), oslo, TODAY).archive_address == "postmottak@oslo.no"
    for who in ("berit", "sekka", "uma"):
        row = organisation(actor(who), oslo, TODAY)
        assert (row.archive_address, row.member.contact_name) == ("", "Kari Nordmann")


def test_counts_of_people_are_for_its_own_and_the_secretariat():
    person("ada"), person("rita")
    oslo = member("oslo").public_id
    assert [organisation(actor(who), oslo, TODAY).people for who in ("rita", "sekka", "berit")] == [2, 2, None]
    assert organisation(actor("sekka"), member("uio").public_id, TODAY).without_administrator


def test_all_members_with_parents_and_children():
    rows = {row.member.slug: row for row in members_of_network(actor("rita"), TODAY)}
    assert len(rows) == 13
    assert rows["uio"].parent == member("bott")
    assert len(rows["bott"].children) == 4


@pytest.mark.parametrize("who", ["nora", "revi"])
def test_who_takes_no_part_in_the_network_sees_no_members(who):
    with pytest.raises(NotVisible):
        members_of_network(actor(who), TODAY)
    with pytest.raises(NotVisible):
        organisation(actor(who), member("oslo").public_id, TODAY)
    with pytest.raises(NotVisible):
        domains_of(actor(who), member("oslo"))


def test_domains_are_added_and_removed_by_the_secretariat():
    oslo = member("oslo").public_id
    added = add_domain(
        by=actor("sekka"), at=NOON, member=oslo, provider="feide", domain="@Oslo.NO", first_role="reader"
    )
    assert (added.domain, last().verb) == ("oslo.no", "domain_added")
    for wrong in (
        {"domain": "oslo.no"},  # taken
        {"domain": "oslo"},
        {"domain": "a b.no"},
        {"domain": "bergen.no", "first_role": "member_administrator"},
        {"domain": "bergen.no", "first_role": "king"},
    ):
        with pytest.raises(DomainError):
            add_domain(by=actor("sekka"), at=NOON, member=oslo, provider="feide", **wrong)
    remove_domain(by=actor("sekka"), at=NOON, member=oslo, domain=added.pk)
    assert (MemberDomain.objects.count(), last().verb) == (0, "domain_removed")
    with pytest.raises(NotVisible):
        remove_domain(by=actor("sekka"), at=NOON, member=oslo, domain=added.pk)


def let(by="sekka", represented="bott", acting="uio", roles=("contract_owner",), starts_on=TODAY, ends_on=None):
    who = PLATFORM if by is None else actor(by)
    return let_act(
        by=who,
        at=NOON,
        represented=member(represented).public_id,
        acting=member(acting).public_id,
        roles=list(roles),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def of_uio(*roles):
    ulla = make_person(by=PLATFORM, at=NOON, email="ulla@example.org", name="Ulla", home=member("uio"))
    for role in roles:
        give_role(by=PLATFORM, at=NOON, person=ulla, member=member("uio"), role=role)
    return ulla


def test_a_university_acts_for_a_cooperation_without_people_of_its_own():
    ulla = of_uio("contract_owner")
    given = let()
    assert has(actor_of(ulla, TODAY), Permission.KEEP_REGISTER, member("bott").pk)
    assert (last().verb, last().member_id) == ("representation_given", member("bott").pk)
    row = organisation(actor("rita"), member("bott").public_id, TODAY)
    assert [one.acting for one in row.represented_by] == [member("uio")]
    withdraw_representation(by=actor("sekka"), at=NOON, representation=given.public_id)
    assert last().verb == "representation_withdrawn"
    assert not has(actor_of(ulla, TODAY), Permission.KEEP_REGISTER, member("bott").pk)
    entries = JournalEntry.objects.count()
    withdraw_representation(by=actor("sekka"), at=NOON, representation=given.public_id)
    assert JournalEntry.objects.count() == entries


def test_who_acts_for_another_cannot_lengthen_the_mandate():
    ulla = of_uio("contract_owner")
    let(ends_on=TODAY)
    with pytest.raises(Refused):
        let_act(
            by=actor_of(ulla, TODAY), at=NOON, represented=member("bott").public_id,
            acting=member("oslo").public_id, roles=["reader"], starts_on=TODAY, ends_on=None,
        )  # fmt: skip


def test_who_acts_may_lay_it_down():
    ulla = of_uio("member_administrator", "contract_owner")
    given = let()
    withdraw_representation(by=actor_of(ulla, TODAY), at=NOON, representation=given.public_id)
    given.refresh_from_db()
    assert given.withdrawn_at == NOON


@pytest.mark.parametrize("who", ["olga", "ada"])
def test_a_members_own_owner_or_administrator_lets_another_act(who):
    assert let(by=who, represented="oslo", acting="bergen")


@pytest.mark.parametrize("who", ["mons", "rita", "berit"])
def test_others_let_nobody_act(who):
    person("olga")
    with pytest.raises(Refused):
        let(by=who, represented="oslo", acting="bergen")


def test_the_secretariat_does_not_where_a_member_has_people():
    person("olga")
    with pytest.raises(Refused):
        let(represented="oslo", acting="bergen")
    given = let(by="olga", represented="oslo", acting="bergen")
    with pytest.raises(Refused):
        withdraw_representation(by=actor("sekka"), at=NOON, representation=given.public_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"acting": "bott"},
        {"roles": ()},
        {"roles": ("member_administrator",)},
        {"roles": ("reader", "secretariat")},
        {"ends_on": TODAY - timedelta(days=1)},
    ],
)
def test_mandates_that_cannot_be(wrong):
    with pytest.raises(DomainError):
        let(**wrong)


def test_two_mandates_for_the_same_days_cannot_be():
    let(ends_on=TODAY + timedelta(days=10))
    with pytest.raises(DomainError):
        let(starts_on=TODAY + timedelta(days=10))
    assert let(starts_on=TODAY + timedelta(days=11))


def test_a_mandate_that_is_not_there():
    with pytest.raises(NotVisible):
        withdraw_representation(by=actor("sekka"), at=NOON, representation="rep-unknown")


# People


def test_people_with_what_each_may_see_of_them():
    for one in ("ada", "rita", "olga"):
        person(one)
    full = {row.name: row for row in people_of(actor("ada"), member("oslo"))}
    assert (set(full), full["Rita"].email) == ({"Ada", "Rita", "Olga"}, "rita@example.org")
    seen = {row.name: row for row in people_of(actor("rita"), member("oslo"))}
    assert (set(seen), seen["Olga"].email) == ({"Ada", "Rita", "Olga"}, "")
    assert [held.role for held in seen["Olga"].roles] == ["contract_owner"]


@pytest.mark.parametrize("who", ["berit", "anne", "sekka", "nora", "uma"])
def test_another_members_people_do_not_exist(who):
    rita, uio = person("rita"), of_uio("reader")
    for act in (
        lambda: people_of(actor(who), member("oslo")),
        lambda: person_page(actor(who), rita.public_id),
        lambda: people_of(actor(who), member("uio")),
        lambda: person_page(actor(who), uio.public_id),
    ):
        with pytest.raises(NotVisible):
            act()


def test_a_persons_page_shows_the_roles_of_members_one_runs():
    dag = person("dag")
    page = person_page(actor("anne"), dag.public_id)
    assert [(held.role, held.member_name) for held in page.roles] == [("reader", "Bergen kommune")]
    assert not page.runs_home
    with pytest.raises(NotVisible):
        person_page(actor("mons"), dag.public_id)


def test_waiting_invitations_are_for_the_administrator():
    person("ada")
    assert invitations(actor("olga"), member("oslo"), NOON) == []
    with pytest.raises(NotVisible):
        invitations(actor("berit"), member("oslo"), NOON)


def test_who_is_at_home_without_a_role_waits():
    make_person(by=PLATFORM, at=NOON, email="per@example.org", name="Per", home=member("oslo"))
    [waiting] = waiting_people(actor("ada"), NOON)
    assert [one.name for one in waiting.without_role] == ["Per"]
    assert waiting_people(actor("anne"), NOON) == []


def test_my_organisation_is_home():
    assert own_organisation(actor("dag")) == member("oslo")
    assert own_organisation(actor("nora")) is None


def test_as_many_questions_for_one_as_for_three():
    ada = actor("ada")
    one = queries(lambda: people_of(ada, member("oslo")))
    for who in ("rita", "olga", "mons"):
        person(who)
    assert queries(lambda: people_of(ada, member("oslo"))) == one
    few = queries(lambda: members_of_network(ada, TODAY))
    for name in ("Trondheim", "Tromsø", "Bodø"):
        Member.objects.create(name=name, slug=name, kind="municipality")
    assert queries(lambda: members_of_network(ada, TODAY)) == few
    assert Person.objects.count() == 4
