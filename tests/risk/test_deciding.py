from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aktsom.contracts.actions import strike_contract
from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, JournalHead
from aktsom.risk.actions import SameAsScreened, WrongProducts, confirm_result, override_result
from aktsom.risk.models import RiskDecision
from tests.cast import NOON, actor
from tests.factories.contracts import contract as unscreened
from tests.risk.purchases import gloves, risk_of, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

WHY = "Hanskene er til hagearbeid og kjøpes brukt."


def _confirm(contract: Contract, by: str = "mons", revision: int = 1) -> Any:
    return confirm_result(by=actor(by), at=NOON, contract_public_id=contract.public_id, revision=revision)


def _override(contract: Contract, by: str = "mons", revision: int = 1, **said: Any) -> Any:
    return override_result(
        by=actor(by),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=revision,
        **{"verdict": "not_on_list", "reason": WHY, **said},
    )


@pytest.mark.parametrize("by", ["olga", "mons"])
def test_owner_and_manager_confirm(by: str) -> None:
    contract = gloves()
    before = risk_of(contract)

    risk = _confirm(contract, by)

    assert (risk.state, risk.revision, risk.verdict) == ("confirmed", 2, "high_risk")
    assert (risk.rank, risk.level_raw, risk.product_ids) == (before.rank, before.level_raw, before.product_ids)
    decision = RiskDecision.objects.get()
    assert (decision.kind, decision.screening, decision.person_id) == (
        "confirm",
        before.screening,
        actor(by).person_id,
    )
    entry = JournalEntry.objects.get(verb="risk_confirmed")
    assert (entry.subject, entry.member_id, entry.person_id, entry.changes) == (
        contract.public_id,
        contract.member_id,
        actor(by).person_id,
        {"state": ["screened", "confirmed"]},
    )


def test_confirming_what_lacks_information_keeps_its_rank() -> None:
    contract = unsaid()
    before = risk_of(contract)

    _confirm(contract)

    assert (risk_of(contract).rank, risk_of(contract).level) == (before.rank, "unknown")


def test_override_to_off_the_list_stands_beside_the_screening() -> None:
    contract = gloves()

    _override(contract)

    risk = risk_of(contract)
    assert (risk.state, risk.verdict, risk.rank, risk.level, risk.groups) == ("overridden", "not_on_list", 0, "", "")
    assert not risk.products.exists()
    assert risk.screening.verdict == "high_risk"
    assert JournalEntry.objects.get(verb="risk_overridden").changes == {
        "state": ["screened", "overridden"],
        "verdict": ["high_risk", "not_on_list"],
        "products": ["gloves", ""],
        "reason": WHY,
    }


def test_override_with_other_products_takes_level_and_rank_from_them() -> None:
    contract = gloves(origins=("IN",))

    _override(contract, verdict="high_risk", products=("workwear", "masks"))

    risk = risk_of(contract)
    assert (risk.groups, risk.product_ids) == ("textile;medical", "masks;workwear")
    assert (risk.level_raw, risk.level_component, risk.level_final) == ("high", "high", "high")
    assert (risk.severity, risk.likelihood) == (4, 5)  # high, and India is named for workwear
    assert set(risk.products.values_list("group_id", "product_id")) == {("medical", "masks"), ("textile", "workwear")}


def test_override_to_high_risk_without_products_stays_in_the_group_and_unknown() -> None:
    contract = unsaid()

    _override(contract, verdict="high_risk")

    risk = risk_of(contract)
    assert (risk.verdict, risk.groups, risk.product_ids, risk.level) == ("high_risk", "medical", "", "unknown")


def test_a_decision_can_be_taken_back() -> None:
    contract = gloves()
    _override(contract)

    _confirm(contract, revision=2)

    assert (risk_of(contract).state, risk_of(contract).verdict) == ("confirmed", "high_risk")
    assert list(RiskDecision.objects.order_by("id").values_list("kind", flat=True)) == ["override", "confirm"]


@pytest.mark.parametrize("reason", ["", "   ", "for kort"])
def test_override_needs_a_sentence(reason: str) -> None:
    contract = gloves()

    with pytest.raises(DomainError, match="Skriv kort hvorfor"):
        _override(contract, reason=reason)
    assert risk_of(contract).state == "screened"


def test_override_to_what_the_screen_says_is_refused() -> None:
    with pytest.raises(SameAsScreened):
        _override(gloves(), verdict="high_risk", products=("gloves",))


@pytest.mark.parametrize(
    ("verdict", "products"),
    [
        ("grave", ()),
        ("not_on_list", ("gloves",)),
        ("insufficient_information", ("gloves",)),
        ("high_risk", ("gloves", "unheard-of")),
    ],
)
def test_products_must_go_with_the_verdict_and_be_on_the_list(verdict: str, products: tuple[str, ...]) -> None:
    with pytest.raises(WrongProducts):
        _override(gloves(), verdict=verdict, products=products)


def test_stale_page_is_refused() -> None:
    contract = gloves()
    _confirm(contract)

    with pytest.raises(Stale):
        _confirm(contract)
    with pytest.raises(Stale):
        _override(contract, revision=1)


def test_confirming_twice_is_refused() -> None:
    contract = gloves()
    _confirm(contract)

    with pytest.raises(Refused, match="slik saken står nå"):
        _confirm(contract, revision=2)


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("rita", "Bare avtaleeier og kontraktsforvalter"),
        ("berit", "Bare avtaleparten selv"),
        ("sekka", "Bare avtaleparten selv"),
        ("uma", "Bare avtaleparten selv"),
    ],
)
def test_only_the_contract_partys_owner_or_manager_decides(by: str, why: str) -> None:
    contract = gloves()

    with pytest.raises(Refused, match=why):
        _confirm(contract, by)
    with pytest.raises(Refused, match=why):
        _override(contract, by)
    assert not RiskDecision.objects.exists()


def test_who_may_only_read_a_member_does_not_decide_there() -> None:
    with pytest.raises(Refused, match="Bare avtaleeier og kontraktsforvalter"):
        _confirm(gloves("bergen"), "dag")


def test_cooperation_decides_for_its_member() -> None:
    contract = gloves("uio")

    assert _confirm(contract, "uma").state == "confirmed"


def test_the_platform_never_decides() -> None:
    with pytest.raises(Refused, match="menneske"):
        confirm_result(by=PLATFORM, at=NOON, contract_public_id=gloves().public_id, revision=1)


def test_unknown_struck_and_unscreened_contracts_are_not_found() -> None:
    struck = gloves("bergen")
    strike_contract(by=actor("berit"), at=NOON, public_id=struck.public_id, revision=1, reason="Ført opp ved en feil.")

    for public_id, by in (("con-0000000000", "mons"), (struck.public_id, "mons"), (unscreened().public_id, "mons")):
        with pytest.raises(NotVisible):
            confirm_result(by=actor(by), at=NOON, contract_public_id=public_id, revision=1)


def test_nothing_is_left_when_the_journal_fails() -> None:
    contract, person = gloves(), actor("mons")
    taken = JournalHead.objects.get().number + 1
    JournalEntry.objects.create(number=taken, at=NOON, verb="in_the_way", subject="", previous="", hash="")

    with pytest.raises(IntegrityError), transaction.atomic():
        confirm_result(by=person, at=NOON, contract_public_id=contract.public_id, revision=1)

    assert (risk_of(contract).state, RiskDecision.objects.count()) == ("screened", 0)
