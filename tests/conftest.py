"""What tests of several areas share. Tests marked `postgres` are of something that SQLite does not have; they run with
PostgreSQL alone."""

import os
from pathlib import Path

import pytest
from django.db import connection

from aktsom.categories.models import CatalogueVersion
from tests import behind_wall, catalogues


@pytest.fixture
def small_list(db: None, tmp_path: Path) -> CatalogueVersion:
    """The small high-risk list of `tests.catalogues` as the current one."""
    return catalogues.take_in(tmp_path / "list")


def pytest_configure() -> None:
    if os.environ.get(behind_wall.SWITCH) and connection.vendor == "postgresql":
        behind_wall.put_up()


def pytest_runtest_setup(item: pytest.Item) -> None:
    behind_wall.stand(item.path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        return
    only_there = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if not item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=only_there)
