"""What people are owed and have got, and how grave a finding is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.findings.rules.remedy import Entitled, sums
from aktsom.findings.rules.severity import Grade, Severity

MILLION = Decimal(1_000_000)


def test_stated_totals_stand_beside_what_the_lines_add_up_to() -> None:
    lines = [Entitled("USD", 1_000, Decimal(900), paid=Decimal(500_000)), Entitled("USD", 50, Decimal(2_000))]
    [found] = sums(lines, {"USD": MILLION + 20_000})
    assert (found.people, found.owed, found.paid) == (1_050, MILLION, Decimal(500_000))
    assert (found.left, found.mismatch) == (MILLION / 2, Decimal(20_000))
    assert sums(lines, {"USD": MILLION})[0].mismatch is None


def test_currencies_are_never_added_together_and_an_unknown_amount_makes_no_sum() -> None:
    lines = [Entitled("MYR", 10, Decimal(100)), Entitled("USD", 4, None, paid=Decimal(40))]
    ringgit, dollars = sums(lines, {"USD": Decimal(400)})
    assert (ringgit.currency, ringgit.owed, ringgit.stated) == ("MYR", Decimal(1_000), None)
    assert (dollars.owed, dollars.left, dollars.mismatch, dollars.paid) == (None, None, None, Decimal(40))


def test_what_was_stated_without_lines_is_shown() -> None:
    [found] = sums([], {"USD": MILLION})
    assert (found.people, found.owed, found.mismatch) == (0, Decimal(0), MILLION)


MONEY = st.decimals(min_value=0, max_value=10_000, places=2)
LINES = st.lists(st.builds(Entitled, st.sampled_from(["USD", "MYR"]), st.integers(0, 5_000), MONEY, paid=MONEY))


@given(LINES, LINES)
def test_sums_of_parts_are_the_sum_of_the_whole(some: list[Entitled], more: list[Entitled]) -> None:
    def totals(*parts: list[Entitled]) -> dict[str, tuple[int, Decimal, Decimal]]:
        found: dict[str, tuple[int, Decimal, Decimal]] = {}
        for part in parts:
            for one in sums(part):
                people, owed, paid = found.get(one.currency, (0, Decimal(0), Decimal(0)))
                found[one.currency] = (people + one.people, owed + (one.owed or 0), paid + one.paid)
        return found

    assert totals(some, more) == totals([*some, *more])


@pytest.mark.parametrize("at", range(3))
def test_the_gravest_of_the_three_counts(at: int) -> None:
    grades = [Grade.MINOR] * 3
    grades[at] = Grade.MOST_GRAVE
    found = Severity(*grades)
    assert (found.whole, found.is_grave) == (Grade.MOST_GRAVE, True)
    assert not Severity(Grade.SERIOUS, Grade.SERIOUS, Grade.MINOR).is_grave
