"""Suspension, replacement of a sub-supplier and termination, each decided with all that it needs; refused with any one
thing missing; and with one set aside for a grave violation, where the table lets it be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from aktsom.contracts.models import OwnFacts
from aktsom.core.errors import NotVisible, Refused
from aktsom.findings.models import Finding, Measure
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding
from aktsom.sanctions.models import DecisionMade, ExitAssessment, SanctionDecision
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.rules.ladder import KnownBy, Precondition
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import step_called
from aktsom.teams.problems import Wrong
from tests.cast import actor
from tests.sanctions.hard_steps import BEGUN, HARD, MOVED, REPLACE, TERMINATE, place_told_of, write_what_it_moves
from tests.sanctions.made import DAY, LATER, TODAY, WHY, answer, begun, unmet
from tests.sanctions.steps_made import exit_written

pytestmark = pytest.mark.django_db
ASIDE = {
    "suspension-partial": {"plan-not-met"},
    "suspension-full": {"plan-not-met", "partial-considered"},
    "replace-subsupplier": {"sub-supplier-failed", "deadline-set"},
    "termination": {"milder-steps-considered"},
}


@contextmanager
def tried() -> Iterator[None]:
    """What is done inside is done, and gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ready(one: FollowUp, step: str) -> SanctionDecision:
    """Everything that Oslo's owner writes before it decides; the plan is not followed, and its day has gone."""
    unmet(one)
    place = place_told_of() if step == REPLACE else ""
    draft = begun(one)
    exit_written(draft, at=LATER)
    write_what_it_moves(draft, step, actor("olga"), LATER, place)
    return draft


def decide(draft: SanctionDecision, step: str, by: str = "olga", without: str = "", **said: Any) -> SanctionDecision:
    told = answer(Answer.OTHER_STEP, step)
    kept = {id_: text for id_, text in told.written.items() if id_ != without}
    return deciding.decide(
        by=actor(by), at=LATER, decision_id=draft.public_id, revision=draft.revision,
        said=replace(told, **{"written": kept, **said}),
    )  # fmt: skip


def _plan_has_time_left(_draft: SanctionDecision, _step: str) -> None:
    Measure.objects.update(due_on=TODAY + DAY)


def _right_struck(draft: SanctionDecision, _step: str) -> None:
    OwnFacts.objects.filter(contract=draft.contract).update(term_deviations="Punkt 4.2, 4.3 og 4.4 er strøket.")


def _not_heard(_draft: SanctionDecision, _step: str) -> None:
    Finding.objects.update(hear_by=TODAY)


def _mild(_draft: SanctionDecision, _step: str) -> None:
    Finding.objects.update(scale=1, scope=1, irremediable=1)


def _nothing_written_of_it(draft: SanctionDecision, step: str) -> None:
    MOVED[step].objects.filter(decision=draft).delete()


def _no_parts(draft: SanctionDecision, _step: str) -> None:
    write_what_it_moves(draft, "suspension-full", actor("olga"), LATER)


TAKEN_AWAY: dict[str, Callable[[SanctionDecision, str], None]] = {
    "plan-not-met": _plan_has_time_left, "contract-allows": _right_struck, "supplier-heard": _not_heard,
    "serious-breach": _mild, "parts-defined": _no_parts, "end-condition-set": _nothing_written_of_it,
    "sub-supplier-identified": _nothing_written_of_it, "deadline-set": _nothing_written_of_it,
}  # fmt: skip
# What is written in one form is missing together.
TOGETHER = {
    ("suspension-partial", "end-condition-set"): {"parts-defined", "end-condition-set"},
    (REPLACE, "sub-supplier-identified"): {"sub-supplier-identified", "deadline-set"},
    (REPLACE, "deadline-set"): {"sub-supplier-identified", "deadline-set"},
}


def take_away(draft: SanctionDecision, step: str, one: Precondition) -> None:
    if one.known_by is not KnownBy.WRITTEN:
        TAKEN_AWAY[one.id](draft, step)


def is_untouched(draft: SanctionDecision, step: str) -> None:
    draft.refresh_from_db()
    assert (draft.state, draft.decided_at) == ("draft", None)
    assert not MOVED[step].objects.exclude(state="drafted").exists()
    assert not DecisionMade.objects.exists()


@pytest.mark.parametrize("step", HARD)
def test_it_is_decided_with_all_that_it_needs_and_sets_in_motion_what_was_written(one: FollowUp, step: str) -> None:
    draft = ready(one, step)
    made = decide(draft, step)
    assert (made.state, made.step, made.decided_by_id) == ("decided", step, actor("olga").person_id)
    assert (made.aside, made.is_grave) == ({}, False)
    assert MOVED[step].objects.get(decision=made).state == BEGUN[step]
    shown = {one.id for one in step_called(step).preconditions if one.known_by is not KnownBy.WRITTEN}
    assert set(made.ticked) == shown - {"owner-decision"}
    blocks = blocks_of(actor("olga"), [made.contract_id], TODAY + 30 * DAY)[made.contract_id]
    assert [each.whole for each in blocks] == [step in ("suspension-full", TERMINATE)]


@pytest.mark.parametrize("step", HARD)
def test_with_any_one_thing_missing_it_is_refused_and_says_what(one: FollowUp, step: str) -> None:
    draft = ready(one, step)
    looked_at = 0
    for needed in step_called(step).preconditions:
        if needed.id == "owner-decision":
            continue
        with tried():
            take_away(draft, step, needed)
            with pytest.raises(NotReady) as error:
                decide(draft, step, without=needed.id)
            assert set(error.value.missing) == TOGETHER.get((step, needed.id), {needed.id})
            is_untouched(draft, step)
            looked_at += 1
    assert looked_at == len(step_called(step).preconditions) - 1
    decide(draft, step)  # and nothing else was


@pytest.mark.parametrize("step", HARD)
def test_what_is_set_aside_needs_a_ground_a_grave_violation_and_the_tables_leave(one: FollowUp, step: str) -> None:
    draft = ready(one, step)
    assert {one.id for one in step_called(step).preconditions if one.may_be_set_aside} == ASIDE[step]
    for needed in step_called(step).preconditions:
        if needed.id == "owner-decision":
            continue
        with tried():
            take_away(draft, step, needed)
            missing = TOGETHER.get((step, needed.id), {needed.id})
            for grave, ground in ((False, WHY), (True, "  ")):
                with pytest.raises(NotReady) as error:
                    decide(draft, step, without=needed.id, aside={needed.id: ground}, is_grave=grave)
                assert set(error.value.missing) == missing
            full = {"without": needed.id, "aside": {needed.id: WHY}, "is_grave": True}
            if needed.id in ASIDE[step] and missing == {needed.id}:
                made = decide(draft, step, **full)
                assert (made.state, made.aside, made.is_grave) == ("decided", {needed.id: WHY}, True)
                assert MOVED[step].objects.get(decision=made).state == BEGUN[step]
            else:
                with pytest.raises(Wrong if needed.id == "serious-breach" else NotReady):
                    decide(draft, step, **full)
                is_untouched(draft, step)


@pytest.mark.parametrize("step", HARD)
def test_nobody_but_the_contracts_owner_decides_it(one: FollowUp, step: str) -> None:
    draft = ready(one, step)
    for who in ("mons", "dag"):  # Oslo's managers: one in the team, one not
        with pytest.raises(Refused, match="Bare avtaleeieren"):
            decide(draft, step, by=who)
    for who in ("bjarne", "berit", "stina", "sekka", "uma", "nora"):
        with pytest.raises(NotVisible):
            decide(draft, step, by=who)
    is_untouched(draft, step)


@pytest.mark.parametrize("step", HARD)
def test_it_waits_for_the_exit_assessment_and_for_what_it_moves(one: FollowUp, step: str) -> None:
    draft = ready(one, step)
    with tried():
        ExitAssessment.objects.filter(decision=draft).delete()
        with pytest.raises(Refused, match="hva steget gjør for arbeiderne"):
            decide(draft, step, aside={"plan-not-met": WHY}, is_grave=True)
        is_untouched(draft, step)
    MOVED[step].objects.filter(decision=draft).delete()
    with pytest.raises((NotReady, Refused)):
        decide(draft, step, deadline_on=TODAY + DAY)
    is_untouched(draft, step)


def test_a_suspension_of_a_part_that_is_written_is_none_of_the_whole(one: FollowUp) -> None:
    draft = ready(one, "suspension-partial")
    with pytest.raises(Refused, match="hva stansen gjelder"):
        decide(draft, "suspension-full")
    is_untouched(draft, "suspension-full")
