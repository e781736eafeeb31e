"""What many parts of one page ask for and none of them changes, such as which version of the list is current: read once
while a request is answered. Outside a request it is read each time."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("once", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """What is read `once` is kept until the end of this and no longer."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """Only for what is the same for everybody, and for values that nobody changes. An action that changes what was
    read says `forget`."""
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


def forget(key: Hashable) -> None:
    known = _known.get()
    if known is not None:
        known.pop(key, None)
