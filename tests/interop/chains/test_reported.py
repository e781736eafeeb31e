"""Places told in a self-report come into the supplier's chain, once, and secrets stay out."""

import pytest

from aktsom.follow_up.models import SelfReport, Submission
from aktsom.follow_up.rules.answers import Secret
from aktsom.interop.chains.reported import take_into_chain
from aktsom.supply_chain.actions.declaring import start_declaration
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationRow
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, supplier
from tests.factories.mandates import granted, team
from tests.factories.reports import answered, asked, handed_in
from tests.follow_up.test_planning import gloves, planned

pytestmark = pytest.mark.django_db
PLACES = (
    {"tier": "Sluttprodukt", "site_name": "Rubber One", "country": "Malaysia", "process": "Dypping"},
    {"tier": "Råvare", "site_name": "Lateks To", "country": "TH"},
)


@beginning(after=commons.terms)
def report() -> SelfReport:
    granted(team(), gloves("oslo"))
    return asked(planned())


def told(made: Submission) -> None:
    take_into_chain({"submission": made.public_id})


def test_places_become_the_chain_once(report: SelfReport) -> None:
    answered(report, "F-2.2", rows=PLACES)
    made = handed_in(report)
    told(made)
    told(made)
    assert {(link.from_site.name, link.stage) for link in ChainLink.objects.select_related("from_site")} == {
        ("Rubber One", "final"),
        ("Lateks To", "raw"),
    }
    assert Declaration.objects.get(supplier=supplier()).state == "submitted"


def test_beside_what_is_being_written_they_wait(report: SelfReport) -> None:
    answered(report, "F-2.2", rows=PLACES)
    made = handed_in(report)
    start_declaration(by=actor("nora"), at=NOON, supplier_id=supplier().public_id)
    told(made)
    assert Declaration.objects.get(supplier=supplier()).state == "draft"
    assert sorted(row.words["name"] for row in DeclarationRow.objects.all()) == ["Lateks To", "Rubber One"]


def test_a_row_that_cannot_be_used_waits_to_be_mended(report: SelfReport) -> None:
    answered(report, "F-2.2", rows=(*PLACES, {"tier": "Langt bak", "site_name": "Ukjent", "country": "TH"}))
    told(handed_in(report))
    assert Declaration.objects.get(supplier=supplier()).state == "draft"
    assert DeclarationRow.objects.count() == 3


def test_a_secret_place_stays_out(report: SelfReport) -> None:
    answered(report, "F-2.2", rows=PLACES, secret=(Secret("Rubber One", "Konkurranse"),))
    told(handed_in(report))
    assert [row.words["name"] for row in DeclarationRow.objects.all()] == ["Lateks To"]
