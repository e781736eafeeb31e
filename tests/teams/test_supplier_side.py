"""What a supplier's own people see of who follows them up."""

from datetime import date, timedelta
from decimal import Decimal

from aktsom.teams.acts import MandateAct
from aktsom.teams.queries.supplier_side import suppliers_contracts
from aktsom.teams.states import MandateState
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.teams import team
from tests.risk.counting import queries
from tests.risk.purchases import gloves, unlisted
from tests.teams.test_network import mandate

TODAY = date(2026, 11, 2)


@beginning(after=commons.small_list, autouse=True)
def _list() -> None:
    pass


def test_a_supplier_sees_who_follows_up_each_of_its_contracts_and_whom_to_reach() -> None:
    made = team()
    mandate(
        made, gloves(), acts=MandateAct.ASK | MandateAct.RECOMMEND, asked_acts=MandateAct.ASK | MandateAct.RECOMMEND
    )
    unlisted("bergen")
    ((_, contracts),) = suppliers_contracts(actor("nora"), TODAY)
    followed = {contract.member: contract.followed_by for contract in contracts}
    assert followed["Bergen kommune"] == []
    (by,) = followed["Oslo kommune"]
    assert (by.group_id, by.acts) == ("medical", [MandateAct.ASK, MandateAct.RECOMMEND])
    assert (by.contact, by.contact_email, by.contact_member) == ("Olga", "olga@example.org", "Oslo kommune")


def test_a_withdrawn_mandate_is_no_longer_shown() -> None:
    mandate(team(), gloves(), state=MandateState.WITHDRAWN, withdrawn_at=NOON)
    ((_, (contract,)),) = suppliers_contracts(actor("nora"), TODAY)
    assert contract.followed_by == []


def test_another_supplier_sees_nothing_of_it_and_prices_are_in_none_of_it() -> None:
    gloves(value=Decimal(2_345_678), reference="HEMMELIG-7")
    assert [found.contracts for found in suppliers_contracts(actor("odd"), TODAY)] == [[]]
    assert "2345678" not in repr(suppliers_contracts(actor("nora"), TODAY))
    assert "HEMMELIG" not in repr(suppliers_contracts(actor("nora"), TODAY))


def test_who_answers_for_no_supplier_sees_no_supplier() -> None:
    gloves()
    assert suppliers_contracts(actor("olga"), TODAY) == []


def test_it_asks_the_database_as_often_for_three_as_for_one() -> None:
    viewer, made = actor("nora"), team()
    mandate(made, gloves())
    once = queries(lambda: suppliers_contracts(viewer, TODAY))
    for owner in ("oslo", "bergen", "stavanger"):
        mandate(made, gloves(owner), ends_on=TODAY + timedelta(days=30))
    assert queries(lambda: suppliers_contracts(viewer, TODAY)) == once
