"""No step is taken before what it needs, or on less than a grave violation without it."""

import pytest

from aktsom.sanctions.letter_tables import letter_kinds
from aktsom.sanctions.rules.ladder import Decider, KnownBy, Met, Reversible, Step, weigh
from aktsom.sanctions.tables import ladder, precondition_texts, step_called, step_names, steps_with_letter

STEPS = [step.id for step in ladder()]
WHY = "Liv og helse står på spill nå."


def needs(step: Step, kind: KnownBy) -> set[str]:
    return {each.id for each in step.preconditions if each.known_by is kind}


def full(step: Step) -> dict[str, object]:
    shown = needs(step, KnownBy.SHOWN) | needs(step, KnownBy.SAID)
    return {"shown": shown, "written": dict.fromkeys(needs(step, KnownBy.WRITTEN), WHY), "aside": {}}


def test_the_ladder_is_in_its_order_and_each_has_its_words() -> None:
    assert STEPS == [
        "dialogue", "notice-of-breach", "correction", "action-plan", "verification", "suspension-partial",
        "suspension-full", "replace-subsupplier", "termination",
    ]  # fmt: skip
    for language in ("nb", "nn", "en"):
        assert all(step_names(language)[id_] for id_ in STEPS)
        texts = precondition_texts(language)
        assert all(texts[each.id] for step in ladder() for each in step.preconditions)


@pytest.mark.parametrize("id_", STEPS)
def test_all_met_it_may_be_taken_and_with_one_missing_it_may_not(id_: str) -> None:
    step = step_called(id_)
    assert weigh(step, **full(step), is_grave=False).is_met
    for missing in step.preconditions:
        told = full(step)
        told["shown"] = told["shown"] - {missing.id}
        told["written"] = {key: text for key, text in told["written"].items() if key != missing.id}
        assert weigh(step, **told, is_grave=True).open == (missing.id,)


@pytest.mark.parametrize("id_", STEPS)
@pytest.mark.parametrize("is_grave", [True, False])
@pytest.mark.parametrize("ground", [WHY, "  "])
def test_what_is_set_aside_takes_a_grave_violation_and_a_ground(id_: str, is_grave: bool, ground: str) -> None:
    step = step_called(id_)
    found = weigh(step, shown=(), written={}, aside={p.id: ground for p in step.preconditions}, is_grave=is_grave)
    for each, met in found.rows:
        may = each.may_be_set_aside and is_grave and bool(ground.strip())
        assert met is (Met.SET_ASIDE if may else Met.NO)
        assert (each.id in found.not_aside) is not may


def test_the_owners_own_decision_and_the_right_in_the_contract_are_never_set_aside() -> None:
    for step in ladder():
        for each in step.preconditions:
            if each.id in ("owner-decision", "contract-allows", "supplier-heard", "worker-harm-weighed"):
                assert not each.may_be_set_aside


def test_the_hard_steps_are_the_owners_alone_and_weigh_leaving() -> None:
    hard = [step for step in ladder() if step.needs_exit_assessment]
    assert [step.id for step in hard] == STEPS[5:]
    assert all(step.decided_by == {"contract_owner"} and step.id in letter_kinds() for step in hard)


def test_the_owner_decides_on_every_step_and_a_team_on_none() -> None:
    assert all(Decider.OWNER in step.decided_by and step.decided_by <= set(Decider) for step in ladder())


def test_every_step_that_has_a_letter_has_a_kind_of_letter_and_no_other_has() -> None:
    assert steps_with_letter() == {kind.step for kind in letter_kinds().values() if kind.step}


def test_only_termination_can_never_be_undone() -> None:
    assert [step.id for step in ladder() if step.reversible is Reversible.NO] == ["termination"]
    assert [step.id for step in ladder() if step.reversible is Reversible.PARTLY] == ["replace-subsupplier"]
