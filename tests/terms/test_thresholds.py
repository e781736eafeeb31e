"""Thresholds with what is not known."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.terms.grammar import RuleError
from aktsom.terms.thresholds import holds, parse_threshold

LARGE = "supplier_employees>250 OR (supplier_turnover_nok>500000000 AND supplier_balance_nok>430000000)"
COVERED = "two_of(supplier_sales_nok>70000000, supplier_balance_nok>35000000, supplier_fte>50)"
NAMES = ("supplier_sales_nok", "supplier_balance_nok", "supplier_fte")


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (LARGE, {"supplier_employees": 251}, True),
        (LARGE, {"supplier_employees": 250}, None),
        (LARGE, {"supplier_employees": 250, "supplier_turnover_nok": 1}, False),
        (COVERED, {"supplier_sales_nok": 70_000_001, "supplier_fte": 51}, True),
        (COVERED, {"supplier_sales_nok": 1, "supplier_fte": 1}, False),
        (COVERED, {"supplier_sales_nok": 1, "supplier_fte": 51}, None),
        ("contract_total_nok>=50000000 AND NOT supplier_eu_large", {"contract_total_nok": 50_000_000}, None),
        (
            "contract_total_nok>=50000000 AND NOT supplier_eu_large",
            {"contract_total_nok": 50_000_000, "supplier_eu_large": False},
            True,
        ),
    ],
)
def test_holds(text: str, known: Mapping[str, int | bool | None], expected: bool | None):
    assert holds(parse_threshold(text), known) is expected


@pytest.mark.parametrize("text", ["", "a >", "a > b", "(a", "a b", "AND a", "a ; b", "two_of a", "1 > a"])
def test_what_is_no_threshold_is_refused(text):
    with pytest.raises(RuleError):
        parse_threshold(text)


@given(
    st.dictionaries(
        st.sampled_from(["supplier_sales_nok", "supplier_balance_nok", "supplier_fte"]), st.integers(0, 10**8)
    )
)
def test_learning_more_never_turns_an_answer(known):
    """What is answered with gaps stays the answer, whatever the gaps turn out to hold."""
    threshold = parse_threshold(COVERED)
    answer = holds(threshold, known)
    if answer is not None:
        for filling in (0, 10**9):
            every = dict.fromkeys(NAMES, filling) | known
            assert holds(threshold, every) is answer
