"""What a provider says is believed only when all of it holds."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from aktsom.core.actor import PLATFORM
from aktsom.members.actions.organisations import add_domain
from aktsom.members.models import SignIn
from tests.cast import NOON, member, person
from tests.identity.honest import asked_for
from tests.identity.lying import Lying, lying
from tests.web.signin.conftest import at, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def liar(db: None, settings: Any) -> Iterator[Lying]:
    with lying() as running:
        provider = at(running.address, "oslo")
        running.client_id = provider.client_id
        known(settings, provider)
        add_domain(by=PLATFORM, at=NOON, provider="oslo", domain="example.org", member=member("oslo").public_id)
        person("mons")
        yield running


def signed_in(client: Client, liar: Lying, more: str = "") -> bool:
    answer = client.get(liar.goes_there(asked_for(client, "oslo")) + more)
    assert answer.status_code in (302, 403)
    return "_auth_user_id" in client.session


def test_the_truth_is_believed(client: Client, liar: Lying) -> None:
    assert signed_in(client, liar, f"&iss={liar.address}")


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["aktsom-oslo", "another-client"]},
        {"aud": ["aktsom-oslo", "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"exp": int(time.time()) - 300},  # and later still when the test runs
        {"exp": None},
        {"iat": int(time.time()) + 86_400},  # in the future also when the tests are slow to come here
        {"sub": None},
        {"sub": "2"},  # not whom the user info is of
    ],
    ids="-".join,
)
def test_a_token_that_does_not_hold_is_refused(client: Client, liar: Lying, lie: dict[str, Any]) -> None:
    liar.claims = lie
    assert not signed_in(client, liar)
    assert SignIn.objects.get().outcome == "wrong"


@pytest.mark.parametrize("signed", ["by_another", "not_at_all", "with_secret"])
def test_a_token_is_signed_with_the_providers_own_key(client: Client, liar: Lying, signed: str) -> None:
    liar.signed = signed
    assert not signed_in(client, liar)


def test_without_a_token_the_user_info_alone_is_nothing(client: Client, liar: Lying) -> None:
    liar.without_token, liar.info = True, {"email": "mons@example.org", "email_verified": True}
    assert not signed_in(client, liar)


def test_what_is_signed_stands_before_what_is_not(client: Client, liar: Lying) -> None:
    liar.claims = {"email": "mons@example.org", "email_verified": False}
    liar.info = {"email": "mons@example.org", "email_verified": True}
    assert not signed_in(client, liar)


def test_an_answer_that_names_another_issuer_is_refused(client: Client, liar: Lying) -> None:
    assert not signed_in(client, liar, "&iss=https://elsewhere.example")


def test_a_provider_that_gives_another_issuer_than_its_address_is_not_gone_to(client: Client, liar: Lying) -> None:
    liar.issuer = "https://elsewhere.example"
    assert client.post("/konto/hos/oslo/").status_code == 403


def test_a_token_is_taken_once(client: Client, liar: Lying) -> None:
    liar.claims = {"jti": "the-one"}
    assert signed_in(client, liar)
    assert not signed_in(Client(), liar)


def test_what_the_lie_was_is_told_to_nobody(client: Client, liar: Lying) -> None:
    liar.claims = {"aud": "another-client"}
    page = client.get(liar.goes_there(asked_for(client, "oslo"))).content.decode()
    assert "another-client" not in page
    assert "Du er ikke logget inn" in page
