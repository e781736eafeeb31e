"""From a member's wishes to a proposal for the pilot's eight members, without a barrier on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def barriers(page: Page) -> list[str]:
    page.wait_for_load_state()
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page) + ([f"{page.url}: {wider} px wider than the screen"] if wider > 0 else [])


def test_a_member_says_its_wishes_on_a_phone(sign_in: SignIn) -> None:
    page = sign_in("ingrid@oslo.example", width=390)
    page.goto("/nettverk/plan/onsker/")
    assert barriers(page) == []
    medical = page.get_by_role("group", name="Medisinsk utstyr")
    medical.get_by_label("Erfaring").select_option(label="Svært god")
    medical.get_by_label("Ønske").select_option(label="Vil gjerne")
    page.get_by_role("button", name="Lagre svarene").click()
    expect(page.get_by_text("Takk. Svarene er lagret.")).to_be_visible()
    assert medical.get_by_label("Erfaring").input_value() == "3"
    assert barriers(page) == []


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_proposal_is_made_and_weighed(sign_in: SignIn, width: int, dark: bool) -> None:
    page = sign_in("siri@sekretariatet.example", width=width, dark=dark)
    page.goto("/nettverk/plan/")
    assert barriers(page) == []
    page.get_by_role("button", name="Lag et forslag").click()
    page.get_by_role("heading", name="Forslag til grupper").wait_for()
    assert page.get_by_text(re.compile(r"8 medlemmer og \d kategorier")).is_visible()  # those that have no team yet
    expect(page.get_by_text("Bevist best")).to_be_visible()
    page.get_by_text("Hvorfor disse").first.click()
    assert barriers(page) == []
    plan = page.url
    page.get_by_label("Medlem", exact=True).select_option(label="Sykehusinnkjøp HF")
    page.get_by_role("button", name="Vis hva som skjer").click()
    page.get_by_role("heading", name="Hvis Sykehusinnkjøp HF trekker seg").wait_for()
    assert barriers(page) == []
    page.goto(plan)
    page.get_by_role("link", name="Bytt medlem eller leder i").first.click()
    page.get_by_role("button", name="Vis hva det gjør").click()
    page.get_by_role("button", name="Bytt", exact=True).wait_for()
    assert barriers(page) == []
    page.get_by_role("button", name="Bytt", exact=True).click()
    page.get_by_text("Medlemmet er byttet.").wait_for()
    expect(page.get_by_text("Endret for hånd")).to_be_visible()
    page.get_by_role("link", name="Vedta planen").click()
    page.get_by_role("heading", name="Hvem sitter for medlemmene?").wait_for()
    assert barriers(page) == []
