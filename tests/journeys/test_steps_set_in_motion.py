"""A partial suspension shown and lifted, a place replaced, a contract terminated: by the owner and from the side of the
supplier, each page looked at for barriers, some on a phone, in the dark and in English."""

import os
import subprocess
import sys

import pytest

from tests.journeys.conftest import ROOT, SignIn
from tests.journeys.test_methods_of_a_follow_up import press, sound

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
GURI, VERA = "guri@sykehus.example", "vera@tindholt.example"
WHY = "Vi har lest rapporten, og fagforeningen bekrefter det."


@pytest.fixture(scope="module")
def pages(site: str, site_environment: dict[str, str]) -> list[str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    laid = subprocess.run(
        [sys.executable, "-m", "tests.factories.demo_steps"],
        env=site_environment | {"PYTHONPATH": path}, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return laid.stdout.split()


def test_a_partial_suspension_is_lifted_by_a_decision_on_its_test(sign_in: SignIn, pages: list[str]) -> None:
    vera = sign_in(VERA, width=390, language="en")
    vera.goto(pages[0])
    sound(vera)
    guri = sign_in(GURI)
    guri.goto(pages[0])
    sound(guri)
    press(guri, "Vurder om det er vist", "link")
    sound(guri)
    guri.get_by_label("Ja, alt er vist. Stansen oppheves.").check()
    guri.get_by_label("Hva bygger dere på?").fill("Revisjonsrapporten")
    guri.get_by_label("Hvorfor?").fill(WHY)
    press(guri, "Avgjør")
    assert "Opphevet" in guri.locator("main").inner_text()
    sound(guri)


def test_a_place_is_replaced_before_anything_is_delivered(sign_in: SignIn, pages: list[str]) -> None:
    vera = sign_in(VERA, width=390, dark=True)
    vera.goto(pages[1])
    sound(vera)
    press(vera, "Foreslå et nytt sted", "link")
    sound(vera)
    vera.get_by_label("Hva heter stedet?").fill("Nilam Tekstil")
    vera.get_by_label("Land", exact=True).select_option("TR")
    vera.get_by_label("Hvorfor er dette stedet bedre").fill("Ingen formidlere, og egen fagforening.")
    press(vera, "Send")
    guri = sign_in(GURI, dark=True)
    guri.goto(pages[1])
    assert "Ukjent er ikke det samme som trygt." in guri.locator("main").inner_text()
    sound(guri)
    press(guri, "Vurder stedet", "link")
    guri.get_by_label("Hvordan vurderer dere risikoen").fill(WHY)
    sound(guri)
    press(guri, "Lagre vurderingen")
    press(guri, "Bekreft det nye stedet", "link")
    sound(guri)
    press(guri, "Bekreft")
    assert "Byttet" in guri.locator("main").inner_text()


def test_a_terminated_contract_and_what_the_supplier_says_of_it(sign_in: SignIn, pages: list[str]) -> None:
    vera = sign_in(VERA)
    vera.goto(pages[2])
    sound(vera)
    press(vera, "Skriv hva dere mener", "link")
    vera.get_by_label("Hva mener dere?").fill("Vi betaler resten likevel.")
    sound(vera)
    press(vera, "Send")
    guri = sign_in(GURI, width=390)
    guri.goto(pages[2])
    assert "Vi betaler resten likevel." in guri.locator("main").inner_text()
    assert "Åpent for arbeiderne nå" in guri.locator("main").inner_text()
    sound(guri)
    guri.goto("/")
    sound(guri)
