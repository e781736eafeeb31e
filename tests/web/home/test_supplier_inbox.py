"""All that is asked of a supplier, in one list on its own first page; and what a buyer sees of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktsom.suppliers.models import Supplier, SupplierProposal
from aktsom.supply_chain.actions.declaring import withdraw
from aktsom.supply_chain.models import Declaration
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, person, supplier
from tests.factories.chains import FACTORY, asked, invited, let_in, people, sent, started, written
from tests.factories.contracts import contract
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)
    people("nora")


def waiting(page: str) -> str:
    """The part of the page that waits for an answer."""
    start = page.index('id="waiting"')
    end = page.find('id="answered"')
    return page[start : end if end > 0 else page.index("lev-1")]


def test_two_members_questions_stand_in_one_list_with_who_what_and_when(visit: Visit) -> None:
    day = timezone.localdate() + 9 * DAY
    asked(contract("oslo", title="Hansker til sykehjem"), message="Hvor er hanskene laget?", answer_by=day)
    asked(contract("bergen", title="Hansker til skolene"), by="berit", message="Og råvaren?")
    page = visit("nora").get("/").content.decode()
    part = waiting(page)
    for text in ("Oslo kommune", "Bergen kommune", "spør.", "Hansker til sykehjem", "Hansker til skolene"):
        assert text in part
    for text in ("Hvor er hanskene laget?", "Og råvaren?", "9 dager igjen", "Ikke svart", "Leses av"):
        assert text in part
    assert "venter på svar fra dere" in page
    assert f"/kjede/svar/{Declaration.objects.get().public_id}/skriv/" in part


def test_begun_late_and_sent_are_told_apart(visit: Visit) -> None:
    asked(contract())
    draft = started()
    written(draft, FACTORY)
    Declaration.objects.update(answer_by=timezone.localdate() - 3 * DAY)
    nora = visit("nora")
    part = waiting(nora.get("/").content.decode())
    assert "Begynt, ikke sendt" in part
    assert "3 dager over fristen" in part
    seen = visit("olga").get(f"/leverandorer/{supplier().public_id}/").content.decode()
    assert "Begynt" not in seen
    assert "3 dager over fristen" in seen
    sent()
    page = nora.get("/").content.decode()
    assert "Fortell hvor varene" not in waiting(page)
    assert "Se svaret" in page[page.index('id="answered"') :]


def test_a_question_put_away_is_not_called_answered(visit: Visit) -> None:
    asked(contract())
    withdraw(by=actor("nora"), at=NOON, declaration_id=Declaration.objects.get().public_id)
    assert "Lagt bort uten svar" in visit("nora").get("/").content.decode()
    assert "Lagt bort uten svar" in visit("olga").get(f"/leverandorer/{supplier().public_id}/").content.decode()


def test_who_was_invited_to_a_tier_sees_by_whom_and_who_will_read(visit: Visit) -> None:
    contract(title="Hansker til sykehjem")
    let_in(invited(sent(FACTORY), message="Hvor kommer lateksen fra?"), "odd")
    part = waiting(visit("odd").get("/").content.decode())
    assert "Nordhav Medisinsk AS har invitert dere til å svare." in part
    assert "Oslo kommune" in part
    assert "Hvor kommer lateksen fra?" in part
    assert "Hansker til sykehjem" not in part


def test_what_everybody_is_asked_is_there_until_it_is_said(visit: Visit) -> None:
    contract()
    nora = visit("nora")
    assert "Hvem kan kundene skrive til?" in waiting(nora.get("/").content.decode())
    assert "redegjørelsen" not in waiting(nora.get("/").content.decode())
    Supplier.objects.update(covered="yes")
    assert "Hvor står redegjørelsen etter åpenhetsloven?" in waiting(nora.get("/").content.decode())
    own = f"/leverandorer/{supplier().public_id}/oss/"
    nora.post(own, {"what": "contact", "contact-email": "post@nordhav.example"})
    nora.post(own, {"what": "account", "account-address": "https://nordhav.example/apenhet"})
    page = nora.get("/").content.decode()
    assert "Dere har svart på alt" in page
    assert "Ingen venter på svar fra dere nå." in page
    SupplierProposal.objects.filter(kind="account").update(state="declined", reason="Lenken er død", answered_at=NOON)
    assert "En kunde sa nei til forslaget: Lenken er død" in waiting(nora.get("/").content.decode())


def test_the_list_asks_no_more_for_three_contracts_than_for_one(visit: Visit) -> None:
    asked(contract())
    nora = visit("nora")
    nora.get("/")
    one = queries(lambda: nora.get("/"))
    for owner, by in (("bergen", "berit"), ("stavanger", "stina")):
        asked(contract(owner), by=by)
    assert queries(lambda: nora.get("/")) == one


def test_a_buyer_sees_that_it_is_unanswered_since_when_and_who_asked(visit: Visit) -> None:
    mine = gloves("oslo", title="Hansker til sykehjem")
    asked(gloves("bergen", title="Hansker til skolene"), by="berit", message="Bare for dere")
    olga, here = visit("olga"), f"/leverandorer/{supplier().public_id}/"
    page = olga.get(here).content.decode()
    part = page[page.index('id="asked"') : page.index('id="company"')]
    for text in ("Bergen kommune", "Ikke svart", "Ingen gruppe har ført noe", "Spør om kjeden"):
        assert text in part
    assert mine.title not in part  # it was not asked for
    assert "Bare for dere" not in part
    assert 'id="asked"' not in visit("stina").get(here).content.decode()
    assert "Spør om kjeden" not in visit("rita").get(here).content.decode()
    person("sekka")
    assert 'id="asked"' not in visit("sekka").get(here).content.decode()
