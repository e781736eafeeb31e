"""The page of one contract, for its own people and for the other members."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from aktsom.contracts.actions import end_contract
from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.risk.actions import confirm_result, override_result
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor
from tests.factories.contracts import contract as unscreened
from tests.risk.counting import queries
from tests.risk.purchases import gloves, unlisted, unsaid
from tests.web.conftest import Visit


def page(contract: Contract) -> str:
    return f"/avtaler/{contract.public_id}/"


@pytest.fixture
def terms(db: None) -> None:
    load_terms(by=PLATFORM, at=NOON)


@pytest.mark.django_db
def test_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/avtaler/con-0/").status_code == 302


@pytest.mark.parametrize("public_id", ["con-0", "con-0000000000", "%00", "sup-1"])
def test_made_up_ids_are_not_found(visit: Visit, public_id: str) -> None:
    assert visit("olga").get(f"/avtaler/{public_id}/").status_code == 404


def test_page_is_only_read(visit: Visit) -> None:
    assert visit("olga").post(page(gloves())).status_code == 405


def test_risk_is_a_sentence_three_stages_and_reasons(visit: Visit) -> None:
    shown = visit("olga").get(page(gloves())).text
    assert "<b>Høy risiko: engangshansker.</b> Svært høy på råvare." in shown
    assert "På komponent vet vi ikke nok, og ukjent teller aldri som lav." in shown
    assert shown.count("<li data-gap>") == 1
    assert "Tvangsarbeid, barnearbeid" in shown
    assert "Malaysia, Thailand" in shown
    assert "«Engangshansker» i tittelen" in shown
    assert 'href="/katalog/produkt/gloves/#raw"' in shown


def test_list_that_finds_nothing_does_not_call_the_purchase_safe(visit: Visit) -> None:
    shown = visit("olga").get(page(unlisted())).text
    assert "<b>Ikke på listen.</b> Det betyr ikke at kjøpet er uten risiko" in shown
    assert 'class="stages"' not in shown


def test_purchase_without_products_asks_for_them(visit: Visit) -> None:
    contract = unsaid()
    shown = visit("olga").get(page(contract)).text
    assert "<b>For lite opplysninger.</b> Kjøpet hører til medisinsk forbruksmateriell." in shown
    assert f'href="{page(contract)}endre/#id_products"' in shown


def test_decided_result_stands_beside_what_the_list_said(visit: Visit) -> None:
    contract = gloves()
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=1,
        verdict="not_on_list",
        reason="Gjelder bare utleie av dispensere.",
    )
    shown = visit("olga").get(page(contract)).text
    assert "<b>Ikke på listen.</b>" in shown
    assert "Listen sa" in shown
    assert "<span>Engangshansker</span>" in shown
    assert "Gjelder bare utleie av dispensere." in shown
    assert "Olga rettet risikoen" in shown
    assert "Høy risiko → Ikke på listen. Gjelder bare utleie av dispensere.</span>" in shown


def test_history_names_the_products_that_were_chosen(visit: Visit) -> None:
    contract = gloves()
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=1,
        verdict="high_risk",
        products=["masks"],
        reason="Avtalen gjelder munnbind.",
    )
    assert "Avtalen gjelder munnbind. Produkter: Engangshansker → Munnbind" in visit("olga").get(page(contract)).text


def test_contract_not_screened_yet_says_so(visit: Visit) -> None:
    assert "ikke holdt opp mot høyrisikolisten ennå" in visit("olga").get(page(unscreened())).text


def test_duties_of_its_own_terms_have_their_days(visit: Visit, terms: None) -> None:
    shown = visit("olga").get(page(gloves(term_set="T3", starts_on=date(2026, 1, 31)))).text
    assert "(T3). Fristene er regnet ut for denne avtalen." in shown
    assert "31. juli 2026" in shown
    assert "6 måneder etter avtalestart" in shown


def test_next_act_follows_what_is_missing(visit: Visit) -> None:
    contract = gloves()
    olga = visit("olga")
    assert "Avgjør risikoen" in olga.get(page(contract)).text
    confirm_result(by=actor("olga"), at=NOON, contract_public_id=contract.public_id, revision=1)
    assert "Oppgi vilkårene" in olga.get(page(contract)).text


def test_reader_sees_all_but_no_button_that_works(visit: Visit) -> None:
    contract = gloves(value=Decimal(1234000), description="Til sykehjem")
    shown = visit("rita").get(page(contract)).text
    assert "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}000 kr" in shown
    assert "Til sykehjem" in shown
    assert "endre/" not in shown
    assert "tilstand/" not in shown
    assert "Bare avtaleeier og kontraktsforvalter kan avgjøre risikoen i en avtale." in shown


SECRETS = {
    "reference": "HEMMELIG-REF",
    "description": "Hemmelig beskrivelse av engangshansker",
    "options": "hemmelige opsjoner",
    "term_deviations": "Hemmelig avvik",
    "value": Decimal("4567890.00"),
    "signed_on": date(2025, 7, 19),
}


@pytest.mark.parametrize("who", ["berit", "sekka", "stina"])
def test_others_meet_only_what_the_members_share(visit: Visit, terms: None, who: str) -> None:
    contract = gloves(term_set="T4", **SECRETS)
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=1,
        verdict="not_on_list",
        reason="Hemmelig grunn til dette.",
    )
    shown = visit(who).get(page(contract)).text
    for shared in ("Engangshansker", "Nordhav Medisinsk AS", "31. desember 2027", "Oslo kommune"):
        assert shared in shown
    for secret in (
        "HEMMELIG",
        "emmelig",
        "4567890",
        "567\N{NO-BREAK SPACE}890",
        "19. juli",
        "Olga",
        "avgjor",
        "Historien",
    ):
        assert secret not in shown


def test_others_see_a_band_and_the_secretariat_no_value(visit: Visit) -> None:
    contract = gloves(value=Decimal(4567890))
    assert "1 mill. til 10 mill. kr" in visit("berit").get(page(contract)).text
    assert "Verdi" not in visit("sekka").get(page(contract)).text


def test_a_result_that_others_corrected_is_not_the_readers_own(visit: Visit) -> None:
    contract = gloves()
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=contract.public_id,
        revision=1,
        verdict="not_on_list",
        reason="Gjelder bare utleie av dispensere.",
    )
    assert "Løper, rettet av dere" in visit("olga").get(page(contract)).text
    others = visit("berit").get(page(contract)).text
    assert "Løper, rettet" in others
    assert "av dere" not in others


def test_a_contract_gone_by_has_no_next_day_and_says_when_it_went(visit: Visit, terms: None) -> None:
    runs = gloves(term_set="T4", starts_on=date(2020, 1, 1), ends_on=None)
    over = gloves(term_set="T4", starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1), option_until=date(2022, 3, 4))
    assert "<dt>Neste dag å huske</dt><dd>30. juni " in visit("olga").get(page(runs)).text
    shown = visit("olga").get(page(over)).text
    assert "<dt>Gikk ut</dt><dd>4. mars 2022</dd>" in shown
    assert "<dt>Hvem må gjøre noe</dt><dd>Oslo kommune</dd>" in shown
    assert "Neste dag å huske" not in shown
    assert "data-now" not in shown


def test_struck_contract_is_gone_for_others(visit: Visit) -> None:
    contract = gloves()
    Contract.objects.update(state="struck")
    assert visit("berit").get(page(contract)).status_code == 404
    assert "Strøket" in visit("olga").get(page(contract)).text


def test_ended_contract_asks_nobody_to_decide(visit: Visit) -> None:
    contract = gloves()
    end_contract(by=actor("olga"), at=NOON, public_id=contract.public_id, revision=1, reason="Ferdig levert i mai.")
    shown = visit("olga").get(page(contract)).text
    assert "Avsluttet" in shown
    assert "Avgjør risikoen" not in shown
    assert "Åpne avtalen igjen" in shown
    assert "Ferdig levert i mai." in shown


def test_history_tells_what_changed(visit: Visit) -> None:
    contract = gloves()
    olga = visit("olga")
    said = {"revision": 1, "title": "Engangshansker i nitril", "reference": contract.reference}
    olga.post(f"{page(contract)}endre/", said)
    shown = olga.get(page(contract)).text
    assert "Olga la avtalen i registeret" in shown
    assert "Olga endret avtalen" in shown
    assert "Tittel: Engangshansker → Engangshansker i nitril" in shown


def test_page_asks_no_more_for_many_codes_than_for_one(visit: Visit) -> None:
    one, many = gloves(cpv=("18424300",)), gloves(cpv=("18424300", "33140000", "33141310"))
    olga = visit("olga")
    olga.get(page(one))
    assert queries(lambda: olga.get(page(many))) <= queries(lambda: olga.get(page(one))) + 1
