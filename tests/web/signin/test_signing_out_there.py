"""Who signed in at an identity provider and signs out here is led out there too."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import jwt
import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from aktsom.core.actor import PLATFORM
from aktsom.members.actions.organisations import add_domain
from aktsom.web.signin.openid import leaving
from tests.cast import NOON, PASSWORD, member, person
from tests.identity.honest import asked_for, come_in, knows, query_of
from tests.identity.lying import Lying, lying
from tests.web.signin.conftest import at, known
from tests.web.signin.ways import code_of, with_code_app

pytestmark = pytest.mark.django_db
Two = tuple[str, str]
SIGN_IN = "https://aktsom.example/konto/logg-inn/"


def signs_out(client: Client) -> HttpResponse:
    answer = client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    return answer


def led_to(answer: HttpResponse) -> str:
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', answer.content.decode())
    return unescape(found[1]) if found else ""


def test_the_provider_is_told_which_sign_in_ends_and_leads_back(client: Client, two_providers: Two) -> None:
    person("mons")
    knows(two_providers[0], "30", email="mons@example.org", email_verified=True, amr=["mfa"])
    come_in(client, "oslo", "30")
    answer = signs_out(client)
    asked = led_to(answer)
    assert asked.startswith(f"{two_providers[0]}/oauth2/end_session?")
    said = query_of(asked)
    assert (said["post_logout_redirect_uri"], said["client_id"]) == (SIGN_IN, "aktsom-oslo")
    hint = jwt.decode(said["id_token_hint"], options={"verify_signature": False})
    assert (hint["sub"], hint["iss"], hint["aud"]) == ("30", two_providers[0], ["aktsom-oslo"])
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")

    page = requests.get(asked, timeout=5)
    assert (page.status_code, "not set" in page.text) == (200, False)
    back = requests.post(
        f"{two_providers[0]}/oauth2/end_session/confirm",
        data={"redirect_uri": said["post_logout_redirect_uri"]},
        allow_redirects=False,
        timeout=5,
    )
    assert back.headers["Location"] == SIGN_IN


def test_also_after_a_second_step_of_ours(client: Client, two_providers: Two) -> None:
    olga, secret = with_code_app("olga")
    knows(two_providers[0], "31", email=olga.email, email_verified=True)
    assert come_in(client, "oslo", "31")["Location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.session["_auth_user_id"] == str(olga.pk)
    assert led_to(signs_out(client)).startswith(f"{two_providers[0]}/oauth2/end_session?")


def test_nothing_of_it_stays_behind(client: Client, two_providers: Two) -> None:
    person("mons")
    knows(two_providers[0], "32", email="mons@example.org", email_verified=True, amr=["mfa"])
    come_in(client, "oslo", "32")
    assert client.session[leaving.LEAVING]["id_token"]
    signs_out(client)
    assert leaving.LEAVING not in client.session
    assert signs_out(client)["Location"] == reverse("account_login")  # a second press leads nowhere else


def test_a_password_sign_in_after_it_is_not_led_to_the_provider(client: Client, two_providers: Two) -> None:
    rita = person("rita")
    rita.set_password(PASSWORD)
    rita.save()
    knows(two_providers[0], "33", email=rita.email, email_verified=True, amr=["mfa"])
    come_in(client, "oslo", "33")
    signs_out(client)
    client.post(reverse("account_login"), {"login": rita.email, "password": PASSWORD})
    assert signs_out(client)["Location"] == reverse("account_login")


def test_where_it_is_not_wanted_one_stays_signed_in_there(client: Client, two_providers: Two, settings: Any) -> None:
    known(settings, at(two_providers[0], "oslo", second_factor=True, sign_out=False))
    person("mons")
    knows(two_providers[0], "34", email="mons@example.org", email_verified=True, amr=["mfa"])
    come_in(client, "oslo", "34")
    assert signs_out(client)["Location"] == reverse("account_login")


@pytest.fixture
def liar(db: None, settings: Any) -> Iterator[Lying]:
    with lying() as running:
        provider = at(running.address, "oslo")
        running.client_id = provider.client_id
        known(settings, provider)
        add_domain(by=PLATFORM, at=NOON, provider="oslo", domain="example.org", member=member("oslo").public_id)
        person("mons")
        yield running


@pytest.mark.parametrize("told", ["", "javascript:alert(1)", "ftp://elsewhere.example/out"])
def test_a_provider_without_such_an_address_or_with_a_wrong_one_leads_nowhere(
    client: Client, liar: Lying, told: str
) -> None:
    liar.signs_out = told
    client.get(liar.goes_there(asked_for(client, "oslo")))
    assert signs_out(client)["Location"] == reverse("account_login")


def test_a_question_in_the_address_is_kept_and_a_token_too_long_is_left_out(
    client: Client, liar: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "LONGEST_HINT", 100)
    liar.signs_out = f"{liar.address}/out?policy=one"
    client.get(liar.goes_there(asked_for(client, "oslo")))
    said = query_of(led_to(signs_out(client)))
    assert said == {"policy": "one", "client_id": "aktsom-oslo", "post_logout_redirect_uri": SIGN_IN}
