"""A database with self-reports asked of Nordhav, whose approver Aksel is signed in. When made it prints his session, a
token for forms, and the self-reports' ids."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.evidence.dying_server import serve

REPORTS = 6  # one for each step at which the server is killed, and one to save an answer of


def prepare(count: int) -> None:
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from aktsom.follow_up.models import CoveredContract, FollowUp
    from tests import catalogues
    from tests.cast import NOON, person
    from tests.factories.mandates import granted, team
    from tests.factories.reports import LEADS, answered, asked
    from tests.follow_up.test_planning import gloves, planned
    from tests.web.conftest import sign_in

    with TemporaryDirectory() as folder:
        catalogues.take_in(Path(folder) / "list")
    granted(team(), contract := gloves("oslo"))
    first = planned()
    reports = []
    for number in range(count):
        one = first if not number else FollowUp.objects.create(
            team=first.team, supplier=first.supplier, group_id="medical", starts_on=first.starts_on,
            ends_on=first.ends_on, made_at=NOON,
        )  # fmt: skip
        if number:
            CoveredContract.objects.create(
                follow_up=one, contract=contract, member_id=contract.member_id, joined_at=NOON
            )
        reports.append(report := asked(one))
        for code in LEADS:
            answered(report, code, value="yes")
    client = Client()
    sign_in(client, person("aksel"))
    ids = [report.public_id for report in reports]
    sys.stdout.write(" ".join([client.cookies["sessionid"].value, _get_new_csrf_string(), *ids]))


def main(port: str, where: str = "") -> None:
    """`prepare`, and how many reports after it; else the port to serve."""
    prepare(REPORTS) if port == "prepare" else serve(int(port), where)
