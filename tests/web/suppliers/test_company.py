"""What is known of a company, on its page and where it is changed."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.models import OutboxMessage
from aktsom.suppliers.actions.registered import note_register_answer, take_in_facts
from aktsom.suppliers.models import Supplier, SupplierContact, SupplierProposal
from aktsom.suppliers.rules.register import Place, RegisterFacts
from aktsom.suppliers.states import CompanyState, RegisterAnswer
from tests.cast import NOON, member, person, supplier
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

NUMBER = "923609016"


def address(one: Supplier, end: str = "") -> str:
    return f"/leverandorer/{one.public_id}/{end}"


def told(state: CompanyState = CompanyState.ACTIVE, **said: object) -> None:
    facts = RegisterFacts(NUMBER, "NORDHAV MEDISINSK AS", "AS", state=state, employees=63, **said)  # type: ignore[arg-type]
    take_in_facts(by=PLATFORM, at=NOON, facts=[facts], source="Enhetsregisteret")


def test_a_company_nobody_has_asked_about_says_so_kindly(visit: Visit) -> None:
    page = visit("olga").get(address(supplier())).text
    assert "Ikke hentet fra Enhetsregisteret ennå." in page
    assert "ikke sjekket" in page
    assert "Vi har ikke spurt noe register ennå" in page
    assert "Vi vet ikke omsetning, balansesum og årsverk, og kan derfor ikke si det." in page
    assert "Vi vet ikke hvor redegjørelsen står." in page
    assert "Ingen kontakt ennå. Det du skriver her, ser bare dine egne." in page


def test_facts_stand_with_source_and_day(visit: Visit) -> None:
    one = supplier()
    told(visiting=Place("Lagerveien 4", "0579", "OSLO"))
    page = visit("olga").get(address(one)).text
    assert "Lagerveien 4, 0579 OSLO" in page
    assert "Fra Enhetsregisteret 2. nov. 2026." in page
    assert "I drift" in page
    assert "Vi kjenner ingen konkurs" in page


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (RegisterAnswer.MISSING, "kjente ikke nummeret 2. nov. 2026"),
        (RegisterAnswer.FAILED, "svarte ikke sist. Vi prøver"),
    ],
)
def test_what_the_register_could_not_say_is_said(visit: Visit, answer: RegisterAnswer, words: str) -> None:
    one = supplier()
    note_register_answer(at=NOON, supplier=one.public_id, answer=answer)
    assert words in visit("olga").get(address(one)).text


def test_an_old_answer_stays_when_the_register_is_silent(visit: Visit) -> None:
    one = supplier()
    told()
    note_register_answer(at=NOON + timedelta(days=9), supplier=one.public_id, answer=RegisterAnswer.FAILED)
    assert "Det som står her, er fra 2. nov. 2026." in visit("olga").get(address(one)).text


def test_a_bankruptcy_is_told_at_home_and_on_the_page_to_those_it_concerns(visit: Visit) -> None:
    gloves()
    told(CompanyState.BANKRUPT, state_since=NOON.date())
    one = supplier()
    page = visit("olga").get(address(one)).text
    assert "Leverandøren er slått konkurs" in page
    assert "Dere har 1 avtale som løper. Avgjør hva som skjer med den." in page
    assert "Leverandøren er slått konkurs: Nordhav Medisinsk AS" in visit("olga").get("/").text
    assert "1 medlem har avtaler som løper." in visit("berit").get(address(one)).text
    assert "slått konkurs" not in visit("berit").get("/").text


def test_a_record_judged_to_be_the_same_brings_the_bankruptcy_along(visit: Visit) -> None:
    gloves(supplier_name="Nordhav", supplier_number="")
    unnumbered, numbered = Supplier.objects.get(), supplier()
    Supplier.objects.filter(pk=numbered.pk).update(same_as=unnumbered)
    told(CompanyState.BANKRUPT)
    assert "Leverandøren er slått konkurs: Nordhav" in visit("olga").get("/").text
    assert "Konkurs" in visit("olga").get(address(unnumbered)).text


def test_the_account_is_a_link_that_gives_nothing_away(visit: Visit) -> None:
    one = supplier()
    said = {"what": "account", "account-address": "https://nordhav.example/a", "account-source": "Nettsiden"}
    assert visit("olga").post(address(one, "opplysninger/"), said).status_code == 302
    page = visit("olga").get(address(one)).text
    assert '<a href="https://nordhav.example/a" rel="noopener noreferrer external" target="_blank">' in page
    assert "Kilde: Nettsiden" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": "number", "number-scheme": "lei", "number-value": "X", "number-source": "s"}, "Dette er ikke en LEI"),
        ({"what": "account", "account-address": "http://x.no", "account-source": "s"}, "med https:// foran"),
        ({"what": "parent", "parent-parent": "Finnes ikke", "parent-source": "s"}, "Vi finner ikke ett selskap"),
        ({"what": "figures", "figures-employees": "mange", "figures-source": "s"}, "Skriv et helt tall."),
        ({"what": "name"}, "Skriv navnet."),
        ({}, "Endre opplysninger"),
    ],
)
def test_what_is_wrong_stays_in_the_form_and_is_said(visit: Visit, said: dict[str, str], words: str) -> None:
    answer = visit("olga").post(address(supplier(), "opplysninger/"), said)
    assert answer.status_code == 422
    assert words in answer.text


def test_each_kind_of_fact_can_be_written(visit: Visit) -> None:
    one, other, client = supplier(), supplier("Mor AS", "811111112"), visit("olga")
    for said in (
        {"what": "number", "number-scheme": "duns", "number-value": "515 051 234", "number-source": "s"},
        {"what": "name", "name-name": "北港", "name-kind": "local", "name-source": "s"},
        {"what": "address", "address-lines": "Kaia 1", "address-country": "no", "address-source": "s"},
        {"what": "figures", "figures-turnover": "80 000 000", "figures-employees": "60", "figures-source": "s"},
        {"what": "parent", "parent-parent": "811 111 112", "parent-source": "s"},
        {"what": "merger", "merger-into": "Mor AS", "merger-on": "2026-10-01", "merger-source": "s"},
    ):
        answer = client.post(address(one, "opplysninger/"), said)
        assert answer.status_code == 302, (said, answer.text[-2000:])
    page = client.get(address(one)).text
    for words in ("515051234", "北港", "Kaia 1", "Mor AS", "Slått sammen med Mor AS", "Omfattet"):
        assert words in page
    assert "Datterselskaper" in client.get(address(other)).text
    for gone in ("duns:515051234", "local:北港"):
        client.post(address(one, "opplysninger/ta-bort/"), {"remove": gone})
    page = client.get(address(one)).text
    assert "515051234" not in page
    assert "北港" not in page


def test_a_number_that_must_stay_says_why(visit: Visit) -> None:
    one = supplier()
    Supplier.objects.create(name=one.name, name_key=one.name_key)
    answer = visit("olga").post(address(one, "opplysninger/ta-bort/"), {"remove": f"no-org:{NUMBER}"}, follow=True)
    assert "Da må nummeret skille de to." in answer.text


def test_the_register_is_asked_in_the_background(visit: Visit) -> None:
    one, client = supplier(), visit("olga")
    assert "ikke slått på her" in client.post(address(one, "registeret/"), follow=True).text
    with override_settings(COMPANY_REGISTER="http://127.0.0.1:9", OUTBOX_INLINE=False):
        assert "Hent fra Enhetsregisteret nå" in client.get(address(one)).text
        assert "Vi spør Enhetsregisteret." in client.post(address(one, "registeret/"), follow=True).text
        assert "Vi spør Enhetsregisteret alt" in client.post(address(one, "registeret/"), follow=True).text
    assert OutboxMessage.objects.filter(kind="suppliers.look_up").count() == 1


def test_contacts_are_kept_by_the_member_for_itself(visit: Visit) -> None:
    one, client = supplier(), visit("olga")
    assert client.post(address(one, "kontakt/"), {"name": "Nora"}).status_code == 422
    client.post(address(one, "kontakt/"), {"name": "Nora Vik", "email": "nora@nordhav.example"})
    made = SupplierContact.objects.get()
    assert made.member == member("oslo")
    change = f"/leverandorer/kontakt/{made.public_id}/"
    assert client.post(change, {"email": "feil"}).status_code == 422
    client.post(change, {"name": "Nora Berg", "phone": "22 00 00 01"})
    assert "Nora Berg" in visit("mons").get(address(one)).text
    assert "Nora Berg" not in visit("berit").get(address(one)).text
    client.post(change, {"act": "remove"})
    assert not SupplierContact.objects.exists()


def test_letters_that_deceive_in_a_contact(visit: Visit) -> None:
    olga, address = visit("olga"), f"/leverandorer/{supplier().public_id}/kontakt/"
    said = {"name": "Kari Nord", "email": "kari@nordhav.example"}
    answer = olga.post(address, {**said, "name": "Kari \u202edroN"})
    assert answer.status_code == 422
    assert "tegn som snur skriften" in answer.content.decode()
    assert "kari@nordhav.example" in answer.content.decode()
    answer = olga.post(address, {**said, "part": "x" * 1_000_000})
    assert answer.status_code == 422
    assert "Kari Nord" in answer.content.decode()
    answer = olga.post(address, {**said, "name": "Kari\x00 Nord"})
    assert answer.status_code == 400
    assert "Kari Nord" in answer.content.decode()
    page = olga.post(address, {**said, "name": "Kаri Nord"}, follow=True).content.decode()  # a Cyrillic а
    assert "Kontakten er lagt til." in page
    assert "blander bokstaver fra ulike alfabeter" in page


def test_who_keeps_two_registers_says_for_whom(visit: Visit) -> None:
    from aktsom.members.actions import give_role

    give_role(by=PLATFORM, at=NOON, person=person("mons"), member=member("bergen"), role="contract_manager")
    page = visit("mons").get(address(supplier(), "kontakt/")).text
    assert "Hvem er kontakten for?" in page
    said = {"email": "x@example.org", "member": member("bergen").public_id}
    visit("mons").post(address(supplier(), "kontakt/"), said)
    assert SupplierContact.objects.get().member == member("bergen")


def test_a_supplier_proposes_and_the_buyers_answer(visit: Visit) -> None:
    one, nora, olga = supplier(), visit("nora"), visit("olga")
    own = address(one, "oss/")
    assert own in nora.get("/").text
    assert "Dere har ikke foreslått noe ennå." in nora.get(own).text
    assert nora.post(own, {"what": "contact", "contact-name": "Nora"}).status_code == 422
    assert nora.post(own, {"what": "account", "account-address": "ftp://x"}).status_code == 422
    nora.post(own, {"what": "contact", "contact-name": "Nora Vik", "contact-email": "nora@nordhav.example"})
    nora.post(own, {"what": "account", "account-address": "https://nordhav.example/a"})
    account, contact = SupplierProposal.objects.all()
    page = olga.get(address(one)).text
    assert "Leverandøren foreslår" in page
    assert "Leverandøren oppgir denne adressen" in page
    olga.post(f"/leverandorer/forslag/{contact.public_id}/", {"act": "contact", "member": member("oslo").public_id})
    olga.post(f"/leverandorer/forslag/{account.public_id}/", {"act": "account"})
    page = olga.get(address(one)).text
    assert "Leverandøren foreslår" not in page
    assert "Les redegjørelsen" in page
    berit = visit("berit")
    assert "Leverandøren foreslår" in berit.get(address(one)).text
    berit.post(f"/leverandorer/forslag/{contact.public_id}/", {"act": "decline", "reason": "Har sluttet"})
    assert "Har sluttet" in nora.get(own).text
    assert "tatt i bruk" in nora.get(own).text


def test_a_proposal_can_be_withdrawn(visit: Visit) -> None:
    one, nora = supplier(), visit("nora")
    nora.post(address(one, "oss/"), {"what": "account", "account-address": "https://nordhav.example/a"})
    nora.post(f"/leverandorer/forslag/{SupplierProposal.objects.get().public_id}/trekk/")
    assert SupplierProposal.objects.get().state == "withdrawn"


def test_the_page_asks_as_few_questions_for_many_facts(visit: Visit) -> None:
    one, client = supplier(), visit("olga")
    client.get(address(one))
    few = queries(lambda: client.get(address(one)))
    for number in range(3):
        Supplier.objects.create(name=f"Datter {number}", name_key=f"datter {number}", parent=one)
        SupplierContact.objects.create(
            supplier=one, member=member("oslo"), email=f"n{number}@example.org", changed_at=timezone.now()
        )
        one.names.create(name=f"N{number}", key=f"n{number}", kind="alias", source="s")
    assert queries(lambda: client.get(address(one))) == few
