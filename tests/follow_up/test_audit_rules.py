"""Who pays, what each pays, and how far deviations are closed, without a database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.audit_states import AUDIT, CONSENT, REPORT, Payer
from aktsom.follow_up.method_tables import audit_schemes, payer_rows
from aktsom.follow_up.rules.closing import Closure, closure
from aktsom.follow_up.rules.cost_shares import WHOLE, shared, whole
from aktsom.follow_up.rules.payers import Ground, PayerProposal, payer_for

WE, THEY = Payer.COOPERATION, Payer.SUPPLIER


@pytest.mark.parametrize(
    ("rule", "number", "passed", "payer", "ground"),
    [
        ("regions", 1, None, WE, Ground.BY_NUMBER),
        ("regions", 2, None, WE, Ground.BY_NUMBER),  # the first re-audit
        ("regions", 3, None, THEY, Ground.BY_NUMBER),
        ("regions", 9, True, THEY, Ground.BY_NUMBER),
        ("adda", 1, None, WE, Ground.RESULT_OPEN),
        ("adda", 1, True, WE, Ground.BY_RESULT),
        ("adda", 1, False, THEY, Ground.BY_RESULT),
        ("adda", 2, None, THEY, Ground.BY_NUMBER),
        ("", 1, None, None, Ground.NO_RULE),
        ("hennes egen", 1, True, None, Ground.NO_RULE),
    ],
)
def test_who_pays_by_the_rule(rule: str, number: int, passed: bool | None, payer: Payer, ground: Ground) -> None:
    assert payer_for(payer_rows(), rule, number, passed) == PayerProposal(payer, ground)


@given(st.sampled_from(["regions", "adda"]), st.integers(1, 50), st.booleans())
def test_a_known_rule_always_names_somebody_when_the_result_is_known(rule: str, number: int, passed: bool) -> None:
    assert payer_for(payer_rows(), rule, number, passed).payer in Payer


WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=60).filter(lambda weights: sum(weights) > 0)


@given(st.integers(0, 10**11), WEIGHTS)
def test_parts_come_to_the_cost_and_none_is_an_ore_from_its_share(cost: int, weights: list[int]) -> None:
    parts, total = shared(cost, weights), sum(weights)
    assert sum(parts) == cost
    for part, weight in zip(parts, weights, strict=True):
        assert cost * weight // total <= part <= -(-cost * weight // total)  # its share rounded down, or up


@given(st.integers(0, 10**9), WEIGHTS, st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(cost: int, weights: list[int], times: int) -> None:
    assert shared(cost, weights) == shared(cost, [weight * times for weight in weights])


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_equal_parts_differ_by_an_ore_at_most(cost: int, members: int) -> None:
    parts = shared(cost, [1] * members)
    assert max(parts) - min(parts) <= 1


def test_what_is_left_goes_to_who_lost_most_and_of_equals_to_the_first() -> None:
    assert shared(100, [1, 1, 1]) == [34, 33, 33]
    assert shared(100, [1, 5, 1]) == [14, 72, 14]
    for wrong in ([], [0, 0], [2, -1]):
        with pytest.raises(ValueError, match="nothing"):
            shared(100, wrong)


@given(st.lists(st.integers(0, WHOLE), min_size=1, max_size=20))
def test_own_shares_are_whole_when_they_come_to_a_hundred(shares: list[int]) -> None:
    assert whole(shares) == (sum(shares) == WHOLE)
    assert not whole([*shares, -1])


@given(st.sets(st.integers(1, 30)), st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=60))
def test_closed_is_what_the_newest_says_of_those_that_were_found(
    found: set[int], rechecks: list[tuple[int, bool]]
) -> None:
    told = closure(found, rechecks)
    assert told.found == told.open + told.closed == len(found)
    assert told.closed == len({one for one in found if dict(rechecks).get(one)})


def test_a_deviation_that_came_back_is_open() -> None:
    assert closure({7}, [(7, True), (7, False)]) == Closure(1, 0)
    assert Closure(24, 22).per_cent == Decimal("91.7")
    assert Closure(0, 0).per_cent is None


@pytest.mark.parametrize("table", [AUDIT, CONSENT, REPORT], ids=lambda table: table.name)
def test_each_state_answers_each_verb_with_a_move_or_a_reason(table: object) -> None:
    for state in table.states:
        for verb in {move.verb for move in table.moves}:
            refusal = table.refusal(state, verb)
            assert refusal is None or str(refusal)


def test_schemes_keep_their_own_grades() -> None:
    assert audit_schemes()["amfori_bsci"].grades == ("A", "B", "C", "D", "E")
    assert {"smeta", "sa8000", "rba_vap"} <= set(audit_schemes())
