"""Signing in as people do it: a passkey in the browser, a code app, a recovery code, and the member's own provider."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from aktsom.cli.demo import PASSWORD
from tests.journeys.conftest import violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PHONE, DESK = 390, 1440
Visit = Callable[..., Page]


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """A browser of its own, at the site's name: passkeys do not go with an address of numbers."""
    contexts = []

    def go(*, width: int = DESK, dark: bool = False, with_key: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.replace("127.0.0.1", "localhost"),
            viewport={"width": width, "height": 900},
            locale="nb",
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        if with_key:
            plug_in_a_key(page)
        return page

    yield go
    for context in contexts:
        context.close()


def plug_in_a_key(page: Page) -> None:
    """A platform authenticator that knows its user by the finger, as a phone or laptop has."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    options = {
        **{"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True},
        **{"isUserVerified": True, "automaticPresenceSimulation": True},
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, email: str) -> None:
    page.goto("/konto/logg-inn/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/logg-inn/"))


def sign_out(page: Page) -> None:
    page.goto("/konto/logg-ut/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.wait_for_url("**/konto/logg-inn/")


def test_a_passkey_is_made_and_is_all_one_needs(visit: Visit) -> None:
    page = visit(with_key=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, "eli@statsbygg.example")
    page.goto("/konto/")
    page.get_by_role("link", name="Lag passnøkkel").click()
    page.get_by_label("Hva vil du kalle den?").fill("Min bærbare")
    page.get_by_role("button", name="Lag passnøkkel").click()
    expect(page.get_by_role("heading", name="Ta vare på disse kodene")).to_be_visible()
    page.goto("/konto/")
    expect(page.get_by_text("Min bærbare")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    page.goto("/konto/")
    expect(page.get_by_role("row").filter(has_text="passnøkkel").first).to_contain_text("Logget inn")
    assert said == []
    # Named anew, and removed again after a fresh proof.
    page.get_by_role("link", name="Gi «Min bærbare» et annet navn").click()
    page.get_by_label("Hva vil du kalle den?").fill("Kontoret")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Fjern «Kontoret»").click()
    page.get_by_role("button", name="Fjern", exact=True).click()
    expect(page.get_by_text("Passnøkkelen er fjernet")).to_be_visible()


def test_without_the_key_the_passkey_form_says_so(visit: Visit) -> None:
    page = visit()
    page.goto("/konto/logg-inn/")
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")  # no key is plugged in, and none is waited for
    chrome.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "isUserVerified": False}},
    )
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("alert")).to_contain_text("Nettleseren fikk ikke brukt passnøkkelen")


def test_a_code_app_and_then_a_recovery_code(visit: Visit) -> None:
    page = visit(width=PHONE)
    sign_in(page, "marte@sykehus.example")
    page.goto("/konto/")
    page.get_by_role("link", name="Legg til kodeapp").click()
    page.get_by_text("Kan du ikke lese den av?").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Kode").fill(shown_by_app(secret))
    page.get_by_role("button", name="Legg til kodeappen").click()
    recovery = page.locator("ul.codes code").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som tekst").click()
    assert recovery.replace(" ", "") in download.value.path().read_text()
    sign_out(page)
    sign_in(page, "marte@sykehus.example")
    expect(page.get_by_role("heading", name="Steg to av to")).to_be_visible()
    page.get_by_label("Kode").fill(shown_by_app(secret, later=1))
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    sign_out(page)
    sign_in(page, "marte@sykehus.example")
    page.get_by_label("Kode").fill(recovery)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    page.goto("/konto/")
    expect(page.get_by_text("9 koder igjen")).to_be_visible()
    page.get_by_role("link", name="Fjern kodeappen").click()
    page.get_by_role("button", name="Fjern", exact=True).click()
    expect(page.get_by_text("Kodeappen er fjernet")).to_be_visible()


def shown_by_app(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)])
def test_the_pages_of_sign_in_hold_no_barrier(site: str, browser: Browser, width: int, dark: bool) -> None:
    context = browser.new_context(
        base_url=site.replace("127.0.0.1", "localhost"),
        viewport={"width": width, "height": 900},
        locale="nb",
        color_scheme="dark" if dark else "light",
        bypass_csp=True,  # so that axe can be put into the page
    )
    page = context.new_page()
    found = []
    page.goto("/konto/logg-inn/")
    found += violations(page)
    sign_in(page, "amir@statsbygg.example")
    for path in ("/konto/", "/konto/passord/", "/konto/kodeapp/", "/konto/passnokkel/", "/konto/to-trinn/"):
        page.goto(path)
        found += [f"{path}: {line}" for line in violations(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, path
    context.close()
    assert found == []


def test_a_password_may_be_looked_at_and_is_measured(visit: Visit) -> None:
    page = visit()
    sign_in(page, "jonas@bergen.example")
    page.goto("/konto/passord/")
    new, meter = page.locator("input[name=password1]"), page.get_by_role("meter")
    for typed, said in (
        ("kort", "For kort"),
        ("aaaaaaaaaaaaaaa", "Svakt"),
        ("tolv blå elger går over fjellet", "Sterkt"),
    ):
        new.fill(typed)
        expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(meter).to_be_visible()
    expect(new).to_have_attribute("type", "password")
    page.locator("input[name=password1] + button").click()
    expect(new).to_have_attribute("type", "text")
