"""What follows from a confirmed register file and from a new version of the list."""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from aktsom.categories.actions import RESCREEN_ALL
from aktsom.contracts import progress
from aktsom.contracts.actions.confirming import TAKE_IN, return_import
from aktsom.contracts.actions.taking_in import take_in
from aktsom.contracts.models import Contract, RegisterImport
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.outbox import handles, send, waits
from aktsom.members.models import Person
from aktsom.members.queries import actor_for
from aktsom.risk.actions.screening import screen_contracts
from aktsom.suppliers.actions.matching import MATCH

RESCREEN_BATCH = 5_000  # contracts a transaction, so that people's writes wait a second or two at most


log = logging.getLogger(__name__)


@handles(TAKE_IN)
def take_in_register(payload: dict[str, Any]) -> None:
    """The file into the register and its contracts through the screen, all or nothing, in the name of who confirmed.

    When something fails nothing of it is kept, and the file goes back to the person, who can confirm again.
    """
    public_id = payload["import"]
    by = actor_for(Person.objects.get(pk=payload["person"])) if payload["person"] else PLATFORM
    try:
        _take_in_and_screen(public_id, by)
    except Exception as error:
        log.exception("taking in %s failed: %s", public_id, type(error).__name__)
        return_import(by=PLATFORM, at=timezone.now(), public_id=public_id)


def _take_in_and_screen(public_id: str, by: Actor) -> None:
    at = timezone.now()
    with transaction.atomic():
        found = RegisterImport.objects.get(public_id=public_id)
        taken = take_in(register_import=found, by=by, at=at, progress=partial(progress.report, public_id, "taking_in"))
        screen_contracts(
            by=by,
            at=at,
            contract_ids=(*taken.new_ids, *taken.changed_ids),
            progress=partial(progress.report, public_id, "screening"),
        )
        if not waits(kind=MATCH, payload={}):
            send(kind=MATCH, payload={}, at=at)


@handles(RESCREEN_ALL)
def rescreen_all(_payload: dict[str, Any]) -> None:
    """Every contract through the current list; a batch that was done before finds nothing new to write."""
    ids = list(Contract.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), RESCREEN_BATCH):
        screen_contracts(by=PLATFORM, at=timezone.now(), contract_ids=ids[start : start + RESCREEN_BATCH])
