"""Asking a supplier on pages: the letter in preview, the link that lets the first person in, and what it opens."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.actions.inviting import invite_another, send_link_again
from aktsom.follow_up.actions.planning import cover_more
from aktsom.follow_up.actions.withdrawing import withdraw_self_report
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.members.limits import limit
from aktsom.members.models import Invitation, Person
from aktsom.suppliers.actions.first_person import FirstPerson
from aktsom.suppliers.models import SupplierContact, SupplierRole
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person, supplier
from tests.factories.dispatches import KARI, LINK, dispatched, told
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned
from tests.web.conftest import Visit, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
SAID = {"way": "password", "name": "Kari Nordmann", "password": "en lang setning som huskes"}
PASSWORD_FORM = {"first_name": "Kari", "first_email": "kari@nordhav.example", "first_language": "nb", "sure": "on"}


@pytest.fixture
def one() -> FollowUp:
    """The team's, announced, for Oslo and Stavanger; nobody answers for the supplier."""
    load_terms(by=PLATFORM, at=NOON)
    ours = team()
    for owner in ("oslo", "stavanger"):
        granted(ours, gloves(owner, term_set="T4"))
    return told(planned())


def page_of(one: FollowUp) -> str:
    return f"/saker/{one.public_id}/egenrapport/"


def form(one: FollowUp, **said: str) -> dict[str, str]:
    one.refresh_from_db()
    return {"revision": str(one.revision), "contact": person("bjarne").public_id, "message": "", **said}


def link_of(letter: object = None) -> str:
    """The path in the last letter with a link that lets somebody in."""
    deliver_due(timezone.now())
    letters = [each for each in mail.outbox if "/invitasjon/" in each.body]
    found = re.search(r"https://aktsom\.example(/virksomhet/invitasjon/\S+)", letters[-1].body)
    assert found
    return found[1]


def test_the_page_shows_the_letter_the_days_and_who_reads(visit: Visit, one: FollowUp) -> None:
    answer = visit("bjarne").get(page_of(one))
    for said in ("Oslo kommune", "Stavanger kommune", "6 uker etter utsending", "Svar innen", "koster ingenting",
                 "Bjarne, Bergen kommune: bjarne@example.org", "Ingen svarer for leverandøren ennå"):  # fmt: skip
        assert said in answer.text, said
    assert visit("stina").get(page_of(one)).status_code == 403
    assert visit("nora").get(page_of(one)).status_code == 404


def test_asked_once_and_shown_to_its_parties(visit: Visit, one: FollowUp) -> None:
    person("nora")
    browser = visit("bjarne")
    said = form(one, message="Hei der")
    answer = browser.post(page_of(one), said)
    assert answer.status_code == 302
    assert browser.post(page_of(one), said).status_code in (403, 409)
    report = SelfReport.objects.get()
    shown = browser.get(f"/saker/{one.public_id}/").text
    assert "Venter på leverandøren" in shown
    assert "2 avtaler venter" in shown
    own = visit("stina").get(f"/saker/{one.public_id}/").text
    assert "2 avtaler venter" in own
    assert "Trekk spørsmålet tilbake" not in own
    assert "Egenrapport" not in visit("uma").get(f"/saker/{one.public_id}/").text.split("Planen")[0]
    inbox = visit("nora").get("/").text
    for words in ("Egenrapport om menneskerettigheter", "Hei der", "bjarne@example.org", f"/svar/{report.public_id}/"):
        assert words in inbox, words
    assert report.public_id not in visit("odd").get("/").text
    assert visit("odd").get(f"/svar/{report.public_id}/").status_code == 404


def test_errors_keep_what_was_typed(visit: Visit, one: FollowUp) -> None:
    browser = visit("bjarne")
    answer = browser.post(page_of(one), form(one, message="Det vi skrev", first_name="Kari"))
    assert answer.status_code == 422
    assert "Det vi skrev" in answer.text
    assert "Skriv e-postadressen." in answer.text
    for address in ("stina@example.org", "to@a.example, tre@b.example", "ikke-en-adresse"):
        person("stina")
        answer = browser.post(page_of(one), form(one, **{**PASSWORD_FORM, "first_email": address}))
        assert answer.status_code == 422, address
        assert not SelfReport.objects.exists()
    assert (
        "hører til et medlem"
        in browser.post(page_of(one), form(one, **{**PASSWORD_FORM, "first_email": "Stina@example.org"})).text
    )
    hostile = "<script>alert(1)</script>"
    answer = browser.post(page_of(one), form(one, message=hostile, **{**PASSWORD_FORM, "first_name": hostile}))
    assert answer.status_code == 302
    assert hostile not in browser.get(f"/saker/{one.public_id}/").text


def test_the_first_person_comes_in_and_lands_on_the_request(visit: Visit, one: FollowUp, client: Client) -> None:
    visit("bjarne").post(page_of(one), form(one, **PASSWORD_FORM))
    report = SelfReport.objects.get()
    path = link_of()
    before = client.get(path)
    for said in ("Dette spørres dere om", "Oslo kommune", "gratis", "bjarne@example.org", 'value="Kari"'):
        assert said in before.text, said
    answer = client.post(path, SAID)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/svar/{report.public_id}/")
    kari = Person.objects.get(email="kari@nordhav.example")
    roles = set(SupplierRole.objects.filter(person=kari, supplier=supplier()).values_list("role", flat=True))
    assert roles == {"supplier_respondent", "supplier_approver"}
    assert client.get(f"/svar/{report.public_id}/", follow=True).status_code == 200


def test_with_a_passkey_too_the_request_comes_before_home(one: FollowUp, client: Client) -> None:
    report = dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    answer = client.post(link_of(), {"way": "passkey", "name": "Kari", "password": ""})
    assert answer.headers["Location"] == "/konto/forste-gang/"
    session = client.session
    session.pop("first_way")
    session.save()
    assert client.get("/").headers["Location"] == f"/svar/{report.public_id}/"
    assert client.get("/").status_code == 200


def test_a_link_used_twice_says_to_sign_in(visit: Visit, one: FollowUp, client: Client) -> None:
    report = dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    path = link_of()
    client.post(path, SAID)
    assert client.get(path).headers["Location"] == f"/svar/{report.public_id}/"  # whose it was
    stranger = Client()
    for answer in (stranger.get(path), stranger.post(path, SAID)):
        assert answer.status_code == 404
        assert "Lenken er brukt" in answer.text
        assert f"next=/svar/{report.public_id}/" in answer.text
    assert "Lenken er brukt" in visit("odd").get(path).text
    assert Person.objects.filter(name="Kari Nordmann").count() == 1


def test_an_old_link_is_sent_anew_to_its_own_address(one: FollowUp, client: Client) -> None:
    dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    path = link_of()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    answer = client.get(path)
    assert (answer.status_code, "Lenken er for gammel" in answer.text) == (404, True)
    answer = client.post(path)
    assert (answer.status_code, "En ny lenke er på vei" in answer.text) == (200, True)
    new = link_of()
    assert mail.outbox[-1].to == [KARI.email]
    assert client.get(path).status_code == 404
    assert client.get(new).status_code == 200
    assert Invitation.objects.get().sent_by_id == person("bjarne").pk
    assert client.post(path).status_code == 404  # the old one asks for nothing any more
    assert Invitation.objects.get().expires_at > timezone.now() + timedelta(days=limit("invitation_days") - 1)


def test_opened_by_somebody_else_who_is_signed_in(visit: Visit, one: FollowUp) -> None:
    """Also by one of another supplier."""
    dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    path = link_of()
    for who in ("odd", "stina"):
        for answer in (visit(who).get(path), visit(who).post(path, SAID)):
            assert answer.status_code == 404
            assert "Lenken er sendt til en annen" in answer.text
            assert KARI.email not in answer.text
    assert not SupplierRole.objects.filter(supplier=supplier()).exists()
    assert Client().get(path).status_code == 200


def test_somebody_who_answers_for_another_supplier_keeps_to_one_account(visit: Visit, one: FollowUp) -> None:
    odd = person("odd")
    report = dispatched(one, at=timezone.now(), answered_for=False, first=FirstPerson("Odd", odd.email))
    path = link_of()
    assert "Det finnes allerede en konto" in Client().post(path, SAID).text
    browser = Client()
    sign_in(browser, odd)
    assert browser.post(path).headers["Location"] == f"/svar/{report.public_id}/"
    assert SupplierRole.objects.filter(person=odd).values("supplier").distinct().count() == 2


def test_a_link_that_was_replaced_or_called_back(one: FollowUp, client: Client) -> None:
    report = dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    first = link_of()
    invite_another(
        by=actor("bjarne"), at=timezone.now(), report_id=report.public_id, link=LINK,
        person=FirstPerson("Per", "per@nordhav.example"),
    )  # fmt: skip
    second = link_of()
    assert "Lenken er trukket tilbake" in client.get(first).text
    assert client.get(second).status_code == 200
    send_link_again(by=actor("mons"), at=timezone.now(), report_id=report.public_id, link=LINK)
    assert "Lenken virker ikke" in client.get(second).text  # nobody knows it any more
    third = link_of()
    report.refresh_from_db()
    withdraw_self_report(
        by=actor("bjarne"), at=timezone.now(), report_id=report.public_id, revision=report.revision,
        reason="Vi har fått svaret på annen måte.",
    )  # fmt: skip
    answer = client.get(third)
    assert (answer.status_code, "Dere trenger ikke svare" in answer.text) == (404, True)
    assert client.post(third, SAID).status_code == 404
    assert not Person.objects.filter(email="per@nordhav.example").exists()


def test_nobody_is_invited_where_somebody_answers(visit: Visit, one: FollowUp) -> None:
    """By any record of the company: whoever invites chooses the address."""
    report = dispatched(one, at=timezone.now(), answered_for=False, first=KARI)
    person("nora")
    said = {"first_name": "Ola", "first_email": "ola@x.example", "first_language": "nb", "sure": "on"}
    answer = visit("bjarne").post(f"/saker/egenrapport/{report.public_id}/inviter/", said)
    assert (answer.status_code, "Noen svarer allerede" in answer.text) == (422, True)
    assert Invitation.objects.filter(email="ola@x.example").count() == 0
    assert Invitation.objects.get().state == "sent"  # the refused act took nothing back
    assert visit("bjarne").post(f"/saker/egenrapport/{report.public_id}/lenke/").status_code == 400


def test_a_known_contact_is_proposed(visit: Visit, one: FollowUp) -> None:
    for owner, email in (("bergen", "salg@nordhav.example"), ("oslo", "hemmelig@nordhav.example")):
        SupplierContact.objects.create(
            supplier=supplier(), member=member(owner), name="Salg", email=email, changed_at=NOON
        )
    answer = visit("bjarne").get(page_of(one)).text
    assert "salg@nordhav.example" in answer
    assert "hemmelig@nordhav.example" not in answer


def test_withdrawn_with_a_reason_that_is_kept_when_it_is_too_short(visit: Visit, one: FollowUp) -> None:
    report = dispatched(one)
    address = f"/saker/egenrapport/{report.public_id}/trekk/"
    answer = visit("mons").post(address, {"revision": "1", "reason": "kort"})
    assert (answer.status_code, ">kort</textarea>" in answer.text) == (422, True)
    assert visit("stina").get(address).status_code == 403
    assert visit("uma").get(address).status_code == 404
    assert visit("mons").post(address, {"revision": "1", "reason": "Vi trenger det ikke."}).status_code == 302
    assert "Vi trenger det ikke." in visit("nora").get("/").text
    assert visit("mons").post(address, {"revision": "1", "reason": "Vi trenger det ikke."}).status_code in (403, 409)


def test_the_contract_says_by_when_and_whether_it_came_in_time(visit: Visit, one: FollowUp) -> None:
    report = dispatched(one)
    (row,) = report.contracts.filter(member=member("stavanger"))
    page = f"/avtaler/{row.contract.public_id}/"
    assert "svar innen" in visit("stina").get(page).text
    row.ticked_on = row.due_on
    row.save()
    assert "i tide" in visit("stina").get(page).text
    assert "i tide" not in visit("uma").get(page).text


def test_the_supplier_sees_which_contracts_joined_after_it_was_asked(visit: Visit, one: FollowUp) -> None:
    report = dispatched(one)
    nora = visit("nora")
    assert "Kom til" not in nora.get("/").text
    granted(one.team, gloves("bergen", term_set="T4"))
    cover_more(by=actor("bjarne"), at=NOON + timedelta(days=2), follow_up_id=one.public_id)
    assert nora.get("/").text.count("Kom til") == 1
    assert nora.get(f"/svar/{report.public_id}/").text.count("Kom til") == 1


def test_the_same_count_of_questions_for_two_and_three_contracts(visit: Visit, one: FollowUp) -> None:
    dispatched(one)
    browser, page = visit("nora"), "/"
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    report = SelfReport.objects.get()
    granted(one.team, gloves("oslo", term_set="T4"))
    cover_more(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id)
    assert report.contracts.count() == 3
    with CaptureQueriesContext(connection) as many:
        browser.get(page)
    assert len(many) == len(few)
