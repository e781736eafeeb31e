"""Two read a self-report apart from each other, send an answer back, conclude on the points, and another owner decides
whether it builds on that."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LEAD, SECOND, OWNER = "marte@sykehus.example", "kari@oslo.example", "ingrid@oslo.example"
# What is tried elsewhere: a supplier that the textile team has mandates for, and Oslo buys from without one, has been
# asked and has handed in. Prints the ids of the follow-up and of the self-report.
HANDED_IN = """
from datetime import timedelta
from django.utils import timezone
from aktsom.follow_up.actions.planning import Plan, announce, plan_follow_up
from aktsom.follow_up.models import ReportedContract, SelfReport, Submission
from aktsom.follow_up.queries.planning import buying, covered_contracts, proposals
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.states import Method
from aktsom.members.models import Person
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries import actor_of
now, today = timezone.now(), timezone.localdate()
by = actor_of(Person.objects.get(email="marte@sykehus.example"))
team = CategoryTeam.objects.get(group_id="textile")
plan = Plan(today, today + timedelta(days=200), [Method.SELF_REPORT, Method.MEETING])
found = [one for one in proposals(by, team, today) if one.proposal.facts.covered and not one.proposal.facts.running]
supplier = max(found, key=lambda one: one.proposal.facts.members).supplier
one = plan_follow_up(by=by, at=now, team_id=team.public_id, supplier_id=supplier.public_id, plan=plan)
one = announce(by=by, at=now, follow_up_id=one.public_id, revision=1)
rows = covered_contracts(one)
for row in rows:
    if row.member.slug != "bergen-kommune":  # its register is read again by another journey, and is left as its file
        row.contract.term_set_id = row.contract.term_set_id or "T4"
        row.contract.save()
owner = rows[0].member
report = SelfReport.objects.create(
    follow_up=one, team=team, supplier=one.supplier, group_id="textile", edition=published("full"), owner=owner,
    audience="linked_buyers", asked_at=now, answered_at=now, state="answered",
    seen_by=keys_carried(Audience.LINKED_BUYERS, owner_id=owner.pk, team_id=team.pk),
)
for row in rows:
    ReportedContract.objects.create(
        self_report=report, contract=row.contract, member=row.member, title=row.contract.title,
        term_set=row.contract.term_set_id or "", added_at=now,
    )
said = {"value": "yes", "explanation": "Vedtatt av styret.", "rows": [], "statement": "", "place": "", "files": []}
answers = {code: said for code in ("F-1.1", "F-2.1", "F-3.1")}
Submission.objects.create(
    self_report=report, number=1, content={"answers": answers}, sha256="x", at=now, signed_as="Kari, daglig leder"
)
oslo = next(one for one in buying(one, today) if one.member.slug == "oslo-kommune")
print("IDS", one.public_id, report.public_id, oslo.public_id)
"""


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def handed_in(site: str, site_environment: dict[str, str]) -> tuple[str, str, str]:
    command = [sys.executable, "-m", "aktsom", "manage", "shell", "-v", "0", "-c", HANDED_IN]
    done = subprocess.run(command, env={**os.environ, **site_environment}, capture_output=True, text=True, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("IDS ")), "")
    assert line, done.stderr
    _ids, follow_up, report, contract = line.split()
    return follow_up, report, contract


def test_read_by_two_sent_back_concluded_and_relied_on(sign_in: SignIn, handed_in: tuple[str, str, str]) -> None:
    follow_up, report, contract = handed_in
    marte, kari = sign_in(LEAD), sign_in(SECOND, width=390, dark=True)
    for page, place in ((marte, "første"), (kari, "andre")):
        page.goto(f"/saker/lesing/{report}/")
        sound(page)
        with turning(page):
            page.get_by_role("button", name=f"Les som {place} leser").click()
    with turning(marte):
        marte.get_by_role("link", name="Les neste svar").click()
    sound(marte)
    with turning(marte):
        marte.keyboard.press("2")
    assert "/F-2.1/" in marte.url  # on to the next
    with turning(marte):
        marte.keyboard.press("k")
    assert "/F-1.1/" in marte.url
    kari.goto(f"/saker/lesing/{report}/F-1.1/")
    assert "Første leser:" not in kari.locator("main").inner_text()
    with turning(kari):
        kari.get_by_role("button", name="1 Påstått").click()
    kari.goto(f"/saker/lesing/{report}/F-1.1/")
    assert "Første leser: 2, Andre leser: 1." in kari.locator("main").inner_text()
    sound(kari)

    marte.reload()
    marte.get_by_role("group", name="Hva gjelder?").get_by_label("1 Påstått").check()
    marte.get_by_label("Hvorfor?").fill("Vedtaket er ikke lagt ved.")
    with turning(marte):
        marte.get_by_role("button", name="Avgjør", exact=True).click()
    marte.keyboard.press("s")
    marte.get_by_label("Hva mangler?").fill("Legg ved vedtaket, med dato.")
    with turning(marte):
        marte.get_by_role("button", name="Lagre").first.click()
    marte.goto(f"/saker/lesing/{report}/")
    sound(marte)
    with turning(marte):
        marte.get_by_role("button", name="Send 1 svar tilbake").click()
    assert "Leverandøren får brev om det." in marte.locator("main").inner_text()

    marte.goto(f"/saker/{follow_up}/konklusjoner/1.1/")
    sound(marte)
    marte.get_by_label("Ingen avvik funnet").first.check()
    marte.get_by_label("Hvorfor?").first.fill("De gjorde greie for rekrutteringen.")
    marte.get_by_label("Hva kan ikke utelukkes?").first.fill("Råvareleddet er ikke sett.")
    marte.get_by_label("Møte").check()
    with turning(marte):
        marte.get_by_role("button", name="Lagre konklusjonen").click()
    assert "Punkt 1.1 er vurdert." in marte.locator("main").inner_text()
    sound(marte)
    marte.get_by_text("Før resten som ikke vurdert").click()
    marte.get_by_label("Hvorfor er de ikke vurdert?").fill("De er ikke en del av planen i år.")
    with turning(marte):
        marte.get_by_role("button", name="som ikke vurdert").last.click()
    with turning(marte):
        marte.get_by_role("button", name="Konkluder oppfølgingen").click()
    assert "Konkludert" in marte.locator("main").inner_text()

    ingrid = sign_in(OWNER, width=390)
    ingrid.goto(f"/saker/{follow_up}/konklusjoner/")
    assert "De gjorde greie for rekrutteringen." not in ingrid.locator("main").inner_text()
    sound(ingrid)
    ingrid.goto(f"/saker/{follow_up}/bygg-pa/{contract}/")
    assert "Dette taler mot" in ingrid.locator("main").inner_text()
    sound(ingrid)
    ingrid.get_by_label("Bygger delvis på konklusjonene").check()
    ingrid.get_by_label("Hvorfor?").fill("Vi følger opp råvaren selv.")
    with turning(ingrid):
        ingrid.get_by_role("button", name="Lagre avgjørelsen").click()
    assert "Bygger delvis på konklusjonene" in ingrid.locator("main").inner_text()
    ingrid.goto(f"/saker/rutine/{contract}/")
    assert "Vi følger opp råvaren selv." in ingrid.locator("main").inner_text()
    sound(ingrid)
