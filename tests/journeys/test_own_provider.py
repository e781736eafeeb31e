"""Two members' own identity providers at once, in a browser, with the platform and both providers as processes."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.identity import honest
from tests.journeys.conftest import free_port, wait_for

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
MEMBERS = (
    "from datetime import datetime, UTC; from aktsom.core.actor import PLATFORM;"
    "from aktsom.members.actions import load_pilot_members; load_pilot_members(by=PLATFORM, at=datetime.now(UTC))"
)
TABLE = """
[[provider]]
id = "{id}"
name = "{name}"
server_url = "{address}"
client_id = "aktsom"
secret_env = "A_SECRET"
second_factor = {second}
"""


@pytest.fixture(scope="module")
def providers() -> Iterator[tuple[str, str]]:
    with honest.provider() as oslo, honest.provider() as bergen:
        yield oslo, bergen


@pytest.fixture(scope="module")
def own_site(providers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The platform with the pilot's members alone, and both providers."""
    folder, port = tmp_path_factory.mktemp("own"), free_port()
    (folder / "oidc.toml").write_text(
        TABLE.format(id="oslo", name="Oslo kommune", address=providers[0], second="true")
        + TABLE.format(id="bergen", name="Bergen kommune", address=providers[1], second="false")
    )
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"AKTSOM_VAR": str(folder / "var"), "AKTSOM_ENV": "demo", "A_SECRET": "s"}
    environment["AKTSOM_OIDC"] = str(folder / "oidc.toml")
    environment["AKTSOM_SITE"] = f"http://localhost:{port}"

    def aktsom(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "aktsom", *words], env=environment, check=True, capture_output=True)

    aktsom("manage", "migrate")
    aktsom("manage", "shell", "-c", MEMBERS)
    aktsom("domain", "add", "oslo", "oslo.no", "oslo-kommune", "--first-role", "contract_owner")
    aktsom("domain", "add", "bergen", "bergen.no", "bergen-kommune", "--first-role", "contract_owner")
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "aktsom", "serve", "--port", str(port)],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log)
            yield f"http://localhost:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=15)


def test_each_goes_to_its_own_and_comes_back(own_site: str, providers: tuple[str, str], browser: Browser) -> None:
    honest.knows(providers[0], "kari", email="kari@oslo.no", email_verified=True, name="Kari Oslo", amr=["mfa"])
    honest.knows(providers[1], "berit", email="berit@bergen.no", email_verified=True, name="Berit Bergen")
    said: list[str] = []
    for provider, number, led in (("Oslo kommune", "kari", None), ("Bergen kommune", "berit", "krever to trinn")):
        context = browser.new_context(base_url=own_site, locale="nb")
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
        page.goto("/konto/")
        page.get_by_role("button", name=provider).click()
        page.locator("input[name=sub]").fill(number)
        page.locator("input[name=sub]").press("Enter")
        page.wait_for_url(re.compile(re.escape(own_site)))
        if led:  # this provider asked for one factor only, and the role wants two
            expect(page.get_by_role("heading", level=1)).to_contain_text(led)
        else:
            expect(page.get_by_role("heading", level=1)).to_have_text("Min konto")
            expect(page.get_by_text("kari@oslo.no")).to_be_visible()
        context.close()
    assert said == []


def test_one_does_not_speak_for_the_other(own_site: str, providers: tuple[str, str], browser: Browser) -> None:
    honest.knows(providers[1], "false", email="kari@oslo.no", email_verified=True, name="Kari?")
    context = browser.new_context(base_url=own_site, locale="nb")
    page = context.new_page()
    page.goto("/konto/logg-inn/")
    page.get_by_role("button", name="Bergen kommune").click()
    page.locator("input[name=sub]").fill("false")
    page.locator("input[name=sub]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du ble ikke logget inn")
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logg inn")
    context.close()


def test_signing_out_here_signs_out_there_and_comes_back(
    own_site: str, providers: tuple[str, str], browser: Browser
) -> None:
    honest.knows(providers[0], "per", email="per@oslo.no", email_verified=True, name="Per Oslo", amr=["mfa"])
    context = browser.new_context(base_url=own_site, locale="nb")
    page = context.new_page()
    page.goto("/konto/")
    page.get_by_role("button", name="Oslo kommune").click()
    page.locator("input[name=sub]").fill("per")
    page.locator("input[name=sub]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Min konto")
    page.goto("/konto/logg-ut/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.wait_for_url(f"{providers[0]}/oauth2/end_session**")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{own_site}/konto/logg-inn/")
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logg inn")
    context.close()
