"""What buyers see of a chain: gaps first on the contract, the whole behind the supplier, and asking for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.supply_chain.models import Declaration
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, supplier
from tests.factories.chains import FACTORY, LATEX, NO_IDEA, sent
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


def test_a_contract_shows_the_gaps_first(visit: Visit) -> None:
    made = gloves(term_set="T4")
    olga = visit("olga")
    sent(FACTORY, LATEX, NO_IDEA)
    page = olga.get(f"/avtaler/{made.public_id}/").content.decode()
    table = page[page.index("Kjeden bak avtalen") :]
    assert table.index("Råvare") < table.index("Sluttprodukt") < table.index("Komponent")
    assert "leverandøren sier at den ikke vet" in table


def test_behind_a_supplier(visit: Visit) -> None:
    gloves()
    olga = visit("olga")
    address = f"/kjede/bak/{supplier().public_id}/"
    assert "Ingen har fortalt om kjeden" in olga.get(address).content.decode()
    sent()
    page = olga.get(address).content.decode()
    for text in ("Lembayung Gloves", "Rajana Latex", "Fraktbrev 3. oktober", "Dokumentert", "Oppgitt"):
        assert text in page
    for text in ("råvare 0 % (0 av 1)", "komponent 100 % (1 av 1)", "sluttprodukt 100 % (1 av 1)"):
        assert text in page
    assert "Lembayung" not in visit("stina").get(address).content.decode()


def test_asked_from_the_page(visit: Visit) -> None:
    made = gloves()
    olga = visit("olga")
    address = f"/kjede/bak/{supplier().public_id}/spor/"
    assert made.title in olga.get(address).content.decode()
    assert olga.post(address, {"contracts": [made.public_id], "message": "Hvor?"}).status_code == 302
    assert Declaration.objects.get().contracts.get().products == "gloves"
    assert "Spurt, ikke svart" in olga.get(f"/kjede/bak/{supplier().public_id}/").content.decode()
    assert olga.post(address, {"message": "Hvor?"}).status_code == 422


def test_what_is_answered_is_asked_again_only_on_purpose(visit: Visit) -> None:
    made = gloves()
    olga = visit("olga")
    address = f"/kjede/bak/{supplier().public_id}/spor/"
    olga.post(address, {"contracts": [made.public_id]})
    sent()
    answer = olga.post(address, {"contracts": [made.public_id]})
    assert answer.status_code == 422
    assert "Leverandøren svarte" in answer.content.decode()
    assert olga.post(address, {"contracts": [made.public_id], "again": "on"}).status_code == 302


def test_who_only_reads_does_not_ask(visit: Visit) -> None:
    gloves()
    assert visit("rita").get(f"/kjede/bak/{supplier().public_id}/spor/").status_code == 403


def test_the_page_asks_no_more_for_three_contracts_than_for_one(visit: Visit) -> None:
    gloves()
    olga = visit("olga")
    sent()
    address = f"/kjede/bak/{supplier().public_id}/"
    olga.get(address)
    with CaptureQueriesContext(connection) as one:
        olga.get(address)
    gloves(title="Flere hansker")
    gloves(title="Enda flere hansker")
    with CaptureQueriesContext(connection) as three:
        olga.get(address)
    assert len(three) == len(one)
