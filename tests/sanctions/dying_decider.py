"""A process that decides on a suspension, or lifts one: `tests.nursery` starts it and ends it.

What is told to whoever acts is printed last: a process that dies there has done the act and told nobody.
"""

import json
import os
from pathlib import Path

from tests.nursery import die_before


def prepare() -> None:
    """Oslo's suspension with its decision drafted, and Bergen's in force, as their pages show them."""
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.terms.actions import load_terms
    from tests import catalogues
    from tests.cast import NOON
    from tests.follow_up.concluded import followed_up
    from tests.sanctions.made import LATER, begun, recommended, unmet
    from tests.sanctions.steps_made import part_written, suspended

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    load_terms(by=PLATFORM, at=NOON)
    one = followed_up(sets={"oslo": "T4", "bergen": "T4"})
    recommended(one, unmet(one), step="suspension-partial")
    decision = begun(one, "oslo")
    part_written(decision, LATER)
    decision.refresh_from_db()
    stopped = suspended(one, LATER, by="berit", owner="bergen")
    pages = {"decide": [decision.public_id, decision.revision], "lift": [stopped.public_id, stopped.revision]}
    kept().write_text(json.dumps(pages))
    OutboxMessage.objects.all().delete()


def kept() -> Path:
    return Path(os.environ["AKTSOM_VAR"]) / "pages.json"


def act(name: str) -> str:
    """What whoever acts is told."""
    from aktsom.core.errors import DomainError
    from aktsom.sanctions.actions.deciding import decide
    from aktsom.sanctions.actions.suspensions import judge_test
    from aktsom.sanctions.rules.suspensions import Result
    from aktsom.sanctions.states import Answer
    from tests.cast import actor
    from tests.sanctions.made import LATER, WHY, answer

    public_id, revision = json.loads(kept().read_text())[name]
    try:
        if name == "decide":
            said = answer(Answer.FOLLOW, "suspension-partial")
            decide(by=actor("olga"), at=LATER, decision_id=public_id, revision=revision, said=said)
        else:
            judge_test(
                by=actor("berit"), at=LATER, suspension_id=public_id, revision=revision, result=Result.MET,
                rests_on="Revisjonsrapporten.", reason=WHY,
            )  # fmt: skip
    except DomainError as error:
        return type(error).__name__
    return "done"


def main(what: str, where: str = "", count: str = "1") -> None:
    from django.conf import settings

    settings.OUTBOX_INLINE = False
    if what == "prepare":
        prepare()
        return
    if where:
        die_before(where, int(count))
    print(act(what))  # noqa: T201 - for the process that waits
