"""Where the link of an invitation leads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aktsom.members.actions import inviting
from aktsom.members.limits import limit
from aktsom.members.models import Invitation, Membership, Person
from aktsom.members.secrets import secret_of
from tests.cast import PASSWORD, actor, member, person, supplier
from tests.web.conftest import Visit, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
SAID = {"way": "password", "name": "Kari Nordmann", "password": "en lang setning som huskes"}


def invited(email="kari@oslo.example", at=None, roles=("contract_manager",)) -> str:
    done = inviting.invite(
        by=actor("ada"), at=at or timezone.now(), member=member("oslo").public_id, addresses=[email],
        roles=list(roles), language="nb", link="https://aktsom.example/",
    )  # fmt: skip
    return address(done.sent[0])


def address(invitation: Invitation) -> str:
    return reverse("organisation_take_up", kwargs={"secret": secret_of(invitation.public_id, invitation.sent_at)})


def test_it_says_who_invites_to_what_and_until_when(client: Client) -> None:
    answer = client.get(invited())
    for said in ("Ada inviterer deg på vegne av Oslo kommune", "Kontraktsforvalter", "kari@oslo.example", "verdier"):
        assert said in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_somebody_new_comes_in_signed_in(client: Client) -> None:
    answer = client.post(invited(), SAID, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Velkommen inn!" in answer.text
    kari = Person.objects.get(email="kari@oslo.example")
    assert client.session["_auth_user_id"] == str(kari.pk)
    assert Client().login(username="kari@oslo.example", password=SAID["password"]) or kari.check_password(
        SAID["password"]
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "Skriv navnet ditt."),
        ({"password": ""}, "Skriv et passord."),
        ({"password": "kort"}, "tolv tegn"),
        ({"password": "kari@oslo.example"}, "password"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client: Client, said: dict[str, str], told: str) -> None:
    answer = client.post(invited(), SAID | said)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert ('value="Kari Nordmann"' in answer.text) is ("name" not in said)
    assert not Person.objects.filter(email="kari@oslo.example").exists()


def test_all_links_that_do_not_work_are_answered_alike(client: Client, visit: Visit) -> None:
    used, withdrawn = invited(), invited("per@oslo.example")
    Client().post(used, SAID)
    one = Invitation.objects.get(email="per@oslo.example")
    inviting.withdraw_invitation(by=actor("ada"), at=timezone.now(), invitation=one.public_id)
    old = invited("old@oslo.example", at=timezone.now() - timedelta(days=limit("invitation_days") + 1))
    never = reverse("organisation_take_up", kwargs={"secret": "x" * 43})
    answers = [client.get(link) for link in (used, withdrawn, old, never)]
    answers += [client.post(link, SAID) for link in (used, withdrawn, old, never)]
    anothers = visit("olga").get(invited("eva@oslo.example"))
    assert {answer.status_code for answer in (*answers, anothers)} == {404}
    main = {answer.text.partition("<main")[2] for answer in (*answers, anothers)}
    assert len(main) == 1
    assert "kan være brukt" in main.pop()


def test_somebody_known_signs_in_and_gets_the_role(client: Client) -> None:
    rita = person("rita")
    rita.set_password(PASSWORD)
    rita.save()
    link = invited("rita@example.org")
    refused = client.post(link, SAID)
    assert (refused.status_code, "Det finnes allerede en konto" in refused.text) == (422, True)
    sign_in(client, rita)
    assert "Du er logget inn som Rita." in client.get(link).text
    assert client.post(link).url == "/"
    assert Membership.objects.filter(person=rita, role="contract_manager").exists()
    assert client.get(link).status_code == 404


def test_who_has_no_account_and_who_has_meet_the_same_page(client: Client) -> None:
    person("rita")
    new, known = (client.get(invited(email)).text for email in ("new@example.org", "rita@example.org"))
    assert "Logg inn og ta imot" in new
    assert "Lag en konto" in known


def test_a_suppliers_person_comes_in_too(client: Client) -> None:
    from aktsom.suppliers.actions.people import invite_for_supplier

    done = invite_for_supplier(
        by=actor("sekka"), at=timezone.now(), supplier=supplier().public_id, addresses=["per@nordhav.example"],
        roles=["supplier_respondent"], language="nb", link="https://aktsom.example/",
    )  # fmt: skip
    link = address(done.sent[0])
    assert "Det koster ingenting for leverandøren." in client.get(link).text
    assert client.post(link, SAID).status_code == 302
    assert Person.objects.get(email="per@nordhav.example").supplier_roles.exists()


def test_who_chooses_a_passkey_makes_it_next(client: Client) -> None:
    link = invited()
    assert "Med passnøkkel" in client.get(link).text
    answer = client.post(link, {"name": "Kari", "way": "passkey", "password": ""})
    assert answer.url == reverse("account_first_way")
    assert not Person.objects.get(email="kari@oslo.example").has_usable_password()


def test_links_are_not_tried_for_ever(client: Client) -> None:
    never = reverse("organisation_take_up", kwargs={"secret": "x" * 43})
    answers = [client.get(never).status_code for _ in range(limit("take_up_tries_a_minute") + 1)]
    assert (answers[0], answers[-2], answers[-1]) == (404, 404, 429)
