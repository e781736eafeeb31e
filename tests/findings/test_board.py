"""The board of what is open: what stands on it by which day, who sees it, and that its pages are the whole of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.findings.actions import hearing, plans
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.queries.board import Narrowed, OpenRow, Place, Term, Turn, board
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, actor
from tests.findings.made import (
    DAY,
    TODAY,
    WHY,
    accepted,
    asked_for,
    closed,
    judged,
    measure,
    noted,
    proved,
    shown,
    standing,
)
from tests.follow_up.concluded import report

pytestmark = pytest.mark.django_db
OBSERVED = {"kind": "observation", "severity": None, "severity_reason": ""}


def read(who: str = "bjarne", **chosen: object) -> list[OpenRow]:
    return board(actor(who), Narrowed(**chosen), TODAY).rows  # type: ignore[arg-type]


def titles(rows: list[OpenRow]) -> list[str]:
    return [getattr(row.one, "title", "plan") for row in rows]


def test_what_is_open_by_the_day_that_counts(one: FollowUp) -> None:
    noted(one, title="Skrevet ned")
    shown(one, title="Til uttalelse")
    standing(one, title="Sett", **OBSERVED)
    first = standing(one, title="Avvik")
    rows = read()
    assert [(title, row.due_on, row.turn) for title, row in zip(titles(rows), rows, strict=True)] == [
        ("Til uttalelse", TODAY + 14 * DAY, Turn.SUPPLIER),
        ("Skrevet ned", None, Turn.TEAM),
        ("Sett", None, Turn.TEAM),
        ("Avvik", None, Turn.TEAM),
    ]
    plan = asked_for(one)
    rows = read()
    assert [(title, row.due_on) for title, row in zip(titles(rows), rows, strict=True)][:3] == [
        ("Til uttalelse", TODAY + 14 * DAY), ("Avvik", TODAY + 14 * DAY), ("plan", TODAY + 14 * DAY)
    ]  # fmt: skip
    measure(plan, first, due_on=TODAY + 5 * DAY)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    assert next(row for row in read() if row.table).turn is Turn.TEAM
    plans.accept_plan(by=actor("bjarne"), at=NOON, plan_id=plan.public_id, revision=plan.revision)
    rows = read()
    assert (titles(rows)[0], rows[0].due_on, rows[0].turn) == ("Avvik", TODAY + 5 * DAY, Turn.SUPPLIER)
    assert "plan" not in titles(rows)  # its measures are what is left of it
    row = proved(Measure.objects.get())
    assert (read()[0].turn, read()[0].shown) == (Turn.TEAM, True)
    judged(row)
    assert next(each for each in read() if each.one == first).due_on is None
    closed(first)
    assert "Avvik" not in titles(read())


def test_each_sees_its_own(one: FollowUp) -> None:
    secret = noted(one, title="Skrevet ned")
    hearing.stop_finding(by=actor("bjarne"), at=NOON, finding_id=secret.public_id, revision=secret.revision, reason=WHY)
    shown(one, title="Til uttalelse")
    standing(one, title="Avvik")
    asked_for(one)
    assert len(read("bjarne")) == len(read("mons")) == 4
    assert sorted(titles(read("nora"))) == ["Avvik", "Til uttalelse", "plan"]
    assert titles(read("rita")) == ["Avvik"]
    for who in ("stina", "uma", "sekka", "odd", "revi"):
        assert read(who) == [], who


def test_a_day_that_those_who_are_covered_do_not_see_yet_is_not_told_by_the_board(one: FollowUp) -> None:
    standing(one, title="Avvik")
    asked_for(one)
    [row] = read("rita")
    assert (row.due_on, row.plan_state) == (None, "")


def test_the_choice_and_its_numbers(one: FollowUp) -> None:
    shown(one, at=NOON - 20 * DAY, title="Over fristen", found_on=TODAY - 30 * DAY)
    shown(one, title="Snart")
    noted(one, title="Uten", **OBSERVED)
    found = board(actor("bjarne"), Narrowed(), TODAY)
    assert dict(found.terms) == {Term.ALL: 3, Term.LATE: 1, Term.SOON: 1, Term.NO_DAY: 1}
    for term, title in ((Term.LATE, "Over fristen"), (Term.SOON, "Snart"), (Term.NO_DAY, "Uten")):
        found = board(actor("bjarne"), Narrowed(term=term), TODAY)
        assert (titles(found.rows), found.total) == ([title], 1)
    assert titles(read(turn=Turn.SUPPLIER)) == ["Snart"]
    assert titles(read(what="observation")) == ["Uten"]
    assert read(what="plan") == read(supplier="sup-finnes-ikke") == []
    assert len(read(supplier=one.supplier.public_id)) == 3


def walk(back: bool, limit: int) -> list[tuple[int, int]]:
    """Every row of every page, page by page."""
    found, place = list[tuple[int, int]](), Place(TODAY + 10_000 * DAY, 1, 10**9, back=True) if back else None
    for _ in range(40):
        page = board(actor("bjarne"), Narrowed(), TODAY, place, limit)
        keys = [(row.table, row.one.pk) for row in page.rows]
        found = keys + found if back else found + keys
        place = page.before if back else page.after
        if place is None:
            return found
    raise AssertionError("the pages have no end")


def test_its_pages_are_the_whole_of_it_in_both_directions(one: FollowUp) -> None:
    for number in range(3):
        shown(one, title=f"Hørt {number}")
        noted(one, title=f"Notert {number}")
        standing(one, title=f"Avvik {number}")
    asked_for(one)
    whole = [(row.table, row.one.pk) for row in read()]
    assert len(whole) == len(set(whole)) == 10
    for limit in (1, 2, 3, 10, 50):
        assert walk(False, limit) == whole, limit
    without_days = [key for key in whole if key in set(walk(True, 3))]
    assert walk(True, 3) == without_days  # from a place before the rows that have no day
    second = board(actor("bjarne"), Narrowed(), TODAY, board(actor("bjarne"), Narrowed(), TODAY, None, 4).after, 4)
    back = board(actor("bjarne"), Narrowed(), TODAY, second.before, 4)
    assert [(row.table, row.one.pk) for row in back.rows] == whole[:4]


def test_the_same_questions_for_one_row_and_for_many(one: FollowUp) -> None:
    counts = []
    for number in (1, 2, 3):
        standing(one, title=f"Avvik {number}")
        who = actor("bjarne")
        with CaptureQueriesContext(connection) as asked:
            board(who, Narrowed(), TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 5


def test_what_is_decided_to_be_no_breach_waits_for_no_measure(one: FollowUp) -> None:
    made = standing(one, title="Avvik")
    accepted(one, made)
    made.refresh_from_db()
    hearing.decide_kind(
        by=actor("mons"), at=NOON, finding_id=made.public_id, revision=made.revision, after="observation", reason=WHY,
        evidence_id=report(one).public_id,
    )  # fmt: skip
    [row] = read()
    assert (row.one.kind, Finding.objects.count(), ActionPlan.objects.count()) == ("observation", 1, 1)
