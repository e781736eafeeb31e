"""What the tests of pages share: people who have signed in, and the small high-risk list."""

import time
from collections.abc import Callable

import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from aktsom.categories.models import CatalogueVersion
from aktsom.members.models import Person
from tests.cast import person

Visit = Callable[[str], Client]


@pytest.fixture
def visit(small_list: CatalogueVersion) -> Visit:
    """A browser of one of the cast, signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        sign_in(client, person(name))
        return client

    return signed_in


def sign_in(client: Client, person: Person, *, twice: bool = True) -> None:
    """Signed in a while ago, with a passkey or (`twice=False`) with nothing but a password."""
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods_user"] = user_id_to_str(person)
    proof = {"method": "mfa", "type": "webauthn", "passwordless": True} if twice else {"method": "password"}
    session["account_authentication_methods"] = [{**proof, "at": time.time() - 600}]
    session.save()


@pytest.fixture(autouse=True)
def _no_throttling_left_over() -> None:
    cache.clear()
