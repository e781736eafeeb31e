"""Confirming and overriding the risk, and ending or striking a contract, as people do it."""

import re

import pytest
from django.test import Client

from aktsom.contracts.models import Contract
from tests.risk.purchases import gloves, risk_of
from tests.web.conftest import Visit

OVERRIDE = {"verdict": "not_on_list", "reason": "Gjelder bare utleie av dispensere.", "revision": "1"}


def page(contract: Contract, part: str = "") -> str:
    return f"/avtaler/{contract.public_id}/{part}"


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["risiko/", "risiko/bekreft/", "tilstand/end/"])
def test_visitor_signs_in_first(client: Client, part: str) -> None:
    assert client.post(f"/avtaler/con-0/{part}").status_code == 302


def test_confirmed(visit: Visit) -> None:
    contract = gloves()
    shown = visit("olga").post(page(contract, "risiko/bekreft/"), {"revision": "1"}, follow=True).text
    assert risk_of(contract).state == "confirmed"
    assert "Risikoen er bekreftet." in shown
    assert "Bekreftet: høy risiko" in shown


def test_overridden_with_a_reason(visit: Visit) -> None:
    contract = gloves()
    shown = visit("olga").post(page(contract, "risiko/"), OVERRIDE, follow=True).text
    assert (risk_of(contract).state, risk_of(contract).verdict) == ("overridden", "not_on_list")
    assert "Gjelder bare utleie av dispensere." in shown


def test_other_products_of_the_same_risk(visit: Visit) -> None:
    contract = gloves()
    said = {**OVERRIDE, "verdict": "high_risk", "products": ["masks", "syringes"]}
    visit("olga").post(page(contract, "risiko/"), said)
    assert risk_of(contract).product_ids == "masks;syringes"


def test_products_are_let_go_with_a_verdict_that_has_none(visit: Visit) -> None:
    contract = gloves()
    visit("olga").post(page(contract, "risiko/"), {**OVERRIDE, "products": ["masks"]})
    assert (risk_of(contract).verdict, risk_of(contract).product_ids) == ("not_on_list", "")


def test_form_offers_what_stands_now(visit: Visit) -> None:
    shown = visit("olga").get(page(gloves(), "risiko/")).text
    assert re.search(r'<input[^>]*value="high_risk"[^>]* checked', shown)
    assert 'value="gloves" checked' in shown
    assert 'value="masks">' in shown


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"reason": ""}, "Skriv hvorfor."),
        ({"reason": "kort"}, "Skriv kort hvorfor"),
        ({"verdict": "high_risk", "products": ["gloves"]}, "Dette er det samme som listen gir."),
        ({"verdict": "safe"}, "safe"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(visit: Visit, said: dict[str, object], text: str) -> None:
    contract = gloves()
    answer = visit("olga").post(page(contract, "risiko/"), {**OVERRIDE, **said})
    assert answer.status_code == 422
    assert text in answer.text
    assert str(said.get("reason", OVERRIDE["reason"])) in answer.text
    assert risk_of(contract).state == "screened"


@pytest.mark.parametrize("part", ["risiko/", "risiko/bekreft/", "tilstand/end/"])
@pytest.mark.parametrize("revision", ["7", "", "x"])
def test_stale_page_decides_nothing(visit: Visit, part: str, revision: str) -> None:
    contract = gloves()
    said = {**OVERRIDE, "revision": revision}
    assert visit("olga").post(page(contract, part), said).status_code == 409
    assert risk_of(contract).state == "screened"


@pytest.mark.parametrize("part", ["risiko/", "risiko/bekreft/", "tilstand/end/"])
def test_only_the_contract_party_decides(visit: Visit, part: str) -> None:
    contract = gloves()
    assert visit("rita").post(page(contract, part), OVERRIDE).status_code == 403
    for who in ("berit", "sekka"):
        assert visit(who).post(page(contract, part), OVERRIDE).status_code in {403, 404}
    assert (risk_of(contract).state, Contract.objects.get().state) == ("screened", "running")


def test_reader_is_not_shown_the_form(visit: Visit) -> None:
    contract = gloves()
    assert visit("rita").get(page(contract, "risiko/")).status_code == 403
    assert visit("berit").get(page(contract, "risiko/")).status_code == 404


@pytest.mark.parametrize("part", ["risiko/bekreft/", "tilstand/end/"])
def test_decisions_are_sent_not_fetched(visit: Visit, part: str) -> None:
    assert visit("olga").get(page(gloves(), part)).status_code == 405


def test_ended_struck_and_opened_again(visit: Visit) -> None:
    contract = gloves()
    olga = visit("olga")
    for revision, (verb, state) in enumerate((("end", "ended"), ("strike", "struck"), ("reopen", "running")), 1):
        said = {"revision": str(revision), "reason": "Avklart med leverandøren."}
        assert olga.post(page(contract, f"tilstand/{verb}/"), said).status_code == 302
        assert Contract.objects.get().state == state


def test_without_a_reason_the_page_comes_back_as_typed(visit: Visit) -> None:
    contract = gloves()
    answer = visit("olga").post(page(contract, "tilstand/strike/"), {"revision": "1", "reason": "feil"})
    assert (answer.status_code, 'value="feil"' in answer.text) == (422, True)
    assert "Skriv kort hvorfor" in answer.text
    assert Contract.objects.get().state == "running"


@pytest.mark.parametrize(("verb", "status"), [("reopen", 403), ("explode", 404)])
def test_moves_that_are_not_open(visit: Visit, verb: str, status: int) -> None:
    said = {"revision": "1", "reason": "Avklart med leverandøren."}
    assert visit("olga").post(page(gloves(), f"tilstand/{verb}/"), said).status_code == status
