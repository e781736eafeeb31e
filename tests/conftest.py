"""What tests of several areas share, and which run on which database.

What asks no database runs once, with SQLite. What asks it runs on both, but for pages: those run on PostgreSQL, which
is what they are served from, and on SQLite where no PostgreSQL answers; the journeys see them on SQLite. Tests marked
`postgres` are of something that SQLite does not have.
"""

import os
from pathlib import Path

import pytest
from django.db import connection

from tests import behind_wall
from tests.beginnings import _begun, begin_alike, standing
from tests.commons import small_list, terms

__all__ = ["_begun", "small_list", "standing", "terms"]

HERE = Path(__file__).resolve().parent
PAGES_ELSEWHERE = "AKTSOM_TEST_PAGES_ON_POSTGRES"  # set where the same run asks PostgreSQL too


def pytest_configure() -> None:
    if os.environ.get(behind_wall.SWITCH) and connection.vendor == "postgresql":
        behind_wall.put_up()


def pytest_runtest_setup(item: pytest.Item) -> None:
    behind_wall.stand(item.path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    belongs = _asks if connection.vendor == "postgresql" else _belongs_on_sqlite
    left_out = [item for item in items if not belongs(item)]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)
    for item in items:
        if _asks(item):
            begin_alike(item)


def _belongs_on_sqlite(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgres"):
        return False
    return not (os.environ.get(PAGES_ELSEWHERE) and _is_of_pages(item.path) and _asks(item))


def _is_of_pages(where: Path) -> bool:
    return where.is_relative_to(HERE / "web") or where.name == "test_leak_matrix.py"


def _asks(item: pytest.Item) -> bool:
    """Whether the test asks the database, or may: by its own marks and by whatever it is given."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked) or bool({"db", "transactional_db"} & set(getattr(item, "fixturenames", ("db",))))
