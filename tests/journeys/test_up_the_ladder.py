"""One suspension the whole way, by those who do each part of it: the team's lead recommends, the owner of the contract
weighs leaving, reads the letter and decides, the supplier receives it and shows what lifts it, and the owner lifts."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys.conftest import ROOT, SignIn, turning
from tests.journeys.test_methods_of_a_follow_up import press, sound

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LEAD, OWNER = "marte@sykehus.example", "guri@sykehus.example"
WHY = "Arbeidere har betalt for jobben, og planen for å betale dem tilbake er ikke fulgt."
LIFTS = "Revisjon viser at alle som har betalt, har fått pengene igjen."


@pytest.fixture
def case(site: str, site_environment: dict[str, str]) -> tuple[str, str, str]:
    """The follow-up, the contract, and who answers for the supplier."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    laid = subprocess.run(
        [sys.executable, "-m", "tests.factories.demo_ladder"],
        env=site_environment | {"PYTHONPATH": path}, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    follow_up, contract, supplier = laid.stdout.split()
    return f"/stigen/{follow_up}/", f"/avtaler/{contract}/", supplier


def test_from_a_recommendation_to_a_suspension_that_is_lifted(sign_in: SignIn, case: tuple[str, str, str]) -> None:
    ladder, contract, supplier = case
    _recommends(sign_in(LEAD), ladder)
    guri, liv = sign_in(OWNER), sign_in(supplier, width=390)
    guri.goto(contract)
    assert "stanset" not in guri.inner_text("main").lower()
    decision = _decides(guri, ladder)
    guri.goto(contract)
    told = guri.inner_text("main")
    assert "Arbeidsjakker" in told
    assert LIFTS in told
    sound(guri)
    letter = _sends(guri, decision)
    _receives(liv, letter)
    stopped = _shows(liv)
    _lifts(guri, stopped)
    guri.goto(contract)
    assert LIFTS not in guri.inner_text("main")
    liv.goto(stopped)
    assert "Opphevet" in liv.inner_text("main")
    sound(liv)


def _recommends(page: Page, ladder: str) -> None:
    page.goto(ladder)
    press(page, "Anbefal et steg", "link")
    page.get_by_label("Hvilket steg anbefaler dere?").select_option("suspension-partial")
    for label in ("Hvorfor dette steget nå?", "Hvordan står steget", "Hva betyr det for arbeiderne?"):
        page.get_by_label(label).fill(WHY)
    press(page, "Send anbefalingen")


def _decides(page: Page, ladder: str) -> str:
    page.goto(ladder)
    press(page, "Begrunn og avgjør")
    draft = re.sub(r"^https?://[^/]+", "", page.url)
    page.get_by_label("Hvorfor?", exact=True).first.fill(WHY)
    press(page, "Avgjør")  # before what it needs is written: told what is missing, and nothing typed is lost
    assert "Dette mangler" in page.inner_text("main")
    assert page.get_by_label("Hvorfor?", exact=True).first.input_value() == WHY
    for wanted in page.locator("main textarea[name^=written-]").all():
        wanted.fill(WHY)
    press(page, "Skriv vurderingen")
    assert "Åpent for arbeiderne nå" in page.inner_text("main")
    page.get_by_label("Hva gjør dette steget for arbeiderne?").fill("De kan miste arbeid i høst.")
    page.get_by_label("Hva annet er prøvd").fill("Møte og en plan er prøvd.")
    page.get_by_label("Hvordan holdes det arbeiderne har krav på").fill("Vi spør hver måned til alt er betalt.")
    sound(page)
    press(page, "Lagre")
    assert page.url.endswith(draft)
    press(page, "Skriv dette: Hva stanses, til når, og hva opphever det")
    page.get_by_label("Arbeidsjakker").check()
    today = timezone.localdate()
    page.get_by_label("Første dag").fill(today.isoformat())
    page.get_by_label("Siste dag").fill((today + timedelta(days=60)).isoformat())
    page.get_by_label("Hva må være vist").fill(LIFTS)
    sound(page)
    press(page, "Lagre")
    sound(page)
    assert re.search(r"7 av 8 er på plass", page.inner_text("#vilkar"))  # the last is the decision itself
    with turning(page):
        page.get_by_role("button", name=re.compile("^Skriv brevet: ")).click()
    letter = page.inner_text("main")
    assert LIFTS in letter
    assert "Vi har skrevet til dere før" not in letter  # nobody has
    sound(page)
    page.goto(draft)
    press(page, "Avgjør")
    assert "Avgjort" in page.inner_text("main")
    sound(page)
    return re.sub(r"^https?://[^/]+", "", page.url)


def _sends(page: Page, decision: str) -> str:
    page.goto(decision)
    page.locator("#brev").locator("..").get_by_role("link").first.click()
    page.wait_for_url("**/brev/**")
    press(page, "Send brevet")
    assert "Ingen har bekreftet at brevet er mottatt" in page.inner_text("main")
    sound(page)
    return re.sub(r"^https?://[^/]+", "", page.url)


def _receives(page: Page, letter: str) -> None:
    page.goto("/")
    assert page.locator(f"main a[href^='{letter}']").count()
    page.goto(letter)
    sound(page)
    press(page, "Bekreft at vi har mottatt brevet")
    assert "Dere har rett til å uttale dere" in page.inner_text("main")


def _shows(page: Page) -> str:
    page.goto("/")
    page.locator("main a[href^='/stans/']").first.click()
    page.wait_for_url("**/stans/**")
    sound(page)
    stopped = re.sub(r"^https?://[^/]+", "", page.url)
    press(page, "Vis hva dere har gjort", "link")
    page.get_by_label("Hva har dere gjort?").fill("Alle har fått pengene. Kvitteringene ligger hos revisoren.")
    sound(page)
    press(page, "Send")
    sound(page)
    return stopped


def _lifts(page: Page, stopped: str) -> None:
    page.goto("/")
    assert page.locator(f"main a[href^='{stopped}']").count()
    page.goto(stopped)
    assert "Kvitteringene ligger hos revisoren" in page.inner_text("main")
    press(page, "Vurder om det er vist", "link")
    page.get_by_label("Ja, alt er vist. Stansen oppheves.").check()
    page.get_by_label("Hva bygger dere på?").fill("Revisjonsrapporten")
    page.get_by_label("Hvorfor?").fill("Vi har lest rapporten, og fagforeningen bekrefter det.")
    press(page, "Avgjør")
    assert "Opphevet" in page.inner_text("main")
    sound(page)
