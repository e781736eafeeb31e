"""Somebody who knows its own values and sees every total that pages give tries to work out another member's figure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from aktsom.contracts.models import OwnFacts
from aktsom.risk.queries import category, overlap
from aktsom.sharing.rules import SeenTotal, Withheld, rounding_step, total_as_seen, value_bands
from aktsom.sharing.totals import seen_totals
from aktsom.sharing.wall import behind
from tests import commons
from tests.beginnings import beginning
from tests.cast import actor, member
from tests.risk.purchases import gloves, unlisted
from tests.sharing.walled import NORDHAV, TODAY

ME = 1
MONEY = st.decimals(min_value=1, max_value=900_000_000, places=2)


@dataclass(frozen=True)
class Bought:
    member: int
    supplier: str
    groups: frozenset[str]
    value: Decimal


PURCHASES = st.lists(
    st.builds(
        Bought,
        member=st.integers(1, 6),
        supplier=st.sampled_from("ST"),
        groups=st.frozensets(st.sampled_from("gh"), max_size=2),
        value=MONEY,
    ),
    max_size=14,
)


@dataclass(frozen=True)
class Page:
    """What a page gives of one total, and whose contracts are in it; the second the attacker wants to know."""

    seen: SeenTotal
    others: tuple[Bought, ...]

    @property
    def known(self) -> tuple[Decimal, Decimal] | None:
        """The narrowest the others' total can be told to lie within. The step of a rounded figure is guessed at its
        finest: as if the attacker knew the largest part."""
        if self.seen.band:
            return self.seen.band.lower, self.seen.band.upper or Decimal("Infinity")
        if self.seen.rounded is None:
            return None
        step = rounding_step(max(sums(self.others).values()))
        return self.seen.rounded - step / 2, self.seen.rounded + step / 2


def sums(bought: Sequence[Bought]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for one in bought:
        found[one.member] = found.get(one.member, Decimal(0)) + one.value
    return found


def pages(bought: Sequence[Bought]) -> Iterator[Page]:
    """A total for each supplier, the same under every filter, and one for each category."""
    cells = [[one for one in bought if one.supplier == name] for name in "ST"]
    cells += [[one for one in bought if group in one.groups] for group in "gh"]
    for cell in cells:
        seen = total_as_seen(sums(cell), viewer_members=frozenset({ME}))
        yield Page(seen, tuple(one for one in cell if one.member != ME))


def left_between(larger: Page, smaller: Page) -> tuple[Decimal, Decimal, Decimal] | None:
    """(least, most, truth) of what a member has in the larger total alone, when the two differ by one member only."""
    if larger.known is None or smaller.known is None or not set(smaller.others) <= set(larger.others):
        return None
    rest = list(larger.others)
    for one in smaller.others:
        rest.remove(one)
    if len({one.member for one in rest}) != 1:
        return None
    return (
        max(Decimal(0), larger.known[0] - smaller.known[1]),
        larger.known[1] - smaller.known[0],
        sum((one.value for one in rest), Decimal(0)),
    )


@given(PURCHASES)
def test_no_two_totals_leave_a_members_figure(bought: list[Bought]) -> None:
    """Supplier with category, category with category: what a difference leaves could be anything from nearly nothing,
    or more than twice as much as is known for certain, or lies in an interval as wide as itself."""
    for larger, smaller in permutations(pages(bought), 2):
        if left := left_between(larger, smaller):
            least, most, truth = left
            assert most - least >= truth


@given(PURCHASES, st.data())
def test_before_and_after_leave_no_contract(bought: list[Bought], data: st.DataObject) -> None:
    """A contract comes in or goes: the totals of the day before and the day after."""
    coming = data.draw(st.builds(Bought, st.integers(2, 6), st.just("S"), st.just(frozenset("g")), MONEY))
    for before, after in zip(pages(bought), pages([*bought, coming]), strict=True):
        if left := left_between(after, before):
            least, most, truth = left
            assert most - least >= truth


@given(st.dictionaries(st.integers(1, 8), MONEY, max_size=8))
def test_what_one_member_has_is_never_told_closer_than_itself(totals: Mapping[int, Decimal]) -> None:
    """Even somebody who happened to know all others but one: a rounded figure leaves room for as much again."""
    seen = total_as_seen(totals, viewer_members=frozenset({ME}))
    if seen.rounded is not None:
        step = rounding_step(max(value for name, value in totals.items() if name != ME))
        for name, value in totals.items():
            assert name == ME or step >= value


@given(st.lists(MONEY, min_size=2, max_size=2))
def test_of_two_others_neither_is_told_by_a_band(values: list[Decimal]) -> None:
    seen = total_as_seen({ME: Decimal(5), 2: values[0], 3: values[1]}, viewer_members=frozenset({ME}))
    if seen.band:
        assert seen.band in value_bands()
        assert max(values) <= Decimal("0.7") * sum(values)


# --- what the pages give


@beginning(after=commons.small_list)
def shared() -> None:
    for owner, value in (("oslo", 3_000_000), ("bergen", 2_000_000), ("stavanger", 1_500_000), ("uio", 1_200_000)):
        gloves(owner, value=Decimal(value), **NORDHAV)
    unlisted("bergen", value=Decimal(400_000_000), **NORDHAV)


def test_a_suppliers_total_is_the_same_under_every_filter(shared: None) -> None:
    olga = actor("olga")
    lists = (
        overlap(olga, today=TODAY),
        overlap(olga, today=TODAY, all_verdicts=True),
        overlap(olga, today=TODAY, group="medical"),
        overlap(olga, today=TODAY, product="gloves"),
        overlap(olga, today=TODAY, only_own=True),
    )
    totals = [found.total for each in lists for found in each.suppliers]
    assert len(totals) == 5
    assert set(totals) == {SeenTotal(Decimal(3_000_000), withheld=Withheld.TELLING)}


def test_totals_of_others_are_given_behind_the_wall_and_their_values_are_not(shared: None) -> None:
    olga = actor("olga")
    with behind(olga):
        total = category(olga, "medical", TODAY).total
        values = OwnFacts.objects.values_list("member_id", flat=True)
        assert set(values) == ({member("oslo").pk} if connection.vendor == "postgresql" else set(values))
    # 4 700 000 of three others, the largest 2 000 000 of it
    assert total == SeenTotal(Decimal(3_000_000), rounded=Decimal(4_000_000))


def test_who_sees_no_values_is_answered_without_a_question(
    small_list: object, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    sekka = actor("sekka")
    with django_assert_num_queries(0):
        seen = seen_totals(sekka, OwnFacts.objects.values_list("contract_id", "member_id", "value"), [1, 2])
    assert set(seen.values()) == {SeenTotal(Decimal(0), withheld=Withheld.NO_VALUES)}
