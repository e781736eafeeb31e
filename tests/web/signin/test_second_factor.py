"""Who needs two ways to prove themselves is led to them, and nothing leads round them."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from aktsom.core.actor import PLATFORM
from aktsom.core.models import JournalEntry
from aktsom.members.actions import give_role
from aktsom.members.models import Person
from tests.cast import NOON, PASSWORD, member
from tests.web.conftest import Visit, sign_in
from tests.web.signin.ways import (
    by_code,
    by_password,
    code_of,
    is_in,
    recovery_codes_of,
    with_code_app,
    with_password,
)

pytestmark = pytest.mark.django_db
NEEDS = "/konto/to-trinn/?next=/kategorier/"


def totp_set_up(client: Client) -> Any:
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


@pytest.mark.parametrize(("name", "led"), [("olga", True), ("sekka", True), ("mons", False), ("rita", False)])
def test_owners_and_the_secretariat_are_led_to_set_one_up(
    client: Client, small_list: None, name: str, led: bool
) -> None:
    by_password(client, with_password(name))
    answer = client.get("/kategorier/")
    assert (answer.status_code, answer.headers.get("Location")) == ((302, NEEDS) if led else (200, None))


def test_forms_and_parts_of_pages_are_led_too(client: Client) -> None:
    by_password(client, with_password("olga"))
    assert client.post("/avtaler/ny/", {})["Location"] == "/konto/to-trinn/?next=/"
    part = client.get("/kategorier/", headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (403, "/konto/to-trinn/")


@pytest.mark.parametrize(
    "path", ["/konto/", "/konto/passord/", "/konto/gjenopprettingskoder/nye/", "/konto/innlogginger/avslutt/"]
)
def test_the_account_itself_waits_too(client: Client, path: str) -> None:
    by_password(client, with_password("olga"))
    assert client.get(path)["Location"].startswith("/konto/to-trinn/")


def test_setting_up_a_code_app_opens_the_platform_and_shows_recovery_codes_once(
    client: Client, small_list: None
) -> None:
    olga = with_password("olga")
    by_password(client, olga)
    assert "Lag en passnøkkel" not in client.get(reverse("account_second_factor"), HTTP_HOST="127.0.0.1:8000").text
    assert "Bruk en kodeapp" in client.get(reverse("account_second_factor")).text
    assert totp_set_up(client)["Location"] == reverse("mfa_view_recovery_codes")
    codes = recovery_codes_of(olga)
    shown = client.get(reverse("mfa_view_recovery_codes")).text
    assert all(f"{code[:4]} {code[4:]}" in shown for code in codes)
    assert "Ta vare på" in shown
    file = client.post(reverse("account_recovery_codes_text"), {"codes": " ".join(codes)})
    assert file["Content-Disposition"].startswith("attachment")
    assert all(code in file.content.decode() for code in codes)
    again = client.get(reverse("mfa_view_recovery_codes")).text
    assert not any(code[4:] in again for code in codes)
    assert client.get("/kategorier/").status_code == 200
    verbs = JournalEntry.objects.filter(subject=olga.public_id).values_list("verb", "changes")
    assert ("second_factor_added", {"kind": "totp"}) in list(verbs)


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    by_password(client, with_password("olga"))
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (answer.status_code, "Det stemte ikke" in answer.text) == (422, True)
    assert not Authenticator.objects.exists()


def test_codes_are_sealed_in_the_database(client: Client) -> None:
    by_password(client, with_password("olga"))
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_password_and_code_together_let_one_in(client: Client, small_list: None) -> None:
    olga, secret = with_code_app("olga")
    assert by_password(client, olga)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.get("/kategorier/")["Location"].startswith("/konto/logg-inn/")
    assert "Steg to av to" in client.get(reverse("mfa_authenticate")).text
    assert by_code(client, code_of(secret))["Location"] == "/"
    assert client.get("/kategorier/").status_code == 200


def test_the_way_on_is_kept_through_the_second_step(client: Client) -> None:
    mons, secret = with_code_app("mons")
    by_password(client, mons, next="/avtaler/")
    assert by_code(client, code_of(secret))["Location"] == "/avtaler/"


def test_who_has_a_second_factor_is_asked_for_it_whatever_the_role(client: Client) -> None:
    rita, _secret = with_code_app("rita")
    by_password(client, rita)
    assert not is_in(client)


def test_a_code_counts_once_also_while_the_clock_still_allows_it(client: Client) -> None:
    mons, secret = with_code_app("mons")
    code = code_of(secret)
    by_password(client, mons)
    by_code(client, code)
    other = Client()
    by_password(other, mons)
    assert by_code(other, code).status_code == 422
    assert by_code(other, f"{code[:3]} {code[3:]}").status_code == 422
    assert not is_in(other)


def test_a_clock_may_be_half_a_minute_off_and_no_more(client: Client) -> None:
    mons, secret = with_code_app("mons")
    by_password(client, mons)
    assert by_code(client, code_of(secret, steps=-3)).status_code == 422
    assert by_code(client, code_of(secret, steps=-1)).status_code == 302


def test_wrong_codes_are_stopped_and_the_right_one_with_them(client: Client) -> None:
    mons, secret = with_code_app("mons")
    by_password(client, mons)
    for _ in range(5):
        by_code(client, "000000")
    answer = by_code(client, code_of(secret))
    assert (answer.status_code, "For mange forsøk" in answer.text) == (422, True)
    assert not is_in(client)


def test_wrong_codes_are_counted_by_person_and_not_by_browser(client: Client) -> None:
    mons, secret = with_code_app("mons")
    for n in range(5):
        other = Client(REMOTE_ADDR=f"10.0.0.{n}")
        by_password(other, mons)
        by_code(other, "000000")
    by_password(client, mons)
    assert "For mange forsøk" in by_code(client, code_of(secret)).text


def test_recovery_codes_are_guessed_no_faster(client: Client) -> None:
    mons, _secret = with_code_app("mons")
    by_password(client, mons)
    for n in range(5):
        by_code(client, f"{n:08}")
    assert by_code(client, recovery_codes_of(mons)[0]).status_code == 422


def test_a_recovery_code_works_once(client: Client) -> None:
    mons, _secret = with_code_app("mons")
    code = recovery_codes_of(mons)[0]
    by_password(client, mons)
    assert by_code(client, code).status_code == 302
    assert is_in(client)
    other = Client()
    by_password(other, mons)
    assert by_code(other, code).status_code == 422
    assert len(recovery_codes_of(mons)) == 9


def test_the_second_step_is_no_way_in_by_itself(client: Client) -> None:
    _mons, secret = with_code_app("mons")
    assert client.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")
    assert by_code(client, code_of(secret))["Location"] == reverse("account_login")


def test_a_code_of_another_person_does_not_help(client: Client) -> None:
    mons, _secret = with_code_app("mons")
    _rita, hers = with_code_app("rita")
    by_password(client, mons)
    assert by_code(client, code_of(hers)).status_code == 422


def test_a_new_password_by_mail_does_not_lead_round_it(client: Client, mailoutbox: list[Any]) -> None:
    mons, _secret = with_code_app("mons")
    client.post(reverse("account_reset_password"), {"email": mons.email})
    path = mailoutbox[0].body.split("https://aktsom.example")[1].split()[0]
    form = client.get(path)["Location"]
    client.post(form, {"password1": PASSWORD * 2, "password2": PASSWORD * 2})
    assert not is_in(client)
    client.post(reverse("account_login"), {"login": mons.email, "password": PASSWORD * 2})
    assert not is_in(client)


def test_a_role_given_meanwhile_asks_at_the_next_page(client: Client, small_list: None) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    assert client.get("/kategorier/").status_code == 200
    give_role(by=PLATFORM, at=NOON, person=rita, member=member("oslo"), role="contract_owner")
    assert client.get("/kategorier/")["Location"] == NEEDS


def test_an_older_session_is_asked_for_the_factor_that_came_since(client: Client, small_list: None) -> None:
    olga, secret = with_code_app("olga")
    sign_in(client, olga, twice=False)
    assert client.get("/kategorier/")["Location"] == "/konto/bekreft/kode/?next=/kategorier/"
    answer = client.post("/konto/bekreft/kode/", {"code": code_of(secret), "next": "/kategorier/"})
    assert answer["Location"] == "/kategorier/"
    assert client.get("/kategorier/").status_code == 200


def test_adding_and_removing_ask_for_a_fresh_proof(client: Client) -> None:
    rita, secret = with_code_app("rita")
    sign_in(client, rita)
    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"):
        answer = client.get(reverse(name))
        assert (name, answer.status_code, answer["Location"][:15]) == (name, 302, "/konto/bekreft/")
    client.post("/konto/bekreft/kode/", {"code": code_of(secret)})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_a_sign_in_of_a_moment_ago_is_fresh(client: Client) -> None:
    by_password(client, with_password("rita"))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_last_factor_of_a_role_that_needs_one_stays(client: Client) -> None:
    olga, secret = with_code_app("olga")
    by_password(client, olga)
    by_code(client, code_of(secret))
    page = client.get(reverse("mfa_deactivate_totp")).text
    assert "Legg til en annen før du fjerner denne" in page
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 403
    assert Authenticator.objects.filter(user=olga, type="totp").exists()


def test_who_does_not_need_it_may_remove_it_and_its_recovery_codes_go_with_it(client: Client) -> None:
    rita, secret = with_code_app("rita")
    by_password(client, rita)
    by_code(client, code_of(secret))
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == "/konto/"
    assert not Authenticator.objects.filter(user=rita).exists()
    assert JournalEntry.objects.get(verb="second_factor_removed").changes == {"kind": "totp"}


def test_new_recovery_codes_end_the_old_ones(client: Client) -> None:
    rita, secret = with_code_app("rita")
    old = recovery_codes_of(rita)
    by_password(client, rita)
    by_code(client, code_of(secret))
    client.post(reverse("mfa_generate_recovery_codes"))
    new = recovery_codes_of(rita)
    assert not set(old) & set(new)
    entry = JournalEntry.objects.get(verb="recovery_codes_made")
    assert not any(code in str(entry.changes) for code in new)


def test_without_a_second_factor_there_are_no_recovery_codes(visit: Visit) -> None:
    client = visit("rita")
    assert client.post(reverse("account_recovery_codes_text"), {"codes": ""}).status_code == 404


def test_the_file_of_codes_is_for_who_has_them_on_the_screen(client: Client) -> None:
    rita, _secret = with_code_app("rita")
    sign_in(client, rita)
    assert client.post(reverse("account_recovery_codes_text"), {"codes": "12345678"}).status_code == 404


def test_the_demos_examples_are_exempt_and_told_so(client: Client, settings: Any, small_list: None) -> None:
    settings.ENV = "demo"
    olga = with_password("olga")
    Person.objects.filter(pk=olga.pk).update(email="olga@oslo.example")
    olga.refresh_from_db()
    by_password(client, olga)
    assert client.get("/kategorier/").status_code == 200
    assert "slipper to trinn" in client.get(reverse("account")).text


def test_others_in_the_demo_and_examples_elsewhere_are_not(client: Client, settings: Any) -> None:
    olga = with_password("olga")
    settings.ENV = "demo"
    by_password(client, olga)
    assert client.get("/kategorier/")["Location"] == NEEDS
    settings.ENV = "production"
    Person.objects.filter(pk=olga.pk).update(email="olga@oslo.example")
    assert client.get("/kategorier/")["Location"] == NEEDS


def test_an_older_session_neither_adds_nor_removes_a_factor_by_the_password_alone(client: Client) -> None:
    for name in ("rita", "olga"):
        who, secret = with_code_app(name)
        browser = Client()
        sign_in(browser, who, twice=False)
        browser.post("/konto/bekreft/", {"password": PASSWORD})
        for page in ("mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
            answer = browser.get(reverse(page))
            assert (name, page, answer.status_code) == (name, page, 302)
            assert answer["Location"].startswith("/konto/bekreft/kode/")
        assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert Authenticator.objects.filter(user=who, type="totp").exists()
        browser.post("/konto/bekreft/kode/", {"code": code_of(secret)})
        assert browser.get(reverse("mfa_add_webauthn")).status_code == 200
