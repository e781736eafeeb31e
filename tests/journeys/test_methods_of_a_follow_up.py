"""A meeting, documents and an audit from a follow-up to the pages of the supplier and the auditor: each looked at for
barriers at every step, some of them on a phone, in the dark and in another language."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.follow_up.storage.samples import PDF
from tests.journeys.conftest import ROOT, SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
INGRID, NORA, RAGNHILD = "ingrid@oslo.example", "nora@nordhav.example", "ragnhild@revisor.example"


@pytest.fixture(scope="module")
def followed(site: str, site_environment: dict[str, str]) -> str:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    laid = subprocess.run(
        [sys.executable, "-m", "tests.factories.demo_follow_up"],
        env=site_environment | {"PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return laid.stdout.strip()


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("AKTSOM_PICTURES"):
        name = re.sub(r"\W+", "-", page.url.split("/", 3)[-1])[:50]
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)


def press(page: Page, name: str, role: str = "button") -> None:
    with turning(page):
        page.get_by_role(role, name=name, exact=True).first.click()


def begin(sign_in: SignIn, followed: str, name: str) -> Page:
    ingrid = sign_in(INGRID)
    ingrid.goto(f"/saker/{followed}/")
    sound(ingrid)
    press(ingrid, name, "link")
    sound(ingrid)
    return ingrid


def test_a_meeting_until_its_minutes_are_confirmed(sign_in: SignIn, followed: str) -> None:
    ingrid = begin(sign_in, followed, "Planlegg et møte")
    ingrid.get_by_label("Sted").fill("Rådhuset, rom 5")
    ingrid.get_by_label("Saksliste").fill("Rekrutteringsgebyr\nLønn på fabrikken")
    press(ingrid, "Lagre")
    sound(ingrid)
    meeting = ingrid.url
    press(ingrid, "Inviter leverandøren")
    nora = sign_in(NORA, width=390, dark=True)
    nora.goto(meeting)
    assert "Rekrutteringsgebyr" in nora.locator("main").inner_text()
    sound(nora)
    press(ingrid, "Skriv referat", "link")
    sound(ingrid)
    ingrid.get_by_label("Hvem var med fra oss?").fill("Ingrid, avtaleeier")
    ingrid.get_by_label("Hvem var med fra leverandøren?").fill("Nora, innkjøpssjef")
    ingrid.get_by_label("1. Rekrutteringsgebyr").fill("Nordhav betaler tilbake gebyrene.")
    press(ingrid, "Lagre referatet")
    ingrid.get_by_text("Skriv opp noe som er avtalt").click()
    ingrid.get_by_label("Hva er avtalt?").fill("Send plan for tilbakebetaling")
    ingrid.get_by_label("Hvem gjør det?").select_option("supplier")
    ingrid.get_by_label("Innen").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    press(ingrid, "Skriv opp")
    sound(ingrid)
    ingrid.goto(meeting)
    press(ingrid, "Send til leverandøren")
    sound(ingrid)
    nora.goto("/")
    sound(nora)
    nora.goto(meeting)
    sound(nora)
    press(nora, "Bekreft referatet")
    assert "Referat bekreftet" in nora.locator("main").inner_text()
    sound(nora)


def test_documents_asked_for_given_and_judged(sign_in: SignIn, followed: str, tmp_path: Path) -> None:
    ingrid = begin(sign_in, followed, "Be om dokumenter")
    for box in ingrid.locator("input[name=kinds]").all():
        box.uncheck()
    ingrid.get_by_label("Andre dokumenter").fill("Policy for rekruttering")
    press(ingrid, "Lagre listen")
    sound(ingrid)
    review = ingrid.url
    press(ingrid, "Send til leverandøren")
    nora = sign_in(NORA, width=390, language="nn")
    nora.goto(review)
    sound(nora)
    press(nora, "Legg fram: Policy for rekruttering", "link")
    sound(nora)
    file = tmp_path / "policy.pdf"
    file.write_bytes(PDF)
    nora.locator("input[type=file]").set_input_files(file)
    nora.get_by_text(re.compile(r"policy\.pdf er las")).wait_for()
    press(nora, "Legg fram")
    press(nora, "Alt er lagt fram")
    sound(nora)
    ingrid.goto(review)
    sound(ingrid)
    ingrid.get_by_text("Vurder", exact=True).click()
    ingrid.get_by_label("Delvis").check()
    ingrid.get_by_label("Begrunnelse").fill("Sier ikke hvem som kontrollerer gebyrene.")
    press(ingrid, "Lagre vurderingen: Policy for rekruttering")
    sound(ingrid)
    press(ingrid, "Avslutt gjennomgangen")
    assert "Ferdig gjennomgått" in ingrid.locator("main").inner_text()


def test_an_audit_from_the_order_to_the_report(sign_in: SignIn, followed: str) -> None:
    ingrid = begin(sign_in, followed, "Bestill revisjon")
    ingrid.locator("input[name=points]").first.check()
    ingrid.get_by_label("Andre steder").fill("Hanskefabrikken")
    ingrid.get_by_label("Hvorfor kan metoden finne det dere leter etter?").fill("Intervjuer uten ledelsen.")
    ingrid.get_by_label("Regel for hvem som betaler").select_option("regions")
    press(ingrid, "Lagre bestillingen")
    sound(ingrid)
    audit = ingrid.url
    ingrid.get_by_label("Hvem tilbyr?").fill("Aune revisjon")
    ingrid.get_by_label("E-post til den som skal revidere").fill(RAGNHILD)
    ingrid.get_by_label("Pris i kroner, uten avgift").fill("84000")
    press(ingrid, "Skriv opp")
    ingrid.get_by_text("Velg dette tilbudet").click()
    ingrid.get_by_label("Hvorfor dette?").fill("Kjenner landet og er uavhengig.")
    press(ingrid, "Velg: Aune revisjon")
    press(ingrid, "Fordel")
    sound(ingrid)
    press(ingrid, "Spør avtaleeierne")
    with turning(ingrid):
        ingrid.locator("a[href^='/revisjoner/samtykke/']").first.click()
    sound(ingrid)
    press(ingrid, "Ja, bruk retten til revisjon")
    press(ingrid, "Bestill revisjonen")
    sound(ingrid)

    ragnhild = sign_in(RAGNHILD)
    sound(ragnhild)
    ragnhild.goto(audit)
    sound(ragnhild)
    press(ragnhild, "Skriv rapporten")
    sound(ragnhild)
    report = ragnhild.url
    press(ragnhild, "Skriv en rad", "link")
    sound(ragnhild)
    ragnhild.get_by_label("Avvik", exact=True).check()
    ragnhild.get_by_label("Hvor alvorlig er avviket?").select_option("major")
    ragnhild.get_by_label("Kort sagt").fill("Arbeidere betalte for jobben")
    ragnhild.get_by_label("Hvor mange gjelder det?").fill("3")
    press(ragnhild, "Lagre raden")
    assert "færre enn fem" in ragnhild.locator("main").inner_text()
    sound(ragnhild)
    ragnhild.get_by_label("Jeg har sett over.").check()
    press(ragnhild, "Lagre raden")
    press(ragnhild, "Fyll ut om revisjonen", "link")
    sound(ragnhild)
    today = timezone.localdate().isoformat()
    ragnhild.get_by_label("Første dag").fill(today)
    ragnhild.get_by_label("Siste dag").fill(today)
    ragnhild.get_by_label("Hvem reviderte?").fill("Aune revisjon")
    ragnhild.get_by_label("Hvem er revisoren uavhengig av, og hvordan?").fill("Av leverandør og fabrikk.")
    ragnhild.get_by_label("Hvor mange arbeidere ble intervjuet?").fill("30")
    ragnhild.get_by_label("Hvem valgte arbeiderne?").select_option("auditor")
    ragnhild.get_by_label("Hva så revisjonen ikke?").fill("Nattskiftet.")
    press(ragnhild, "Lagre")
    sound(ragnhild)
    press(ragnhild, "Lever rapporten")
    sound(ragnhild)

    nora = sign_in(NORA, width=390)
    refused = nora.goto(report)
    assert refused is not None
    assert refused.status == 404
    ingrid.goto(report)
    sound(ingrid)
    press(ingrid, "Del med leverandøren")
    nora.goto(report)
    assert "Arbeidere betalte for jobben" in nora.locator("main").inner_text()
    sound(nora)
    phone = sign_in(INGRID, width=390, language="en")
    for address in (audit, report, f"/saker/{followed}/", "/"):
        phone.goto(address)
        sound(phone)
