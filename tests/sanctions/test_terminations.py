"""Termination with its exit assessment, and what stays followed up; the exit assessment itself."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import remedies
from aktsom.findings.actions.remedies import EntitledSaid
from aktsom.findings.models import Finding
from aktsom.findings.states import RemedyKind
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding, exits, terminations
from aktsom.sanctions.actions.setting_in_motion import MOVES, give_way, take_back_what_it_moved, unfinished
from aktsom.sanctions.models import ExitAssessment, SanctionDecision, Termination
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.left_open import open_now
from aktsom.sanctions.queries.steps import exit_assessment_of, termination
from aktsom.sanctions.rules.blocks import Ground
from aktsom.sanctions.step_states import TERMINATION, TerminationState
from aktsom.sanctions.tables import ladder
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.findings.made import accepted, standing
from tests.sanctions.steps_made import DAY, TODAY, WHY, drafted, exit_written, terminated

pytestmark = pytest.mark.django_db


def call(one: Termination, by: str = "olga") -> dict[str, Any]:
    return {"by": actor(by), "at": NOON, "termination_id": one.public_id, "revision": one.revision}


def owed(finding: Finding) -> None:
    finding.refresh_from_db()
    said = EntitledSaid(RemedyKind.FEES, 12, "Revisjonsrapporten", "USD", Decimal(900))
    remedies.say_entitled(
        by=actor("bjarne"), at=NOON, finding_id=finding.public_id, revision=finding.revision, said=said
    )


def test_the_whole_table() -> None:
    verbs = {move.verb for move in TERMINATION.moves}
    assert {(s, v) for s, v in product(TerminationState, verbs) if not TERMINATION.refusal(s, v)} == {
        ("drafted", "begin"), ("drafted", "drop"), ("standing", "settle"), ("standing", "drop"),
    }  # fmt: skip


class TestExit:
    def test_every_step_that_takes_orders_away_needs_one(self) -> None:
        assert tuple(step.id for step in ladder() if step.needs_exit_assessment) == MOVES

    @pytest.mark.parametrize("step", MOVES)
    def test_without_it_the_step_is_not_decided(self, one: FollowUp, step: str) -> None:
        assert unfinished(drafted(one, step), step)

    @pytest.mark.parametrize("part", ["workers", "tried", "left_open"])
    def test_each_part_is_written(self, one: FollowUp, part: str) -> None:
        with pytest.raises(Wrong) as wrong:
            exit_written(drafted(one, "termination"), **{part: " "})
        assert wrong.value.field == part
        assert not ExitAssessment.objects.exists()

    def test_what_is_open_for_the_workers_is_before_the_writer_and_is_kept(self, one: FollowUp) -> None:
        finding = standing(one)
        accepted(one, finding)
        owed(finding)
        decision = drafted(one, "termination")
        exit_written(decision)
        assert ExitAssessment.objects.get().knew == {
            "findings": 1, "measures": 1, "owed_people": 12, "unknown_sums": 0,
        }  # fmt: skip

    def test_a_small_group_is_looked_at_first(self, one: FollowUp) -> None:
        with pytest.raises(LookAgain):
            exit_written(drafted(one, "termination"), workers="Arbeideren Siti Rahman mister jobben.")

    def test_written_anew_from_the_page_that_showed_it(self, one: FollowUp) -> None:
        decision = drafted(one, "termination")
        exit_written(decision)
        with pytest.raises(Stale):
            exit_written(decision)
        said = exits.ExitSaid("De mister arbeid.", "Alt er prøvd.", "Vi følger betalingen.")
        again = exits.write_exit_assessment(
            by=actor("mons"), at=NOON, decision_id=decision.public_id, said=said, revision=1
        )
        assert (again.workers, again.revision) == ("De mister arbeid.", 2)

    def test_neither_the_supplier_nor_another_member_reads_it(self, one: FollowUp) -> None:
        made = terminated(one)
        assert exit_assessment_of(actor("mons"), made.decision) is not None
        for who in ("nora", "berit", "bjarne", "sekka"):
            assert exit_assessment_of(actor(who), made.decision) is None


class TestTermination:
    def test_from_its_day_nothing_is_ordered(self, one: FollowUp) -> None:
        made = terminated(one, from_on=TODAY + 30 * DAY)
        for day, grounds in ((29, []), (30, [Ground.TERMINATION]), (400, [Ground.TERMINATION])):
            found = blocks_of(actor("olga"), [made.contract_id], TODAY + day * DAY).get(made.contract_id, [])
            assert [each.ground for each in found] == grounds

    def test_the_supplier_reads_it_and_says_its_own(self, one: FollowUp) -> None:
        made = terminated(one)
        assert termination(actor("aksel"), made.public_id) == made
        said = terminations.say_of_termination(**call(made, "nora"), text="Vi betaler resten likevel.")
        assert (said.supplier_says, said.state) == ("Vi betaler resten likevel.", "standing")
        with pytest.raises(NotVisible):
            termination(actor("stina"), made.public_id)

    def test_what_is_owed_stays_open_until_somebody_says_why_not(self, one: FollowUp) -> None:
        finding = standing(one)
        owed(finding)
        made = terminated(one)
        found = open_now(actor("olga"), one)
        assert ([each.pk for each in found.findings], found.counts.owed_people) == ([finding.pk], 12)
        with pytest.raises(Wrong):
            terminations.settle_termination(**call(made), reason="")
        settled = terminations.settle_termination(
            **call(made), reason="Fabrikken er lagt ned, og fagforeningen fører krav."
        )
        assert settled.state == "settled"
        assert open_now(actor("olga"), one).counts.owed_people == 12  # the remedy itself is as open as it was
        assert JournalEntry.objects.filter(verb="termination_settled", subject=made.public_id).count() == 1

    @pytest.mark.parametrize("who", ["mons", "nora", "bjarne"])
    def test_settled_by_the_contract_owner_alone(self, one: FollowUp, who: str) -> None:
        made = terminated(one)
        with pytest.raises((Refused, NotVisible)):
            terminations.settle_termination(**call(made, who), reason="Alt er betalt.")

    @pytest.mark.parametrize(
        ("field", "told"), [("from_on", {"from_on": TODAY - DAY}), ("followed_how", {"followed_how": ""})]
    )
    def test_what_it_has_to_say(self, one: FollowUp, field: str, told: dict[str, Any]) -> None:
        with pytest.raises(Wrong) as wrong:
            terminated(one, **told)
        assert wrong.value.field == field

    def test_withdrawn_with_its_decision(self, one: FollowUp) -> None:
        made = terminated(one, from_on=TODAY)
        take_back_what_it_moved(made.decision, actor("olga"), NOON)
        made.refresh_from_db()
        assert made.state == "dropped"
        assert blocks_of(actor("olga"), [made.contract_id], TODAY) == {}

    def test_one_that_is_superseded_is_still_taken_back_by_its_owner(self, one: FollowUp) -> None:
        made = terminated(one, from_on=TODAY)
        SanctionDecision.objects.filter(pk=made.decision_id).update(state="superseded")
        made.decision.refresh_from_db()
        deciding.withdraw_decision(
            by=actor("olga"), at=NOON, decision_id=made.decision.public_id, revision=made.decision.revision, reason=WHY
        )
        made.refresh_from_db()
        assert made.state == "dropped"
        assert blocks_of(actor("olga"), [made.contract_id], TODAY) == {}

    @pytest.mark.parametrize(
        ("step", "state"), [("", "standing"), ("notice-of-breach", "standing"), ("termination", "dropped")]
    )
    def test_it_gives_way_to_a_new_one_alone(self, one: FollowUp, step: str, state: str) -> None:
        made = terminated(one)
        give_way(drafted(one, step), actor("olga"), NOON)
        made.refresh_from_db()
        assert made.state == state
