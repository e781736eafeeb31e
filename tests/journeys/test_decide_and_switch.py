"""An officer overrides a result with a reason, and switches language; a reader cannot."""

import pytest

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_override_stands_beside_what_the_screen_said(sign_in: SignIn) -> None:
    page = sign_in("marte@sykehus.example")
    page.goto("/avtaler/?verdict=high_risk")
    with turning(page):
        page.locator("main a[href^='/avtaler/con-']").first.click()

    # Without a reason she is stopped, and what she chose is kept.
    with turning(page):
        page.get_by_role("link", name="Rett resultatet").or_(
            page.get_by_role("button", name="Rett resultatet")
        ).first.click()
    page.locator("input[value=not_on_list]").check()
    form = page.locator("form:has(textarea[name=reason])")
    form.locator("textarea[name=reason]").fill("")
    form.get_by_role("button").last.click()
    assert page.locator("input[value=not_on_list]").is_checked()

    form = page.locator("form:has(textarea[name=reason])")
    form.locator("textarea[name=reason]").fill("Avtalen gjelder bare opplæring i bruk, ikke kjøp av varene.")
    with turning(page):
        form.get_by_role("button").last.click()

    text = page.locator("main").inner_text()
    assert "Avtalen gjelder bare opplæring i bruk, ikke kjøp av varene." in text
    assert "Ikke på listen" in text
    assert "Høy risiko" in text  # the screened result is still there
    assert violations(page) == []


def test_language_is_switched_on_the_same_page_and_remembered(sign_in: SignIn) -> None:
    page = sign_in("ingrid@oslo.example")
    page.goto("/kategorier/")
    assert page.locator("h1").inner_text() == "Kategorier"

    with turning(page):
        page.locator("button[name=language][value=en]").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Categories"

    page.goto("/avtaler/")
    assert page.locator("h1").inner_text() == "Contracts"


def test_reader_reads_and_cannot_decide(sign_in: SignIn) -> None:
    page = sign_in("amir@statsbygg.example")
    page.goto("/avtaler/?verdict=high_risk")
    with turning(page):
        page.locator("main a[href^='/avtaler/con-']").first.click()

    assert "Hvorfor avtalen traff" in page.locator("main").inner_text()
    assert page.locator("form:has(textarea[name=reason])").count() == 0


def test_pages_work_without_script(site: str, browser) -> None:  # type: ignore[no-untyped-def]  # playwright's fixture
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="nb")
    page = context.new_page()
    page.goto("/konto/logg-inn/")
    page.locator("input[name=login]").fill("ingrid@oslo.example")
    page.locator("input[name=password]").fill("aktsom-demo-2026")
    with turning(page):
        page.locator("input[name=password]").press("Enter")
    page.goto("/avtaler/")
    page.locator("input[type=search], input[name=text], input[name=q]").last.fill("hansker")
    with turning(page):
        page.get_by_role("button", name="Vis").click()
    assert "hansker" in page.url
    assert page.locator("main table tbody tr").count() > 0
    context.close()
