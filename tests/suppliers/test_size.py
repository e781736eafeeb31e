from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.suppliers.rules.size import MEASURES, Coverage, Figures, Ground, SizeClass, coverage, size_class
from aktsom.suppliers.states import Covered
from aktsom.suppliers.tables import always_covered, size_limits

ACT, LARGE = size_limits()["transparency_act"], size_limits()["large"]
SUMS = st.none() | st.integers(0, 2_000_000_000)
FIGURES = st.builds(
    Figures, legal_form=st.sampled_from(["", "AS"]), employees=st.none() | st.integers(0, 900), turnover=SUMS,
    balance_sum=SUMS, is_mother=st.booleans(),
)  # fmt: skip


def covered(**said: object) -> Coverage:
    return coverage(Figures(**said), ACT, always_covered())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"turnover": 70_000_001, "balance_sum": 35_000_001},
         Coverage(Covered.YES, Ground.ABOVE, ("turnover", "balance_sum"))),
        ({"turnover": 70_000_000, "balance_sum": 35_000_000, "employees": 500},
         Coverage(Covered.NO, Ground.BELOW, ("turnover", "balance_sum"))),
        ({"employees": 51}, Coverage(Covered.UNKNOWN, Ground.MISSING, ("turnover", "balance_sum"))),
        ({"employees": 50, "turnover": 70_000_000}, Coverage(Covered.NO, Ground.BELOW, ("turnover", "employees"))),
        ({}, Coverage(Covered.UNKNOWN, Ground.MISSING, MEASURES)),
        ({"legal_form": "ASA"}, Coverage(Covered.YES, Ground.FORM)),
        ({"country": "SE", "employees": 900, "turnover": 10**9}, Coverage(Covered.UNKNOWN, Ground.ABROAD)),
        ({"is_unit": True, "legal_form": "ASA"}, Coverage(Covered.UNKNOWN, Ground.UNIT)),
        ({"employees": 1, "turnover": 1, "balance_sum": 1, "is_mother": True},
         Coverage(Covered.UNKNOWN, Ground.GROUP, MEASURES)),
    ],
)  # fmt: skip
def test_two_of_three_limits_make_a_larger_enterprise(said: dict[str, object], answer: Coverage) -> None:
    """Åpenhetsloven § 3."""
    assert covered(**said) == answer


@given(FIGURES, st.sampled_from(MEASURES), st.integers(0, 2_000_000_000))
def test_learning_a_figure_never_turns_a_sure_answer(figures: Figures, measure: str, value: int) -> None:
    before = coverage(figures, ACT).answer
    if figures.of(measure) is None and before is not Covered.UNKNOWN:
        assert coverage(replace(figures, **{measure: value}), ACT).answer is before


@given(FIGURES, st.sampled_from(MEASURES), st.integers(1, 2_000_000_000))
def test_growing_never_takes_a_company_out(figures: Figures, measure: str, more: int) -> None:
    held = figures.of(measure)
    if held is not None and coverage(figures, ACT).answer is Covered.YES:
        assert coverage(replace(figures, **{measure: held + more}), ACT).answer is Covered.YES


@given(FIGURES)
def test_a_mother_company_is_never_told_no(figures: Figures) -> None:
    assert coverage(replace(figures, is_mother=True), ACT).answer is not Covered.NO


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({"employees": 251}, SizeClass.LARGE),
        ({"employees": 250}, SizeClass.UNKNOWN),
        ({"employees": 250, "turnover": 500_000_000}, SizeClass.SMALLER),
        ({"employees": 10, "turnover": 500_000_001, "balance_sum": 430_000_001}, SizeClass.LARGE),
        ({"turnover": 500_000_001, "balance_sum": 430_000_001}, SizeClass.LARGE),
        ({"employees": 10, "turnover": 500_000_001}, SizeClass.UNKNOWN),
        ({"balance_sum": 1}, SizeClass.UNKNOWN),
        ({}, SizeClass.UNKNOWN),
    ],
)
def test_the_size_class_of_the_form(said: dict[str, int], size: SizeClass) -> None:
    """Commission Recommendation 2003/361/EC, as the self-report form uses it."""
    assert size_class(Figures(**said), LARGE) is size  # type: ignore[arg-type]
