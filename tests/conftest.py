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
    """What asks no database is run once, with SQLite."""
    on_postgres = connection.vendor == "postgresql"
    left_out = [item for item in items if not (_asks(item) if on_postgres else not item.get_closest_marker("postgres"))]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


def _asks(item: pytest.Item) -> bool:
    """Whether the test asks the database, or may: by its own marks and by whatever it is given."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked) or bool({"db", "transactional_db"} & set(getattr(item, "fixturenames", ("db",))))
