"""What many tests begin from, made once for all tests in a row that begin alike.

A beginning is made by the platform's own actions inside a transaction that stays open; each test runs inside that one
and takes back what it did, as tests with a database do anyway. One beginning may stand on another. A test that commits
for real cannot run inside an open transaction and has its beginning made anew.

    @beginning
    def small_list() -> CatalogueVersion: ...

    @beginning(after=small_list)
    def one() -> FollowUp: ...
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

import pytest
from django.db import transaction

Make = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How it is made, and what it stands on, the first first."""

    make: Make
    after: "tuple[Beginning, ...]" = ()

    @property
    def whole(self) -> "tuple[Beginning, ...]":
        return (*self.after, self)


class Standing:
    """The beginnings that stand now, each in the transaction of the one before it, with what it made."""

    def __init__(self) -> None:
        self._open: list[tuple[Beginning, ExitStack, Any]] = []

    def stand(self, wanted: tuple[Beginning, ...]) -> None:
        same = 0
        while same < min(len(wanted), len(self._open)) and self._open[same][0] == wanted[same]:
            same += 1
        self.take_down(same)
        for one in wanted[same:]:
            self._open.append((one, *_made_inside(one)))

    def take_down(self, left: int = 0) -> None:
        while len(self._open) > left:
            self._open.pop()[1].close()

    def made(self, one: Beginning) -> Any:
        """What it made, for this test to change as it likes; made now where it does not stand."""
        for standing, _closing, made in self._open:
            if standing == one:
                return deepcopy(made)
        return one.make()


def _made_inside(one: Beginning) -> tuple[ExitStack, Any]:
    closing = ExitStack()
    closing.enter_context(_TakenBack())
    try:
        return closing, one.make()
    except BaseException:
        closing.close()
        raise


class _TakenBack(transaction.Atomic):
    """Everything done inside is undone. Marked as a test's own, so that code which must begin a transaction may."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True

    def __exit__(self, *_error: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(None, None, None)


def beginning(make: Make | None = None, *, after: Any = None, autouse: bool = False) -> Any:
    """The fixture of this name; `after` is the fixture of the one that it stands on."""
    if make is None:
        return partial(beginning, after=after, autouse=autouse)
    one = Beginning(make, after.beginning.whole if after else ())

    @wraps(make)
    def begun(db: None, request: pytest.FixtureRequest, standing: Standing) -> Any:
        if after:
            request.getfixturevalue(after.__name__)
        return standing.made(one)

    begun.beginning = one  # type: ignore[attr-defined]
    del begun.__wrapped__  # else what the fixture is given is read off the function that it wraps
    return pytest.fixture(begun, autouse=autouse)


@pytest.fixture(scope="session")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """To be closed before the database goes."""
    now = Standing()
    yield now
    with django_db_blocker.unblock():
        now.take_down()


@pytest.fixture
def _begun(request: pytest.FixtureRequest, standing: Standing, django_db_blocker: Any) -> None:
    """Before the test's own transaction is begun; see `begin_alike`."""
    with django_db_blocker.unblock():
        standing.stand(() if _commits(request.node) else _wanted(request.node))


def begin_alike(item: pytest.Item) -> None:
    item.fixturenames.insert(0, "_begun")  # type: ignore[attr-defined]


def _commits(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    committing = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(marked and marked.kwargs.get("transaction")) or bool(committing & set(item.fixturenames))  # type: ignore[attr-defined]


def _wanted(item: pytest.Item) -> tuple[Beginning, ...]:
    """The longest of those that the test is given; one that does not stand on the same is made in the test itself."""
    given = item._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined]
    found = [getattr(fixtures[-1].func, "beginning", None) for fixtures in given]
    return max((one.whole for one in found if one), key=len, default=())
