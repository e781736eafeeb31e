"""Looking suppliers up in the company register, in the background: when somebody asks, and each day those looked up
longest ago. Without an address of the register nothing is fetched."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import daily, handles
from aktsom.interop.company_register.client import CompanyRegister
from aktsom.interop.company_register.problems import RegisterProblem
from aktsom.interop.company_register.taking_in import SOURCE, take_in_file
from aktsom.suppliers.actions.registered import LOOK_UP, note_register_answer, take_in_facts
from aktsom.suppliers.queries.facts import number_to_look_up, to_look_up
from aktsom.suppliers.states import RegisterAnswer
from aktsom.suppliers.tables import register_limits

log = logging.getLogger(__name__)
LOOK_UP_STALE = "suppliers.look_up_stale"
TAKE_IN_FILE = "suppliers.take_in_file"


@handles(LOOK_UP)
def look_up(payload: dict[str, Any]) -> None:
    """One supplier. A problem that may pass is raised, so that the outbox tries again; the page says it meanwhile."""
    number = number_to_look_up(payload["supplier"])
    if not settings.COMPANY_REGISTER or not number:
        return
    with CompanyRegister.of_settings() as register:
        _looked_up(register, payload["supplier"], number)


@daily(LOOK_UP_STALE)
def look_up_stale(_payload: dict[str, Any]) -> None:
    """Stops at the first problem that may pass: the register is not asked on and on while it is down. What is left is
    first the next day."""
    if not settings.COMPANY_REGISTER:
        return
    limits = register_limits()
    older_than = timezone.now() - timedelta(days=limits["fresh_days"])
    with CompanyRegister.of_settings() as register:
        for supplier, number in to_look_up(older_than, limits["asked_a_day"]):
            try:
                _looked_up(register, supplier, number)
            except RegisterProblem as problem:
                log.warning("company register: %s", problem.code)
                return


def _looked_up(register: CompanyRegister, supplier: str, number: str) -> None:
    try:
        facts = register.look_up(number)
    except RegisterProblem as problem:
        note_register_answer(at=timezone.now(), supplier=supplier, answer=RegisterAnswer.FAILED)
        if problem.passing:
            raise
        log.warning("company register: %s", problem.code)
        return
    at = timezone.now()
    if facts is None:
        note_register_answer(at=at, supplier=supplier, answer=RegisterAnswer.MISSING)
        return
    take_in_facts(by=PLATFORM, at=at, facts=[facts], source=SOURCE)
    if facts.above and (over := register.look_up(facts.above)):
        take_in_facts(by=PLATFORM, at=at, facts=[over], source=SOURCE)  # known by its number alone until now


@handles(TAKE_IN_FILE)
def take_in(payload: dict[str, Any]) -> None:
    """A whole file of the register that lies on the machine; taken in twice it changes nothing more."""
    take_in_file(by=PLATFORM, at=timezone.now(), path=Path(payload["path"]))
