"""What is put together in the background for one person, whatever it is: how far it is, stopped and gone on with, tried
again, failed, fetched, and forgotten when its days are over. What it is of, who may have it and what the journal says
of it is for those who have such a thing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from aktsom.follow_up.models import PutTogether
from aktsom.follow_up.states import PACKAGE, PackageProblem, PackageState

SILENT = timedelta(hours=6)  # after which one that is being made has been given up
SAME_FETCH = timedelta(hours=1)  # a download goes on in parts; the journal tells of it once
Made = TypeVar("Made", bound=PutTogether)


def under_way(like: Made) -> Made | None:
    """Another one of the same that is being made."""
    return type(like)._default_manager.filter(**like.alike, state=PackageState.MAKING).first()


def being_made(model: type[Made], public_id: str) -> Made | None:
    """To be changed. None where it was stopped meanwhile."""
    rows = model._default_manager.select_for_update(of=("self",))
    return rows.filter(public_id=public_id, state=PackageState.MAKING).first()


def stop(found: Made, at: datetime) -> None:
    """One that became whole meanwhile stays so. It is locked."""
    if found.state != PackageState.READY:
        _move(found, "stop", at)


def go_on(found: Made, at: datetime) -> bool:
    """Whether it is now being made. It is locked."""
    if under_way(found) is not None:
        return False
    _move(found, "go_on", at)
    return True


@transaction.atomic
def take_up(model: type[Made], public_id: str, at: datetime) -> None:
    """One that failed is tried again, as long as the outbox does, unless a newer one is being made."""
    found = model._default_manager.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None or PACKAGE.refusal(found.state, "try_again") or found.is_over(at):
        return
    if under_way(found) is None:
        _move(found, "try_again", at)


@transaction.atomic
def note_progress(made: PutTogether, at: datetime, *, done: int, total: int) -> bool:
    """Whether to go on: somebody may have stopped it."""
    found = being_made(type(made), made.public_id)
    if found is None:
        return False
    found.done, found.total, found.moved_at = done, total, at
    found.save(update_fields=["done", "total", "moved_at"])
    return True


def finish(found: PutTogether, at: datetime, **whole: Any) -> None:
    """The file lies in its place already. It is locked, and still being made."""
    for name, value in whole.items():
        setattr(found, name, value)
    found.state, found.moved_at, found.done = PACKAGE.after(found.state, "finish"), at, found.total
    found.save()


@transaction.atomic
def fail(model: type[PutTogether], public_id: str, at: datetime, problem: PackageProblem) -> None:
    """If it is still being made."""
    found = being_made(model, public_id)
    if found is not None:
        _move(found, "fail", at, problem)


def fetched_anew(found: PutTogether, at: datetime) -> bool:
    """Whether the journal is to tell of it: once for all parts of it. It is locked."""
    if found.fetched_at is not None and found.fetched_at >= at - SAME_FETCH:
        return False
    found.fetched_at = at
    found.save(update_fields=["fetched_at"])
    return True


def forget_over(model: type[PutTogether], at: datetime, **emptied: str) -> int:
    """Those whose days are over, and the silent have failed; the platform's own work."""
    for one in model._default_manager.filter(state=PackageState.MAKING, moved_at__lt=at - SILENT):
        fail(model, one.public_id, at, PackageProblem.SILENT)
    rows = model._default_manager.filter(expires_at__lte=at)
    return forget(rows.exclude(state__in=[PackageState.GONE, PackageState.MAKING]), **emptied)


def forget(ones: Iterable[PutTogether], **emptied: str) -> int:
    """The row stays. The file goes with the tidying, unless something else is the same file: whoever fetched it may
    have brought it as evidence. `emptied` are further columns that tell of the file."""
    count = 0
    for one in list(ones):
        same = type(one)._default_manager.filter(pk=one.pk, state=one.state)  # gone on with meanwhile, it stays
        gone = PACKAGE.after(one.state, "delete")
        count += same.update(state=gone, holds=[], sha256="", size=0, **emptied)
    return count


def unfinished(made: PutTogether) -> Path:
    """Where it is put together; the id is our own and holds nothing that a path could be made of."""
    return Path(settings.UPLOADS) / f"{made.public_id}.zip"


def held_by(public_id: str) -> Path:
    """What whoever puts it together holds locked meanwhile."""
    return Path(settings.UPLOADS) / f"{public_id}.lock"


def _move(found: PutTogether, verb: str, at: datetime, problem: str = "") -> None:
    found.state, found.moved_at, found.problem = PACKAGE.after(found.state, verb), at, problem
    found.save(update_fields=["state", "moved_at", "problem"])
