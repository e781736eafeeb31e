"""From a phone without script to a joint inquiry: a worker says what is wrong, the secretariat answers by the code and
opens an inquiry, the supplier is asked of it, and whoever has the contract is alerted at home."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PHONE = {"width": 390, "height": 844}
SECRETARIAT, OWNER = "siri@sekretariatet.example", "ingrid@oslo.example"
SUPPLIER, ANSWERS = "nils@lomseth.example", "Vi har bedt veveriet åpne dørene, og reiser dit mandag."
PLACE = "Meghna Weaving Mills"
MANY = "We are many, and we want them to be asked now."
SAYS = "The doors are locked from the outside until the work is done, and nobody may leave."


@pytest.fixture
def phone(site: str, browser: Browser) -> Iterator[Page]:
    """Without script, in the dark, and with no past."""
    context = browser.new_context(
        base_url=site, viewport=PHONE, java_script_enabled=False, color_scheme="dark", locale="ur"
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.fixture
def looked_at(site: str, browser: Browser) -> Iterator[Page]:
    """The same pages, with script for axe alone."""
    context = browser.new_context(base_url=site, viewport=PHONE, bypass_csp=True)
    yield context.new_page()
    context.close()


def _sound(looked_at: Page, phone: Page) -> None:
    """What the phone shows, opened once more with script for axe alone."""
    shown = phone.content()
    looked_at.route(
        phone.url, lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"), times=1
    )
    looked_at.goto(phone.url)
    assert phone.locator("h1").inner_text() == looked_at.locator("h1").inner_text()
    assert violations(looked_at) == []
    assert looked_at.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _said(phone: Page, looked_at: Page) -> str:
    """Through all questions, each on a screen of its own; the code."""
    phone.goto("/si-fra/")
    phone.get_by_role("link", name="English").click()
    phone.get_by_role("link", name="Begin").click()
    for choice in ("I work there, or did", "People cannot leave, or their papers are taken"):
        phone.get_by_label(choice).check()
        phone.get_by_role("button", name="Next").click()
    for text in (f"{PLACE}, Narayanganj", SAYS):
        phone.get_by_role("textbox").fill(text)
        phone.get_by_role("button", name="Next").click()
    for choice in ("It goes on now", "Yes", "No, never"):
        phone.get_by_label(choice, exact=True).check()
        phone.get_by_role("button", name="Next").click()
    assert SAYS in phone.locator("main").inner_text()
    _sound(looked_at, phone)  # for as long as a person looks through it
    phone.get_by_role("button", name="Send").click()
    if phone.get_by_text("Look through and press send again").count():
        phone.wait_for_timeout(4_000)
        phone.get_by_role("button", name="Send").click()
    _sound(looked_at, phone)
    return phone.locator(".receipt").inner_text()


def _asked_and_answered(secretariat: Page, supplier: Page) -> None:
    """When whoever spoke has found it safe; and without a word of what was said in confidence."""
    assert secretariat.get_by_role("button", name="Spør").count() == 0
    secretariat.get_by_text("Slipp fri: leverandørene kan spørres").click()
    secretariat.get_by_label("Hvorfor er det trygt nå?").fill("De er mange, og den som sa fra, ønsker det.")
    with turning(secretariat):
        secretariat.get_by_role("button", name="Slipp fri").click()
    with turning(secretariat):
        secretariat.get_by_role("button", name="Spør 1 leverandør").click()
    supplier.goto("/")
    with turning(supplier):
        supplier.get_by_role("link", name="Kundene undersøker: Folk holdes inne på et veveri").first.click()
    assert SAYS not in supplier.content()
    assert violations(supplier) == []
    supplier.get_by_label("Svaret deres").fill(ANSWERS)
    with turning(supplier):
        supplier.get_by_role("button", name="Send svaret").click()
    assert ANSWERS in supplier.locator("main").inner_text()
    assert violations(supplier) == []


def test_a_worker_says_what_is_wrong_and_the_owner_is_alerted(phone: Page, looked_at: Page, sign_in: SignIn) -> None:
    looked_at.emulate_media(color_scheme="dark")
    code = _said(phone, looked_at)
    assert phone.context.cookies() == []
    secretariat = sign_in(SECRETARIAT)
    secretariat.goto("/varsler/")
    assert violations(secretariat) == []
    with turning(secretariat):
        secretariat.get_by_role("link", name="Tvangsarbeid").last.click()
    assert SAYS in secretariat.content()
    assert violations(secretariat) == []
    secretariat.get_by_label("Svar den som sa fra").fill("Are you safe? How many work there? Write no names.")
    with turning(secretariat):
        secretariat.get_by_role("button", name="Send svaret").click()
    # The talk, by the code alone.
    phone.goto("/si-fra/en/kode/")
    phone.get_by_label("Write your code").fill("XXXX")
    phone.get_by_role("button", name="Open").click()
    _sound(looked_at, phone)
    phone.get_by_label("Write your code").fill(code.lower())
    phone.get_by_role("button", name="Open").click()
    assert "Are you safe?" in phone.content()
    _sound(looked_at, phone)
    phone.get_by_role("textbox").fill(MANY)
    phone.get_by_role("button", name="Send").click()
    assert MANY in phone.content()
    _sound(looked_at, phone)
    # The inquiry.
    with turning(secretariat):
        secretariat.get_by_role("link", name="Åpne en undersøkelse").first.click()
    secretariat.get_by_role("searchbox", name="Søk", exact=True).last.fill(PLACE)
    with turning(secretariat):
        secretariat.get_by_role("button", name="Søk").last.click()
    assert violations(secretariat) == []
    with turning(secretariat):
        secretariat.locator(".offers li", has_text=f"Sted: {PLACE}").get_by_role("link").first.click()
    secretariat.get_by_label("Tittel").fill("Folk holdes inne på et veveri")
    secretariat.get_by_label("Hva gjelder saken?").fill(SAYS)
    with turning(secretariat):
        secretariat.get_by_role("button", name="Åpne og si fra til dem som er berørt").click()
    assert "Teksten gjentar det varselet sier" in secretariat.content()
    secretariat.get_by_label("Hva gjelder saken?").fill("Noen sier at folk ikke får gå når de vil.")
    assert violations(secretariat) == []
    with turning(secretariat):
        secretariat.get_by_role("button", name="Åpne og si fra til dem som er berørt").click()
    secretariat.get_by_text("Varsle alle om nulltoleranse").click()
    secretariat.get_by_label("Hva må de som har avtale, vite?").fill("Ikke bestill mer derfra før vi vet mer.")
    with turning(secretariat):
        secretariat.get_by_role("button", name="Varsle alle nå").click()
    assert violations(secretariat) == []
    _asked_and_answered(secretariat, sign_in(SUPPLIER, width=390))
    owner = sign_in(OWNER)
    owner.goto("/")
    with turning(owner):
        owner.get_by_role("link", name="Nulltoleranse: Folk holdes inne på et veveri").first.click()
    assert SAYS not in owner.content()
    assert violations(owner) == []
    with turning(owner):
        owner.get_by_role("button", name="Kvitter for Oslo kommune").click()
    assert "kvitterte" in owner.content()
    # And whoever spoke sees what became of it.
    phone.goto("/si-fra/en/kode/")
    phone.get_by_label("Write your code").fill(code)
    phone.get_by_role("button", name="Open").click()
    assert "part of an inquiry" in phone.content()


@pytest.mark.parametrize("language", ["ur", "bn", "zh", "nb"])
def test_the_form_can_be_used_by_everybody(looked_at: Page, language: str) -> None:
    for address in ("/si-fra/", f"/si-fra/{language}/", f"/si-fra/{language}/skriv/", f"/si-fra/{language}/kode/"):
        looked_at.goto(address)
        assert violations(looked_at) == []
        assert looked_at.evaluate("document.documentElement.scrollWidth <= innerWidth")
    looked_at.goto(f"/si-fra/{language}/skriv/")
    _next(looked_at)  # nothing is answered
    assert violations(looked_at) == []
    while looked_at.locator("[name=step]").count():
        if looked_at.get_by_role("radio").count():
            looked_at.get_by_role("radio").first.check()
        else:
            looked_at.get_by_role("textbox").fill(SAYS * 3)
        _next(looked_at)
    assert looked_at.locator("dd").count() == 7
    assert violations(looked_at) == []
    assert looked_at.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _next(page: Page) -> None:
    with turning(page):
        page.locator("button[value=next]").click()
