"""A contract by hand: new, changed, with the screen looking on."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from aktsom.contracts import queries
from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.terms.actions import load_terms
from tests.cast import NOON, member
from tests.risk.purchases import gloves, risk_of
from tests.web.conftest import Visit

NEW, SCREEN, SUPPLIERS = "/avtaler/ny/", "/avtaler/ny/vurdering/", "/avtaler/ny/leverandorer/"
FULL = {
    "title": "Engangshansker",
    "products": "Undersøkelseshansker\nOperasjonshansker",
    "cpv": "18424300",
    "origins": "Malaysia",
    "description": "Til sykehjem",
    "supplier_name": "Nordhav Medisinsk AS",
    "supplier_number": "923 609 016",
    "supplier_country": "",
    "reference": "2026/77",
    "value": "1 200 000,50",
    "currency": "NOK",
    "signed_on": "2025-12-15",
    "starts_on": "2026-01-01",
    "ends_on": "2027-12-31",
    "option_until": "2029-12-31",
    "options": "1 + 1 år",
    "term_set": "",
    "term_deviations": "",
}


def edit(contract: Contract) -> str:
    return f"/avtaler/{contract.public_id}/endre/"


@pytest.mark.django_db
@pytest.mark.parametrize("page", [NEW, SCREEN, SUPPLIERS, "/avtaler/con-0/endre/"])
def test_visitor_signs_in_first(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302


def test_contract_is_registered_and_screened(visit: Visit) -> None:
    olga = visit("olga")
    answer = olga.post(NEW, FULL)
    made = Contract.objects.get()
    assert answer.headers["Location"] == f"/avtaler/{made.public_id}/"
    facts = queries.facts_of(made)
    assert (facts.value, facts.products) == (Decimal("1200000.50"), ("Undersøkelseshansker", "Operasjonshansker"))
    assert (facts.signed_on, facts.option_until) == (date(2025, 12, 15), date(2029, 12, 31))
    assert risk_of(made).verdict == "high_risk"
    assert "Avtalen ligger i registeret." in olga.get(answer.headers["Location"]).text


def test_title_alone_is_enough(visit: Visit) -> None:
    assert visit("olga").post(NEW, {"title": "Kopipapir"}).status_code == 302
    assert Contract.objects.get().reference.startswith("uten-ref-")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"title": ""}, "Skriv hva som kjøpes, med noen få ord."),
        ({"supplier_number": "123456789"}, "siste siffer passer ikke til de andre"),
        ({"ends_on": "2025-01-01"}, "før den begynner"),
        ({"value": "mye"}, "Vi fant ikke noe beløp i «mye»."),
        ({"value": "-5"}, "under null"),
        ({"cpv": "hansker"}, "Vi fant ingen CPV-kode i «hansker»."),
        ({"term_set": "T99"}, "T99"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(visit: Visit, said: dict[str, str], text: str) -> None:
    answer = visit("olga").post(NEW, {**FULL, **said})
    assert answer.status_code == 422
    assert text in answer.text
    assert 'value="1 + 1 år"' in answer.text
    assert Contract.objects.count() == 0


def test_reference_in_use_is_told_at_its_field(visit: Visit) -> None:
    gloves(reference="2026/77")
    answer = visit("olga").post(NEW, FULL)
    assert (answer.status_code, 'id="id_reference_error"' in answer.text) == (422, True)


def test_what_was_guessed_is_pointed_out_after_saving(visit: Visit) -> None:
    shown = visit("olga").post(NEW, {**FULL, "value": "100 000 per år"}, follow=True).text
    assert "Beløpet gjelder ett år, ikke hele avtalen." in shown


def test_form_comes_back_as_the_contract_is_and_saving_it_changes_nothing(visit: Visit) -> None:
    load_terms(by=PLATFORM, at=NOON)
    olga = visit("olga")
    olga.post(NEW, {**FULL, "term_set": "T4", "supplier_country": "Sverige", "supplier_number": "SE5560123456"})
    made = Contract.objects.get()
    before = queries.facts_of(made)
    page = olga.get(edit(made)).text
    for text in ('value="1 200 000,50"', 'value="Sverige"', 'value="2027-12-31"', '<option value="T4" selected>'):
        assert text in page
    from aktsom.web.contracts.forms import texts_of

    olga.post(edit(made), {**texts_of(before), "revision": "1"})
    after = Contract.objects.get()
    assert (queries.facts_of(after), after.revision) == (before, 1)


def test_change_is_kept_and_screened_again(visit: Visit) -> None:
    contract = gloves()
    visit("olga").post(edit(contract), {"title": "Kontorrenhold", "reference": contract.reference, "revision": "1"})
    assert Contract.objects.get().title == "Kontorrenhold"
    assert risk_of(contract).verdict == "not_on_list"


@pytest.mark.parametrize("revision", ["0", "", "x", "99999999999"])
def test_stale_form_is_not_saved(visit: Visit, revision: str) -> None:
    contract = gloves()
    answer = visit("olga").post(edit(contract), {"title": "Annet", "revision": revision})
    assert (answer.status_code, Contract.objects.get().title) == (409, "Engangshansker")


def test_page_with_errors_keeps_the_revision_it_was_opened_with(visit: Visit) -> None:
    contract = gloves()
    Contract.objects.update(revision=5)
    answer = visit("olga").post(edit(contract), {"title": "", "revision": "1"})
    assert 'name="revision" value="1"' in answer.text


def test_who_may_not_write(visit: Visit) -> None:
    contract = gloves()
    for who, new, change in (("rita", 403, 403), ("sekka", 403, 404), ("berit", 200, 404)):
        client = visit(who)
        assert client.get(NEW).status_code == new
        assert client.get(edit(contract)).status_code == change
        assert client.post(edit(contract), {**FULL, "revision": "1"}).status_code == change
    assert visit("rita").post(NEW, FULL).status_code == 403
    assert Contract.objects.get().title == "Engangshansker"


def test_member_is_chosen_among_those_one_keeps(visit: Visit) -> None:
    uma = visit("uma")
    assert uma.post(NEW, {**FULL, "member": member("oslo").public_id}).status_code == 422
    assert uma.post(NEW, {**FULL, "member": member("uio").public_id}).status_code == 302
    assert Contract.objects.get().member == member("uio")


def test_hint_says_what_the_list_says_of_what_is_typed(visit: Visit) -> None:
    olga = visit("olga")
    assert "Engangshansker" in olga.post(SCREEN, {"title": "engangshansker til legevakt"}).text
    assert 'data-level="very_high"' in olga.post(SCREEN, {"cpv": "18424300"}).text
    assert "Skriv produktene" in olga.post(SCREEN, {"title": "Medisinsk forbruksmateriell"}).text
    assert "Listen nevner ikke dette." in olga.post(SCREEN, {"title": "Kontorrenhold"}).text
    assert "Skriv hva som kjøpes" in olga.post(SCREEN, {"title": " "}).text
    assert Contract.objects.count() == 0


def test_hint_is_asked_for_by_sending(visit: Visit) -> None:
    assert visit("olga").get(SCREEN).status_code == 405
    assert visit("olga").post(SUPPLIERS).status_code == 405


def test_known_suppliers_are_offered_by_name(visit: Visit) -> None:
    gloves(supplier_name="Nordhav Medisinsk AS", supplier_number="923609016")
    olga = visit("olga")
    assert (
        '<option value="Nordhav Medisinsk AS">923609016</option>' in olga.get(SUPPLIERS, {"supplier_name": "nord"}).text
    )
    assert olga.get(SUPPLIERS, {"supplier_name": "n"}).text.strip() == ""
