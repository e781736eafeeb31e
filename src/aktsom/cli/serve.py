"""Running the platform: gunicorn for pages, one worker process for what the outbox holds."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from django.conf import settings

from aktsom.cli.django_setup import start_django, stop_unless_fit
from aktsom.cli.resting import Rested

POLL_SECONDS = 0.3
CHAINS_SECONDS = 60.0  # between looks at how much has changed in the supply chains
PAUSE_SECONDS = 1.0  # before another worker, so that one that cannot start does not keep the machine busy


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def stop_unless_free(host: str, port: int) -> None:
    if not port_is_free(host, port):
        raise click.ClickException(f"port {port} is taken by another program. Choose another: --port {port + 1}")


def web_command(host: str, port: int) -> list[str]:
    binaries = Path(sys.executable).parent
    return [
        *(str(binaries / "gunicorn"), "aktsom.web.wsgi:application", "--bind", f"{host}:{port}"),
        *("--workers", str(settings.PAGE_PROCESSES), "--worker-class", "gthread", "--threads", "4", "--timeout", "120"),
        *("--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"),
        *("--logger-class", "aktsom.cli.access_log.WithoutConcerns"),
    ]


def run(host: str, port: int) -> None:
    """Start gunicorn and the worker."""
    web = subprocess.Popen(web_command(host, port))
    keep_running(web, lambda: subprocess.Popen([sys.executable, "-m", "aktsom", "work"]))


def keep_running(web: subprocess.Popen[bytes], start_worker: Callable[[], subprocess.Popen[bytes]]) -> None:
    """Until the web server ends or we are told to stop; then both end. A worker that a file was too much for is
    followed by another, so that the pages stay up."""
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: stopping.append(number))
    worker = start_worker()
    while web.poll() is None and not stopping:
        time.sleep(0.2)
        if worker.poll() is not None and not stopping:
            click.echo(f"The worker ended ({worker.returncode}); starting another.", err=True)
            time.sleep(PAUSE_SECONDS)
            worker = start_worker()
    for child in (web, worker):
        child.terminate()
    for child in (web, worker):
        try:
            child.wait(timeout=8)
        except subprocess.TimeoutExpired:
            child.kill()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Start the platform: web server and worker. Settings come from the environment."""
    stop_unless_free(host, port)
    start_django()
    stop_unless_fit()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    run(host, port)


@click.command()
@click.option("--once", is_flag=True, help="Deliver what waits, then stop.")
def work(once: bool) -> None:
    """Deliver what the outbox holds: read registers, take them in, screen again, send letters."""
    start_django()
    stop_unless_fit()
    from django.db import close_old_connections
    from django.utils import timezone

    from aktsom.contracts.actions import give_up_reading, return_interrupted
    from aktsom.core.actor import PLATFORM
    from aktsom.core.outbox import deliver_due, send_todays, take_up_again
    from aktsom.knowledge.actions.indexing import follow_journal
    from aktsom.supply_chain.reach_jobs import build_after_many_changes

    return_interrupted(by=PLATFORM, at=timezone.now())
    take_up_again()
    give_up_reading(by=PLATFORM, at=timezone.now())
    parent = os.getppid()
    follow = Rested("to tell the search what has happened", follow_journal)
    day, looked = None, time.monotonic()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    while not stopping and (once or os.getppid() == parent):
        close_old_connections()
        if (today := timezone.localdate()) != day:
            send_todays(today=today, at=timezone.now())
            day = today
        if time.monotonic() - looked > CHAINS_SECONDS:
            build_after_many_changes(timezone.now())
            looked = time.monotonic()
        if deliver_due(timezone.now()) + follow() == 0:
            if once:
                return
            time.sleep(POLL_SECONDS)
