"""As many questions for many findings as for one, where a decision is weighed and where a case is told of."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.findings.actions.remedies import EntitledSaid, say_entitled
from aktsom.findings.models import Entitlement, Finding, Measure
from aktsom.findings.queries.publication_facts import case_passages
from aktsom.findings.states import RemedyKind
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.queries import known
from aktsom.sanctions.queries.left_open import open_now
from aktsom.sanctions.seams import Case
from tests.cast import NOON, actor
from tests.findings.made import accepted, proved
from tests.sanctions.made import TODAY, broken, contract_of

pytestmark = pytest.mark.django_db
FIGURE = EntitledSaid(RemedyKind.FEES, 1_000, "Lister", "MYR", Decimal(100))


def case(one: FollowUp) -> Case:
    return Case(actor("olga"), one, contract_of(one, "oslo"), None, None, "verification", TODAY)


ASKED: dict[str, Callable[[FollowUp], Any]] = {
    "what is left open": lambda one: open_now(actor("olga"), one).owed,
    "whether it was heard": lambda one: known.heard(case(one)),
    "whether proof has come": lambda one: known.evidence(case(one)),
    "what is told of the case": lambda one: case_passages(one, "T4"),
}


def questions(one: FollowUp) -> dict[str, tuple[int, int]]:
    """What was found, and how many questions that took."""
    found = {}
    for name, ask in ASKED.items():
        with CaptureQueriesContext(connection) as asked:
            rows = list(ask(one))
        found[name] = (len(rows), len(asked))
    return found


def test_as_many_for_four_as_for_one(one: FollowUp) -> None:
    findings = [broken(one, title=f"Funn {number}") for number in range(4)]
    for each in findings:
        each.refresh_from_db()
        say_entitled(by=actor("bjarne"), at=NOON, finding_id=each.public_id, revision=each.revision, said=FIGURE)
    accepted(one, *findings)
    for row in Measure.objects.all():
        proved(row)
    many = questions(one)
    left = findings[0].pk
    Measure.objects.exclude(finding=left).update(preventive=True)
    Finding.objects.exclude(pk=left).update(state="withdrawn", withdrawn_reason="En feil.")
    Entitlement.objects.exclude(finding=left).delete()
    few = questions(one)
    for name in ASKED:
        assert many[name][0] == few[name][0] + 3, name
        assert many[name][1] <= few[name][1], name
