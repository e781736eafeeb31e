"""Whoever is about to open the same case is warned, and can do what the warning says."""

import re

import pytest

from aktsom.core.models import OutboxMessage
from aktsom.findings.models import Inquiry, Signal, SignalMessage
from aktsom.findings.queries.signals import waiting_senders
from aktsom.suppliers.models import Supplier
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person, supplier
from tests.factories.mandates import granted, team
from tests.findings.signalled import TEXT, delivers, noted, opened, place, received
from tests.follow_up.test_planning import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def case() -> tuple[Inquiry, Signal]:
    """An inquiry of the secretariat about a place that Nordhav sells from, whom Oslo buys from; and a signal of the
    same, given to a team with nobody of Oslo in it."""
    for name in ("sekka", "nora", "olga", "berit", "stina", "uma"):
        person(name)
    site = place()
    delivers(site, supplier())
    granted(team(), gloves("oslo"))
    other = team("food", lead="stina", deputy="uma")
    made = opened(noted(), site)
    one = noted(text=TEXT)
    Signal.objects.filter(pk=one.pk).update(team=other, seen_by=frozenset({other.pk * 10 + 4}))
    one.refresh_from_db()
    return made, one


def hidden(page: str) -> dict[str, str]:
    """What the button that hands it over sends."""
    [form] = re.findall(r'<form method="post" action="[^"]*/knytt/">(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'name="(revision|start_kind|start_key|inquiry)" value="([^"]*)"', form))


def test_a_team_that_does_not_see_the_inquiry_hands_it_the_signal_and_goes_on_reading(
    visit: Visit, case: tuple[Inquiry, Signal]
) -> None:
    made, one = case
    stina, at = visit("stina"), f"/varsler/{one.public_id}/"
    assert stina.get(f"/undersokelser/{made.public_id}/").status_code == 404
    page = stina.get(f"{at}undersok/?sted=sted|{made.start_key}|Lembayung").text
    assert "Det pågår en undersøkelse om det samme" in page
    assert "Sekretariatet fører den" in page
    assert made.title not in page
    assert 'name="about"' not in page
    assert stina.post(f"{at}knytt/", hidden(page)).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.inquiry) == ("joined", made)
    page = stina.get(at).text
    assert TEXT in page
    assert "Andre undersøker dette" in page
    assert "Til undersøkelsen" not in page
    assert one.public_id in visit("sekka").get(f"/undersokelser/{made.public_id}/").text
    assert OutboxMessage.objects.filter(payload__what="inquiry_gets_signal").count() == 1


def test_the_team_that_runs_it_reads_what_it_is_handed_and_answers(visit: Visit, case: tuple[Inquiry, Signal]) -> None:
    made, one = case
    running = team("textile", lead="berit", deputy="mons")
    Inquiry.objects.filter(pk=made.pk).update(team=running, seen_by=made.seen_by | {running.pk * 10 + 4})
    at = f"/varsler/{one.public_id}/"
    assert visit("berit").get(at).status_code == 404
    stina = visit("stina")
    stina.post(f"{at}knytt/", hidden(stina.get(f"{at}undersok/?sted=sted|{made.start_key}|Lembayung").text))
    assert TEXT in visit("berit").get(at).text
    assert TEXT in stina.get(at).text
    SignalMessage.objects.create(signal=one, number=9, text="Det skjer igjen.", from_sender=True, said_on=NOON.date())
    assert [waiting_senders(actor(who)) for who in ("berit", "stina")] == [1, 0]


def test_who_opens_another_with_the_same_suppliers_is_shown_the_one_that_goes_on(
    visit: Visit, case: tuple[Inquiry, Signal]
) -> None:
    made, _one = case
    sekka, another, near = visit("sekka"), received()[0], place("Nabofabrikken")
    delivers(near, supplier())
    page = sekka.get(f"/varsler/{another.public_id}/undersok/?sted=sted|{near.public_id}|Nabofabrikken").text
    assert "Det pågår noe hos de samme leverandørene" in page
    assert made.title in page
    assert 'name="about"' in page
    assert sekka.post(f"/varsler/{another.public_id}/knytt/", hidden(page)).status_code == 302
    assert made.signals.count() == 2


def test_who_plans_to_follow_up_the_same_supplier_is_told_of_the_inquiry(
    visit: Visit, case: tuple[Inquiry, Signal]
) -> None:
    made, _one = case
    company = Supplier.objects.get(pk=supplier().pk).public_id
    warned = visit("olga").get(f"/saker/egen/medical/{company}/").text
    assert "Det pågår en felles undersøkelse hos leverandøren" in warned
    assert f"/undersokelser/{made.public_id}/" in warned
