"""Places that may be one, judged by the keyboard and undone; a place closed and opened again; a delivery checked and
taken back. On a wide screen and a phone, in three languages and in the dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
SAME, JUDGED, MAP = "/berort/samme/", "/berort/samme/avgjort/", "/berort/kart/"
SECRETARIAT, OFFICER, READER = "siri@sekretariatet.example", "ingrid@oslo.example", "amir@statsbygg.example"


def pairs(page: Page) -> list[str]:
    return page.locator(".pairs a").all_inner_texts()


def test_a_pair_of_places_is_judged_by_keys_and_undone(sign_in: SignIn) -> None:
    page = sign_in(SECRETARIAT)
    page.goto(MAP)
    with turning(page):
        page.get_by_role("link", name="par kan være samme sted").click()
    before = pairs(page)
    assert any("Halong Spinners" in one for one in before)
    page.goto(SAME)
    while "Halong" not in page.locator(".pairs [aria-current]").inner_text():
        with turning(page):
            page.keyboard.press("j")
    assert violations(page) == []
    with turning(page):
        page.keyboard.press("s")
    main = page.locator("main")
    expect(main).to_contain_text("er samme sted")
    assert len(pairs(page)) == len(before) - 1
    assert violations(page) == []
    with turning(page):
        page.keyboard.press("u")
    expect(main).to_contain_text("Angret")
    assert pairs(page) == before

    # From the list of what was judged, with a reason.
    while "Halong" not in page.locator(".pairs [aria-current]").inner_text():
        with turning(page):
            page.keyboard.press("j")
    with turning(page):
        page.keyboard.press("d")
    with turning(page):
        page.get_by_role("link", name="Det som er avgjort", exact=True).click()
    newest = page.locator(".judged > li").first
    expect(newest).to_contain_text("er ulike steder")
    newest.locator("summary").press("Enter")
    newest.locator("input[name=reason]").fill("Begge har samme port")
    assert violations(page) == []
    with turning(page):
        newest.locator("input[name=reason]").press("Enter")
    expect(page.locator(".judged > li").first).to_contain_text("Begge har samme port")
    page.goto(SAME)
    assert pairs(page) == before


def test_a_place_is_closed_with_its_source_and_opened_again(sign_in: SignIn) -> None:
    page = sign_in(SECRETARIAT)
    page.goto(MAP + "?land=IN")
    with turning(page):
        page.get_by_role("table").get_by_role("link", name="Kaveri Spinning Mills").click()
    with turning(page):
        page.get_by_role("link", name="Stengt eller flyttet?").click()
    page.get_by_label("Stengt: ingenting blir laget her lenger").check()
    page.get_by_label("Fra dagen").fill("2126-01-01")
    page.get_by_label("Hvor har du det fra?").fill("Brev fra fabrikken")
    with turning(page):
        page.get_by_role("button", name="Lagre").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Dagen har ikke vært ennå")
    assert page.get_by_label("Hvor har du det fra?").input_value() == "Brev fra fabrikken"
    assert violations(page) == []
    page.get_by_label("Fra dagen").fill("2026-06-01")
    with turning(page):
        page.get_by_role("button", name="Lagre").click()
    expect(page.locator(".strip")).to_contain_text("Stengt 1. juni 2026")
    expect(page.locator("main")).to_contain_text("Brev fra fabrikken")
    assert violations(page) == []
    with turning(page):
        page.get_by_role("link", name="Flyttet eller i drift igjen?").click()
    page.get_by_label("I drift igjen").check()
    page.get_by_label("Fra dagen").fill("2026-06-02")
    page.get_by_label("Hvor har du det fra?").fill("Nytt brev")
    with turning(page):
        page.get_by_role("button", name="Lagre").click()
    expect(page.locator(".strip")).to_contain_text("I drift 2. juni 2026")


def to_a_delivery(page: Page) -> None:
    """From the chain behind the clothes that the demo's supplier has told of."""
    page.goto("/berort/?q=Meghna")
    page.locator(".hits a").first.click()
    with turning(page):
        page.get_by_role("link", name="Om stedet").click()
    with turning(page):
        page.get_by_role("link", name="Hva det bygger på Padma Stitch Works").first.click()


def test_a_delivery_is_checked_and_the_check_taken_back(sign_in: SignIn) -> None:
    page = sign_in(OFFICER)
    to_a_delivery(page)
    expect(page.locator("main")).to_contain_text("Ingen andre har kontrollert dette ennå.")
    page.get_by_label("Noen andre enn leverandøren har kontrollert det").check()
    page.get_by_label("Dagen").fill("2026-10-01")
    with turning(page):
        page.get_by_role("button", name="Skriv opp").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Skriv hvem andre enn leverandøren")
    assert violations(page) == []
    page.get_by_label("Hvem har kontrollert det, og hvordan?").fill("Revisor på uanmeldt besøk")
    with turning(page):
        page.get_by_role("button", name="Skriv opp").click()
    check = page.locator(".judged > li").first
    expect(check).to_contain_text("Bekreftet")
    expect(check).to_contain_text("Oslo kommune")
    assert violations(page) == []
    check.locator("summary").click()
    check.locator("input[name=reason]").fill("Feil fabrikk")
    with turning(page):
        check.get_by_role("button", name="Ta tilbake kontrollen").click()
    expect(page.locator(".judged > li.undone").first).to_contain_text("Feil fabrikk")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_each_page_is_accessible_and_fits(sign_in: SignIn, language: str, width: int, dark: bool) -> None:
    page = sign_in(SECRETARIAT, width=width, language=language, dark=dark)
    page.goto(MAP + "?land=VN")
    place = str(page.get_by_role("table").get_by_role("link", name="Halong Spinners").get_attribute("href"))
    for address in (SAME, JUDGED, place, f"{place}rett/", f"{place}drift/"):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_who_only_reads_is_offered_nothing_to_change(sign_in: SignIn) -> None:
    page = sign_in(READER)
    page.goto(MAP + "?land=VN")
    with turning(page):
        page.get_by_role("table").get_by_role("link", name="Halong Spinners").click()
    expect(page.get_by_role("link", name="Rett opplysningene")).to_have_count(0)
    page.goto(SAME)
    expect(page.locator(".reason-off")).to_contain_text("Bare sekretariatet")
