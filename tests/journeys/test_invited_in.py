"""An administrator invites somebody, who opens the letter, takes up the role with a password, and is seen inside."""

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NEW = "nina@oslo.example"
PASSWORD = "en setning som Nina husker"


def letter_to(folder: Path, address: str) -> str:
    """The text of the newest letter to the address among those that the demo wrote to files."""
    for path in sorted(folder.glob("*.log"), key=lambda one: one.stat().st_mtime, reverse=True):
        for part in path.read_bytes().split(b"-" * 79):
            letter = message_from_bytes(part.strip(), policy=default)
            if address in str(letter["To"]):
                return str(letter.get_content())
    return ""


def wait_for_letter(page: Page, folder: Path, address: str) -> str:
    """The letter is delivered after the page has answered, by a process of its own."""
    for _try in range(100):
        if folder.exists() and (text := letter_to(folder, address)):
            return text
        page.wait_for_timeout(200)
    pytest.fail(f"no letter to {address} in {folder}")


def test_somebody_is_invited_in(sign_in: SignIn, site: str, browser: Browser, mail_folder: Path) -> None:
    ada = sign_in("ada@oslo.example")
    ada.goto("/virksomhet/")
    with turning(ada):
        ada.get_by_role("link", name="Inviter", exact=True).click()
    ada.get_by_label("E-postadresser").fill(NEW)
    ada.get_by_label(re.compile("^Kontraktsforvalter")).check()
    assert violations(ada) == []
    ada.get_by_role("button", name="Send invitasjonen").click()
    ada.wait_for_url("**/virksomhet/mem-*/")
    assert NEW in ada.locator("main").inner_text()

    text = wait_for_letter(ada, mail_folder, NEW)
    link = re.search(r"http://\S+/virksomhet/invitasjon/\S+", text)
    assert link is not None
    assert "Ada Berg inviterer deg" in text

    context = browser.new_context(base_url=site, locale="nb", viewport={"width": 390, "height": 844}, bypass_csp=True)
    nina = context.new_page()
    nina.goto(link[0])
    assert "Ada Berg inviterer deg på vegne av Oslo kommune" in nina.locator("main").inner_text()
    assert violations(nina) == []
    nina.get_by_label("Navnet ditt").fill("Nina Ny")
    nina.get_by_label("Passord", exact=True).fill("kort")
    with turning(nina):
        nina.get_by_role("button", name="Ta imot").click()
    assert nina.get_by_label("Navnet ditt").input_value() == "Nina Ny"
    assert violations(nina) == []
    nina.get_by_label("Passord", exact=True).fill(PASSWORD)
    with turning(nina):
        nina.get_by_role("button", name="Ta imot").click()
    nina.wait_for_url(f"{site}/")
    assert "Nina" in nina.locator("h1").inner_text()
    assert "Oslo kommune" in nina.locator(".behalf").inner_text()

    again = context.new_page()
    assert (answer := again.goto(link[0])) is not None
    assert answer.status == 404
    assert violations(again) == []
    context.close()

    ada.goto("/virksomhet/")
    row = ada.get_by_role("row").filter(has_text="Nina Ny")
    assert "Kontraktsforvalter" in row.inner_text()
    ada.goto("/virksomhet/journal/")
    journal = ada.locator("#results").inner_text()
    assert "Sendte en invitasjon" in journal
    assert "Tok imot en invitasjon" in journal


def test_a_review_is_gone_through_by_keyboard(sign_in: SignIn) -> None:
    page = sign_in("liv@uib.example")
    page.goto("/virksomhet/")
    with turning(page):
        page.get_by_role("link", name="Gå gjennom").click()
    page.locator(".review-lines button[value^=keep]").first.focus()
    count = page.locator(".review-lines > li").count()
    for number in range(count):
        page.keyboard.press("Enter")
        page.wait_for_function(
            "n => document.querySelectorAll('.review-lines [data-decision=keep]').length === n"
            " && document.activeElement.matches('[data-focus]')",
            arg=number + 1,
        )
    assert "Alle rollene har fått sitt svar." in page.locator("#review").inner_text()
    assert violations(page) == []
    page.get_by_role("button", name="Avslutt gjennomgangen").click()
    page.wait_for_url("**/bevis/")
    assert "Beholdt" in page.locator("main").inner_text()
    assert violations(page) == []


def test_whom_one_acts_for_is_chosen_in_the_top(sign_in: SignIn) -> None:
    page = sign_in("liv@uib.example", width=390)
    page.goto("/avtaler/")
    page.locator("summary.behalf").click()
    assert violations(page) == []
    page.get_by_role("button", name="BOTT-samarbeidet").click()
    page.wait_for_url("**/avtaler/")
    assert "BOTT-samarbeidet" in page.locator("summary.behalf").inner_text()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_no_barrier_in_an_organisation(sign_in: SignIn, width: int, dark: bool) -> None:
    page = sign_in("ada@oslo.example", width=width, dark=dark)
    found = []
    page.goto("/virksomhet/")
    links = ["/virksomhet/", "/virksomhet/medlemmer/", "/virksomhet/journal/?period=quarter&ours=1"]
    parts = ("/gjennomgang/", "/virksomhet/person/", "/inviter/", "/kontakt/", "/fullmakt/")
    links += [str(page.locator(f"main a[href*='{part}']").first.get_attribute("href")) for part in parts]
    for link in links:
        answer = page.goto(link)
        found += [] if answer is not None and answer.status == 200 else [f"{link}: {answer and answer.status}"]
        found += [f"{link}: {line}" for line in violations(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{link}: {wider} px wider than the screen"] if wider > 0 else []
    assert found == []
