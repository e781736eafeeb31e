"""A contract manager confirms what waits many at a time, and ends what went over by date."""

import re

import pytest

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_button_counts_what_is_picked_also_after_the_filters_changed(sign_in: SignIn, width: int) -> None:
    page = sign_in("jonas@bergen.example", width=width)
    page.goto("/avtaler/?verdict=high_risk&risk_state=screened")
    boxes, every = page.locator("input[name=chosen]"), page.locator("[data-pick-all]")
    page.locator("#filter-group").select_option(index=1)
    page.wait_for_url("**group=*")
    button = page.locator("#chosen button")
    assert button.inner_text() == "Bekreft valgte"

    every.check()
    assert [box.is_checked() for box in boxes.all()] == [True] * boxes.count()
    boxes.first.uncheck()
    assert every.evaluate("box => box.indeterminate")
    every.check()
    every.uncheck()
    boxes.first.check()
    assert button.inner_text() == "Bekreft 1 valgt"
    assert violations(page) == []

    waiting = boxes.count()
    with turning(page):
        button.click()
    assert page.locator(".message").inner_text() == "1 avtale er bekreftet."
    assert boxes.count() == waiting - 1
    assert "group=" in page.url


def test_home_leads_to_contracts_gone_by_and_a_short_reason_keeps_what_was_picked(sign_in: SignIn) -> None:
    page = sign_in("jonas@bergen.example")
    page.get_by_text(re.compile(r"Vis \d+ til")).first.click()  # what is more urgent stands before it
    page.get_by_role("link", name="Se avtalene").first.click()
    page.wait_for_url("**/avtaler/?state=over")
    total = page.locator(".tabs b").first
    before = int(total.inner_text())
    page.locator("input[name=chosen]").first.check()
    page.locator("#why-chosen").fill("kort")
    with turning(page):
        page.locator("#chosen button").click()
    assert page.locator("#why-chosen").evaluate("field => field === document.activeElement")
    assert page.locator("#chosen button").inner_text() == "Avslutt 1 valgt"

    page.locator("#why-chosen").fill("Levert ferdig, ingen opsjon brukt.")
    with turning(page):
        page.locator("#chosen button").click()
    assert page.locator(".message").inner_text() == "1 avtale er avsluttet."
    assert int(total.inner_text()) == before - 1
