"""The day of the account under the Transparency Act stands at Home, and that it is over with none adopted."""

from datetime import UTC, date, datetime

import pytest

from aktsom.effects.actions.not_acting import state_duty
from aktsom.risk.queries.home import home as home_of
from aktsom.web.home.bands import bands
from aktsom.web.reports.home import due_rows, late_rows
from tests.cast import NOON, actor, member
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
BEFORE, AFTER, LONG_BEFORE = (datetime(2026, month, day, 12, tzinfo=UTC).date() for month, day in
                              ((6, 20), (7, 1), (2, 1)))  # fmt: skip


def owes(name: str = "oslo", by: str = "mons") -> None:
    state_duty(by=actor(by), at=NOON, member_id=member(name).public_id, owes=True)


def test_it_is_due_before_its_day_and_late_after_it(visit: Visit) -> None:
    owes()
    assert [(row.title, row.text) for row in due_rows(actor("rita"), BEFORE)] == [
        ("Redegjørelsen for 2025", "Oslo kommune")
    ]
    assert due_rows(actor("rita"), LONG_BEFORE) == due_rows(actor("rita"), AFTER) == []
    assert (
        late_rows(actor("olga"), BEFORE) == late_rows(actor("mons"), AFTER) == []
    )  # who does not adopt is not pressed
    assert [row.title for row in late_rows(actor("olga"), AFTER)] == ["Redegjørelsen for 2025"]
    assert late_rows(actor("berit"), AFTER) == []


def test_it_stands_at_home_for_whoever_adopts_it(visit: Visit) -> None:
    gloves("oslo")
    owes()

    def titles(who: str, on: date) -> list[str]:
        found = bands(actor(who), on, home_of(actor(who), on))
        return [row.title for row in (*found.decide, *found.due) if row.title.startswith("Redegjørelsen")]

    assert titles("olga", AFTER) == titles("olga", BEFORE) == ["Redegjørelsen for 2025"]
    assert titles("olga", LONG_BEFORE) == titles("berit", AFTER) == []
    assert visit("olga").get("/").status_code == 200
