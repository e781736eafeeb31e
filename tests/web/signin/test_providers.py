"""Signing in at the member's own identity provider, against real ones on loopback."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from aktsom.core.models import JournalEntry
from aktsom.members.models import Membership, Person, SignIn
from tests.cast import PASSWORD, member, person
from tests.identity.honest import approved, asked_for, come_in, knows, query_of
from tests.web.signin.conftest import at, known

pytestmark = pytest.mark.django_db
Two = tuple[str, str]


def who(client: Client) -> str | None:
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number).email if number else None


def test_each_provider_has_its_button(client: Client, two_providers: Two) -> None:
    page = client.get(reverse("account_login")).text
    assert "<b>Oslo kommune</b>" in page
    assert "<b>Bergen kommune</b>" in page


def test_what_is_asked_of_the_provider(client: Client, two_providers: Two, settings: Any) -> None:
    known(settings, at(two_providers[0], "oslo", acr_values=("high", "higher")))
    asked = query_of(asked_for(client, "oslo"))
    assert asked["redirect_uri"] == "http://testserver/konto/hos/oslo/tilbake/"
    assert (asked["code_challenge_method"], asked["acr_values"]) == ("S256", "high higher")
    assert (sorted(asked["scope"].split()), len(asked["nonce"]) > 40) == (["email", "openid", "profile"], True)
    again = query_of(asked_for(client, "oslo"))
    assert again["nonce"] != asked["nonce"]
    assert again["state"] != asked["state"]


def test_an_unknown_person_of_a_mapped_domain_is_made_at_home_with_the_member(
    client: Client, two_providers: Two
) -> None:
    knows(two_providers[0], "1", email="Kari@Oslo.no", email_verified=True, name="Kari Nordmann")
    answer = come_in(client, "oslo", "1")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    kari = Person.objects.get(email="kari@oslo.no")
    assert (kari.name, kari.home, kari.has_usable_password()) == ("Kari Nordmann", member("oslo"), False)
    assert Membership.objects.get(person=kari).role == "contract_manager"
    verbs = list(JournalEntry.objects.filter(subject=kari.public_id).values_list("verb", flat=True))
    assert sorted(verbs) == ["person_added", "role_given", "sign_in_linked"]
    assert SignIn.objects.get(person=kari).method == "oslo"


def test_next_time_it_is_the_same_person_whatever_the_address_is_then(client: Client, two_providers: Two) -> None:
    knows(two_providers[0], "2", email="per@oslo.no", email_verified=True, name="Per")
    come_in(client, "oslo", "2")
    per = Person.objects.get(email="per@oslo.no")
    knows(two_providers[0], "2", email="per.hansen@oslo.no", email_verified=True, name="Per")
    other = Client()
    come_in(other, "oslo", "2")
    assert other.session["_auth_user_id"] == str(per.pk)
    assert not Person.objects.filter(email="per.hansen@oslo.no").exists()


def test_without_a_first_role_a_kind_page_says_who_gives_one(
    client: Client, two_providers: Two, small_list: None
) -> None:
    knows(two_providers[1], "3", email="ola@bergen.no", email_verified=True, name="Ola")
    come_in(client, "bergen", "3")
    assert not Membership.objects.filter(person__email="ola@bergen.no").exists()
    assert "Du har ingen rolle ennå" in client.get("/").text


def test_a_known_person_is_linked_and_led_to_where_one_was_going(client: Client, two_providers: Two) -> None:
    mons = person("mons")
    knows(two_providers[0], "4", email="mons@example.org", email_verified=True, name="M")
    answer = come_in(client, "oslo", "4", next="/avtaler/")
    assert answer["Location"] == "/avtaler/"
    assert who(client) == mons.email
    assert SocialAccount.objects.get(user=mons).extra_data == {}
    mons.refresh_from_db()
    assert mons.name == "Mons"


def test_the_way_afterwards_never_leads_to_another_host(client: Client, two_providers: Two) -> None:
    person("mons")
    knows(two_providers[0], "4", email="mons@example.org", email_verified=True)
    assert come_in(client, "oslo", "4", next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": "kari@elsewhere.no", "email_verified": True}, "hører ikke til en virksomhet"),
        ({"email": "kari@bergen.no", "email_verified": True}, "hører ikke til en virksomhet"),
        ({"email": "kari@sub.oslo.no", "email_verified": True}, "hører ikke til en virksomhet"),
        ({"email": "kari@oslo.no"}, "har ikke bekreftet"),
        ({"email": "kari@oslo.no", "email_verified": False}, "har ikke bekreftet"),
        ({"email_verified": True}, "ingen e-postadresse"),
        ({"email": ["kari@oslo.no"], "email_verified": True}, "ingen e-postadresse"),
    ],
)
def test_who_the_provider_cannot_vouch_for_is_refused(
    client: Client, two_providers: Two, claims: dict[str, Any], said: str
) -> None:
    before = Person.objects.count()
    knows(two_providers[0], "5", **claims)
    answer = come_in(client, "oslo", "5")
    assert (answer.status_code, said in answer.content.decode()) == (403, True)
    assert (who(client), Person.objects.count()) == (None, before)
    assert [(row.outcome, row.method, row.person) for row in SignIn.objects.all()] == [("refused", "oslo", None)]


def test_one_members_provider_does_not_speak_for_anothers_people(client: Client, two_providers: Two) -> None:
    berit = person("berit")
    berit.email = "berit@bergen.no"
    berit.save()
    knows(two_providers[0], "6", email="berit@bergen.no", email_verified=True)
    assert come_in(client, "oslo", "6").status_code == 403
    knows(two_providers[1], "6", email="berit@bergen.no", email_verified=True)
    come_in(client, "bergen", "6")
    assert who(client) == "berit@bergen.no"


def test_the_same_number_at_two_providers_is_two_people(client: Client, two_providers: Two) -> None:
    knows(two_providers[0], "7", email="kari@oslo.no", email_verified=True)
    knows(two_providers[1], "7", email="kari@bergen.no", email_verified=True)
    come_in(client, "oslo", "7")
    other = Client()
    come_in(other, "bergen", "7")
    assert (who(client), who(other)) == ("kari@oslo.no", "kari@bergen.no")


def test_an_address_given_to_somebody_else_does_not_open_the_first_ones_account(
    client: Client, two_providers: Two
) -> None:
    knows(two_providers[0], "8", email="leder@oslo.no", email_verified=True)
    come_in(client, "oslo", "8")
    knows(two_providers[0], "9", email="leder@oslo.no", email_verified=True)
    other = Client()
    answer = come_in(other, "oslo", "9")
    assert "knyttet til en annen bruker" in answer.content.decode()
    assert who(other) is None


def test_a_person_out_of_use_is_refused_and_it_is_told(client: Client, two_providers: Two) -> None:
    mons = person("mons")
    mons.is_active = False
    mons.save()
    knows(two_providers[0], "10", email="mons@example.org", email_verified=True)
    assert "ikke i bruk" in come_in(client, "oslo", "10").content.decode()
    assert SignIn.objects.get(person=mons).outcome == "refused"
    assert not SocialAccount.objects.exists()


def test_an_authoritative_provider_need_not_say_that_the_address_is_verified(
    client: Client, two_providers: Two, settings: Any
) -> None:
    known(settings, at(two_providers[0], "oslo", authoritative=True))
    knows(two_providers[0], "11", email="kari@oslo.no")
    come_in(client, "oslo", "11")
    assert who(client) == "kari@oslo.no"
    knows(two_providers[0], "12", email="ola@oslo.no", email_verified=False)
    other = Client()
    assert come_in(other, "oslo", "12").status_code == 403


def test_a_provider_that_asked_for_two_factors_is_enough(client: Client, two_providers: Two, small_list: None) -> None:
    person("olga")  # a contract owner
    knows(two_providers[0], "13", email="olga@example.org", email_verified=True, amr=["pwd", "mfa"])
    come_in(client, "oslo", "13")
    assert client.get("/kategorier/").status_code == 200


@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": "mfa"}])
def test_a_provider_that_does_not_say_so_leaves_it_to_us(
    client: Client, two_providers: Two, claims: dict[str, Any]
) -> None:
    person("olga")
    knows(two_providers[0], "14", email="olga@example.org", email_verified=True, **claims)
    come_in(client, "oslo", "14")
    assert client.get("/kategorier/")["Location"] == "/konto/to-trinn/?next=/kategorier/"


def test_two_factors_count_only_from_a_provider_declared_to_ask_for_them(
    client: Client, two_providers: Two, settings: Any
) -> None:
    known(settings, at(two_providers[0], "oslo", second_factor=False))
    person("olga")
    knows(two_providers[0], "15", email="olga@example.org", email_verified=True, amr=["mfa"])
    come_in(client, "oslo", "15")
    assert client.get("/kategorier/")["Location"].startswith("/konto/to-trinn/")


@pytest.mark.parametrize(
    ("claims", "status"), [({"acr": "high"}, 302), ({"acrs": ["low", "high"]}, 302), ({"acr": "low"}, 403), ({}, 403)]
)
def test_the_level_asked_for_must_come_back(
    client: Client, two_providers: Two, settings: Any, claims: dict[str, Any], status: int
) -> None:
    known(settings, at(two_providers[0], "oslo", acr_values=("high",), second_factor=True))
    person("mons")
    knows(two_providers[0], "16", email="mons@example.org", email_verified=True, **claims)
    assert come_in(client, "oslo", "16").status_code == status


def test_an_answer_is_taken_once_and_in_the_browser_that_asked(client: Client, two_providers: Two) -> None:
    person("mons")
    knows(two_providers[0], "17", email="mons@example.org", email_verified=True)
    back = approved(asked_for(client, "oslo"), "17")
    other = Client()
    assert other.get(back).status_code == 403
    assert who(other) is None
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 403
    assert who(client) is None


def test_one_providers_answer_is_no_answer_of_the_other(client: Client, two_providers: Two) -> None:
    person("mons")
    knows(two_providers[0], "18", email="mons@example.org", email_verified=True)
    back = approved(asked_for(client, "oslo"), "18")
    assert client.get(back.replace("/hos/oslo/", "/hos/bergen/")).status_code == 403
    assert who(client) is None


def test_the_address_line_adds_nothing_to_what_is_asked(client: Client, two_providers: Two) -> None:
    address = reverse("openid_connect_login", kwargs={"provider_id": "oslo"})
    evil = "?auth_params=nonce%3Dx%26redirect_uri%3Dhttps://evil.example&scope=admin&process=connect"
    page = client.post(address + evil).content.decode()
    assert "evil" not in page
    assert "nonce=x" not in page
    assert "admin" not in page


def test_a_link_does_not_begin_a_sign_in_and_an_unknown_provider_is_not_there(
    client: Client, two_providers: Two
) -> None:
    assert client.get(reverse("openid_connect_login", kwargs={"provider_id": "oslo"})).status_code == 405
    assert client.post(reverse("openid_connect_login", kwargs={"provider_id": "nobody"})).status_code == 404
    assert client.get(reverse("openid_connect_callback", kwargs={"provider_id": "openid_connect"})).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("openid_connect_login", kwargs={"provider_id": "oslo"})).status_code == 403


def test_who_breaks_off_is_back_at_sign_in(client: Client, two_providers: Two) -> None:
    answer = client.get(reverse("openid_connect_callback", kwargs={"provider_id": "oslo"}), {"error": "access_denied"})
    assert answer["Location"] == reverse("account_login")


def test_a_provider_that_is_down_is_told_of_calmly(client: Client, db: None, settings: Any) -> None:
    known(settings, at("http://localhost:9", "oslo"))
    answer = client.post(reverse("openid_connect_login", kwargs={"provider_id": "oslo"}))
    assert (answer.status_code, "ble ikke fullført" in answer.content.decode()) == (403, True)


def test_who_signs_in_there_gets_no_password_by_mail(client: Client, two_providers: Two, mailoutbox: list[Any]) -> None:
    knows(two_providers[0], "19", email="kari@oslo.no", email_verified=True)
    come_in(client, "oslo", "19")
    other = Client()
    other.post(reverse("account_reset_password"), {"email": "kari@oslo.no"})
    assert "har ikke noe passord" in mailoutbox[0].body
    assert "/passord/ny/" not in mailoutbox[0].body


def test_signing_in_as_another_ends_the_first_session(client: Client, two_providers: Two) -> None:
    mons, rita = person("mons"), person("rita")
    mons.set_password(PASSWORD)
    mons.save()
    client.post(reverse("account_login"), {"login": mons.email, "password": PASSWORD})
    key = client.session.session_key
    knows(two_providers[0], "20", email=rita.email, email_verified=True)
    come_in(client, "oslo", "20")
    assert who(client) == rita.email
    assert client.session.session_key != key
