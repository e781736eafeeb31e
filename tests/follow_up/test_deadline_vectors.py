"""The table of due days and answers: by the rule, and by a real dispatch and a real answer where the terms are ours."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.actions.planning import plan_follow_up
from aktsom.follow_up.rules.dues import Timing, own_due, timing
from aktsom.terms.actions import load_terms
from aktsom.terms.rules import due, parse
from tests.cast import actor, member, supplier
from tests.factories.dispatches import dispatched, told
from tests.factories.mandates import granted, team
from tests.factories.reports import handed_in
from tests.follow_up.test_planning import gloves, plan

with (Path(__file__).parent / "deadline_vectors.csv").open(encoding="utf-8", newline="") as lines:
    VECTORS = list(csv.DictReader(lines))
STATUS = {Timing.IN_TIME: "in_time", Timing.LATE: "overdue"}
DISPATCHED = datetime(2025, 3, 1, 12, tzinfo=UTC)
ANSWERED = datetime(2025, 5, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_by_the_rule(row: dict[str, str]) -> None:
    found = due(
        parse(row["rule"]),
        term_set=row["term_set_id"],
        anchors={row["anchor"]: date.fromisoformat(row["anchor_date"])},
    )
    own = own_due(row["term_set_id"], found)
    assert own.on == date.fromisoformat(row["expected_due"])
    answered = date.fromisoformat(row["answer_date"])
    assert STATUS[timing(own.on, answered, answered)] == row["expected_status"]


@pytest.mark.django_db
def test_one_answer_is_late_for_some_contracts_and_in_time_for_others(small_list: object) -> None:
    """Asked on 1 March 2025, answered on 15 May: overdue for T1 and T4, in time for T3."""
    load_terms(by=PLATFORM, at=DISPATCHED)
    ours, day = team(), date(2025, 3, 1)
    said: dict[str, dict[str, Any]] = {
        "oslo": {"term_set": "T1", "signed_on": day, "starts_on": day},
        "bergen": {"term_set": "T3", "starts_on": day},
        "stavanger": {"term_set": "T4", "starts_on": day},
    }
    days = {"starts_on": day, "ends_on": date(2026, 2, 1)}
    for owner, facts in said.items():
        granted(ours, gloves(owner, **facts), at=DISPATCHED, **days)
    one = plan_follow_up(
        by=actor("bjarne"), at=DISPATCHED, team_id=ours.public_id, supplier_id=supplier().public_id,
        plan=plan(starts_on=day, ends_on=date(2026, 2, 1)),
    )  # fmt: skip
    report = dispatched(told(one, at=DISPATCHED), at=DISPATCHED)
    handed_in(report, at=ANSWERED)
    rows = {row["term_set_id"]: row for row in VECTORS if row["term_set_id"]}
    for owner in said:
        row = report.contracts.get(member=member(owner))
        expected = rows[row.term_set]
        assert row.due_on == date.fromisoformat(expected["expected_due"])
        assert row.ticked_on == date.fromisoformat(expected["answer_date"])
        assert STATUS[timing(row.due_on, row.ticked_on, ANSWERED.date())] == expected["expected_status"]
        assert row.in_time is (expected["expected_status"] == "in_time")
