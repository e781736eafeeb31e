"""Somebody who does nothing for a while: asked in time, kept by one press, and told when it was too late."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WHO, FORM = "ingrid@oslo.example", "/kunnskap/spor/"


def left_alone(page: Page, minutes: int) -> None:
    page.clock.fast_forward(minutes * 60 * 1000)


def barriers(page: Page) -> list[str]:
    page.wait_for_function("document.getAnimations().length === 0")  # half faded in, nothing has its own colours
    return violations(page)


def opened(sign_in: SignIn, **how: object) -> Page:
    page = sign_in(WHO, **how)  # type: ignore[arg-type]  # what `sign_in` takes, handed on
    page.clock.install()
    page.goto(FORM)
    return page


@pytest.mark.parametrize("how", [{}, {"width": 390, "language": "nn"}, {"language": "en", "dark": True}])
def test_whoever_is_quiet_is_asked_before_the_session_ends(sign_in: SignIn, how: dict[str, object]) -> None:
    page = opened(sign_in, **how)
    asked = page.get_by_role("dialog")
    left_alone(page, 20)
    expect(asked).to_be_hidden()
    left_alone(page, 3)
    expect(asked).to_be_visible()
    assert barriers(page) == []
    with page.expect_response("**/konto/her/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    expect(asked).to_be_hidden()
    left_alone(page, 20)
    expect(asked).to_be_hidden()


def test_another_window_in_use_answers_for_all(sign_in: SignIn) -> None:
    page = opened(sign_in)
    left_alone(page, 23)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("localStorage.setItem('told', String(Date.now()))")
    left_alone(page, 1)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_too_late_says_so_and_leaves_the_text(sign_in: SignIn) -> None:
    page = opened(sign_in)
    page.get_by_role("textbox").nth(1).fill("Hva spør vi om?")
    page.context.clear_cookies()
    left_alone(page, 23)
    page.keyboard.press("Escape")
    told = page.get_by_role("dialog", name="Du er logget ut")
    expect(told).to_be_visible()
    assert barriers(page) == []
    told.get_by_role("button", name="Tilbake til siden").click()
    left_alone(page, 5)
    expect(page.get_by_role("dialog")).to_be_hidden()  # said once
    expect(page.get_by_role("textbox").nth(1)).to_have_value("Hva spør vi om?")


def test_who_writes_in_a_session_that_is_over_is_told_at_once(sign_in: SignIn) -> None:
    page = opened(sign_in)
    page.context.clear_cookies()
    left_alone(page, 6)
    page.get_by_role("textbox").nth(1).press_sequentially("Hva")
    expect(page.get_by_role("dialog", name="Du er logget ut")).to_be_visible()


def test_the_end_of_a_long_day_is_told_of_and_cannot_be_put_off(sign_in: SignIn) -> None:
    page = opened(sign_in)
    for _hour in range(36):
        left_alone(page, 20)
        if page.get_by_role("dialog", name="Snart må du logge inn på nytt").is_visible():
            break
        page.evaluate("localStorage.setItem('told', String(Date.now()))")
    told = page.get_by_role("dialog", name="Snart må du logge inn på nytt")
    expect(told).to_contain_text("12 timer")
    told.get_by_role("button", name="Greit").click()
    expect(told).to_be_hidden()
