from collections.abc import Iterator

import pytest

from tests.follow_up.evidence import places
from tests.follow_up.storage.servers import started_clamd

__all__ = ["places"]


@pytest.fixture(scope="session")
def scanner() -> Iterator[str]:
    yield from started_clamd()
