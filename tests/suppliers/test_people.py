"""Those who answer for a supplier are let in by the secretariat and by who approves there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.core.outbox import deliver_due
from aktsom.members.actions.inviting import InvitationGone
from aktsom.members.models import Person
from aktsom.members.secrets import secret_of
from aktsom.suppliers.actions import people as acts
from aktsom.suppliers.queries.people import offer, supplier_people
from aktsom.teams.queries import actor_of
from tests.cast import NOON, actor, member, person, supplier

pytestmark = pytest.mark.django_db
LINK = "https://aktsom.example/inn/"


def invite(by="sekka", addresses=("per@nordhav.example",), roles=("supplier_respondent",), **said):
    asked = {"at": NOON, "supplier": supplier().public_id, "language": "nb", "link": LINK, **said}
    return acts.invite_for_supplier(by=actor(by), addresses=list(addresses), roles=list(roles), **asked)


def take_up(invitation, **said):
    secret = secret_of(invitation.public_id, invitation.sent_at)
    return acts.take_up(**{"by": None, "at": NOON, "secret": secret, "name": "Per", "password": "x" * 14, **said})


@pytest.mark.parametrize("who", ["sekka", "aksel"])
def test_the_invited_answers_for_the_supplier_alone(who):
    [invitation] = invite(by=who).sent
    deliver_due(timezone.now())
    assert "Nordhav Medisinsk AS" in mail.outbox[0].subject
    taken = take_up(invitation)
    found = actor_of(taken.person)
    assert (taken.person.home, found.supplier_ids, found.member_ids) == (None, {supplier().pk}, frozenset())
    verbs = list(JournalEntry.objects.order_by("-number").values_list("verb", flat=True)[:3])
    assert verbs == ["supplier_role_given", "invitation_taken_up", "person_added"]


def test_a_link_to_a_member_works_by_the_same_way_in():
    from aktsom.members.actions.inviting import invite as invite_to_member

    done = invite_to_member(
        by=actor("ada"), at=NOON, member=member("oslo").public_id, addresses=["kari@oslo.example"],
        roles=["reader"], language="nb", link=LINK,
    )  # fmt: skip
    assert take_up(done.sent[0]).person.home == member("oslo")


@pytest.mark.parametrize(("who", "error"), [("nora", Refused), ("odd", NotVisible), ("olga", NotVisible)])
def test_others_invite_nobody(who, error):
    person("aksel")
    with pytest.raises(error):
        invite(by=who)
    with pytest.raises(error):
        acts.take_supplier_role(
            by=actor(who), at=NOON, person=person("aksel").public_id, supplier=supplier().public_id,
            role="supplier_approver",
        )  # fmt: skip


def test_member_roles_are_not_a_suppliers_to_give():
    with pytest.raises(DomainError):
        invite(roles=["reader"])
    with pytest.raises(DomainError):
        invite(roles=[])


def test_who_waits_is_left_alone_until_the_time_ran_out():
    [first] = invite().sent
    assert [one.name for one in invite().left_alone] == ["per@nordhav.example"]
    [second] = invite(at=NOON + timedelta(days=30)).sent
    with pytest.raises(InvitationGone):
        take_up(first)
    assert take_up(second, at=NOON + timedelta(days=30)).new


def test_sent_again_and_withdrawn():
    [one] = invite().sent
    asked = {"by": actor("aksel"), "at": NOON + timedelta(days=1), "supplier": supplier().public_id}
    again = acts.send_supplier_invitation_again(invitation=one.public_id, link=LINK, **asked)
    with pytest.raises(InvitationGone):
        take_up(one)
    acts.withdraw_supplier_invitation(invitation=one.public_id, **asked)
    with pytest.raises(InvitationGone):
        take_up(again)
    with pytest.raises(NotVisible):
        acts.withdraw_supplier_invitation(invitation="inv-unknown", **asked)


def test_a_role_is_taken_but_not_the_last_approvers():
    nora, aksel = person("nora"), person("aksel")
    asked = {"at": NOON, "supplier": supplier().public_id}
    assert acts.take_supplier_role(by=actor("aksel"), person=nora.public_id, role="supplier_respondent", **asked)
    assert JournalEntry.objects.latest("number").verb == "supplier_role_taken"
    assert not acts.take_supplier_role(by=actor("aksel"), person=nora.public_id, role="supplier_respondent", **asked)
    with pytest.raises(Refused):
        acts.take_supplier_role(by=actor("aksel"), person=aksel.public_id, role="supplier_approver", **asked)
    assert acts.take_supplier_role(by=actor("sekka"), person=aksel.public_id, role="supplier_approver", **asked)


def test_the_suppliers_people_are_seen_by_themselves_and_the_secretariat():
    person("nora"), person("aksel")
    invite()
    seen = supplier_people(actor("nora"), supplier().public_id, NOON)
    assert [(one.name, one.email) for one in seen.people] == [("Aksel", ""), ("Nora", "")]
    assert (seen.invitations, seen.may_invite) == ([], False)
    for who in ("aksel", "sekka"):
        full = supplier_people(actor(who), supplier().public_id, NOON)
        assert (len(full.invitations), full.may_invite, full.people[1].email) == (1, True, "nora@example.org")
    for who in ("olga", "odd", "ada"):
        with pytest.raises(NotVisible):
            supplier_people(actor(who), supplier().public_id, NOON)


def test_what_a_link_offers_and_to_whom():
    [one] = invite().sent
    secret = secret_of(one.public_id, NOON)
    found = offer(secret, NOON, None)
    assert (found.body, found.is_supplier, found.email, found.sender) == (
        "Nordhav Medisinsk AS",
        True,
        "per@nordhav.example",
        "Sekka",
    )
    assert offer(secret, NOON, actor("olga")) is None
    assert offer(secret, NOON + timedelta(days=15), None) is None
    assert offer("x" * 43, NOON, None) is None
    Person.objects.filter(pk=person("nora").pk).update(email="per@nordhav.example")
    assert offer(secret, NOON, actor_of(Person.objects.get(email="per@nordhav.example"))) is not None
