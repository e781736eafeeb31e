"""A team asks three members for mandates; one owner gives them in one press, one with less, one says no."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, SignIn, turning, violations

ASKED = ("Oslo kommune", "Bergen kommune", "Sykehusinnkjøp HF")
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.fixture(scope="module")
def team(site: str, site_environment: dict[str, str]) -> str:
    """The address of the mandates of a team led by Jonas of Bergen."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.team_for_medical"], env=site_environment, cwd=ROOT, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return f"/fullmakter/gruppe/{made.stdout.strip()}/"


def press(page: Page, name: str) -> None:
    with turning(page):
        page.get_by_role("button", name=name, exact=True).click()


def open_request(page: Page) -> None:
    page.goto("/fullmakter/")
    row = page.locator("li.row", has_text="Gruppen for medisinsk")
    with turning(page):
        row.get_by_role("link", name="Svar", exact=True).click()


def fits(page: Page) -> bool:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wider <= 0)


def test_ask_and_grant_mandates_across_three_members(sign_in: SignIn, team: str) -> None:
    lead = sign_in("jonas@bergen.example")
    lead.goto(team)
    assert "Ingen er spurt ennå" in lead.locator("main").inner_text()
    assert violations(lead) == []
    with turning(lead):
        lead.get_by_role("link", name="Be om fullmakter").click()
    for asked in lead.locator("label", has=lead.locator("input[name=members]")).all():
        if not any(member in asked.inner_text() for member in ASKED):
            asked.locator("input").uncheck()
    assert lead.locator("input[name=members]:checked").count() == 3
    lead.locator("textarea[name=message]").fill("Vi vil spørre hanskeleverandørene én gang for alle.")
    assert violations(lead) == []
    press(lead, "Se hvem som blir spurt")
    told = lead.locator("main").inner_text()
    for member in ASKED:
        assert member in told
    assert "Sanksjoner er aldri med." in told
    assert violations(lead) == []
    press(lead, "Send til 3 virksomheter")
    assert "Spurt: 3 virksomheter" in lead.locator("main").inner_text()

    # Oslo says yes to all of it in one press, from a phone.
    oslo = sign_in("ingrid@oslo.example", width=390)
    open_request(oslo)
    assert violations(oslo) == []
    assert fits(oslo)
    press(oslo, "Gi fullmakt")
    assert "Fullmakten er gitt for" in oslo.locator("main").inner_text()
    assert violations(oslo) == []

    # Bergen gives less, with a reservation.
    bergen = sign_in("bodil@bergen.example", dark=True)
    open_request(bergen)
    bergen.get_by_label("Bestille revisjon").uncheck()
    bergen.get_by_text("Forbehold eller kortere tid").click()
    bergen.locator("textarea[name=reservations]").fill("Si fra til oss før dere holder møter.")
    press(bergen, "Gi fullmakt")
    assert "Si fra til oss før dere holder møter." in bergen.locator("main").inner_text()
    assert violations(bergen) == []

    # The hospitals say no, and have to say why.
    hospitals = sign_in("hanna@sykehus.example")
    open_request(hospitals)
    hospitals.locator("summary", has_text="Svar nei").click()
    press(hospitals, "Svar nei")
    expect(hospitals.get_by_text("Skriv kort hvorfor.").first).to_be_visible()
    assert violations(hospitals) == []
    hospitals.locator("textarea[name=reason]").fill("Vi følger opp våre egne avtaler i år.")
    press(hospitals, "Svar nei")
    assert "Du svarte nei for" in hospitals.locator("main").inner_text()

    lead.goto(team)
    told = lead.locator("main").inner_text()
    for word in ("Dekket", "Sa nei", "Si fra til oss før dere holder møter."):
        assert word in told
    assert violations(lead) == []
    a_step_done_under_mandates_is_seen_by_those_it_was_done_for(lead, oslo, team)
    a_mandate_is_withdrawn_and_covers_nothing_more(lead, oslo, team)


def a_step_done_under_mandates_is_seen_by_those_it_was_done_for(lead: Page, oslo: Page, team: str) -> None:
    lead.goto(f"{team}steg/")
    supplier = lead.locator("option", has_text="Nordhav Medisinsk AS").first.get_attribute("value")
    lead.locator("select[name=leverandor]").select_option(supplier)
    press(lead, "Videre")
    lead.locator("input[name=act]").first.check()
    lead.locator("input[name=what]").fill("Spurte om rekrutteringsgebyr.")
    assert violations(lead) == []
    press(lead, "Før steget")
    assert "Steget er ført." in lead.locator("main").inner_text()

    oslo.goto("/fullmakter/gjort/")
    told = oslo.locator("main").inner_text()
    assert "Spurte om rekrutteringsgebyr." in told
    assert "Jonas Lie i Bergen kommune på vegne av Oslo kommune" in told
    assert violations(oslo) == []


def a_mandate_is_withdrawn_and_covers_nothing_more(lead: Page, oslo: Page, team: str) -> None:
    oslo.goto("/fullmakter/")
    assert violations(oslo) == []
    given = oslo.locator("main table tr", has_text="medisinsk").filter(has_text="Dekket").first
    with turning(oslo):
        given.locator("a[href^='/fullmakter/man-']").click()
    title = oslo.locator("h1").inner_text()
    oslo.locator("summary", has_text="Trekk tilbake").click()
    oslo.locator("form[action$='/trekk/'] textarea").fill("Vi tar denne leverandøren selv.")
    assert violations(oslo) == []
    press(oslo, "Trekk tilbake")
    assert "Fra nå kan gruppen ikke gjøre noe under den." in oslo.locator("main").inner_text()

    lead.set_viewport_size({"width": 360, "height": 800})
    lead.goto(f"{team}?vis=withdrawn")
    assert title.removeprefix("Fullmakt for ") in lead.locator("main").inner_text()
    assert violations(lead) == []
    assert fits(lead)
    lead.goto(f"{team}be/")
    assert fits(lead)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_barrier_in_the_other_languages(sign_in: SignIn, team: str, language: str) -> None:
    page = sign_in("ingrid@oslo.example", language=language, dark=True)
    for path in ("/fullmakter/", team, "/fullmakter/gjort/"):
        page.goto(path)
        assert violations(page) == []
        assert fits(page)
