"""A supplier proposes a plan, it is accepted, carried out, shown and verified; and what that makes of the colour."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import colours as colour_acts
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans, proving
from aktsom.findings.models import ActionPlan, Finding, Measure, Proof
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.plans import measures_due, measures_of, plan, plan_of, plans_asked_of, proofs_waiting
from aktsom.findings.rules.colour import Colour, Flag
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import Verdict
from aktsom.teams.problems import Wrong
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
    standing,
)
from tests.follow_up.concluded import concluded, report

pytestmark = pytest.mark.django_db


def colour(one: FollowUp, who: str = "bjarne", term_set: str = "T4") -> tuple[Colour, tuple[Flag, ...]] | None:
    found = {each.term_set: each for each in colours_now(actor(who), [one]).get(one.pk, [])}
    return (found[term_set].colour, found[term_set].flags) if term_set in found else None


def test_a_plan_goes_from_the_supplier_to_all_who_are_covered(one: FollowUp) -> None:
    finding = standing(one)
    made = asked_for(one)
    assert (made.state, made.due_on) == ("wanted", TODAY + 14 * DAY)
    assert plans_asked_of(actor("nora")) == [made]
    with pytest.raises(DomainError, match="mangler et tiltak"):
        plans.propose_plan(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)
    measure(made, finding)
    made.refresh_from_db()
    made = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)
    with pytest.raises(NotVisible):
        plan(actor("rita"), made.public_id)
    made = plans.ask_for_changes(
        by=actor("mons"), at=NOON, plan_id=made.public_id, revision=made.revision, text="Sett en tidligere dag."
    )
    assert (made.state, made.wanted_text) == ("changes", "Sett en tidligere dag.")
    [row] = measures_of(actor("nora"), made)
    plans.write_measure(
        by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision, measure_id=row.public_id,
        said=plans.MeasureSaid(finding.public_id, "Betale tilbake nå", TODAY + DAY, "Formidleren", "Daglig leder"),
    )  # fmt: skip
    made.refresh_from_db()
    made = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)
    made = plans.accept_plan(by=actor("bjarne"), at=NOON, plan_id=made.public_id, revision=made.revision)
    assert plan_of(actor("rita"), one) == made
    assert [each.text for each in measures_of(actor("rita"), made)] == ["Betale tilbake nå"]
    assert [each.text for each in measures_due(actor("rita"), TODAY + DAY)] == ["Betale tilbake nå"]
    for who in ("stina", "uma", "sekka"):
        with pytest.raises(NotVisible):
            plan(actor(who), made.public_id)
    verbs = JournalEntry.objects.filter(subject=made.public_id).values_list("verb", flat=True).order_by("number")
    assert list(verbs) == [
        "plan_asked_for", "measure_written", "plan_proposed", "plan_sent_back", "measure_written", "plan_proposed",
        "plan_accepted",
    ]  # fmt: skip


def test_nothing_to_put_right_asks_for_no_plan_and_it_is_asked_for_once(one: FollowUp) -> None:
    with pytest.raises(Refused, match="ingen avvik"):
        asked_for(one)
    standing(one)
    asked_for(one)
    with pytest.raises(Stale, match="allerede"):
        asked_for(one)
    assert ActionPlan.objects.count() == 1


def test_the_supplier_writes_and_those_who_follow_up_judge(one: FollowUp) -> None:
    finding = standing(one)
    made = asked_for(one)
    said = plans.MeasureSaid(finding.public_id, "Betale", TODAY + DAY, "Formidleren", "Daglig leder")
    for who in ("bjarne", "mons"):
        with pytest.raises(Refused, match="Leverandøren"):
            plans.write_measure(by=actor(who), at=NOON, plan_id=made.public_id, revision=made.revision, said=said)
    row = measure(made, finding)
    with pytest.raises(Refused, match="ikke godtatt"):
        proving.prove(by=actor("nora"), at=NOON, measure_id=row.public_id, revision=row.revision, text="Gjort.")
    made.refresh_from_db()
    made = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)
    for act in (plans.accept_plan,):
        with pytest.raises(Refused):
            act(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)


def test_a_proof_is_judged_by_another_than_who_gave_it(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = proved(Measure.objects.get())
    assert proofs_waiting(actor("bjarne")) == [row]
    with pytest.raises(Refused):
        proving.judge_proof(
            by=actor("nora"), at=NOON, measure_id=row.public_id, revision=row.revision, sufficient=True, reason=WHY,
            checked_how="audit",
        )  # fmt: skip
    with transaction.atomic(), pytest.raises(IntegrityError):
        Proof.objects.update(sufficient=True, reason=WHY, judged_at=NOON, judged_by_id=actor("nora").person_id)
    assert judged_again(row).state == "insufficient"
    assert judged(row).state == "sufficient"
    finding = closed(finding)
    assert (finding.state, finding.closed_on) == ("closed", TODAY)
    assert ActionPlan.objects.get().state == "ended"


def judged_again(row: Measure) -> Measure:
    proving.judge_proof(
        by=actor("bjarne"), at=NOON, measure_id=row.public_id, revision=row.revision, sufficient=False, reason=WHY,
        checked_how="meeting",
    )  # fmt: skip
    row.refresh_from_db()
    return row


def test_a_day_is_moved_by_a_decision_and_what_cannot_be_done_has_another_control(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = Measure.objects.get()
    told = {"by": actor("mons"), "at": NOON, "measure_id": row.public_id}
    with pytest.raises(Wrong) as wrong:
        proving.extend(**told, revision=row.revision, due_on=row.due_on, reason=WHY)
    assert wrong.value.field == "due_on"
    before = row.due_on
    proving.extend(**told, revision=row.revision, due_on=before + 30 * DAY, reason=WHY)
    row.refresh_from_db()
    [moved] = row.extensions.all()
    assert (moved.before, moved.after, row.due_on) == (before, before + 30 * DAY, before + 30 * DAY)
    with pytest.raises(Stale):
        proving.extend(**told, revision=row.revision - 1, due_on=before + 60 * DAY, reason=WHY)
    proving.block(
        **told, revision=row.revision, reason="Revisorer slipper ikke inn.", alternative="Samtaler på telefon."
    )
    row.refresh_from_db()
    assert row.state == "blocked"
    assert row.due_on == before + 30 * DAY  # its day stands
    proving.unblock(**told, revision=row.revision)
    assert Measure.objects.get().state == "open"


def test_the_colour_follows_what_is_done_and_the_days_that_pass(one: FollowUp) -> None:
    concluded(one, cited=(report(one),))
    colour_acts.note_colours(one.pk, NOON)
    assert colour(one) == (Colour.GREEN, ())
    noted(one, title="Bare skrevet ned")
    assert colour(one) == (Colour.GREEN, ())  # what does not stand does not count
    finding = standing(one)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))
    accepted(one, finding)
    assert colour(one) == (Colour.YELLOW, ())
    row = Measure.objects.get()
    late = NOON + timedelta(days=61)
    assert colour_acts.note_all(late) == 2  # under both term sets
    assert colour(one) == (Colour.RED, ())
    assert colour_acts.note_all(late + timedelta(days=1)) == 0
    proved(row, late)
    assert colour(one) == (Colour.RED, ())  # what comes too late helps when somebody has found it to be enough
    Proof.objects.all().delete()
    Measure.objects.update(state="open")
    judged(row, late)
    assert colour(one) == (Colour.YELLOW, ())
    closed(finding, late)
    assert colour(one) == (Colour.GREEN, (Flag.CLOSED_LATE,))
    history = next(each for each in colours_now(actor("bjarne"), [one])[one.pk] if each.term_set == "T4").before
    assert [each for _day, each in history] == [Colour.YELLOW, Colour.RED, Colour.YELLOW, Colour.YELLOW, Colour.GREEN]


def test_a_point_that_is_not_met_is_no_green_though_nobody_has_noted_a_deviation(one: FollowUp) -> None:
    """Nor once another point has been put right, nor where the same point is found not to be met again later."""
    concluded(one, "1.6", Verdict.NOT_MET, cited=(report(one),))
    colour_acts.note_colours(one.pk, NOON)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))
    other = standing(one)
    accepted(one, other)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))  # the plan says nothing of the point
    judged(Measure.objects.get())
    closed(other)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))
    taken_up = standing(one, title="Overtid", number="1.6")
    accepted(one, taken_up)
    assert colour(one) == (Colour.YELLOW, ())
    judged(Measure.objects.get(finding=taken_up))
    closed(taken_up)
    assert colour(one) == (Colour.GREEN, ())
    later = NOON + timedelta(days=9)
    concluded(one, "1.6", Verdict.NOT_MET, cited=(report(one),), at=later, done_on=later.date())
    colour_acts.note_colours(one.pk, later)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))


def test_a_point_that_is_not_met_at_two_places_takes_a_deviation_for_each(one: FollowUp) -> None:
    concluded(one, "1.6", Verdict.NOT_MET, cited=(report(one),))
    one.conclusions.update(site_key="Andre fabrikk", site_name="Andre fabrikk")
    made = standing(one, title="Overtid", number="1.6")
    accepted(one, made)
    Finding.objects.update(site_key="Første fabrikk", site_name="Første fabrikk")
    colour_acts.note_colours(one.pk, NOON)
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))
    Finding.objects.update(site_key="", site_name="")
    colour_acts.note_colours(one.pk, NOON)
    assert colour(one) == (Colour.YELLOW, ())


def test_who_has_been_concluded_on_has_a_colour_though_nothing_was_found(one: FollowUp) -> None:
    assert colour_acts.note_all(NOON) == 0
    concluded(one, cited=(report(one),))
    assert colour_acts.note_all(NOON) == 2  # under both term sets
    assert colour(one, "stina") is None  # buys nothing here
    for who in ("bjarne", "rita", "nora"):
        assert colour(one, who) == (Colour.GREEN, ())


def test_no_colour_comes_on_the_day_on_which_something_is_noted_in_secret(one: FollowUp) -> None:
    concluded(one, cited=(report(one),))
    secret = noted(one, title="Slått av vakten")
    told = {"by": actor("bjarne"), "at": NOON, "finding_id": secret.public_id}
    secret = hearing.stop_finding(**told, revision=secret.revision, reason=WHY)
    secret = acts.let_stand(**told, revision=secret.revision, unheard=WHY)
    hearing.lift_finding(**told, revision=secret.revision, reason=WHY)
    assert colour(one) is None


def test_a_plan_that_does_not_come_makes_it_red_and_one_that_waits_for_us_does_not(one: FollowUp) -> None:
    finding = standing(one)
    made = asked_for(one)
    late = NOON + timedelta(days=15)
    colour_acts.note_all(late)
    assert colour(one) == (Colour.RED, (Flag.NO_PLAN,))
    measure(made, finding, late)
    made.refresh_from_db()
    made = plans.propose_plan(by=actor("nora"), at=late, plan_id=made.public_id, revision=made.revision)
    assert colour(one) == (Colour.RED, (Flag.NO_PLAN,))  # the supplier turns nothing by itself
    plans.accept_plan(by=actor("bjarne"), at=late, plan_id=made.public_id, revision=made.revision)
    assert colour(one) == (Colour.YELLOW, ())


def test_a_plan_that_came_in_time_and_lies_with_us_makes_nothing_red(one: FollowUp) -> None:
    finding = standing(one)
    made = asked_for(one)
    measure(made, finding)
    made.refresh_from_db()
    plans.propose_plan(by=actor("nora"), at=NOON, plan_id=made.public_id, revision=made.revision)
    colour_acts.note_all(NOON + timedelta(days=50))
    assert colour(one) == (Colour.YELLOW, (Flag.NO_PLAN,))


def test_what_was_shown_in_time_and_lies_with_us_makes_nothing_red(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = proved(Measure.objects.get())
    late = NOON + timedelta(days=61)
    colour_acts.note_all(late)
    assert colour(one) == (Colour.YELLOW, ())
    proving.judge_proof(
        by=actor("mons"), at=late, measure_id=row.public_id, revision=row.revision, sufficient=False, reason=WHY,
        checked_how="meeting",
    )  # fmt: skip
    assert colour(one) == (Colour.RED, ())


def test_a_day_is_moved_before_it_has_passed_or_the_colour_stays(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = Measure.objects.get()
    after = NOON + timedelta(days=61)
    colour_acts.note_all(after)
    told = {"by": actor("mons"), "at": after, "measure_id": row.public_id, "reason": WHY}
    proving.extend(**told, revision=row.revision, due_on=row.due_on + 60 * DAY)
    assert colour(one) == (Colour.RED, ())


def test_what_was_agreed_is_not_moved_by_the_supplier_when_the_plan_is_opened_again(one: FollowUp) -> None:
    first = standing(one)
    accepted(one, first)
    row = Measure.objects.get()
    second = standing(one, title="Overtid", number="1.6")
    after = NOON + timedelta(days=61)
    made = plans.ask_for_plan(by=actor("bjarne"), at=after, follow_up_id=one.public_id)
    assert (made.state, colour(one)) == ("changes", (Colour.RED, (Flag.NO_PLAN,)))
    later = plans.MeasureSaid(first.public_id, "Betale", row.due_on + 90 * DAY, "Formidleren", "Daglig leder")
    told = {"by": actor("nora"), "at": after, "plan_id": made.public_id, "revision": made.revision}
    with pytest.raises(Refused, match="er avtalt"):
        plans.write_measure(**told, said=later, measure_id=row.public_id)
    with pytest.raises(Refused, match="er avtalt"):
        plans.remove_measure(**told, measure_id=row.public_id)
    added = plans.write_measure(**told, said=later)  # one more, with a later day
    assert colour(one) == (Colour.RED, (Flag.NO_PLAN,))
    with pytest.raises(Refused, match="ikke godtatt"):
        proving.prove(by=actor("nora"), at=after, measure_id=added.public_id, revision=1, text="Gjort.")
    measure(made, second, after)
    made.refresh_from_db()
    made = plans.propose_plan(by=actor("nora"), at=after, plan_id=made.public_id, revision=made.revision)
    plans.accept_plan(by=actor("bjarne"), at=after, plan_id=made.public_id, revision=made.revision)
    assert Measure.objects.filter(agreed_at=after).count() == 2
    assert colour(one) == (Colour.RED, ())


def test_who_has_shown_it_does_not_judge_it_whatever_roles_it_has(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = proved(Measure.objects.get())
    Proof.objects.update(given_by_id=actor("mons").person_id)
    told = {"at": NOON, "measure_id": row.public_id, "revision": row.revision, "sufficient": True, "reason": WHY}
    with pytest.raises(Refused, match="La en annen"):
        proving.judge_proof(by=actor("mons"), checked_how="audit", **told)
    proving.judge_proof(by=actor("bjarne"), checked_how="audit", **told)


def test_what_waits_to_be_judged_is_replaced_and_the_older_page_is_stale(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    row = proved(Measure.objects.get())
    proving.prove(by=actor("nora"), at=NOON, measure_id=row.public_id, revision=row.revision, text="Riktig kvittering.")
    told = {"by": actor("bjarne"), "at": NOON, "measure_id": row.public_id, "reason": WHY, "checked_how": "audit"}
    with pytest.raises(Stale):
        proving.judge_proof(**told, revision=row.revision, sufficient=True)
    row.refresh_from_db()
    assert proving.judge_proof(**told, revision=row.revision, sufficient=True).text == "Riktig kvittering."


def test_a_plan_is_over_when_a_re_audit_closes_what_is_left(one: FollowUp) -> None:
    first, second = standing(one), standing(one, title="Overtid", number="1.6")
    accepted(one, first, second)
    judged(Measure.objects.get(finding=first))
    closed(first)
    assert ActionPlan.objects.get().state == "accepted"
    observation = report(one)
    second.refresh_from_db()
    hearing.decide_kind(
        by=actor("mons"), at=NOON, finding_id=second.public_id, revision=second.revision, after="observation",
        reason=WHY, evidence_id=observation.public_id,
    )  # fmt: skip
    closed(second)
    assert ActionPlan.objects.get().state == "ended"
    assert JournalEntry.objects.filter(verb="plan_ended").exists()


def withdrawn(one: FollowUp, finding: Finding) -> None:
    """Decided to be no breach, and then taken back."""
    told = {"by": actor("mons"), "at": NOON, "finding_id": finding.public_id, "reason": WHY}
    finding.refresh_from_db()
    paper = report(one).public_id
    hearing.decide_kind(**told, revision=finding.revision, after="observation", evidence_id=paper)
    finding.refresh_from_db()
    acts.withdraw_finding(**told, revision=finding.revision)


def test_a_plan_is_over_when_what_is_left_is_withdrawn(one: FollowUp) -> None:
    first, second = standing(one), standing(one, title="Overtid", number="1.6")
    accepted(one, first, second)
    judged(Measure.objects.get(finding=first))
    withdrawn(one, second)
    assert ActionPlan.objects.get().state == "ended"


def test_a_plan_that_is_accepted_when_nothing_is_left_is_over_at_once(one: FollowUp) -> None:
    finding = standing(one)
    plan_ = asked_for(one)
    measure(plan_, finding)
    plan_.refresh_from_db()
    plan_ = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan_.public_id, revision=plan_.revision)
    withdrawn(one, finding)
    plan_ = plans.accept_plan(by=actor("bjarne"), at=NOON, plan_id=plan_.public_id, revision=plan_.revision)
    assert (plan_.state, ActionPlan.objects.get().state) == ("ended", "ended")


def test_what_is_opened_again_is_the_suppliers_move_and_takes_new_proof(one: FollowUp) -> None:
    finding = standing(one)
    accepted(one, finding)
    judged(Measure.objects.get())
    finding = closed(finding)
    assert ActionPlan.objects.get().state == "ended"
    later = NOON + timedelta(days=20)
    acts.reopen_finding(
        by=actor("bjarne"), at=later, finding_id=finding.public_id, revision=finding.revision, reason=WHY
    )
    row = Measure.objects.get()
    assert (row.state, ActionPlan.objects.get().state) == ("insufficient", "accepted")
    with pytest.raises(DomainError, match="vist at det er rettet"):
        closed(finding, later)
    assert measures_due(actor("nora"), row.due_on) == [row]
    colour_acts.note_all(later + timedelta(days=41))
    assert colour(one) == (Colour.RED, ())
    judged(row, later + timedelta(days=42))
    finding = closed(finding, later + timedelta(days=42))
    assert finding.closed_on == TODAY + 62 * DAY


def test_those_who_buy_know_the_colour_and_others_do_not(one: FollowUp) -> None:
    from tests.follow_up.test_planning import gloves

    gloves("stavanger", term_set="T4")
    standing(one)
    assert colour(one, "stina") == (Colour.YELLOW, (Flag.NO_PLAN,))  # buys, and is not covered
    assert colour(one, "nora") == (Colour.YELLOW, (Flag.NO_PLAN,))
    assert colour(one, "sekka") is None


def test_preventing_elsewhere_closes_nothing(one: FollowUp) -> None:
    finding = standing(one)
    plan_ = asked_for(one)
    measure(plan_, finding, preventive=True)
    plan_.refresh_from_db()
    with pytest.raises(DomainError, match="mangler et tiltak"):
        plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan_.public_id, revision=plan_.revision)
    measure(plan_, finding, text="Betale tilbake ved denne fabrikken")
    plan_.refresh_from_db()
    plan_ = plans.propose_plan(by=actor("nora"), at=NOON, plan_id=plan_.public_id, revision=plan_.revision)
    plans.accept_plan(by=actor("bjarne"), at=NOON, plan_id=plan_.public_id, revision=plan_.revision)
    preventive = Measure.objects.get(preventive=True)
    judged(preventive)
    with pytest.raises(DomainError, match="vist at det er rettet"):
        closed(finding)
