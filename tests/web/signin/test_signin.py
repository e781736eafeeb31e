import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from aktsom.core.actor import PLATFORM
from aktsom.members.actions import give_role, make_person
from aktsom.members.models import Person
from tests.cast import NOON, PASSWORD, member, person
from tests.web.conftest import Visit, sign_in

pytestmark = pytest.mark.django_db
WRONG = {"login": "olga@example.org", "password": "not the password"}


@pytest.fixture
def olga() -> Person:
    found = person("olga")
    found.set_password(PASSWORD)
    found.save()
    return found


def test_sign_in_leads_to_where_one_was_going(client: Client, olga: Person, small_list: None) -> None:
    assert client.get("/kategorier/")["Location"] == "/konto/logg-inn/?next=/kategorier/"
    answer = client.post("/konto/logg-inn/?next=/kategorier/", {"login": olga.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/kategorier/")


def test_wrong_password_is_told_kindly_and_the_address_stays(client: Client, olga: Person) -> None:
    answer = client.post(reverse("account_login"), WRONG)
    assert answer.status_code == 422
    assert "E-postadressen og passordet hører ikke sammen" in answer.text
    assert 'value="olga@example.org"' in answer.text


def test_many_wrong_tries_are_stopped_for_a_while(client: Client, olga: Person) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), WRONG)
    answer = client.post(reverse("account_login"), {"login": olga.email, "password": PASSWORD})
    assert "For mange forsøk på kort tid" in answer.text


def test_another_port_or_a_made_up_address_gives_no_new_tries(client: Client, olga: Person) -> None:
    for n in range(5):
        client.post(
            reverse("account_login"), WRONG, HTTP_HOST=f"testserver:{9000 + n}", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}"
        )
    right = {"login": olga.email.upper(), "password": PASSWORD}
    assert "For mange forsøk på kort tid" in client.post(reverse("account_login"), right).text


def test_a_short_password_is_told_in_norwegian(small_list: None, olga: Person) -> None:
    client = Client()
    sign_in(client, olga)
    said = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    answer = client.post(reverse("account_change_password"), said)
    assert "Passordet er for kort. Bruk minst 12 tegn." in answer.text


def test_a_new_password_by_mail_ends_the_wait(client: Client, olga: Person) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), WRONG)
    client.post(reverse("account_reset_password"), {"email": olga.email})
    (link,) = re.findall(r"https://aktsom.example(/konto/passord/ny/\S+)", str(mail.outbox[0].body))
    form = client.get(link)["Location"]
    client.post(form, {"password1": PASSWORD * 2, "password2": PASSWORD * 2})
    answer = client.post(reverse("account_login"), {"login": olga.email, "password": PASSWORD * 2})
    assert answer.status_code == 302


def test_a_flood_of_tries_meets_a_calm_page(client: Client) -> None:
    answers = [client.post(reverse("account_login"), {"login": f"x{n}@example.org"}) for n in range(121)]
    assert answers[-1].status_code == 429
    assert "Vent litt" in answers[-1].text


def test_nobody_makes_an_account_alone(client: Client) -> None:
    assert "Du trenger en invitasjon" in client.get(reverse("account_signup")).text
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert not Person.objects.filter(email="new@example.org").exists()


def test_who_is_not_in_use_is_told_so(client: Client) -> None:
    assert "Kontoen er ikke i bruk" in client.get(reverse("account_inactive")).text


def test_signing_out_asks_first_and_then_leads_to_sign_in(visit: Visit) -> None:
    client = visit("olga")
    assert "Vil du logge ut?" in client.get(reverse("account_logout")).text
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert client.get("/kategorier/").status_code == 302


def test_password_is_changed_by_whoever_knows_the_old_one(visit: Visit, olga: Person) -> None:
    client = visit("olga")
    sign_in(client, olga)
    page = reverse("account_change_password")
    assert "Passordet du har nå" in client.get(page).text
    new = "et helt nytt langt passord"
    answer = client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer["Location"] == "/konto/"
    assert "Passordet er byttet." in client.get("/konto/").text
    olga.refresh_from_db()
    assert olga.check_password(new)


def test_forgotten_password_is_made_anew_through_the_mail(client: Client, olga: Person) -> None:
    assert "Nytt passord" in client.get(reverse("account_reset_password")).text
    sent = client.post(reverse("account_reset_password"), {"email": olga.email})
    assert sent["Location"] == reverse("account_reset_password_done")
    assert "Se i e-posten din" in client.get(sent["Location"]).text
    assert "Nytt passord til Aktsom" in mail.outbox[0].subject
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link.group(1), follow=True)
    assert "Lag nytt passord" in form.text
    new = "et helt nytt langt passord"
    answer = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert "Passordet er byttet" in client.get(answer["Location"]).text
    assert "Lenken virker ikke lenger" in client.get(link.group(1), follow=True).text


def test_an_unknown_address_gets_the_same_page_and_a_kind_mail(client: Client) -> None:
    sent = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert sent["Location"] == reverse("account_reset_password_done")
    assert "hører ikke til noen konto" in mail.outbox[0].body


def test_confirming_that_it_is_you(visit: Visit, olga: Person) -> None:
    client = visit("olga")
    sign_in(client, olga)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    answer = client.get(reverse("account_reauthenticate"))
    assert "Bekreft at det er deg" in answer.text


@pytest.fixture
def ingrid() -> Person:
    found = make_person(
        by=PLATFORM, at=NOON, email="ingrid@oslo.example", name="Ingrid Solheim", home=member("oslo"), password=PASSWORD
    )
    give_role(by=PLATFORM, at=NOON, person=found, member=member("oslo"), role="contract_owner")
    return found


def test_the_demo_signs_in_as_an_example_with_one_press(client: Client, ingrid: Person, settings: object) -> None:
    settings.ENV = "demo"  # type: ignore[attr-defined]  # pytest-django's settings take any name
    page = client.get(reverse("account_login")).text
    assert "<b>Ingrid Solheim</b>, avtaleeier, Oslo kommune" in page
    assert client.post(reverse("account_example"), {"person": ingrid.public_id})["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ingrid.pk)


def test_real_people_are_never_examples(client: Client, settings: object) -> None:
    settings.ENV = "demo"  # type: ignore[attr-defined]  # pytest-django's settings take any name
    real = person("olga")
    assert real.name not in client.get(reverse("account_login")).text
    assert client.post(reverse("account_example"), {"person": real.public_id}).status_code == 404


def test_outside_the_demo_there_are_no_examples(client: Client, ingrid: Person) -> None:
    assert ingrid.name not in client.get(reverse("account_login")).text
    assert client.post(reverse("account_example"), {"person": ingrid.public_id}).status_code == 404


def test_an_example_takes_a_post(client: Client) -> None:
    assert client.get(reverse("account_example")).status_code == 405
