"""A process that decides on a suspension, or lifts one, and ends itself, as if by kill -9, at the count of a call.

python -m tests.sanctions.dying_decider prepare
python -m tests.sanctions.dying_decider decide|lift [module:name count]

What is told to whoever acts is printed last: a process that dies there has done the act and told nobody.
"""

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "aktsom.settings"


def prepare() -> None:
    """Oslo's suspension with its decision drafted, and Bergen's in force, as their pages show them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
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


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    from tests.follow_up.dying_worker import die_at

    settings.OUTBOX_INLINE = False
    if sys.argv[1] == "prepare":
        prepare()
        return
    if len(sys.argv) > 2:
        die_at(sys.argv[2], int(sys.argv[3]))
    print(act(sys.argv[1]))  # noqa: T201 - for the process that waits


if __name__ == "__main__":
    main()
