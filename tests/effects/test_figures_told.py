"""How a figure is told: rounded to what one expects, never made more whole than it is, and dated where it is empty."""

from decimal import Decimal

import pytest

from aktsom.effects.actions.reckoning import reckon_all
from aktsom.effects.queries.figures import Figure, Part, figures, nearest
from aktsom.effects.queries.scopes import of_member
from aktsom.effects.tables import indicators
from aktsom.web.effects.words import per_cent
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects.laid import lay_world


@pytest.mark.parametrize(
    ("counted", "of", "whole", "tenths"),
    [(2, 3, "67", "66.7"), (1, 8, "13", "12.5"), (3, 3, "100", "100"), (0, 3, "0", "0"), (999, 1000, "99", "99.9"),
     (9999, 10000, "99", "99.9"), (1, 3000, "under 1", "0.1")],
)  # fmt: skip
def test_a_share_is_told_to_the_nearest_and_never_as_all_or_nothing(
    counted: int, of: int, whole: str, tenths: str
) -> None:
    part = Part("", Decimal(counted), Decimal(of), Decimal(0))
    assert per_cent(part) == whole
    assert part.per_cent == Decimal(tenths)
    assert nearest(part.counted, part.of, Decimal(1)) <= 100


def test_a_target_is_reached_by_the_share_itself_not_by_what_it_is_rounded_to() -> None:
    one = indicators()["followed_up"]
    [just_under, just_there] = [
        Figure(one, (Part("", Decimal(counted), Decimal(10_000), Decimal(0)),), Decimal(0), NOON, target=Decimal(20))
        for counted in (1_999, 2_000)
    ]
    assert (per_cent(just_under.parts[0]), just_under.reached) == ("20", False)
    assert (per_cent(just_there.parts[0]), just_there.reached) == ("20", True)


@beginning(after=commons.terms)
def world() -> None:
    lay_world()


def test_what_had_nothing_to_reckon_was_reckoned_with_the_rest(world: None) -> None:
    reckon_all(NOON)
    found = figures(actor("mons"), of_member(member("oslo").public_id), 2026, NOON)
    empty = [one for one in found if not one.parts]
    assert empty
    assert {one.reckoned_at for one in empty} == {NOON}
