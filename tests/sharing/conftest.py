from pathlib import Path

import pytest

from aktsom.categories.models import CatalogueVersion
from tests import catalogues


@pytest.fixture
def small_list(db: None, tmp_path: Path) -> CatalogueVersion:
    """The small high-risk list of `tests.catalogues` as the current one."""
    return catalogues.take_in(tmp_path / "list")
