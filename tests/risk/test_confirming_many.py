from collections.abc import Sequence

import pytest

from aktsom.contracts.models import Contract
from aktsom.core import journal
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.risk.actions import Confirmed, confirm_result, confirm_results, override_result
from aktsom.risk.models import RiskDecision
from tests.cast import NOON, actor
from tests.factories.contracts import contract as unscreened
from tests.risk.purchases import gloves, risk_of, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

WHY = "Hanskene er til hagearbeid og kjøpes brukt."


def _confirm(contracts: Sequence[Contract], by: str = "mons", revision: int = 1) -> Confirmed:
    return confirm_results(by=actor(by), at=NOON, chosen=[(contract.public_id, revision) for contract in contracts])


def _states(contracts: Sequence[Contract]) -> list[str]:
    return [risk_of(contract).state for contract in contracts]


@pytest.mark.parametrize("by", ["olga", "mons"])
def test_each_is_confirmed_as_if_alone(by: str) -> None:
    contracts = [gloves(), unsaid(), gloves()]
    before = [risk_of(contract) for contract in contracts]

    done = _confirm(contracts, by)

    assert done == Confirmed(tuple(contract.public_id for contract in contracts), ())
    after = [risk_of(contract) for contract in contracts]
    assert [(risk.state, risk.revision) for risk in after] == [("confirmed", 2)] * 3
    assert [(risk.rank, risk.product_ids) for risk in after] == [(risk.rank, risk.product_ids) for risk in before]
    assert [list(risk.products.values_list("product_id", flat=True)) for risk in after] == [
        ["gloves"],
        [""],
        ["gloves"],
    ]
    decisions = RiskDecision.objects.order_by("id").values_list("contract_id", "screening_id", "kind", "person_id")
    assert list(decisions) == [(risk.contract_id, risk.screening_id, "confirm", actor(by).person_id) for risk in before]


def test_each_has_its_own_entry_in_the_journal() -> None:
    contracts = [gloves(), unsaid()]

    _confirm(contracts)

    entries = JournalEntry.objects.filter(verb="risk_confirmed").order_by("number")
    assert list(entries.values_list("subject", "member_id", "person_id", "changes")) == [
        (contract.public_id, contract.member_id, actor("mons").person_id, {"state": ["screened", "confirmed"]})
        for contract in contracts
    ]
    assert journal.verify().broken_at is None


def test_what_changed_meanwhile_is_left_and_told() -> None:
    same, changed = gloves(), gloves(title="Engangshansker til tannlegen")
    override_result(
        by=actor("olga"), at=NOON, contract_public_id=changed.public_id, revision=1, verdict="not_on_list", reason=WHY
    )

    done = _confirm([same, changed])

    assert done.confirmed == (same.public_id,)
    assert [(left.public_id, left.name) for left in done.left] == [(changed.public_id, "Engangshansker til tannlegen")]
    assert done.left[0].reason.startswith("Noen endret dette mens du hadde siden åpen.")
    assert _states([same, changed]) == ["confirmed", "overridden"]
    assert RiskDecision.objects.filter(contract=changed).count() == 1


def test_what_is_confirmed_already_is_left_and_told() -> None:
    contract = gloves()
    confirm_result(by=actor("olga"), at=NOON, contract_public_id=contract.public_id, revision=1)

    done = _confirm([contract], revision=2)

    assert (done.confirmed, [left.reason for left in done.left]) == (
        (),
        ["Du kan ikke gjøre dette slik saken står nå."],
    )
    assert RiskDecision.objects.count() == 1


def test_the_same_contract_twice_is_confirmed_once() -> None:
    contract = gloves()

    assert _confirm([contract, contract]).confirmed == (contract.public_id,)
    assert RiskDecision.objects.count() == 1


def test_nothing_chosen_confirms_nothing() -> None:
    assert _confirm([]) == Confirmed((), ())


@pytest.mark.parametrize("by", ["rita", "dag"])
def test_a_reader_of_one_of_the_members_is_refused_altogether(by: str) -> None:
    contracts = [gloves(), gloves("bergen")] if by == "dag" else [gloves(), gloves()]

    with pytest.raises(Refused, match="Bare avtaleeier og kontraktsforvalter"):
        _confirm(contracts, by)
    assert _states(contracts) == ["screened", "screened"]


@pytest.mark.parametrize("by", ["mons", "sekka"])
def test_one_of_another_member_is_like_none_at_all_and_stops_the_rest(by: str) -> None:
    contracts = [gloves(), gloves("bergen")]

    with pytest.raises(NotVisible):
        _confirm(contracts, by)
    assert _states(contracts) == ["screened", "screened"]


def test_one_never_screened_or_made_up_stops_the_rest() -> None:
    contract = gloves()

    for public_id in (unscreened().public_id, "con-0000000000"):
        with pytest.raises(NotVisible):
            confirm_results(by=actor("mons"), at=NOON, chosen=[(contract.public_id, 1), (public_id, 1)])
    assert _states([contract]) == ["screened"]


def test_the_platform_never_decides() -> None:
    contract = gloves()

    with pytest.raises(Refused, match="menneske"):
        confirm_results(by=PLATFORM, at=NOON, chosen=[(contract.public_id, 1)])
