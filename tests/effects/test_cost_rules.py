"""Laws of dividing a joint cost and of setting debts against each other."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aktsom.effects.rules.cost_sharing import Owed, Undivided, Weighs, netted, shares, weights

AMOUNTS = st.integers(1, 10**9).map(lambda ore: Decimal(ore) / 100)
WEIGHTS = st.dictionaries(st.integers(1, 30), st.integers(0, 500), min_size=1, max_size=12).filter(
    lambda found: any(found.values())
)
DEBTS = st.lists(
    st.builds(Owed, st.integers(1, 5), st.integers(1, 5), AMOUNTS, st.sampled_from(["NOK", "EUR"])), max_size=20
)


@given(AMOUNTS, WEIGHTS)
def test_shares_come_to_the_cost_and_differ_least(amount: Decimal, weighed: dict[int, int]) -> None:
    found = shares(amount, 100, weighed)

    assert sum(found.values()) == amount
    assert all(part >= 0 and part * 100 % 1 == 0 for part in found.values())
    total = sum(weighed.values())
    assert all(abs(part - amount * weighed[member] / total) < Decimal("0.01") for member, part in found.items())
    assert set(found) == {member for member, weight in weighed.items() if weight}


@given(WEIGHTS)
def test_each_rule_weighs_the_covered_and_no_others(contracts: dict[int, int]) -> None:
    covered = {member for member, count in contracts.items() if count}

    assert weights(Weighs.MEMBERS, contracts, {}) == dict.fromkeys(covered, 1)
    assert weights(Weighs.CONTRACTS, contracts, {}) == {member: contracts[member] for member in covered}


def test_agreed_shares_are_whole_and_of_the_covered() -> None:
    assert weights(Weighs.AGREED, {1: 2, 2: 1}, {1: 2500, 2: 7500}) == {1: 2500, 2: 7500}
    assert weights(Weighs.AGREED, {1: 2, 2: 1}, {1: 2500, 2: 7400}) is Undivided.NOT_WHOLE
    assert weights(Weighs.AGREED, {1: 2}, {1: 10_000, 9: 1}) is Undivided.NOT_WHOLE  # 9 is not covered
    assert weights(Weighs.MEMBERS, {}, {}) is Undivided.NOBODY
    assert weights(Weighs.AUDIT, {1: 1}, {}) is Undivided.NOT_SHARED
    assert weights(Weighs.AUDIT, {}, {1: 700}) == {1: 700}


def test_what_is_left_over_goes_to_those_who_lost_the_most() -> None:
    assert shares(Decimal(100), 100, {1: 1, 2: 1, 3: 1}) == {
        1: Decimal("33.34"), 2: Decimal("33.33"), 3: Decimal("33.33"),
    }  # fmt: skip


@given(DEBTS)
def test_setting_debts_against_each_other_changes_nobodys_balance(rows: list[Owed]) -> None:
    def balances(debts: list[Owed]) -> dict[tuple[int, str], Decimal]:
        found: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
        for row in debts:
            found[row.debtor, row.currency] -= row.amount
            found[row.creditor, row.currency] += row.amount
        return {key: total for key, total in found.items() if total}

    left = netted(rows)

    assert balances(left) == balances(rows)
    assert all(row.amount > 0 and row.debtor != row.creditor for row in left)
    pairs = [(*sorted((row.debtor, row.creditor)), row.currency) for row in left]
    assert len(set(pairs)) == len(pairs)
    assert netted(left) == left
