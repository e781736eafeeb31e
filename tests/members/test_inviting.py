"""People are let in by a link that works once, for them alone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.members.actions import inviting
from aktsom.members.actions.inviting import HasAccount, InvitationGone, take_up_invitation
from aktsom.members.jobs import send_invitation
from aktsom.members.limits import limit
from aktsom.members.models import Invitation, Membership, Person
from aktsom.members.secrets import hash_of, secret_of
from tests.cast import NOON, actor, member, person

pytestmark = pytest.mark.django_db
LINK = "https://aktsom.example/inn/"


def invite(by="ada", to="oslo", addresses=("kari@oslo.example",), roles=("reader",), **said):
    who = PLATFORM if by is None else actor(by)
    asked = {"by": who, "at": NOON, "member": member(to).public_id, "language": "nb", "link": LINK, **said}
    return inviting.invite(addresses=list(addresses), roles=list(roles), **asked)


def secret(invitation):
    return secret_of(invitation.public_id, invitation.sent_at)


def take_up(invitation, by=None, at=NOON, **said):
    said = {"name": "Kari", "password": "en-lang-setning-her"} | said
    return take_up_invitation(by=by, at=at, secret=secret(invitation), **said)


def verbs():
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_each_address_gets_a_letter_with_its_own_link():
    done = invite(addresses=["kari@oslo.example", "per@oslo.example"], roles=["reader", "contract_manager"])
    assert deliver_due(timezone.now()) == 2
    assert [m.to for m in mail.outbox] == [["kari@oslo.example"], ["per@oslo.example"]]
    for letter, invitation in zip(mail.outbox, done.sent, strict=True):
        assert LINK + secret(invitation) + "/" in letter.body
        assert "Ada inviterer deg" in letter.body
        assert "Kontraktsforvalter" in letter.body
        assert "16. november 2026" in letter.body
    assert verbs()[-2:] == ["invitation_sent", "invitation_sent"]


@pytest.mark.parametrize(("language", "said"), [("nn", "Hei!"), ("en", "Hello!")])
def test_the_letter_is_in_the_language_chosen(language, said):
    invite(language=language)
    deliver_due(timezone.now())
    assert said in mail.outbox[0].body


def test_the_secret_stands_in_the_letter_alone():
    [invitation] = invite().sent
    kept = f"{Invitation.objects.values().get()} {OutboxMessage.objects.values()} {JournalEntry.objects.values()}"
    assert secret(invitation) not in kept
    assert invitation.secret_hash == hash_of(secret(invitation))
    assert "kari@" not in str(list(JournalEntry.objects.values()))


def test_a_letter_delivered_twice_holds_the_same_link():
    invite()
    payload = OutboxMessage.objects.get(kind=inviting.LETTER).payload
    send_invitation(payload)
    send_invitation(payload)
    assert mail.outbox[0].body == mail.outbox[1].body


def test_somebody_new_gets_a_log_in_at_home_with_the_member():
    [invitation] = invite(roles=["reader", "contract_manager"]).sent
    taken = take_up(invitation, name=" Kari Nordmann ")
    kari = Person.objects.get(email="kari@oslo.example")
    assert (taken.person, taken.new, kari.name, kari.home) == (kari, True, "Kari Nordmann", member("oslo"))
    assert kari.check_password("en-lang-setning-her")
    assert set(kari.memberships.values_list("role", flat=True)) == {"reader", "contract_manager"}
    assert verbs()[-4:] == ["person_added", "invitation_taken_up", "role_given", "role_given"]
    assert JournalEntry.objects.latest("number").person_id == kari.pk


def test_the_link_works_to_the_end_of_the_day_that_the_letter_says():
    [invitation] = invite().sent
    evening = NOON + timedelta(days=limit("invitation_days"), hours=10, minutes=59)  # 23:59 in Oslo
    assert take_up(invitation, at=evening).new


def test_without_a_password_another_way_in_has_to_be_chosen():
    taken = take_up(invite().sent[0], password=None)
    assert not taken.person.has_usable_password()


def test_somebody_known_gets_the_roles_added():
    Person.objects.filter(pk=person("berit").pk).update(email="berit@bergen.example")
    [invitation] = invite(addresses=["berit@bergen.example"]).sent
    taken = take_up(invitation, by=actor_again("berit@bergen.example"), name="", password=None)
    assert (taken.new, taken.person.home) == (False, member("bergen"))
    assert Membership.objects.filter(person=taken.person, member=member("oslo"), role="reader").exists()


def actor_again(email):
    from aktsom.teams.queries import actor_of

    return actor_of(Person.objects.get(email=email))


def test_an_account_is_not_taken_over_by_the_link():
    person("rita")
    [invitation] = invite(addresses=["rita@example.org"], roles=["contract_manager"]).sent
    with pytest.raises(HasAccount):
        take_up(invitation)


def test_every_link_that_does_not_work_is_answered_alike():
    used, withdrawn, expired, again, others = invite(addresses=[f"{n}@oslo.example" for n in "abcde"]).sent
    take_up(used)
    inviting.withdraw_invitation(by=actor("ada"), at=NOON, invitation=withdrawn.public_id)
    inviting.send_again(by=actor("ada"), at=NOON + timedelta(hours=1), invitation=again.public_id, link=LINK)
    messages = set()
    for try_ in (
        lambda: take_up(used),
        lambda: take_up(withdrawn),
        lambda: take_up(expired, at=NOON + timedelta(days=limit("invitation_days"), hours=12)),
        lambda: take_up(again),  # with the link that was sent first
        lambda: take_up(others, by=actor("olga")),
        lambda: take_up_invitation(by=None, at=NOON, secret="x" * 43, name="Kari", password="y" * 12),
    ):
        with pytest.raises(InvitationGone) as gone:
            try_()
        messages.add(str(gone.value))
    assert len(messages) == 1


def test_a_name_is_needed():
    with pytest.raises(DomainError):
        take_up(invite().sent[0], name="  ")


def test_sent_again_it_has_a_new_link_and_a_new_last_day():
    [invitation] = invite().sent
    first = secret(invitation)
    later = NOON + timedelta(days=20)
    again = inviting.send_again(by=actor("ada"), at=later, invitation=invitation.public_id, link=LINK)
    assert timezone.localdate(again.expires_at) == later.date() + timedelta(days=limit("invitation_days"))
    deliver_due(timezone.now())
    assert len(mail.outbox) == 1  # the letter that was overtaken is not sent
    assert first not in mail.outbox[0].body
    assert take_up(again, at=later).new


def test_who_waits_or_has_the_role_is_left_alone():
    person("rita")
    invite()
    done = invite(addresses=["kari@oslo.example", "rita@example.org", "ny@oslo.example"])
    assert [one.email for one in done.sent] == ["ny@oslo.example"]
    assert [one.name for one in done.left_alone] == ["kari@oslo.example", "rita@example.org"]


def test_an_invitation_whose_time_ran_out_gives_way_to_a_new_one():
    [old] = invite().sent
    done = invite(at=NOON + timedelta(days=30))
    old.refresh_from_db()
    assert (old.state, len(done.sent)) == ("withdrawn", 1)


def test_the_database_keeps_one_waiting_invitation_an_address():
    [one] = invite().sent
    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            member=one.member, email=one.email, roles="reader", secret_hash="x", sent_at=NOON, expires_at=NOON
        )


@pytest.mark.parametrize("roles", [[], ["king"], ["reader", "supplier_respondent"]])
def test_unknown_roles_are_refused(roles):
    with pytest.raises(DomainError):
        invite(roles=roles)


def test_too_many_at_once_are_refused():
    with pytest.raises(DomainError):
        invite(addresses=[f"p{n}@oslo.example" for n in range(limit("invitations_at_once") + 1)])
    with pytest.raises(DomainError):
        invite(addresses=[])


@pytest.mark.parametrize("who", ["olga", "mons", "rita"])
def test_only_an_administrator_invites(who):
    with pytest.raises(Refused):
        invite(by=who)


@pytest.mark.parametrize("who", ["anne", "berit", "uma", "nora"])
def test_another_members_people_cannot_be_invited(who):
    with pytest.raises(NotVisible):
        invite(by=who)


def test_an_administrator_does_not_invite_to_the_secretariat():
    with pytest.raises(Refused):
        invite(roles=["secretariat"])


def test_the_secretariat_invites_the_first_administrator_and_no_other():
    assert invite(by="sekka", to="stavanger", roles=["member_administrator"]).sent
    with pytest.raises(Refused):
        invite(by="sekka", to="stavanger", roles=["reader"])
    person("ada")
    with pytest.raises(Refused):
        invite(by="sekka", to="oslo", roles=["member_administrator"])


def test_the_secretariat_invites_its_own():
    assert invite(by="sekka", to="secretariat", roles=["secretariat"]).sent


def test_others_can_neither_send_again_nor_withdraw():
    [invitation] = invite().sent
    asked = {"at": NOON, "invitation": invitation.public_id}
    for by, error in (("anne", NotVisible), ("olga", NotVisible), ("revi", NotVisible), ("sekka", Refused)):
        with pytest.raises(error):
            inviting.withdraw_invitation(by=actor(by), **asked)
        with pytest.raises(error):
            inviting.send_again(by=actor(by), link=LINK, **asked)


def test_a_second_press_on_withdraw_is_refused_kindly():
    [invitation] = invite().sent
    asked = {"by": actor("ada"), "at": NOON, "invitation": invitation.public_id}
    inviting.withdraw_invitation(**asked)
    with pytest.raises(Refused):
        inviting.withdraw_invitation(**asked)
    assert verbs()[-1] == "invitation_withdrawn"


def test_the_secret_cannot_be_guessed_from_the_id():
    [one] = invite().sent
    assert re.fullmatch(r"[\w-]{43}", secret(one))
    assert one.public_id not in secret(one)
