from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.categories.queries import NoCatalogue
from aktsom.contracts.models import Contract
from aktsom.contracts.queries import facts_of
from aktsom.core.actor import PLATFORM
from aktsom.core.models import JournalEntry
from aktsom.risk.actions import (
    amend_and_screen,
    confirm_result,
    override_result,
    screen_contracts,
)
from aktsom.risk.models import ContractRisk, RiskProduct, Screening, ScreeningMatch
from tests import catalogues
from tests.cast import NOON, actor
from tests.factories.contracts import contract as unscreened
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, risk_of, unlisted, unsaid

pytestmark = pytest.mark.django_db


def _screen(*contracts: Contract) -> Any:
    return screen_contracts(by=PLATFORM, at=NOON, contract_ids=[contract.pk for contract in contracts])


def _standing(contract: Contract) -> tuple[str, str, str]:
    risk = risk_of(contract)
    return risk.state, risk.verdict, risk.product_ids


def _new_list(tmp_path: Path, tables: catalogues.Tables, version: str = "test-2", days: int = 1) -> CatalogueVersion:
    return catalogues.take_in(tmp_path / version, tables, version=version, at=NOON + timedelta(days=days))


def test_first_screening_stands_with_its_levels_products_and_reasons(small_list: CatalogueVersion) -> None:
    contract = bought(title="Engangshansker og munnbind", cpv=("18424300",))

    risk = risk_of(contract)
    assert (risk.state, risk.verdict, risk.revision) == ("screened", "high_risk", 1)
    assert (risk.level, risk.level_raw, risk.level_component, risk.level_final) == (
        "very_high",
        "very_high",
        "high",
        "high",
    )
    assert (risk.groups, risk.product_ids, risk.screening.catalogue_version) == ("medical", "gloves;masks", small_list)
    assert list(RiskProduct.objects.values_list("risk", "member", "group_id", "product_id").order_by("id")) == [
        (risk.pk, contract.member_id, "medical", "gloves"),
        (risk.pk, contract.member_id, "medical", "masks"),
    ]
    assert list(ScreeningMatch.objects.values_list("kind", "product_id", "code", "word", "where").order_by("id")) == [
        ("cpv", "gloves", "18424300", "", "cpv"),
        ("word", "gloves", "", "Engangshansker", "title"),
        ("word", "masks", "", "munnbind", "title"),
    ]


def test_what_was_not_counted_is_kept_with_the_reason(small_list: CatalogueVersion) -> None:
    contract = bought(title="Vask av arbeidstøy")

    assert risk_of(contract).verdict == "not_on_list"
    assert list(ScreeningMatch.objects.values_list("word", "cancelled_by", "cancelled_why")) == [
        ("arbeidstøy", "Vask", "service")
    ]


def test_a_group_without_a_product_is_insufficient_information_and_unknown(small_list: CatalogueVersion) -> None:
    risk = risk_of(unsaid())

    assert (risk.verdict, risk.level, risk.groups, risk.product_ids) == (
        "insufficient_information",
        "unknown",
        "medical",
        "",
    )
    assert list(risk.products.values_list("group_id", "product_id")) == [("medical", "")]


def test_off_the_list_there_is_no_level_and_no_rank(small_list: CatalogueVersion) -> None:
    risk = risk_of(unlisted())

    assert (risk.verdict, risk.level, risk.level_raw, risk.groups, risk.rank) == ("not_on_list", "", "", "", 0)


def test_screening_counts_verdicts_and_writes_one_journal_entry_a_member(small_list: CatalogueVersion) -> None:
    contracts = [
        unscreened(),
        unscreened("bergen", title="Munnbind"),
        unscreened(title="Rådgivning", cpv=(), products=()),
    ]

    report = _screen(*contracts)

    assert (dict(report.counts), report.written) == ({"high_risk": 2, "not_on_list": 1}, 3)
    entries = JournalEntry.objects.filter(verb="contracts_screened").order_by("number")
    assert list(entries.values_list("subject", "member_id", "changes")) == [
        (small_list.public_id, contracts[0].member_id, {"new_results": 2}),
        (small_list.public_id, contracts[1].member_id, {"new_results": 1}),
    ]


def test_same_result_again_writes_nothing(small_list: CatalogueVersion, tmp_path: Path) -> None:
    contracts = [bought(title="Vask av arbeidstøy"), gloves(), unsaid()]
    _new_list(tmp_path, catalogues.with_level("workwear", "raw", "low"))
    before = (Screening.objects.count(), JournalEntry.objects.count())

    report = _screen(*contracts)

    assert (report.written, report.counts.total()) == (0, 3)
    assert (Screening.objects.count(), JournalEntry.objects.count()) == before
    assert {risk.screening.catalogue_version for risk in ContractRisk.objects.all()} == {small_list}


def test_new_result_replaces_one_that_nobody_decided_on(small_list: CatalogueVersion, tmp_path: Path) -> None:
    contract = gloves()
    new_list = _new_list(tmp_path, catalogues.without("gloves"))

    report = _screen(contract)

    risk = risk_of(contract)
    assert (report.written, report.replaced, report.contested) == (1, 1, 0)
    assert (*_standing(contract), risk.revision) == ("screened", "not_on_list", "", 2)
    assert not risk.products.exists()
    assert list(Screening.objects.order_by("id").values_list("verdict", "catalogue_version")) == [
        ("high_risk", small_list.pk),
        ("not_on_list", new_list.pk),
    ]
    entry = JournalEntry.objects.get(verb="risk_screened_again")
    assert (entry.subject, entry.changes) == (
        contract.public_id,
        {"verdict": ["high_risk", "not_on_list"], "products": []},
    )


def test_new_reasons_for_the_same_conclusion_are_kept_and_move_nothing(small_list: CatalogueVersion) -> None:
    contract = gloves()
    confirm_result(by=actor("mons"), at=NOON, contract_public_id=contract.public_id, revision=1)

    facts = facts_of(contract)
    amend_and_screen(
        by=actor("mons"),
        at=NOON,
        public_id=contract.public_id,
        revision=1,
        facts=type(facts)(**{**_plain(facts), "title": "Hansker til engangsbruk, engangshansker"}),
    )

    risk = risk_of(contract)
    assert (risk.state, risk.revision, Screening.objects.count()) == ("confirmed", 2, 2)
    assert [match.word for match in risk.screening.matches.all()] == ["engangshansker"]


def _plain(facts: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def test_new_result_contests_what_a_person_confirmed_and_leaves_it_standing(
    small_list: CatalogueVersion, tmp_path: Path
) -> None:
    contract = gloves()
    confirm_result(by=actor("mons"), at=NOON, contract_public_id=contract.public_id, revision=1)
    _new_list(tmp_path, catalogues.without("gloves"))

    report = _screen(contract)

    assert (report.contested, report.replaced) == (1, 0)
    assert _standing(contract) == ("contested", "high_risk", "gloves")
    assert risk_of(contract).screening.verdict == "not_on_list"
    assert JournalEntry.objects.get(verb="risk_contested").changes == {
        "state": ["confirmed", "contested"],
        "screened": "not_on_list",
    }


def test_new_result_contests_what_a_person_overrode_and_leaves_it_standing(
    small_list: CatalogueVersion, tmp_path: Path
) -> None:
    contract = gloves()
    _override(contract, verdict="high_risk", products=("masks",))
    _new_list(tmp_path, catalogues.with_level("gloves", "final", "low"))

    _screen(contract)

    assert _standing(contract) == ("contested", "high_risk", "masks")


def _override(contract: Contract, *, verdict: str, products: tuple[str, ...] = ()) -> None:
    override_result(
        by=actor("mons"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=risk_of(contract).revision,
        verdict=verdict,
        products=products,
        reason="Avtalen gjelder noe annet enn listen tror.",
    )


def test_new_result_that_is_what_the_person_chose_is_not_contested(
    small_list: CatalogueVersion, tmp_path: Path
) -> None:
    contract = gloves()
    _override(contract, verdict="not_on_list")
    _new_list(tmp_path, catalogues.without("gloves"))

    assert _screen(contract).contested == 0
    assert _standing(contract) == ("overridden", "not_on_list", "")


@pytest.mark.parametrize("decided", ["confirmed", "overridden"])
def test_contest_ends_when_the_screen_comes_back_to_what_was_decided_over(
    small_list: CatalogueVersion, tmp_path: Path, decided: str
) -> None:
    contract = gloves()
    if decided == "confirmed":
        confirm_result(by=actor("mons"), at=NOON, contract_public_id=contract.public_id, revision=1)
    else:
        _override(contract, verdict="not_on_list")
    stood = _standing(contract)
    _new_list(tmp_path, catalogues.with_level("gloves", "raw", "low"))
    _screen(contract)

    _new_list(tmp_path, _with_note(catalogues.rows()), "test-3", days=2)
    _screen(contract)

    assert _standing(contract) == stood
    assert JournalEntry.objects.filter(verb="risk_agreed_again").count() == 1


def _with_note(tables: catalogues.Tables) -> catalogues.Tables:
    tables["high_risk_cpv"][0]["note"] = "the same list in other words"
    return tables


def test_contract_may_be_contested_again(small_list: CatalogueVersion, tmp_path: Path) -> None:
    contract = gloves()
    confirm_result(by=actor("mons"), at=NOON, contract_public_id=contract.public_id, revision=1)
    for number, level in enumerate(("low", "medium"), start=2):
        _new_list(tmp_path, catalogues.with_level("gloves", "raw", level), f"test-{number}", number)
        assert _screen(contract).contested == 1

    assert (_standing(contract)[0], Screening.objects.count()) == ("contested", 3)


def test_amended_contract_is_screened_anew(small_list: CatalogueVersion) -> None:
    contract = unsaid()

    facts = type(facts_of(contract))(**{**_plain(facts_of(contract)), "products": ("Munnbind",)})
    amend_and_screen(by=actor("mons"), at=NOON, public_id=contract.public_id, revision=1, facts=facts)

    assert _standing(contract) == ("screened", "high_risk", "masks")


def test_without_a_list_nothing_is_screened_and_nothing_registered() -> None:
    with pytest.raises(NoCatalogue):
        gloves()
    assert not Contract.objects.exists()


def test_progress_is_told(small_list: CatalogueVersion) -> None:
    told = []
    screen_contracts(
        by=PLATFORM,
        at=NOON,
        contract_ids=[unscreened().pk, unscreened().pk],
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(2, 2)]


def test_screening_asks_the_database_as_often_for_three_contracts_as_for_one(small_list: CatalogueVersion) -> None:
    contracts = [unscreened() for _ in range(4)]

    assert queries(lambda: _screen(contracts[0])) == queries(lambda: _screen(*contracts[1:]))
