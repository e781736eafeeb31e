"""A person's word that a register file may be taken in, and the file back to the person when that came to nothing."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import ngettext

from aktsom.contracts import permissions
from aktsom.contracts.actions.receiving import import_for_change
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.states import IMPORT, ImportState, RowOutcome
from aktsom.core import outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.models import OutboxMessage

# outbox: {"import": public id, "person": id of who confirmed, null for the platform}; the handler calls `take_in` in
# that person's name and screens what it gets
TAKE_IN = "register.take_in"


@transaction.atomic
def confirm_import(
    *, by: Actor, at: datetime, public_id: str, revision: int | None = None, whole_register: bool | None = None
) -> RegisterImport:
    """A person's word that the register may be changed as shown. `whole_register` is as `say_whole_register` has it,
    and stays as it is when nothing is said. Raises Stale when rows were mended since `revision`,
    Refused while rows are blocked."""
    found = import_for_change(by, public_id)
    stop_if(permissions.work_on_import(by, found, "confirm"))
    if revision is not None and found.revision != revision:
        raise Stale
    stop_if(_blocked(found))
    found.state = IMPORT.after(found.state, "confirm")
    if whole_register is not None:
        found.whole_register = whole_register
    found.revision += 1
    found.save(update_fields=["state", "whole_register", "revision"])
    told = {"whole_register": found.whole_register}
    record(by=by, at=at, acts=[Act("register_confirmed", public_id, found.member_id, changes=told)])
    outbox.send(kind=TAKE_IN, payload={"import": public_id, "person": by.person_id}, at=at)
    return found


def _blocked(register_import: RegisterImport) -> Refusal | None:
    count = register_import.rows.filter(outcome=RowOutcome.BLOCKED).count()
    if not count:
        return None
    return Refusal(
        ngettext(
            "Rett eller utelat {count} rad før du bekrefter.",
            "Rett eller utelat {count} rader før du bekrefter.",
            count,
        ).format(count=count)
    )


@transaction.atomic
def return_import(*, by: Actor, at: datetime, public_id: str) -> RegisterImport:
    """Back to the person who confirmed it: taking in was interrupted or failed, and nothing of it shows."""
    found = import_for_change(by, public_id)
    found.state = IMPORT.after(found.state, "return")
    found.revision += 1
    found.save(update_fields=["state", "revision"])
    record(by=by, at=at, acts=[Act("register_returned", public_id, found.member_id)])
    return found


def return_interrupted(*, by: Actor, at: datetime) -> list[str]:
    """For the start of the worker: imports whose taking in began and never ended, or failed too often, go back to
    `read`, and the message that asked for it is laid aside. Returns their public ids.

    An import that another worker holds locked is left alone (PostgreSQL); with SQLite there is one worker.
    """
    given_up = Q(taken_at__isnull=False) | Q(attempts__gte=outbox.MAX_ATTEMPTS)
    begun = OutboxMessage.objects.filter(given_up, kind=TAKE_IN, delivered_at__isnull=True)
    skip = connection.features.has_select_for_update_skip_locked
    returned = []
    for message in begun.order_by("id"):
        with transaction.atomic():
            free = RegisterImport.objects.select_for_update(skip_locked=skip)
            waiting = free.filter(public_id=message.payload["import"], state=ImportState.TAKING_IN).first()
            if waiting is None:
                continue
            returned.append(return_import(by=by, at=at, public_id=waiting.public_id).public_id)
            message.delivered_at, message.error = at, "Interrupted"
            message.save(update_fields=["delivered_at", "error"])
    return returned
