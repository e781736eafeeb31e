"""The documents of a case are asked for together: three of a kind cost no more questions than one."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.core.public_ids import new_public_id
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.web.records.gathering import gathered
from tests.cast import actor, member
from tests.follow_up.evidence import places
from tests.records.filed import filed

__all__ = ["places"]
pytestmark = pytest.mark.django_db


def alike(kind: Any, **other: Any) -> None:
    """Another row like the first of its kind."""
    row = kind.objects.order_by("pk").first()
    row.pk, row.public_id = None, new_public_id(row.public_id.partition("-")[0])
    for name, value in other.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def asked(one: FollowUp) -> tuple[int, int]:
    """(questions, documents)."""
    mons = actor("mons")
    with CaptureQueriesContext(connection) as queries:
        found = gathered(mons, member("oslo"), one).documents
    return len(queries), len(found)


def test_three_of_a_kind_are_asked_for_at_once(small_list: object, places: Path) -> None:
    one = filed()
    asked(one)  # tables that are read once
    before, few = asked(one)
    for number in range(2):
        alike(Finding)
        alike(SanctionDecision, state="withdrawn", withdrawn_reason="Den var feil.")
        alike(Letter, serial=number + 50)
    after, many = asked(one)
    assert many == few + 6
    assert after == before
