import pytest

from aktsom.categories.catalogue import Catalogue, read_catalogue
from aktsom.risk.screening import Screener


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def screener(catalogue: Catalogue) -> Screener:
    return Screener(catalogue)
