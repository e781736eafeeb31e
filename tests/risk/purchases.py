"""Contracts that the small list of `tests.catalogues` places as a test wants them, screened as people's are."""

from typing import Any

from aktsom.contracts.models import Contract
from aktsom.risk.actions import register_and_screen
from aktsom.risk.models import ContractRisk
from tests.cast import NOON, actor, member
from tests.factories.contracts import facts

OWNERS = {"oslo": "olga", "bergen": "berit", "stavanger": "stina", "uio": "uma"}
PLAIN: dict[str, Any] = {"products": (), "cpv": ()}


def bought(owner: str = "oslo", title: str = "Engangshansker", **said: Any) -> Contract:
    """A contract of the member; by default high risk for gloves, by the title alone."""
    return register_and_screen(
        by=actor(OWNERS[owner]), at=NOON, member=member(owner), facts=facts(**{**PLAIN, "title": title, **said})
    )


def gloves(owner: str = "oslo", **said: Any) -> Contract:
    return bought(owner, **said)


def unsaid(owner: str = "oslo", **said: Any) -> Contract:
    """In a listed group, no product named: insufficient information."""
    return bought(owner, **{"title": "Medisinsk forbruksmateriell", **said})


def unlisted(owner: str = "oslo", **said: Any) -> Contract:
    return bought(owner, **{"title": "Kontorrenhold", **said})


def risk_of(contract: Contract) -> ContractRisk:
    return ContractRisk.objects.select_related("screening").get(contract=contract)
