from hypothesis import given
from hypothesis import strategies as st

from aktsom.core.workflow import TransitionTable
from aktsom.risk.conclusions import Conclusion, Decided, verb_after_screening
from aktsom.risk.states import RISK, RiskState

LEVELS = st.sampled_from(["", "low", "high", "unknown"])
PRODUCTS = st.lists(st.sampled_from(["gloves", "masks"]), unique=True).map(tuple)
CONCLUSIONS = st.builds(
    Conclusion,
    verdict=st.sampled_from(["high_risk", "not_on_list"]),
    level_raw=LEVELS,
    level_component=LEVELS,
    level_final=LEVELS,
    groups=st.just(()),
    products=PRODUCTS,
)
DECISIONS = st.builds(
    Decided,
    overridden=st.booleans(),
    over=CONCLUSIONS,
    verdict=st.sampled_from(["high_risk", "not_on_list"]),
    products=PRODUCTS,
)
DECIDED_STATES = st.sampled_from([RiskState.CONFIRMED, RiskState.OVERRIDDEN, RiskState.CONTESTED])


def _after(table: TransitionTable, state: str, verb: str | None) -> str:
    return table.after(state, verb) if verb else state


@given(DECIDED_STATES, DECISIONS, CONCLUSIONS)
def test_a_screening_never_makes_a_decided_result_undecided(
    state: RiskState, decided: Decided, new: Conclusion
) -> None:
    assert _after(RISK, state, verb_after_screening(state, decided, new)) != RiskState.SCREENED


@given(DECIDED_STATES, DECISIONS)
def test_the_conclusion_decided_over_is_never_contested(state: RiskState, decided: Decided) -> None:
    after = _after(RISK, state, verb_after_screening(state, decided, decided.over))

    assert after != RiskState.CONTESTED


@given(DECIDED_STATES, CONCLUSIONS, CONCLUSIONS)
def test_any_other_conclusion_contests_what_was_confirmed(state: RiskState, over: Conclusion, new: Conclusion) -> None:
    verb = verb_after_screening(state, Decided(False, over, over.verdict, over.products), new)

    assert (verb == "contest") == (new != over)


@given(CONCLUSIONS)
def test_what_nobody_decided_on_is_screened_again(new: Conclusion) -> None:
    assert verb_after_screening(RiskState.SCREENED, None, new) == "screen_again"
