"""What a contract asks to be shown for orders to go on is written once, each for its own goods."""

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import Stale
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.conditions import ConditionSaid, make_condition
from aktsom.sanctions.models import OrderCondition
from tests.cast import NOON, actor
from tests.sanctions.made import contract_of
from tests.sanctions.steps_made import DAY, TODAY

pytestmark = pytest.mark.django_db


def asked(one: FollowUp, *products: str, point: str = "") -> OrderCondition:
    said = ConditionSaid("LSAS nivå 1", due_on=TODAY + 30 * DAY, point=point, products=products)
    return make_condition(by=actor("olga"), at=NOON, contract_id=contract_of(one, "oslo").public_id, said=said)


def test_the_same_may_be_asked_of_other_goods_and_not_of_the_same_again(one: FollowUp) -> None:
    Contract.objects.filter(pk=contract_of(one, "oslo").pk).update(products="Hansker\nMunnbind")
    assert [asked(one, name).products for name in ("Hansker", "Munnbind")] == [["Hansker"], ["Munnbind"]]
    assert asked(one).products == []
    for products in (["Munnbind"], []):
        with pytest.raises(Stale):
            asked(one, *products)
