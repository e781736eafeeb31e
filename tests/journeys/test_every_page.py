"""Every page, as the people who meet it: no barrier, no error, in three languages, on a phone and in the dark."""

import pytest

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PAGES = (
    "/",
    "/avtaler/",
    "/avtaler/?verdict=high_risk",
    "/avtaler/oversikt/",
    "/avtaler/inn/",
    "/avtaler/ny/",
    "/kategorier/",
    "/kategorier/medical/",
    "/kategorier/food/",
    "/grupper/",
    "/leverandorer/",
    "/katalog/",
    "/katalog/gruppe/textile/",
    "/katalog/rettigheter/",
    "/katalog/utgaver/",
    "/skjemaer/",
    "/sok/?q=hansker",
    "/saker/",
    "/funn/",
    "/brev/",
    "/konkurranser/",
    "/undersokelser/",
    "/varsler/ny/",
    "/notater/",
    "/dokumentasjon/",
    "/dokumentasjon/ny/",
    "/nettverk/",
    "/fullmakter/",
    "/fullmakter/gjort/",
    "/virksomhet/",
    "/virksomhet/journal/",
    "/konto/",
    "/konto/kalender/",
)
SECRETARIAT = (
    "/",
    "/grupper/",
    "/grupper/ny/",
    "/kategorier/",
    "/kategorier/medical/",
    "/leverandorer/",
    "/katalog/utgaver/ny/",
    "/skjemaer/",
    "/nettverk/",
    "/nettverk/plan/",
    "/virksomhet/medlemmer/",
)


def barriers(sign_in: SignIn, email: str, paths: tuple[str, ...], **how: object) -> list[str]:
    page = sign_in(email, **how)
    found = []
    for path in paths:
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            found.append(f"{path}: {answer and answer.status}")
            continue
        found += [f"{path}: {line}" for line in violations(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            found.append(f"{path}: {wider} px wider than the screen")
    return found


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_no_barrier_for_an_officer(sign_in: SignIn, width: int, dark: bool) -> None:
    assert barriers(sign_in, "ingrid@oslo.example", PAGES, width=width, dark=dark) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_barrier_in_the_other_languages(sign_in: SignIn, language: str) -> None:
    assert barriers(sign_in, "ingrid@oslo.example", PAGES, language=language) == []


def test_no_barrier_for_the_secretariat_and_a_reader(sign_in: SignIn) -> None:
    assert barriers(sign_in, "siri@sekretariatet.example", SECRETARIAT) == []
    assert barriers(sign_in, "amir@statsbygg.example", PAGES[:4], width=320) == []


def test_records_opened_from_lists_hold_no_barrier(sign_in: SignIn) -> None:
    page = sign_in("ingrid@oslo.example")
    for room, link in (("/avtaler/", "/avtaler/con-"), ("/leverandorer/", "/leverandorer/sup-")):
        page.goto(room)
        with turning(page):
            page.locator(f"main a[href^='{link}']").first.click()
        assert violations(page) == []
    page.goto("/katalog/gruppe/textile/")
    with turning(page):
        page.locator("main a[href*='/katalog/produkt/']").first.click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_what_a_supplier_opens_from_its_home_holds_no_barrier(sign_in: SignIn, width: int) -> None:
    page = sign_in("vera@tindholt.example", width=width)
    for link in ("/for-leverandor/", "/brev/", "/stans/", "/funn/", "/tiltaksplaner/"):
        page.goto("/")
        page.goto(page.locator(f"main a[href^='{link}']").first.get_attribute("href") or "")  # it may be folded away
        assert (link, violations(page)) == (link, [])


def test_the_templates_of_letters_hold_no_barrier(sign_in: SignIn) -> None:
    page = sign_in("ada@oslo.example")
    page.goto("/virksomhet/")
    with turning(page):
        page.locator("main a[href^='/brevmaler/']").first.click()
    assert violations(page) == []
    with turning(page):
        page.locator("main a[href^='/brevmaler/']").first.click()
    assert violations(page) == []


def test_a_joint_letter_holds_no_barrier_to_whoever_writes_or_signs_it(sign_in: SignIn) -> None:
    lead, signer = sign_in("marte@sykehus.example"), sign_in("anders@bergen.example", width=390)
    for page in (lead, signer):
        page.goto("/brev/")
        with turning(page):
            page.get_by_role("link", name="Felles brev fra flere oppdragsgivere").first.click()
        assert violations(page) == []
    with turning(signer):
        signer.get_by_role("button", name="Undertegn for Bergen kommune").click()
    assert "ikke undertegnet" not in signer.inner_text("main")
    assert violations(signer) == []
    follow_up = lead.get_by_role("link", name="Saken", exact=True).get_attribute("href") or ""
    lead.goto(follow_up.replace("/saker/", "/brev/felles/"))
    for sender in lead.get_by_role("group", name="Hvem står som avsendere?").get_by_role("checkbox").all():
        sender.uncheck()
    lead.get_by_label("Hva vil dere si?").fill("Ingen skal betale for å få jobben.")
    with turning(lead):
        lead.get_by_role("button", name="Skriv brevet").click()
    assert "Velg minst to virksomheter" in lead.inner_text("main")
    assert violations(lead) == []
