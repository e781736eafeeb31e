"""Sessions: how long they last, the list of them, and what ends them."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.models import JournalEntry
from aktsom.members.actions.signing_in import end_other_sessions
from aktsom.members.models import Membership, SignIn
from aktsom.members.sign_in_limits import lasts
from aktsom.web.signin.lasting import over
from tests.cast import NOON, PASSWORD, person
from tests.web.conftest import sign_in
from tests.web.signin.ways import by_code, by_password, code_of, is_in, with_code_app, with_password

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def back_in_time(client: Client, **by: float) -> None:
    """The session was begun that long ago."""
    session = client.session
    session["signed_in_at"] -= timedelta(**by).total_seconds()
    session.save()
    client.cookies.pop("seen", None)


def seen(client: Client, **ago: float) -> None:
    """The last request was that long ago."""
    session = client.session
    salt = f"seen-{session['_auth_user_id']}-{session['signed_in_at']}"
    client.cookies["seen"] = Signer(salt=salt).sign(str((timezone.now() - timedelta(**ago)).timestamp()))


@pytest.mark.parametrize(
    ("began", "last", "why"),
    [(0, 0, ""), (11.9, 0.4, ""), (1, 0.6, "idle"), (12.1, 0.1, "age"), (0.6, 0.6, "idle")],
)
def test_when_a_session_is_over(began: float, last: float, why: str) -> None:
    assert over(NOON, NOON - timedelta(hours=began), NOON - timedelta(hours=last)) == why


def test_a_session_not_used_for_half_an_hour_is_over(client: Client) -> None:
    by_password(client, with_password("rita"))
    back_in_time(client, minutes=31)
    assert client.get("/konto/")["Location"].startswith("/konto/logg-inn/")
    assert not is_in(client)
    assert SignIn.objects.latest("id").method == "idle"


def test_a_session_in_use_goes_on_until_its_longest_time(client: Client) -> None:
    by_password(client, with_password("rita"))
    back_in_time(client, hours=11)
    seen(client, minutes=20)
    assert client.get("/konto/").status_code == 200
    back_in_time(client, hours=2)
    seen(client, minutes=1)
    assert client.get("/konto/").status_code == 302
    assert SignIn.objects.latest("id").method == "age"


def test_the_moment_of_another_session_or_a_made_up_one_does_not_count(client: Client) -> None:
    rita, other = with_password("rita"), Client()
    by_password(client, rita)
    by_password(other, rita)
    other.get("/konto/")
    back_in_time(client, minutes=31)
    client.cookies["seen"] = other.cookies["seen"].value
    assert client.get("/konto/").status_code == 302
    by_password(client, rita)
    back_in_time(client, minutes=31)
    client.cookies["seen"] = str(timezone.now().timestamp())
    assert client.get("/konto/").status_code == 302


def test_the_cookies_are_not_for_scripts_and_the_row_lasts_no_longer(client: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    answer = by_password(client, with_password("rita"))
    session, moment = answer.cookies["sessionid"], client.get("/konto/", secure=True).cookies["seen"]
    for cookie in (session, moment):
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert session["max-age"] == ""
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) == lasts("session_age")


def test_the_key_of_a_session_changes_at_sign_in(client: Client) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    by_password(client, with_password("rita"))
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_at_the_door_the_session_is_not_yet_signed_in(client: Client) -> None:
    mons, secret = with_code_app("mons")
    by_password(client, mons)
    key = client.session.session_key
    by_code(client, code_of(secret))
    assert client.session.session_key != key


def test_the_list_tells_browser_place_and_which_one_this_is(client: Client) -> None:
    rita = with_password("rita")
    Client(headers={"User-Agent": PHONE}, REMOTE_ADDR="10.1.2.3").post(
        reverse("account_login"), {"login": rita.email, "password": PASSWORD}
    )
    client.post(reverse("account_login"), {"login": rita.email, "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    page = client.get(reverse("account")).text
    for words in ("Firefox på Linux", "Safari på iPhone", "10.1.2.3", "Denne nettleseren"):
        assert words in page


def test_one_other_or_all_others_are_ended(client: Client) -> None:
    rita = with_password("rita")
    others = [Client(), Client(), Client()]
    for browser in (client, *others):
        by_password(browser, rita)
    one = UserSession.objects.get(session_key=others[0].session.session_key)
    client.post(reverse("account_end_session", kwargs={"pk": one.pk}))
    assert [is_in_now(browser) for browser in others] == [False, True, True]
    client.post(reverse("account_end_sessions"))
    assert [is_in_now(browser) for browser in (client, *others)] == [True, False, False, False]
    assert [entry.changes for entry in JournalEntry.objects.filter(verb="session_ended").order_by("number")] == [
        {"count": 1},
        {"count": 2},
    ]


def is_in_now(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def test_anothers_session_is_not_there(client: Client) -> None:
    browser = Client()
    by_password(browser, with_password("mons"))
    his = UserSession.objects.get(user=person("mons"))
    by_password(client, with_password("rita"))
    assert client.post(reverse("account_end_session", kwargs={"pk": his.pk})).status_code == 404
    assert is_in_now(browser)


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(client: Client) -> None:
    rita, other = with_password("rita"), Client()
    by_password(client, rita)
    by_password(other, rita)
    new = PASSWORD * 2
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in_now(client), is_in_now(other)) == (True, False)
    assert UserSession.objects.filter(user=rita).count() == 1
    assert JournalEntry.objects.filter(verb="password_changed", subject=rita.public_id).count() == 1


def test_a_new_password_by_mail_ends_them_all(client: Client, mailoutbox: list[Any]) -> None:
    rita, other = with_password("rita"), Client()
    by_password(other, rita)
    client.post(reverse("account_reset_password"), {"email": rita.email})
    path = mailoutbox[0].body.split("https://aktsom.example")[1].split()[0]
    new = PASSWORD * 2
    client.post(client.get(path)["Location"], {"password1": new, "password2": new})
    assert (is_in_now(other), UserSession.objects.filter(user=rita).exists()) == (False, False)
    assert JournalEntry.objects.filter(verb="password_changed", subject=rita.public_id).exists()


def test_a_removed_factor_ends_the_other_sessions(client: Client) -> None:
    rita, secret = with_code_app("rita")
    other = Client()
    by_password(other, rita)
    by_code(other, code_of(secret))
    by_password(client, rita)
    by_code(client, code_of(secret, steps=1))
    client.post(reverse("mfa_deactivate_totp"))
    assert (is_in_now(client), is_in_now(other)) == (True, False)


def test_a_person_put_out_of_use_is_out_at_once(client: Client) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    rita.is_active = False
    rita.save()
    assert not is_in_now(client)


def test_taken_into_use_again_an_old_session_stays_over(client: Client) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    assert end_other_sessions(by=PLATFORM, at=timezone.now(), person_id=rita.pk, kept=None) == 1
    assert not is_in_now(client)


def test_signing_out_ends_the_session_itself(client: Client) -> None:
    by_password(client, with_password("rita"))
    key = client.session.session_key
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=key).exists()


def test_a_role_in_use_is_noted_once_a_day_and_later_requests_write_nothing(client: Client) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    assert Membership.objects.get(person=rita).last_used_on == timezone.localdate()
    assert writes_of(client) == []
    assert writes_of(client) == []


def writes_of(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get("/konto/")
    return [q["sql"] for q in captured.captured_queries if q["sql"].split()[0] in {"UPDATE", "INSERT", "DELETE"}]


def test_a_session_that_goes_on_past_midnight_notes_the_new_day(client: Client) -> None:
    rita = with_password("rita")
    by_password(client, rita)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=rita).update(last_used_on=yesterday)
    moment = timezone.localtime()
    ago = min(29, moment.hour * 60 + moment.minute + 1)
    back_in_time(client, minutes=ago)
    client.get("/konto/")
    noted = Membership.objects.get(person=rita).last_used_on
    past_midnight = (moment - timedelta(minutes=ago)).date() != moment.date()
    assert noted == (timezone.localdate() if past_midnight else yesterday)
    assert UserSession.objects.get(user=rita).last_seen_at > timezone.now() - timedelta(minutes=1)


def test_what_is_shown_to_who_is_signed_in_is_kept_by_no_browser(client: Client) -> None:
    sign_in(client, person("rita"))
    assert client.get("/konto/")["Cache-Control"] == "no-store"


def test_ending_sessions_asks_for_a_fresh_proof(client: Client) -> None:
    rita = with_password("rita")
    other = Client()
    by_password(other, rita)
    sign_in(client, rita)
    asked = client.post(reverse("account_end_sessions"))["Location"]
    assert asked == "/konto/bekreft/?next=%2Fkonto%2Finnlogginger%2Favslutt%2F"
    assert is_in_now(other)
    client.post(asked, {"password": PASSWORD, "next": reverse("account_end_sessions")})
    assert not is_in_now(other)


def test_who_writes_in_a_form_is_here(client: Client) -> None:
    by_password(client, with_password("rita"))
    back_in_time(client, hours=1)
    seen(client, minutes=29)
    answer = client.get(reverse("account_here"))
    assert (answer.status_code, "seen" in answer.cookies) == (204, True)
