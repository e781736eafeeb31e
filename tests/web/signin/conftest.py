from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.members.actions.organisations import add_domain
from aktsom.web.signin.openid.providers import IdentityProvider
from tests.cast import NOON, member
from tests.identity import honest

Known = Callable[..., None]


@pytest.fixture(scope="session")
def oslo_provider() -> Iterator[str]:
    with honest.provider() as address:
        yield address


@pytest.fixture(scope="session")
def bergen_provider() -> Iterator[str]:
    with honest.provider() as address:
        yield address


def known(settings: Any, *providers: IdentityProvider) -> None:
    """The platform is started with these providers."""
    apps = [provider.as_app() for provider in providers]
    strict = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["provider_class"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": strict, "APPS": apps}}


def at(address: str, id_: str, **more: Any) -> IdentityProvider:
    return IdentityProvider(id_, f"{id_.capitalize()} kommune", address, f"aktsom-{id_}", "a secret", **more)


@pytest.fixture
def two_providers(db: None, settings: Any, oslo_provider: str, bergen_provider: str) -> tuple[str, str]:
    """Oslo's provider speaks for oslo.no and example.org, Bergen's for bergen.no."""
    known(settings, at(oslo_provider, "oslo", second_factor=True), at(bergen_provider, "bergen"))
    for provider, domain, role in (
        ("oslo", "oslo.no", "contract_manager"),
        ("oslo", "example.org", ""),
        ("bergen", "bergen.no", ""),
    ):
        add_domain(
            by=PLATFORM, at=NOON, provider=provider, domain=domain, member=member(provider).public_id, first_role=role
        )
    return oslo_provider, bergen_provider
