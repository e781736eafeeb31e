from collections.abc import Iterator

import pytest

from aktsom.interop.company_register.client import CompanyRegister, Limits
from tests.interop.company_register.stand_in import StandIn, standing_in

QUICK = Limits(connect=1, read=0.3, tries=3, pause=0.5, longest_pause=8, answer_bytes=20_000)


@pytest.fixture
def register() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(register: StandIn, pauses: list[float]) -> Iterator[CompanyRegister]:
    with CompanyRegister(register.base, QUICK, sleep=pauses.append) as made:
        yield made
