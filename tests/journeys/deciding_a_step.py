"""What all the hardest steps share, by those who do each part of it: the team's lead recommends, the owner of the
contract weighs what the step does to the workers, reads the letter and decides, and the supplier receives it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.journeys.conftest import turning
from tests.journeys.test_methods_of_a_follow_up import press, sound

WHY = "Arbeidere har betalt for jobben, og planen for å betale dem tilbake er ikke fulgt."
LEFT_OPEN = "Vi spør hver måned til alt er betalt."


class Case(NamedTuple):
    ladder: str
    contract: str
    supplier: str


def recommend(page: Page, case: Case, step: str) -> None:
    page.goto(case.ladder)
    press(page, "Anbefal et steg", "link")
    page.get_by_label("Hvilket steg anbefaler dere?").select_option(step)
    for label in ("Hvorfor dette steget nå?", "Hvordan står steget", "Hva betyr det for arbeiderne?"):
        page.get_by_label(label).fill(WHY)
    press(page, "Send anbefalingen")


def weigh(page: Page, case: Case) -> None:
    """A draft in which all is written but what the step sets in motion."""
    page.goto(case.ladder)
    press(page, "Begrunn og avgjør")
    draft = path_of(page)
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
    page.get_by_label("Hvordan holdes det arbeiderne har krav på").fill(LEFT_OPEN)
    sound(page)
    press(page, "Lagre")
    assert path_of(page) == draft


def set_in_motion(page: Page, name: str, write: Callable[[Page], None]) -> None:
    press(page, f"Skriv dette: {name}")
    write(page)
    sound(page)
    press(page, "Lagre")
    sound(page)


def in_place(page: Page) -> tuple[int, int]:
    """How many of the preconditions are met, and how many there are."""
    met, total = re.findall(r"(\d+) av (\d+) er på plass", page.inner_text("#vilkar"))[0]
    return int(met), int(total)


def read_what_the_letter_will_be(page: Page) -> str:
    page.get_by_text("Les brevet slik det blir", exact=True).click()
    sound(page)
    return page.locator("#brevet-blir").locator("xpath=ancestor-or-self::details").inner_text()


def write_letter(page: Page) -> str:
    with turning(page):
        page.get_by_role("button", name=re.compile("^Skriv brevet")).click()
    sound(page)
    return page.inner_text("main")


def decide(page: Page) -> str:
    press(page, "Avgjør")
    assert "Avgjort" in page.inner_text("main")
    sound(page)
    return path_of(page)


def send_letter(page: Page) -> str:
    press(page, "Send brevet")
    assert "Ingen har bekreftet at brevet er mottatt" in page.inner_text("main")
    sound(page)
    return path_of(page)


def receive(page: Page, letter: str) -> None:
    page.goto("/")
    assert page.locator(f"main a[href^='{letter}']").count()
    page.goto(letter)
    sound(page)
    press(page, "Bekreft at vi har mottatt brevet")
    assert "Dere har rett til å uttale dere" in page.inner_text("main")


def say_of_letter(page: Page, text: str) -> None:
    page.get_by_label("Hva mener dere?").fill(text)
    press(page, "Send svaret")
    assert text in page.inner_text("main")
    sound(page)


def open_from_home(page: Page, where: str) -> str:
    page.goto("/")
    page.goto(page.locator(f"main a[href^='{where}']").first.get_attribute("href") or "")  # it may be folded away
    sound(page)
    return path_of(page)


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)
