"""My account, and how a freshly invited person chooses how to sign in."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from aktsom.core.errors import NotVisible
from aktsom.core.models import JournalEntry
from aktsom.members.models import Person, SignIn
from aktsom.web.signin.asking import FIRST_WAY
from aktsom.web.signin.beginning import begin_session, may_begin
from aktsom.web.signin.words import browser_words, method_words
from tests.cast import PASSWORD, person
from tests.web.conftest import Visit, sign_in
from tests.web.signin.ways import by_password, is_in, with_password

pytestmark = pytest.mark.django_db


def test_the_menu_leads_here(visit: Visit) -> None:
    assert 'href="/konto/">Min konto' in visit("rita").get("/kategorier/").text


def test_without_signing_in_there_is_no_account(client: Client) -> None:
    for name in ("account", "account_first_way", "account_second_factor", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith("/konto/logg-inn/"), name
    for name in ("account_details", "account_end_sessions", "account_recovery_codes_text"):
        assert client.post(reverse(name)).status_code == 302, name


def test_name_and_language_are_changed_by_oneself(visit: Visit) -> None:
    client = visit("rita")
    client.cookies["language"] = "nb"
    answer = client.post(reverse("account_details"), {"name": "  Rita   Olsen ", "language": "nn"})
    assert answer["Location"] == "/konto/"
    rita = person("rita")
    assert (rita.name, rita.language) == ("Rita Olsen", "nn")
    assert 'lang="nn"' in client.get("/konto/").text
    entry = JournalEntry.objects.get(verb="own_details_changed")
    assert entry.changes == {"fields": ["name", "language", "wants_monthly_letter"]}
    client.post(reverse("account_details"), {"name": "Rita Olsen", "language": "nn"})
    assert JournalEntry.objects.filter(verb="own_details_changed").count() == 1


@pytest.mark.parametrize("form", [{"name": "", "language": "nb"}, {"name": "Rita", "language": "xx"}])
def test_what_cannot_be_is_told_at_the_field_and_kept(visit: Visit, form: dict[str, str]) -> None:
    answer = visit("rita").post(reverse("account_details"), form)
    assert (answer.status_code, "Rett dette" in answer.text) == (422, True)
    assert person("rita").language == ""


def test_an_address_of_numbers_has_no_passkeys_and_says_where_they_are(visit: Visit) -> None:
    client = visit("rita")
    page = client.get("/konto/", HTTP_HOST="127.0.0.1:8101").text
    assert "http://localhost:" in page
    sign_in(client, person("rita"))
    session = client.session
    session["account_authentication_methods"][0]["at"] += 600
    session.save()
    assert "Passnøkler trenger et navn" in client.get(reverse("mfa_add_webauthn"), HTTP_HOST="127.0.0.1:8101").text


def test_another_persons_passkey_is_not_there(visit: Visit) -> None:
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        client = visit("rita")
        session = client.session
        session["account_authentication_methods"][0]["at"] += 600
        session.save()
        assert client.get(reverse(name, kwargs={"pk": 1})).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_shown_in_each_language(visit: Visit, language: str) -> None:
    client = visit("olga")
    client.cookies["language"] = language
    assert client.get("/konto/").status_code == 200


def test_browsers_and_ways_in_words() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    assert browser_words(edge) == "Edge på Windows"
    assert browser_words("") == "Ukjent nettleser"
    assert method_words("oslo+totp", {"oslo": "Oslo kommune"}) == "Oslo kommune + kodeapp"


# By invitation


@pytest.fixture
def invited(client: Client) -> Person:
    """Rita has no password yet and is signed in by her invitation."""
    rita = person("rita")
    begin(client, rita)
    return rita


def begin(client: Client, who: Person) -> HttpRequest:
    request = RequestFactory().get("/", headers={"User-Agent": "Firefox/140"})
    request.session = client.session
    request.user = type("Nobody", (), {"is_authenticated": False})()
    begin_session(request, who, "invitation")
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return request


def test_an_invited_person_is_in_and_led_to_choose_a_way(client: Client, invited: Person) -> None:
    assert client.get("/kategorier/")["Location"] == "/konto/forste-gang/?next=/kategorier/"
    page = client.get("/konto/forste-gang/").text
    assert "Hvordan vil du logge inn neste gang?" in page
    assert "Lag en passnøkkel" in page
    assert SignIn.objects.get(person=invited).method == "invitation"


def test_a_password_is_a_way(client: Client, invited: Person, small_list: None) -> None:
    said = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), {**said, "password2": "another"}).status_code == 422
    assert client.post(reverse("account_set_password"), said)["Location"] == "/"
    assert client.get("/kategorier/").status_code == 200
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    assert JournalEntry.objects.filter(verb="password_changed", subject=invited.public_id).exists()
    assert client.get(reverse("account_first_way"))["Location"] == "/"


def test_an_owner_by_invitation_goes_on_to_the_second_factor(client: Client) -> None:
    begin(client, person("olga"))
    assert "Rollen din krever to trinn" in client.get("/konto/forste-gang/").text
    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/")["Location"].startswith("/konto/to-trinn/")


def test_no_other_person_makes_a_password_without_one(visit: Visit) -> None:
    client = visit("rita")
    said = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), said)["Location"] == "/konto/"
    assert not person("rita").has_usable_password()


def test_an_invitation_is_no_way_round_a_password(client: Client) -> None:
    rita = with_password("rita")
    assert not may_begin(rita)
    with pytest.raises(NotVisible):
        begin(client, rita)
    assert not is_in(client)


def test_nor_into_an_account_out_of_use(client: Client) -> None:
    rita = person("rita")
    rita.is_active = False
    rita.save()
    with pytest.raises(NotVisible):
        begin(client, rita)


def test_the_flag_of_a_first_way_is_of_that_session_only(client: Client, invited: Person) -> None:
    client.post(reverse("account_logout"))
    invited.set_password(PASSWORD)
    invited.save()
    by_password(client, invited)
    assert FIRST_WAY not in client.session


def test_the_host_is_one_of_ours(client: Client, settings: Any) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "rita@example.org"}, HTTP_HOST="evil.example")
    assert answer.status_code == 400


def test_next_never_leads_to_another_host(client: Client) -> None:
    rita = with_password("rita")
    for evil in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert by_password(client, rita, next=evil)["Location"] == "/"
        client.post(reverse("account_logout"))


def test_signing_in_and_out_are_forms_of_our_own_pages(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    for name in ("account_login", "mfa_login_webauthn", "account_logout", "account_example", "mfa_authenticate"):
        assert strict.post(reverse(name)).status_code in (302, 403), name
    rita = with_password("rita")
    said = {"login": rita.email, "password": PASSWORD}
    assert strict.post(reverse("account_login"), said).status_code == 403
