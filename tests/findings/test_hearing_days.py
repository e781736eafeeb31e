"""The last day on which a supplier may comment on a finding, and on which a plan is due, by the calendar of Norway."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aktsom.core.errors import Refused
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import plans
from aktsom.findings.models import Finding
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import actor
from tests.findings.made import noted, standing
from tests.follow_up.concluded import followed_up

pytestmark = pytest.mark.django_db
# (moment, the day that it is in Norway): midnight in winter and in summer, the nights when clocks are moved, leap days
# and days off, on which a time may end: the days are the calendar's, and a day off is a day all the same.
MOMENTS = [
    (datetime(2026, 11, 2, 22, 59, tzinfo=UTC), date(2026, 11, 2)),
    (datetime(2026, 11, 2, 23, 0, tzinfo=UTC), date(2026, 11, 3)),
    (datetime(2027, 6, 2, 21, 59, tzinfo=UTC), date(2027, 6, 2)),
    (datetime(2027, 6, 2, 22, 0, tzinfo=UTC), date(2027, 6, 3)),
    (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), date(2027, 3, 27)),  # the clock is put on the night after
    (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), date(2027, 3, 28)),  # and summer time has begun
    (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 3, 29)),
    (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), date(2027, 10, 31)),  # winter time has begun
    (datetime(2027, 10, 31, 23, 0, tzinfo=UTC), date(2027, 11, 1)),
    (datetime(2028, 2, 15, 12, 0, tzinfo=UTC), date(2028, 2, 15)),  # two weeks on it is 29 February
    (datetime(2028, 2, 28, 23, 0, tzinfo=UTC), date(2028, 2, 29)),
    (datetime(2026, 12, 11, 12, 0, tzinfo=UTC), date(2026, 12, 11)),  # two weeks on it is Christmas Day
    (datetime(2027, 5, 3, 12, 0, tzinfo=UTC), date(2027, 5, 3)),  # two weeks on it is 17 May, and Whit Monday
]


@beginning(after=commons.terms)
def one() -> FollowUp:
    return followed_up(sets={"oslo": "T4", "bergen": "T4"}, ends_on=date(2028, 12, 31))


def shown(one: FollowUp, at: datetime) -> Finding:
    made = noted(one, at=at, found_on=date(2026, 10, 1))
    return acts.show_to_supplier(by=actor("bjarne"), at=at, finding_id=made.public_id, revision=made.revision)


@pytest.mark.parametrize(("at", "day"), MOMENTS)
def test_the_hearing_is_counted_from_the_day_that_it_is_in_norway(one: FollowUp, at: datetime, day: date) -> None:
    assert shown(one, at).hear_by == day + timedelta(days=finding_limit("hear_days"))


@pytest.mark.parametrize(
    ("last", "over"),
    [
        # The last minute of the day, and the first of the next: in winter, in summer, on a leap day.
        (datetime(2026, 11, 16, 22, 59, tzinfo=UTC), datetime(2026, 11, 16, 23, 0, tzinfo=UTC)),
        (datetime(2027, 6, 16, 21, 59, tzinfo=UTC), datetime(2027, 6, 16, 22, 0, tzinfo=UTC)),
        (datetime(2028, 2, 29, 22, 59, tzinfo=UTC), datetime(2028, 2, 29, 23, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), datetime(2027, 10, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_last_day_is_the_suppliers_until_midnight_in_norway(one: FollowUp, last: datetime, over: datetime) -> None:
    made = shown(one, last - timedelta(days=14, hours=6))  # in the afternoon
    assert made.hear_by == last.date()
    call = {"by": actor("bjarne"), "finding_id": made.public_id, "revision": made.revision}
    with pytest.raises(Refused, match="fristen"):
        acts.let_stand(**call, at=last)
    assert acts.let_stand(**call, at=over).state == "stands"


@pytest.mark.parametrize(("at", "day"), MOMENTS)
def test_a_plan_is_due_by_the_day_that_it_is_in_norway(one: FollowUp, at: datetime, day: date) -> None:
    standing(one)
    plan = plans.ask_for_plan(by=actor("bjarne"), at=at, follow_up_id=one.public_id)
    assert plan.due_on == day + timedelta(days=finding_limit("plan_days"))
