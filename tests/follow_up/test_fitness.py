"""What a method can show: an unfit one leaves the risk open, however clean."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.levels import Stage
from aktsom.follow_up.judging_tables import clause_levels, fitness_table, risks_of_points, special_risks
from aktsom.follow_up.rules.conclusions import Point, by_wording, points_open
from aktsom.follow_up.rules.fitness import Fit, Need, Quality, Risk, RiskStanding, Shown, fitness, standing_of
from aktsom.follow_up.states import Announced, Method, PaidBy, Reach, Season, WorkersChosenBy

TABLE = fitness_table()
BEST = Quality("buyer", "unannounced", "in_season", "auditor", "specific")
CLEAN_AUDIT = Quality("producer", "announced", "no_season", "management", "specific")
CODES = [*sorted({row.risk for row in TABLE if row.risk}), "LW"]
risks = st.builds(Risk, st.sampled_from(CODES), st.sampled_from([str(stage) for stage in Stage]))
qualities = st.builds(
    Quality,
    st.sampled_from(["", *PaidBy]),
    st.sampled_from(["", *Announced]),
    st.sampled_from(["", *Season]),
    st.sampled_from(["", *WorkersChosenBy]),
    st.sampled_from(["", *Reach]),
    st.booleans(),
    st.booleans(),
)
ORDER = [Fit.UNFIT, Fit.PART, Fit.FIT]


def met(risk: Risk, method: str, *evidence: Quality) -> Shown:
    return Shown("1.1", method, True, False, frozenset({risk}), evidence)


@given(risks, st.sampled_from(list(Method)), st.lists(qualities, max_size=3))
def test_every_risk_has_an_answer_for_every_method_and_more_evidence_never_shows_less(
    risk: Risk, method: Method, evidence: list[Quality]
) -> None:
    bare = fitness(risk, method, [], TABLE)
    more = fitness(risk, method, evidence, TABLE)
    best = fitness(risk, method, [*evidence, BEST], TABLE, set(Method) - {method})
    assert ORDER.index(bare.standing) <= ORDER.index(more.standing) <= ORDER.index(best.standing)
    assert all(more.why)


@given(risks, st.lists(qualities, max_size=3))
def test_what_nobody_has_said_of_the_evidence_never_closes_a_risk(risk: Risk, evidence: list[Quality]) -> None:
    for method in Method:
        if method in (Method.AUDIT, Method.DOCUMENT_REVIEW):
            assert fitness(risk, method, [Quality()], TABLE).standing is not Fit.FIT
        else:
            assert fitness(risk, method, evidence, TABLE).standing is not Fit.FIT


@given(st.sampled_from([str(stage) for stage in Stage]), st.lists(qualities, max_size=3))
def test_no_method_closes_force_by_a_state(stage: str, evidence: list[Quality]) -> None:
    risk = Risk("SI", stage)
    shown = [met(risk, method, *evidence, BEST) for method in Method]
    assert standing_of(risk, shown, TABLE).standing is not RiskStanding.CLOSED
    assert standing_of(risk, [met(risk, "audit", BEST)], TABLE).standing is RiskStanding.UNFIT


def test_a_certificate_outside_the_season_does_not_close_forced_labour_in_the_raw_material() -> None:
    risk = Risk("FL", "raw")
    certificate = Quality("producer", "announced", "outside", "management", "specific")
    assert fitness(risk, "document_review", [certificate], TABLE).standing is Fit.UNFIT
    assert fitness(risk, "audit", [certificate], TABLE).standing is Fit.UNFIT
    assert fitness(risk, "audit", [BEST], TABLE).standing is Fit.FIT


def test_all_needs_hold_of_one_piece_of_evidence() -> None:
    half = Quality("buyer", "unannounced", "", "management", "specific")
    other = Quality("buyer", "announced", "", "auditor", "specific")
    found = fitness(Risk("LW", "final"), "audit", [half, other], TABLE)
    assert (found.standing, len(found.unmet)) == (Fit.PART, 1)


def test_a_breach_stands_over_all_that_was_met() -> None:
    risk = Risk("HS", "final")
    breach = Shown("1.6", "audit", False, True, frozenset({risk}), (BEST,))
    assert standing_of(risk, [met(risk, "audit", BEST), breach], TABLE).standing is RiskStanding.BREACH
    assert standing_of(risk, [], TABLE).standing is RiskStanding.UNSEEN
    other = Shown("1.6", "audit", False, False, frozenset({risk}), (BEST,))
    assert standing_of(risk, [other], TABLE).standing is RiskStanding.UNSEEN


@pytest.mark.parametrize("need", list(Need))
def test_each_need_is_met_by_the_best_and_not_by_what_is_unsaid(need: Need) -> None:
    assert BEST.meets(need)
    assert not CLEAN_AUDIT.meets(need) or need in (Need.IN_SEASON, Need.SPECIFIC, Need.CONFIRMED)
    assert not Quality(through_seller=True).meets(need)


def test_the_tables_are_whole() -> None:
    for one, other in combinations(TABLE, 2):
        assert (one.risk, one.stage, one.method) != (other.risk, other.stage, other.method)
    assert {row.method for row in TABLE if not row.risk and not row.stage} == set(Method)
    known = set(clause_levels())
    assert known == {"T0", "T1", "T2", "T3", "T4", "T4-H"}
    assert set(special_risks()) == {"SI"}
    assert set().union(*risks_of_points().values()) >= {"FL", "SI", "CL", "FA"}


def test_what_is_worded_the_same_is_judged_together() -> None:
    found = by_wording([("T1", "Ikke  tvang."), ("T2", "Andre ord."), ("T4", "Ikke tvang.")])
    assert found == [("Ikke tvang.", ["T1", "T4"]), ("Andre ord.", ["T2"])]
    assert points_open([Point("T1", "1.1"), Point("T4", "1.1")], {Point("T4", "1.1")}) == [Point("T1", "1.1")]
