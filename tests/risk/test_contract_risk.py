from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aktsom.categories.levels import Level, Stage
from aktsom.contracts.models import Contract
from aktsom.contracts.queries import contract as visible
from aktsom.core.actor import PLATFORM
from aktsom.risk.actions import confirm_result, override_result, screen_contracts
from aktsom.risk.queries import RiskView, Told, contract_risk
from aktsom.risk.screening.result import Kind
from aktsom.sharing.rules import SeenValue, Withheld, value_bands
from tests import catalogues
from tests.cast import NOON, actor
from tests.factories.contracts import contract as unscreened
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, risk_of, unlisted, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

TODAY = date(2026, 11, 23)
WHY = "Det kjøpes munnbind på denne avtalen."


def _view(contract: Contract, viewer: str = "mons", **how: Any) -> RiskView:
    person = actor(viewer)
    view = contract_risk(person, visible(person, contract.public_id), today=TODAY, how=Told(**how))
    assert view
    return view


def _override(contract: Contract, **said: Any) -> None:
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=risk_of(contract).revision,
        **{"verdict": "high_risk", "products": ("masks",), "reason": WHY, **said},
    )


def test_a_screened_contract_shows_its_chain_with_what_the_list_says() -> None:
    view = _view(gloves(cpv=("18424300",)))

    assert (view.state, view.verdict, view.revision, view.differs) == ("screened", "high_risk", 1, False)
    assert [product.id for product in view.products] == ["gloves"]
    assert [(stage.stage, stage.level, stage.rights, stage.countries) for stage in view.stages] == [
        (Stage.RAW, Level.VERY_HIGH, ("FL", "CL"), ("MY", "TH")),
        (Stage.COMPONENT, Level.UNKNOWN, ("FL", "CL"), ("MY", "TH")),
        (Stage.FINAL, Level.HIGH, ("FL", "CL"), ("MY", "TH")),
    ]
    assert [(risk.source, risk.as_of, risk.generation) for _, risk in view.stages[0].places] == [
        ("made for tests", "2026-01-01", "G3")
    ]
    assert (view.highest, view.highest_stages, view.unknown_stages) == (
        Level.VERY_HIGH,
        (Stage.RAW,),
        (Stage.COMPONENT,),
    )
    assert ([right.code for right in view.rights], view.countries) == (["CL", "FL"], ("MY", "TH"))


def test_why_is_told_in_the_readers_language() -> None:
    contract = bought(title="Engangshansker og vask av arbeidstøy", cpv=("18424300",), origins=("MY",))
    view = _view(contract, language="en", country={"MY": "Malaysia"}.__getitem__)

    assert view.screened.reasons == (
        (Kind.CPV, "CPV 18424300 belongs to disposable gloves on the high-risk list."),
        (Kind.WORD, "The word ‘Engangshansker’ in the title points to disposable gloves."),
        (Kind.ORIGIN, "The declared origin (Malaysia) is a country the list names for disposable gloves."),
    )
    assert len(view.screened.against) == 1
    assert view.priority_reasons[-1] == "The goods are declared to come from a country the list names: Malaysia."
    assert (view.priority.severity, view.priority.likelihood, view.priority.rank) == (
        risk_of(contract).severity,
        risk_of(contract).likelihood,
        risk_of(contract).rank,
    )


def test_off_the_list_there_is_no_chain_and_no_level() -> None:
    view = _view(unlisted())

    assert (view.stages, view.rights, view.countries, view.screened.reasons) == ((), (), (), ())
    assert (view.highest, view.highest_stages) == (Level.UNKNOWN, ())


def test_a_group_alone_has_a_chain_of_unknowns() -> None:
    view = _view(unsaid())

    assert [(stage.level, stage.places) for stage in view.stages] == [(Level.UNKNOWN, ())] * 3


def test_override_stands_with_the_screening_beside_it() -> None:
    contract = gloves()
    _override(contract)

    view = _view(contract)

    assert (view.state, view.differs, [product.id for product in view.products]) == ("overridden", True, ["masks"])
    assert [product.id for product in view.screened.products] == ["gloves"]
    assert view.screened.levels[Stage.RAW] is Level.VERY_HIGH
    assert (view.priority.rank, view.highest) == (risk_of(contract).rank, Level.HIGH)
    assert [(row.kind, row.products, row.reason, row.person) for row in view.decisions] == [
        ("override", ("masks",), WHY, "Olga")
    ]


def test_contested_result_shows_what_stands_and_what_the_new_screening_says(tmp_path: Path) -> None:
    contract = gloves()
    confirm_result(by=actor("olga"), at=NOON, contract_public_id=contract.public_id, revision=1)
    catalogues.take_in(tmp_path, catalogues.without("gloves"), version="test-2", at=NOON + timedelta(days=1))
    screen_contracts(by=PLATFORM, at=NOON, contract_ids=[contract.pk])

    view = _view(contract)

    assert (view.state, view.verdict, view.screened.verdict, view.differs) == (
        "contested",
        "high_risk",
        "not_on_list",
        True,
    )
    assert ([product.id for product in view.products], view.screened.catalogue) == (["gloves"], "test-2")
    assert [stage.level for stage in view.stages] == [Level.VERY_HIGH, Level.UNKNOWN, Level.HIGH]
    assert [(row.verdict, row.catalogue) for row in view.screenings] == [
        ("not_on_list", "test-2"),
        ("high_risk", "test-1"),
    ]


def test_buttons_are_refused_with_the_reason() -> None:
    contract = gloves()

    assert (_view(contract).confirm_refusal, _view(contract).override_refusal) == (None, None)
    assert "Bare avtaleeier og kontraktsforvalter" in str(_view(contract, "rita").confirm_refusal)
    assert "Bare avtaleparten selv" in str(_view(contract, "berit").override_refusal)
    confirm_result(by=actor("mons"), at=NOON, contract_public_id=contract.public_id, revision=1)
    assert "slik saken står nå" in str(_view(contract).confirm_refusal)


def test_other_members_see_the_risk_but_not_value_description_reason_or_person() -> None:
    contract = bought(title="Rammeavtale vern", description="engangshansker til prosjekt Rød", value=Decimal(2_500_000))
    _override(contract)

    view = _view(contract, "berit")

    assert (view.own, view.verdict, [product.id for product in view.products]) == (False, "high_risk", ["masks"])
    assert view.screened.reasons == ()
    assert view.value == SeenValue(band=value_bands()[1])
    assert view.decisions == ()
    assert "engangshansker" not in repr(view).lower().replace("nb='engangshansker'", "").replace(
        "nn='engangshansker'", ""
    )
    assert "2500000" not in repr(view)


def test_secretariat_sees_no_value_not_even_a_band() -> None:
    view = _view(gloves(value=Decimal(2_500_000)), "sekka")

    assert view.value == SeenValue(withheld=Withheld.NO_VALUES)
    assert not any("million" in reason for reason in view.leverage_reasons)


def test_leverage_counts_members_with_the_supplier_or_in_the_group_and_names_the_option() -> None:
    contract = gloves(value=Decimal(2_500_000), ends_on=date(2027, 3, 31), option_until=date(2029, 3, 31))
    bought("bergen", title="Munnbind", supplier_name="Fjell AS", supplier_number="")
    unlisted("stavanger")
    unlisted("uio", supplier_name="Fjell AS", supplier_number="")

    view = _view(contract, day=lambda text: text)

    assert view.members_linked == 3
    assert view.leverage_reasons == (
        "3 virksomheter har avtale med samme leverandør eller kjøper i samme kategori.",
        "Verdien er mellom 1 og 10 millioner kroner.",
        "Neste opsjon er 2027-03-31. Det er en god anledning til å stille krav.",
    )


def test_a_contract_that_was_never_screened_has_no_view() -> None:
    contract = unscreened()

    assert contract_risk(actor("mons"), contract, today=TODAY) is None


def test_view_asks_as_often_for_three_matches_as_for_one() -> None:
    mons = actor("mons")
    one, three = gloves(), bought(title="Engangshansker, munnbind og arbeidstøy", cpv=("18424300", "33141310"))

    asked = [queries(lambda c=contract: contract_risk(mons, c, today=TODAY)) for contract in (one, three)]

    assert asked[0] == asked[1]
