"""The hardest steps the whole way, each by those who do their part of it: a suspension that is lifted, a sub-supplier
that is replaced before anything is delivered, and a termination that leaves nothing the workers are owed behind."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from aktsom.web.base.jinja import write_date
from tests.factories.demo_ladder import FACTORY
from tests.journeys import deciding_a_step as ladder
from tests.journeys.conftest import ROOT, SignIn
from tests.journeys.deciding_a_step import Case
from tests.journeys.test_methods_of_a_follow_up import press, sound

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LEAD, OWNER = "marte@sykehus.example", "guri@sykehus.example"
LIFTS = "Revisjon viser at alle som har betalt, har fått pengene igjen."
READ = "Vi har lest rapporten, og fagforeningen bekrefter det."
SAYS = "Vi betaler resten likevel."


@pytest.fixture(scope="module")
def cases(site: str, site_environment: dict[str, str]) -> dict[str, Case]:
    """One for each step: the follow-up, the contract, and who answers for the supplier."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    laid = subprocess.run(
        [sys.executable, "-m", "tests.factories.demo_ladder"],
        env=site_environment | {"PYTHONPATH": path}, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split() for line in laid.stdout.splitlines()]
    made = [Case(f"/stigen/{follow_up}/", f"/avtaler/{contract}/", email) for follow_up, contract, email in rows]
    return dict(zip(("suspension-partial", "replace-subsupplier", "termination"), made, strict=True))


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_from_a_recommendation_to_a_suspension_that_is_lifted(sign_in: SignIn, cases: dict[str, Case]) -> None:
    case = cases["suspension-partial"]
    ladder.recommend(sign_in(LEAD), case, "suspension-partial")
    guri, liv = sign_in(OWNER), sign_in(case.supplier, width=390)
    guri.goto(case.contract)
    assert "stanset" not in guri.inner_text("main").lower()
    ladder.weigh(guri, case)
    draft = ladder.path_of(guri)
    ladder.set_in_motion(guri, "Hva stanses, til når, og hva opphever det", _stops)
    assert ladder.in_place(guri) == (7, 8)  # the last is the decision itself
    letter = ladder.write_letter(guri)
    assert LIFTS in letter
    assert "Vi har skrevet til dere før" not in letter  # nobody has
    guri.goto(draft)
    ladder.decide(guri)
    guri.locator("#brev").locator("..").get_by_role("link").first.click()
    guri.wait_for_url("**/brev/**")
    letter = ladder.send_letter(guri)
    guri.goto(case.contract)
    told = guri.inner_text("main")
    assert "Arbeidsjakker" in told
    assert LIFTS in told
    sound(guri)
    ladder.receive(liv, letter)
    stopped = _shows(liv)
    _lifts(guri, stopped)
    guri.goto(case.contract)
    assert LIFTS not in guri.inner_text("main")
    english = sign_in(case.supplier, width=390, language="en")
    english.goto(stopped)
    assert "Lifted" in english.inner_text("main")
    sound(english)


def _stops(page: Page) -> None:
    page.get_by_label("Arbeidsjakker").check()
    page.get_by_label("Første dag").fill(day(0))
    page.get_by_label("Siste dag").fill(day(60))
    page.get_by_label("Hva må være vist").fill(LIFTS)


def _shows(page: Page) -> str:
    stopped = ladder.open_from_home(page, "/stans/")
    press(page, "Vis hva dere har gjort", "link")
    page.get_by_label("Hva har dere gjort?").fill("Alle har fått pengene. Kvitteringene ligger hos revisoren.")
    sound(page)
    press(page, "Send")
    sound(page)
    return stopped


def _lifts(page: Page, stopped: str) -> None:
    page.goto("/")
    assert page.locator(f"main a[href^='{stopped}']").count()
    page.goto(stopped)
    assert "Kvitteringene ligger hos revisoren" in page.inner_text("main")
    sound(page)
    press(page, "Vurder om det er vist", "link")
    sound(page)
    page.get_by_label("Ja, alt er vist. Stansen oppheves.").check()
    page.get_by_label("Hva bygger dere på?").fill("Revisjonsrapporten")
    page.get_by_label("Hvorfor?").fill(READ)
    press(page, "Avgjør")
    assert "Opphevet" in page.inner_text("main")
    sound(page)


def test_a_place_is_replaced_before_anything_is_delivered(sign_in: SignIn, cases: dict[str, Case]) -> None:
    case = cases["replace-subsupplier"]
    ladder.recommend(sign_in(LEAD), case, "replace-subsupplier")
    guri, tor = sign_in(OWNER, dark=True), sign_in(case.supplier, width=390, dark=True)
    ladder.weigh(guri, case)
    ladder.set_in_motion(guri, "Hvilket sted byttes ut", _leaves)
    met, of = ladder.in_place(guri)
    assert met == of - 1
    letter = ladder.read_what_the_letter_will_be(guri)
    assert FACTORY in letter
    assert LIFTS in letter  # what a new place must meet
    ladder.decide(guri)
    ladder.write_letter(guri)
    letter = ladder.send_letter(guri)
    guri.goto(case.contract)
    told = guri.inner_text("main")
    assert "Ikke bestill disse delene" in told
    assert FACTORY in told
    sound(guri)
    ladder.receive(tor, letter)
    replaced = _proposes(tor)
    _weighs_and_confirms(guri, replaced)
    guri.goto(case.contract)
    assert "Ikke bestill" not in guri.inner_text("main")
    tor.goto(replaced)
    assert "Byttet" in tor.inner_text("main")
    sound(tor)


def _leaves(page: Page) -> None:
    page.get_by_label("Hvilket sted skal byttes ut?").select_option(label=FACTORY)
    page.get_by_label("Når skal leverandøren ha foreslått et nytt?").fill(day(40))
    page.get_by_label("Hva må et nytt sted oppfylle?").fill(LIFTS)


def _proposes(page: Page) -> str:
    replaced = ladder.open_from_home(page, "/bytte/")
    press(page, "Foreslå et nytt sted", "link")
    sound(page)
    page.get_by_label("Hva heter stedet?").fill("Nilam Tekstil")
    page.get_by_label("Land", exact=True).select_option("TR")
    page.get_by_label("Hvorfor er dette stedet bedre").fill("Ingen formidlere, og egen fagforening.")
    press(page, "Send")
    sound(page)
    return replaced


def _weighs_and_confirms(page: Page, replaced: str) -> None:
    page.goto("/")
    assert page.locator(f"main a[href^='{replaced}']").count()
    page.goto(replaced)
    told = page.inner_text("main")
    assert "Ukjent er ikke det samme som trygt." in told
    assert "Ikke bestill disse delene" in told
    sound(page)
    press(page, "Vurder stedet", "link")
    page.get_by_label("Hvordan vurderer dere risikoen").fill(READ)
    sound(page)
    press(page, "Lagre vurderingen")
    assert "Ikke bestill disse delene" in page.inner_text("main")  # weighed is not confirmed
    press(page, "Bekreft det nye stedet", "link")
    sound(page)
    press(page, "Bekreft")
    told = page.inner_text("main")
    assert "Byttet" in told
    assert "Ikke bestill disse delene" not in told
    sound(page)


def test_a_termination_and_what_the_supplier_says_of_it(sign_in: SignIn, cases: dict[str, Case]) -> None:
    case = cases["termination"]
    ladder.recommend(sign_in(LEAD), case, "termination")
    guri, eli = sign_in(OWNER, width=390), sign_in(case.supplier)
    ladder.weigh(guri, case)
    ladder.set_in_motion(guri, "Når avtalen heves fra, og hva som følges opp", _ends)
    met, of = ladder.in_place(guri)
    assert met == of - 1
    letter = ladder.read_what_the_letter_will_be(guri)
    assert write_date(timezone.localdate() + timedelta(days=40)) in letter
    assert ladder.LEFT_OPEN in letter
    ladder.decide(guri)
    ladder.write_letter(guri)
    letter = ladder.send_letter(guri)
    ladder.receive(eli, letter)
    ladder.say_of_letter(eli, SAYS)
    ended = ladder.open_from_home(eli, "/heving/")
    press(eli, "Skriv hva dere mener", "link")
    eli.get_by_label("Hva mener dere?").fill(SAYS)
    sound(eli)
    press(eli, "Send")
    guri.goto(ended)
    told = guri.inner_text("main")
    assert SAYS in told
    assert "Åpent for arbeiderne nå" in told
    sound(guri)
    guri.goto(letter)
    assert SAYS in guri.inner_text("main")
    guri.goto("/")
    sound(guri)


def _ends(page: Page) -> None:
    page.get_by_label("Fra hvilken dag er avtalen hevet?").fill(day(40))
    page.get_by_label("Hvordan følges det arbeiderne har krav på, opp etterpå?").fill(ladder.LEFT_OPEN)
