"""Whom one acts for: always lit, and chosen among those one reaches."""

import pytest
from django.urls import reverse

from aktsom.members.models import Membership
from aktsom.web.base.middleware import ACTING_FOR
from tests.cast import member, person
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def choose(browser, name, back="/avtaler/"):
    chosen = member(name).public_id if name else ""
    return browser.post(reverse("organisation_act_for"), {"member": chosen, "next": back})


def lit(browser):
    """The text of the pill."""
    text = browser.get("/kategorier/").text
    return text[text.index('class="behalf"') :].partition("<b>")[2].partition("</b>")[0]


def test_somebody_of_one_member_has_no_choice(visit: Visit) -> None:
    browser = visit("olga")
    assert lit(browser) == "Oslo kommune"
    assert reverse("organisation_act_for") not in browser.get("/").text


def test_one_of_several_is_chosen_and_all_again(visit: Visit) -> None:
    gloves("oslo", title="Hansker til Oslo")
    gloves("bergen", title="Hansker til Bergen")
    browser = visit("dag")
    assert lit(browser) == "2 virksomheter"
    assert choose(browser, "bergen").url == "/avtaler/"
    assert lit(browser) == "Bergen kommune"
    listed = browser.get("/avtaler/").text
    assert "Hansker til Bergen" in listed
    assert "Hansker til Oslo" not in listed
    choose(browser, "")
    assert "Hansker til Oslo" in browser.get("/avtaler/").text


def test_acting_for_one_the_others_records_are_out_of_reach(visit: Visit) -> None:
    one = gloves("oslo")
    browser = visit("dag")
    page = reverse("contracts_contract", kwargs={"public_id": one.public_id})
    assert browser.get(page).status_code == 200
    choose(browser, "bergen")
    seen = browser.get(page)
    assert seen.status_code == 404 or reverse("contracts_edit", kwargs={"public_id": one.public_id}) not in seen.text


def test_one_that_is_not_reached_changes_nothing(visit: Visit) -> None:
    browser = visit("dag")
    choose(browser, "stavanger")
    assert ACTING_FOR not in browser.session
    browser.post(reverse("organisation_act_for"), {"member": "mem-unknown", "next": "/"})
    assert lit(browser) == "2 virksomheter"


def test_a_choice_that_is_no_longer_reached_counts_as_none(visit: Visit) -> None:
    browser = visit("dag")
    choose(browser, "bergen")
    Membership.objects.filter(person=person("dag"), member=member("bergen")).delete()
    assert lit(browser) == "Oslo kommune"
    assert browser.get("/avtaler/").status_code == 200


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/avtaler/?member=mem-1", "/avtaler/"),
        ("/avtaler/con-1234567890/", "/"),
        ("https://example.org/", "/"),
        ("//example.org", "/"),
        ("/finnes-ikke/", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_the_same_room_and_nowhere_else(visit: Visit, back: str, leads: str) -> None:
    assert choose(visit("dag"), "bergen", back).url == leads


def test_a_cooperation_chooses_among_its_members(visit: Visit) -> None:
    browser = visit("uma")
    assert lit(browser) == "5 virksomheter"
    choose(browser, "uio")
    assert lit(browser) == "Universitetet i Oslo"


def test_a_suppliers_person_acts_for_no_member(visit: Visit) -> None:
    assert 'class="behalf"' not in visit("nora").get("/").text


def test_the_pill_costs_two_questions_at_most(visit: Visit) -> None:
    browser, one = visit("uma"), visit("olga")
    for who in (browser, one):
        who.get("/sprak-finnes-ikke/")
    several = queries(lambda: browser.get(reverse("journal_list")))
    choose(browser, "uio")
    assert queries(lambda: browser.get(reverse("journal_list"))) <= several + 1
