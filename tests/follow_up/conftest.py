from collections.abc import Iterator

import pytest

from tests.follow_up.evidence import places
from tests.follow_up.storage.servers import s3_server, started_clamd

__all__ = ["places", "s3_server"]


@pytest.fixture(scope="session")
def scanner() -> Iterator[str]:
    """The address of a scanner that knows the test virus."""
    yield from started_clamd()
