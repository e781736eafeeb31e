"""A file brought in the browser: the line is lost on the way, it goes on where it was, and a wrong file is told of."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.follow_up.storage.samples import PNG
from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
KARI = "kari@oslo.example"
PART = 1024 * 1024


def form(page: Page) -> None:
    """For the first supplier in the list."""
    page.goto("/leverandorer/")
    supplier = page.locator("main a[href*='/sup-']").first.get_attribute("href") or ""
    page.goto(f"/dokumentasjon/ny/?leverandor={supplier.strip('/').split('/')[-1]}")


def test_a_lost_line_costs_one_part_and_the_form_goes_on(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in(KARI, width=390)
    file = tmp_path / "Revisjon i Penang.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"x" * 4 * PART)
    form(page)
    assert violations(page) == []
    parts: list[int] = []

    def lossy(route: Route) -> None:
        """The third part is lost on the way, and so is the answer to the fourth try."""
        if route.request.method != "PATCH":
            route.continue_()
            return
        parts.append(int(route.request.headers["upload-offset"]))
        if len(parts) == 3:
            route.abort("connectionreset")
        elif len(parts) == 4:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(re.compile("/dokumentasjon/opplasting/"), lossy)
    page.set_input_files("input[type=file]", file)
    said = page.locator(".upload [role=status]")
    expect(said).to_have_text("Forbindelsen er borte. Vi fortsetter når den er tilbake.")
    expect(said).to_have_text("Revisjon i Penang.pdf er lastet opp.", timeout=30_000)
    assert parts == [0, PART, 2 * PART, 2 * PART, 3 * PART, 4 * PART]
    page.get_by_label("Hva slags dokumentasjon?").select_option("audit_report")
    with turning(page):
        page.get_by_role("button", name="Legg inn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Revisjon i Penang")
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned").click()
    assert download.value.suggested_filename == "Revisjon i Penang.pdf"
    assert Path(download.value.path()).read_bytes() == file.read_bytes()


def test_a_wrong_file_is_told_at_once_and_what_was_written_stands(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in(KARI, dark=True)
    wrong = tmp_path / "rapport.pdf"
    wrong.write_bytes(PNG)
    form(page)
    page.get_by_label("Kort beskrivelse").fill("Beholdes")
    page.set_input_files("input[type=file]", wrong)
    expect(page.locator(".upload [role=status]")).to_contain_text("men innholdet er noe annet: PNG-bilde")
    expect(page.get_by_label("Kort beskrivelse")).to_have_value("Beholdes")
    assert violations(page) == []
