"""What the platform knows before each step, in the contract's own terms, and the record that ticked it."""

from dataclasses import replace
from datetime import date

import pytest

from aktsom.contracts.models import OwnFacts
from aktsom.findings.actions.findings import let_stand, show_to_supplier
from aktsom.findings.actions.hearing import comment, lift_finding, stop_finding
from aktsom.findings.models import Finding, Measure
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.deciding import withdraw_decision
from aktsom.sanctions.actions.letter_receipt import confirm_receipt
from aktsom.sanctions.actions.letters import send_letter, withdraw_letter, write_letter
from aktsom.sanctions.queries.preconditions import Readiness, readiness
from aktsom.sanctions.rules.ladder import Met
from aktsom.sanctions.seams import Case, ticks_of
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import ladder
from tests.cast import NOON, actor
from tests.findings.made import accepted, closed, judged, noted, shown, standing
from tests.sanctions.lettered import sent
from tests.sanctions.made import (
    DAY,
    LATER,
    OWNERS,
    TODAY,
    WHY,
    answer,
    broken,
    contract_of,
    decided,
    recommended,
    unmet,
)

pytestmark = pytest.mark.django_db


def ready(one: FollowUp, step: str, owner: str = "oslo", today: date = TODAY) -> Readiness:
    return readiness(Case(actor(OWNERS[owner]), one, contract_of(one, owner), None, None, step, today))


def ticked(one: FollowUp, step: str, id_: str, owner: str = "oslo", today: date = TODAY) -> list[tuple[str, str]]:
    [row] = [row for row in ready(one, step, owner, today).rows if row.id == id_]
    assert (row.met is Met.YES) == bool(row.ticks)
    return [(tick.kind, tick.about) for tick in row.ticks]


def test_nothing_is_met_where_nothing_is_known(one: FollowUp) -> None:
    for step in ladder():
        shown_now = [row.id for row in ready(one, step.id).rows if row.met is not Met.NO]
        assert shown_now in ([], ["contract-allows"])


def test_a_breach_is_documented_when_the_deviation_stands_and_until_it_is_put_right(one: FollowUp) -> None:
    finding = shown(one)
    assert ticked(one, "notice-of-breach", "breach-documented") == []  # heard on, and not standing: not the owner's yet
    finding = standing(one, title="Annet")
    assert ticked(one, "notice-of-breach", "breach-documented") == [("deviation", finding.public_id)]
    assert ticked(one, "notice-of-breach", "clause-cited") == [("clause", finding.public_id)]
    assert ticked(one, "dialogue", "gap-recorded") == [("finding", finding.public_id)]
    accepted(one, finding)
    judged(Measure.objects.get())
    closed(finding)
    assert ticked(one, "notice-of-breach", "breach-documented") == []


def test_a_point_that_is_not_in_the_contracts_terms_is_no_breach_of_it(one: FollowUp) -> None:
    finding = broken(one)
    contract = contract_of(one, "oslo")
    type(contract).objects.filter(pk=contract.pk).update(term_set=None)
    assert ticked(one, "notice-of-breach", "clause-cited") == []
    assert ticked(one, "suspension-partial", "contract-allows") == []
    assert ticked(one, "notice-of-breach", "clause-cited", "bergen") == [("clause", finding.public_id)]


def test_the_supplier_is_heard_when_it_commented_or_let_the_day_pass_on_all_of_them(one: FollowUp) -> None:
    first = standing(one)
    assert ticked(one, "termination", "supplier-heard") == [("silent", first.public_id)]
    second = shown(one, at=LATER, title="Annet")
    comment(
        by=actor("nora"), at=LATER, finding_id=second.public_id, revision=second.revision, corrects=False,
        text="Vi er uenige i det.",
    )  # fmt: skip
    second.refresh_from_db()
    let_stand(by=actor("bjarne"), at=LATER, finding_id=second.public_id, revision=second.revision)
    assert {kind for kind, _about in ticked(one, "termination", "supplier-heard")} == {"silent", "commented"}


def test_one_that_stands_unheard_lets_nobody_say_that_the_supplier_was_heard(one: FollowUp) -> None:
    standing(one)
    made = noted(one, title="Hemmelig kilde")
    made = stop_finding(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
                        reason="Arbeidere kan miste jobben.")  # fmt: skip
    made = let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
                     unheard="Arbeidere kan miste jobben.")  # fmt: skip
    assert ticked(one, "termination", "supplier-heard") != []  # the owner does not see the stopped one
    made = lift_finding(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
                        reason="Kilden er trygg nå, og har sagt ja.")  # fmt: skip
    assert made.state == "noted"  # it stands when the supplier has been heard on it
    show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)


def test_the_plan_is_not_met_from_the_day_after_the_day_that_was_agreed(one: FollowUp) -> None:
    finding = broken(one)
    plan = accepted(one, finding)
    due = Measure.objects.get().due_on
    assert ticked(one, "action-plan", "measures-owned") == [("plan_owned", plan.public_id)]
    assert ticked(one, "suspension-partial", "plan-not-met", today=due) == []
    assert ("overdue", plan.public_id) in ticked(one, "suspension-partial", "plan-not-met", today=due + DAY)
    assert ("overdue", plan.public_id) in ticked(one, "verification", "evidence-received", today=due + DAY)
    judged(Measure.objects.get(), sufficient=False)
    assert ("insufficient", plan.public_id) in ticked(one, "suspension-partial", "plan-not-met", today=due)


def test_the_contracts_own_terms_give_the_right_as_it_deviates_from_them(one: FollowUp) -> None:
    unmet(one)
    contract = contract_of(one, "oslo")
    assert ticked(one, "suspension-partial", "contract-allows") == [("right", contract.public_id)]
    assert ticked(one, "replace-subsupplier", "contract-allows") == [("right_inferred", contract.public_id)]
    assert ticked(one, "suspension-partial", "contract-allows", "stavanger") == [
        ("right_inferred", contract_of(one, "stavanger").public_id)
    ]
    OwnFacts.objects.filter(contract=contract).update(term_deviations="Punkt 4.2 er strøket i denne avtalen.")
    told = ready(one, "suspension-partial")
    assert told.deviates
    assert "contract-allows" in told.weighed.open  # until somebody has read it and says why it does all the same
    assert ticked(one, "termination", "contract-allows") == [("right", contract.public_id)]


def test_a_breach_is_grave_by_its_severity_alone(one: FollowUp) -> None:
    mild = broken(one, severity=Severity(Grade.SERIOUS, Grade.SERIOUS, Grade.SERIOUS))
    assert ticked(one, "termination", "serious-breach") == []
    assert ready(one, "termination").gravity == ()
    grave = broken(one, title="Annet", severity=Severity(Grade.GRAVE, Grade.MINOR, Grade.MINOR))
    assert ticked(one, "termination", "serious-breach") == [("grave", grave.public_id)]
    assert mild.severity is not None


def test_what_one_owner_has_sent_ticks_nothing_in_anothers_contract(one: FollowUp) -> None:
    recommended(one, broken(one))
    decision = decided(one, "oslo", answer(share=True))
    assert ticked(one, "correction", "notice-sent") == []  # decided, and nobody has been told
    letter = write_letter(by=actor("olga"), at=LATER, decision=decision)
    assert ticked(one, "correction", "notice-sent") == []
    letter = send_letter(by=actor("olga"), at=LATER, letter=letter)
    assert ticked(one, "correction", "notice-sent") == [("letter_sent", letter.public_id)]
    assert ticked(one, "correction", "notice-sent", "bergen") == []
    asked = decided(one, "oslo", answer(Answer.OTHER_STEP, "correction", deadline_on=TODAY + DAY))
    assert asked.ticked["notice-sent"] == [letter.public_id]
    assert ticked(one, "verification", "deadline-set") == [("deadline", asked.public_id)]
    assert ticked(one, "suspension-partial", "plan-not-met", today=TODAY + DAY) == []
    assert ticked(one, "suspension-partial", "plan-not-met", today=TODAY + 2 * DAY) == [
        ("deadline_gone", asked.public_id)
    ]


def test_a_notice_that_is_withdrawn_or_is_of_another_follow_up_is_none_here(one: FollowUp) -> None:
    recommended(one, broken(one))
    letter = write_letter(by=actor("olga"), at=LATER, decision=decided(one, "oslo"))
    letter = send_letter(by=actor("olga"), at=LATER, letter=letter)
    here = Case(actor("olga"), one, contract_of(one, "oslo"), None, None, "correction", TODAY)
    assert [tick.about for tick in ticks_of(here, "notice-sent")] == [letter.public_id]
    assert ticks_of(replace(here, follow_up=FollowUp(pk=one.pk + 1)), "notice-sent") == []
    withdraw_letter(by=actor("olga"), at=LATER, letter_id=letter.public_id, revision=letter.revision, reason=WHY)
    assert ticked(one, "correction", "notice-sent") == []


def test_the_letter_of_a_decision_that_is_withdrawn_shows_nothing(one: FollowUp) -> None:
    recommended(one, broken(one))
    decision = decided(one, "oslo")
    letter = sent(decision, at=LATER)
    assert ticked(one, "correction", "notice-sent") == [("letter_sent", letter.public_id)]
    withdraw_decision(
        by=actor("olga"), at=LATER, decision_id=decision.public_id, revision=decision.revision, reason=WHY
    )
    assert ticked(one, "correction", "notice-sent") == []


def test_a_letter_about_an_earlier_breach_says_nothing_of_a_later_one(one: FollowUp) -> None:
    recommended(one, broken(one))
    sent(decided(one, "oslo"), at=LATER)
    asked = decided(one, "oslo", answer(Answer.OTHER_STEP, "correction", deadline_on=TODAY + 30 * DAY))
    letter = sent(asked, at=LATER)
    letter = confirm_receipt(by=actor("nora"), at=LATER, letter_id=letter.public_id)
    later = TODAY + 90 * DAY

    def kinds(id_: str, step: str = "suspension-partial") -> set[str]:
        ours = (letter.public_id, asked.public_id)
        return {kind for kind, about in ticked(one, step, id_, today=later) if about in ours}

    gone = {"letter_deadline_gone", "deadline_gone"}
    assert kinds("supplier-heard") == {"letter_silent"}
    assert kinds("plan-not-met") == gone
    standing(one, at=LATER + DAY, title="Funnet etterpå")
    assert kinds("supplier-heard") == set()
    assert kinds("plan-not-met") == gone  # the first is not put right yet
    Finding.objects.filter(stood_at__lt=LATER).update(
        state="closed", closed_at=LATER, closed_on=TODAY, closed_reason=WHY
    )
    assert kinds("plan-not-met") == set()
    assert kinds("evidence-received", "verification") == gone  # what was asked for is still to be looked at
