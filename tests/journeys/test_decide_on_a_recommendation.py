"""A team recommends a step, and three members decide three things, each for its own contract; a fourth has a contract
that is not running. Who reads what of it is seen in each of their windows."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn, turning, violations

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LEAD, OSLO, BERGEN, HOSPITALS = (
    "marte@sykehus.example", "ingrid@oslo.example", "anders@bergen.example", "guri@sykehus.example"
)  # fmt: skip
# A follow-up of the textile team that covers a contract of each, and one of Statsbygg's whose days have gone, with a
# deviation that stands and that the supplier has been heard on. Prints the id of the follow-up.
FOUND = """
from datetime import timedelta
from django.utils import timezone
from aktsom.contracts.models import Contract
from aktsom.findings.models import Finding
from aktsom.follow_up.actions.planning import Plan, announce, plan_follow_up
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import proposals
from aktsom.follow_up.states import Method
from aktsom.members.models import Member, Person
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries import actor_of
now, today = timezone.now(), timezone.localdate()
by = actor_of(Person.objects.get(email="marte@sykehus.example"))
team = CategoryTeam.objects.get(group_id="textile")
found = [one for one in proposals(by, team, today) if one.proposal.facts.covered and not one.proposal.facts.running]
plan = Plan(today, today + timedelta(days=200), [Method.MEETING])
one = plan_follow_up(by=by, at=now, team_id=team.public_id, supplier_id=found[0].supplier.public_id, plan=plan)
one = announce(by=by, at=now, follow_up_id=one.public_id, revision=1)
FollowUp.objects.filter(pk=one.pk).update(state="running")
one.covered.update(left_at=now)
runs = {"state": "running", "runs_until__gt": today, "starts_on__lt": today}
for slug in ("oslo-kommune", "bergen-kommune", "sykehusinnkjop"):
    rows = Contract.objects.filter(member__slug=slug, **runs).order_by("id")
    contract = rows.filter(term_set="T4").first() if slug != "bergen-kommune" else rows.first()
    if contract is None:
        contract = rows.first()
        contract.term_set_id = "T4"
        contract.save()
    CoveredContract.objects.create(follow_up=one, contract=contract, member=contract.member, joined_at=now)
over = Contract.objects.filter(member__slug="statsbygg", runs_until__lt=today)[0]
CoveredContract.objects.create(follow_up=one, contract=over, member=over.member, joined_at=now)
Finding.objects.create(
    follow_up=one, owner=Member.objects.get(slug="sykehusinnkjop"), team=team, supplier=one.supplier, kind="deviation",
    state="stands", number="1.1", title="Gebyr for jobben", text="Arbeidere har betalt.", found_on=today,
    scale=3, scope=2, irremediable=2, severity_reason="Sett i papirene.", made_at=now,
    written_at=now, shown_at=now, stood_at=now,
    shared_at=now, hear_by=today - timedelta(days=1), seen_by=runner_keys(one) | supplier_keys(one),
)
print("ID", one.public_id)
"""
WHY = "Arbeidere har betalt for jobben, og leverandøren har ikke gjort noe med det."


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def case(site: str, site_environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "aktsom", "manage", "shell", "-v", "0", "-c", FOUND]
    done = subprocess.run(command, env={**os.environ, **site_environment}, capture_output=True, text=True, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("ID ")), "")
    assert line, done.stderr
    return f"/stigen/{line.split()[1]}/"


def begin(page: Page, case: str) -> None:
    page.goto(case)
    sound(page)
    with turning(page):
        page.locator(".head").get_by_role("button", name="Begrunn og avgjør").click()
    sound(page)


def test_one_recommendation_and_three_decisions(sign_in: SignIn, case: str) -> None:
    marte = sign_in(LEAD)
    marte.goto(case)
    with turning(marte):
        marte.get_by_role("link", name="Anbefal et steg").click()
    sound(marte)
    marte.get_by_label("Hvilket steg anbefaler dere?").select_option("notice-of-breach")
    for label in ("Hvorfor dette steget nå?", "Hvordan står steget", "Hva betyr det for arbeiderne?"):
        marte.get_by_label(label).fill(WHY)
    with turning(marte):
        marte.get_by_role("button", name="Send anbefalingen").click()
    sound(marte)

    ingrid = sign_in(OSLO, width=390, dark=True)  # follows, and shares it
    ingrid.goto("/")
    sound(ingrid)
    begin(ingrid, case)
    ingrid.get_by_label("Hvorfor?", exact=True).first.fill(WHY)
    ingrid.get_by_label("La de andre som har en avtale med").check()
    with turning(ingrid):
        ingrid.get_by_role("button", name="Avgjør").click()
    sound(ingrid)

    anders = sign_in(BERGEN)  # does nothing now, and keeps that to itself
    begin(anders, case)
    anders.get_by_label("Ikke gjør noe nå").check()
    anders.get_by_label("Hvorfor?", exact=True).first.fill(WHY)
    with turning(anders):
        anders.get_by_role("button", name="Avgjør").click()
    sound(anders)

    guri = sign_in(HOSPITALS)  # goes higher, is told what is missing, and waits instead
    begin(guri, case)
    guri.get_by_label("Ta et annet steg").check()
    guri.get_by_label("Hvilket steg?").select_option("termination")
    with turning(guri):
        guri.get_by_role("button", name="Vis hva som må være på plass").click()
    sound(guri)
    guri.get_by_label("Hvorfor?", exact=True).first.fill(WHY)
    with turning(guri):
        guri.get_by_role("button", name="Avgjør").click()
    assert "Dette mangler" in guri.inner_text("main")
    sound(guri)
    guri.get_by_label("Vent med å avgjøre").check()
    guri.get_by_label("Vent til").fill((date.today() + timedelta(days=30)).isoformat())
    with turning(guri):
        guri.get_by_role("button", name="Avgjør").click()
    sound(guri)

    ingrid.goto(case)
    told = ingrid.inner_text(".owners")
    assert told.count("Innholdet er ikke delt") == 2
    assert "Ingen løpende avtale" in told
    marte.goto(case)
    sound(marte)
    told = marte.inner_text(".owners")
    assert "Påpekt brudd" in told  # what Oslo shares
    assert "Gjør ikke noe nå" not in told
