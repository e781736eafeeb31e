"""The queue of pairs that may be one company: judged by keys and by mouse, undone right there and from the list;
on a wide screen and a phone, in three languages, with and without script."""

import pytest
from playwright.sync_api import Browser, expect

from aktsom.cli.demo import PASSWORD
from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
SAME, JUDGED = "/leverandorer/samme/", "/leverandorer/samme/avgjort/"
SECRETARIAT = "siri@sekretariatet.example"


def pairs(page) -> list[str]:  # type: ignore[no-untyped-def]
    return page.locator(".pairs a").all_inner_texts()


def test_the_queue_is_resolved_and_undone(sign_in: SignIn) -> None:
    page = sign_in(SECRETARIAT)
    page.goto(SAME)
    before = pairs(page)
    assert len(before) >= 3
    assert violations(page) == []

    # On to the next and back, by the keys that the page names.
    with turning(page):
        page.keyboard.press("j")
    assert page.locator(".pairs [aria-current]").inner_text() == before[1]
    with turning(page):
        page.keyboard.press("k")
    assert page.locator(".pairs [aria-current]").inner_text() == before[0]

    # A letter typed in the reason is a letter.
    page.locator("input[name=reason]").last.fill("")
    page.locator("#reason").type("ds")
    assert page.locator("#reason").input_value() == "ds"
    page.locator("#reason").fill("Samme folk på telefonen")
    with turning(page):
        page.get_by_role("button", name="Samme selskap").click()
    assert "er samme selskap" in page.locator("main").inner_text()
    assert pairs(page) == before[1:]
    assert violations(page) == []

    # Undone right there, it waits again.
    with turning(page):
        page.keyboard.press("u")
    assert "Angret" in page.locator("main").inner_text()
    assert pairs(page) == before

    with turning(page):
        page.keyboard.press("d")
    assert "er ulike selskaper" in page.locator("main").inner_text()
    assert len(pairs(page)) == len(before) - 1

    # The list of what has been judged, and the way back from there with a reason.
    with turning(page):
        page.get_by_role("link", name="Det som er avgjort").click()
    newest = page.locator(".judged > li").first
    assert "er ulike selskaper" in newest.inner_text()
    newest.locator("summary").click()
    newest.locator("input[name=reason]").fill("Det var likevel de samme")
    assert violations(page) == []
    with turning(page):
        newest.get_by_role("button", name="Angre avgjørelsen").click()
    assert "Det var likevel de samme" in page.locator(".judged > li").first.inner_text()
    page.goto(SAME)
    assert pairs(page) == before


def test_keys_can_be_turned_off(sign_in: SignIn) -> None:
    page = sign_in(SECRETARIAT)
    page.goto(SAME)
    before = page.url
    page.get_by_label("Taster").uncheck()
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert page.url == before
    page.reload()
    assert not page.get_by_label("Taster").is_checked()
    page.get_by_label("Taster").check()


def test_who_buys_from_neither_is_told_why_the_button_is_off(sign_in: SignIn) -> None:
    page = sign_in("sunniva@stavanger.example")
    page.goto(SAME)
    texts = []
    for _ in range(len(pairs(page))):
        texts.append(page.locator("main").inner_text())
        if page.get_by_role("link", name="Neste par").count():
            with turning(page):
                page.get_by_role("link", name="Neste par").click()
    assert any("har avtale med noen av de to" in text for text in texts)
    page.goto(f"{SAME}?mine=1")
    assert len(pairs(page)) < len(texts) or "Ingen par hos dere" in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_it_works_on_a_phone_in_three_languages(sign_in: SignIn, language: str, dark: bool) -> None:
    page = sign_in(SECRETARIAT, width=390, language=language, dark=dark)
    for address in (SAME, JUDGED):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
    assert {"nb": "Avgjort", "nn": "Avgjort", "en": "Decided"}[language] in page.locator("h1").inner_text()


def test_a_joined_company_is_one_on_the_page_of_suppliers(sign_in: SignIn) -> None:
    page = sign_in("marte@sykehus.example")
    page.goto("/leverandorer/")
    assert "Der gruppen din når lengst" in page.locator("main").inner_text()
    assert violations(page) == []
    with turning(page):
        page.locator("main").get_by_role("link", name="Tindholt Tekstil AS").first.click()
    text = page.locator("main").inner_text()
    assert "Skrevet som" in text
    assert "Tindholt Tekstiler" in text
    assert "Stavanger kommune" in text
    with turning(page):
        page.get_by_role("link", name="Be om fullmakter").first.click()
    assert page.locator("input[name=contracts]:checked").count() > 0
    assert page.locator("input[name=members]:checked").count() == 0
    assert violations(page) == []


def test_pairs_are_judged_without_script(site: str, browser: Browser) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="nb")
    page = context.new_page()
    page.goto("/konto/logg-inn/")
    page.locator("input[name=login]").fill(SECRETARIAT)
    page.locator("input[name=password]").fill(PASSWORD)
    with turning(page):
        page.locator("input[name=password]").press("Enter")
    page.goto(SAME)
    expect(page.get_by_text("Taster")).to_be_hidden()
    with turning(page):
        page.get_by_role("button", name="Ulike selskaper").click()
    assert "er ulike selskaper" in page.locator("main").inner_text()
    with turning(page):
        page.get_by_role("button", name="Angre").click()
    assert "Angret" in page.locator("main").inner_text()
    context.close()
