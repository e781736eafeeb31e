"""A way to run tests of actions: each action behind its actor's wall, as pages run it, so that a policy which forbids a
legitimate write is found. PostgreSQL alone, for the tests of the areas in AREAS; switched on by the environment, as
`tools/run_tests.py` does:

    AKTSOM_TEST_BEHIND_WALL=1 DATABASE_URL=postgres://... pytest tests/teams

Only the action that a test calls is put behind the wall, not those that it calls in turn: in a page the wall stands as
it was put up for the request, whoever an inner action is done by.
"""

import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import aktsom
from aktsom.core.actor import Actor
from aktsom.sharing.wall import behind

HERE = Path(__file__).resolve().parent
SWITCH = "AKTSOM_TEST_BEHIND_WALL"
AREAS = ("contracts", "effects", "findings", "follow_up", "members", "risk", "supply_chain", "teams")
OUTSIDE = {
    "take_up_invitation": "pages let anybody in by `suppliers.actions.people.take_up`, which lowers the wall first"
}
_inside: ContextVar[bool] = ContextVar("inside an action", default=False)
_now = {"stands": False}  # for the test that runs now, in all its threads


def put_up() -> int:
    """Wrap every action, wherever it has been imported already; returns how many. Before any test module is read."""
    wrapped = {id(action): (action, walled_in(action)) for action in actions()}
    for module in [one for name, one in sys.modules.items() if name.startswith(("aktsom.", "tests."))]:
        for name, value in list(vars(module).items()):
            if id(value) in wrapped:
                setattr(module, name, wrapped[id(value)][1])
    return len(wrapped)


def stand(where: Path) -> None:
    """Whether it is put up in the test that is about to run, which stands in this file."""
    _now["stands"] = where.relative_to(HERE).parts[0] in AREAS


def actions() -> Iterator[FunctionType]:
    """The public functions of the areas' actions that say who acts."""
    for found in pkgutil.walk_packages(aktsom.__path__, "aktsom."):
        if ".actions" not in found.name:
            continue
        module = import_module(found.name)
        for name, value in vars(module).items():
            acts = inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
            if acts and name not in OUTSIDE and "by" in inspect.signature(value).parameters:
                yield value


def walled_in(action: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(action)

    @wraps(action)
    def walled(*args: Any, **kwargs: Any) -> Any:
        by = signature.bind_partial(*args, **kwargs).arguments.get("by")
        if not _now["stands"] or _inside.get() or not (by is None or isinstance(by, Actor)):
            return action(*args, **kwargs)
        token = _inside.set(True)
        try:
            with behind(by):
                return action(*args, **kwargs)
        finally:
            _inside.reset(token)

    return walled
