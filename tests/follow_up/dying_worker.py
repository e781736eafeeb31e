"""The platform's worker: `tests.nursery` starts it and ends it."""

import os

from tests.nursery import die_before

SUPPLIERS = 6


def prepare() -> None:
    """A database with a round that has been ordered, of a member's team and as many suppliers."""
    from pathlib import Path

    from django.conf import settings
    from django.utils import timezone

    settings.OUTBOX_INLINE = False
    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.follow_up.actions.planning import announce, plan_follow_up
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.follow_up.actions.rounds import order_round
    from aktsom.suppliers.actions import give_supplier_role
    from aktsom.terms.actions import load_terms
    from tests import catalogues
    from tests.cast import NOON, actor, person, supplier
    from tests.factories.mandates import granted, team
    from tests.follow_up.test_planning import gloves, plan

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    load_terms(by=PLATFORM, at=NOON)
    load_questionnaires(by=PLATFORM, at=NOON)
    ours, nora = team(), person("nora")
    for number in range(SUPPLIERS):
        name = f"Leverandør {number} AS"
        granted(ours, gloves("oslo", supplier_name=name, supplier_number="", term_set="T4"))
        one = supplier(name, "")
        give_supplier_role(by=PLATFORM, at=NOON, person=nora, supplier=one, role="supplier_approver")
        made = plan_follow_up(by=actor("mons"), at=NOON, team_id=ours.public_id, supplier_id=one.public_id, plan=plan())
        announce(by=actor("mons"), at=NOON, follow_up_id=made.public_id, revision=1)
    OutboxMessage.objects.all().delete()
    order_round(by=actor("mons"), at=timezone.now(), team_id=ours.public_id, follow_ups=None)


def work(where: str = "", count: str = "1") -> None:
    """As `aktsom work --once`, of the outbox alone."""
    from django.conf import settings
    from django.utils import timezone

    from aktsom.core import outbox

    settings.OUTBOX_INLINE = False
    if where:
        die_before(where, int(count))
    outbox.take_up_again()
    while outbox.deliver_due(timezone.now()):
        pass


def main(what: str, *said: str) -> None:
    prepare() if what == "prepare" else work(*said)
