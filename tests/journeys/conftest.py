"""The whole platform in a process of its own, with the pilot loaded, and a real browser in front of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from aktsom.cli.demo import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# Without these Chromium calls home at each start, and as root it will not start at all.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 420


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the demo is started with; a program started with the same works on the same database."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return environment | {"AKTSOM_VAR": str(tmp_path_factory.mktemp("site") / "var"), "AKTSOM_ENV": "demo"}


@pytest.fixture(scope="session")
def mail_folder(site_environment: dict[str, str]) -> Path:
    """Where the demo writes the letters it would send."""
    return Path(site_environment["AKTSOM_VAR"]) / "mail"


@pytest.fixture(scope="session")
def site(site_environment: dict[str, str]) -> Iterator[str]:
    """The address of a demo of our own."""
    port = free_port()
    log = Path(site_environment["AKTSOM_VAR"]).parent / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "aktsom", "demo", "--port", str(port)],
            env=site_environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process, log)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=15)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/konto/logg-inn/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the platform did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(p for p in CHROMIUM if Path(p).exists())
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(site: str, browser: Browser) -> Iterator[SignIn]:
    """A function from an e-mail address to a page that has signed in with it."""
    contexts = []

    def go(email: str, *, width: int = 1440, language: str = "nb", dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            bypass_csp=True,  # so that axe can be put into the page; the header itself is tested elsewhere
        )
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": language, "url": site}])
        page = context.new_page()
        page.goto("/konto/logg-inn/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "logg-inn" not in url)
        return page

    yield go
    for context in contexts:
        context.close()


@contextmanager
def turning(page: Page) -> Iterator[None]:
    """What is done inside leads to another page, and what follows meets that one: to wait for a page to have loaded
    is met by the page one comes from."""
    with page.expect_navigation():
        yield


def violations(page: Page) -> list[str]:
    """What axe finds by WCAG 2.2 A and AA, serious or worse, a line each."""
    page.wait_for_load_state()  # of the page that one is led to, where a click still leads on
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "async levels => (await axe.run(document, {runOnly: levels})).violations",
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    )
    return [
        f"{v['id']}: {v['help']} ({n['target']})"
        for v in found
        if v["impact"] in {"serious", "critical"}
        for n in v["nodes"][:3]
    ]
