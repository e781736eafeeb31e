"""Joint activities and what they tick off."""

from datetime import date

from aktsom.effects.effort_states import JointKind
from aktsom.effects.queries.duplicates import joint_activities, network_duplicates, summed
from aktsom.effects.queries.effort import EffortScope
from aktsom.follow_up.actions import meetings
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.factories.reports import asked, handed_in
from tests.follow_up.methods import followed
from tests.follow_up.test_meetings import sent

YEAR = EffortScope(date(2026, 1, 1), date(2026, 12, 31))


@beginning(after=commons.small_list)
def case() -> FollowUp:
    """Oslo has two contracts in it and Bergen one."""
    return followed("oslo", "oslo", "bergen")


def oslos() -> EffortScope:
    return EffortScope(YEAR.first, YEAR.last, member_id=member("oslo").pk)


class TestSelfReports:
    def test_one_answer_ticks_off_every_contract(self, case: FollowUp) -> None:
        report = asked(case)
        assert joint_activities(actor("bjarne"), YEAR) == []  # not answered yet

        handed_in(report)
        [found] = joint_activities(actor("bjarne"), YEAR)

        assert (found.kind, found.public_id, found.contracts, found.avoided) == ("self_report", report.public_id, 3, 2)
        assert found.ticked == {member("oslo").pk: 2, member("bergen").pk: 1}
        assert sum(found.avoided_by_member.values()) == 2

    def test_outside_the_period_and_other_categories_are_left_out(self, case: FollowUp) -> None:
        handed_in(asked(case))

        assert joint_activities(actor("bjarne"), EffortScope(date(2025, 1, 1), date(2025, 12, 31))) == []
        assert joint_activities(actor("bjarne"), EffortScope(YEAR.first, YEAR.last, group_id="other")) == []
        assert len(joint_activities(actor("bjarne"), EffortScope(YEAR.first, YEAR.last, group_id=case.group_id))) == 1
        assert len(joint_activities(actor("bjarne"), EffortScope(YEAR.first, YEAR.last, follow_up=case.public_id))) == 1

    def test_a_member_sees_its_own(self, case: FollowUp) -> None:
        handed_in(asked(case))

        assert len(joint_activities(actor("olga"), oslos())) == 1
        assert joint_activities(actor("stina"), YEAR) == []  # none of hers are covered
        assert joint_activities(actor("nora"), YEAR) == []  # the supplier counts no buyers


def test_a_meeting_counts_once_its_minutes_stand(case: FollowUp) -> None:
    made = sent(case)
    assert joint_activities(actor("bjarne"), YEAR) == []
    meetings.confirm_minutes(by=actor("nora"), at=NOON, meeting_id=made.public_id, revision=made.revision)

    found = {one.kind: one for one in joint_activities(actor("bjarne"), YEAR)}

    assert found[JointKind.MEETING].contracts == 3


def test_sums_over_members_are_the_network(case: FollowUp) -> None:
    handed_in(asked(case))
    rows = summed(joint_activities(actor("bjarne"), YEAR))
    network = network_duplicates(actor("stina"), YEAR)

    assert {row.year for row in rows} == {2026}
    assert sum(row.avoided for row in rows) == network[JointKind.SELF_REPORT].avoided == 2
    assert sum(row.contracts for row in rows) == network[JointKind.SELF_REPORT].contracts == 3
    assert network_duplicates(actor("nora"), YEAR) == {}
