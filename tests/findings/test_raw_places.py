"""How many importers have told of a place where raw material is taken out."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.findings.queries.publication_facts import raw_places
from aktsom.findings.rules.areas import areas_of
from aktsom.findings.tables import finding_limit
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import ChainLink, Declaration
from aktsom.terms.actions import load_terms
from tests.cast import NOON, supplier
from tests.factories.chains import FACTORY, invited, sent
from tests.factories.contracts import contract
from tests.findings.signalled import delivers, of, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY, GROUP = NOON.date(), "medical"


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=PLATFORM, at=NOON)
    contract(term_set="T4")


def told(name: str, by: Supplier, in_: Declaration | None = None) -> ChainLink:
    """A place in Thailand of its own."""
    link = delivers(place(name, "TH"), by, "raw")
    ChainLink.objects.filter(pk=link.pk).update(group_id=GROUP, declaration=in_, said_by=by if in_ else None)
    return link


def test_three_tiers_of_one_importer_are_one_importer() -> None:
    asked = sent(FACTORY)
    for number in range(3):
        tier = invited(asked, f"lek{number}@rajana.example", name=f"Rajana {number}").declaration
        told(f"Plantasje {number}", tier.supplier, tier)
        told(f"Plantasje uten svar {number}", tier.supplier)
    rows = raw_places(GROUP, TODAY)
    assert len({row.place for row in rows}) == 6
    assert {row.importer for row in rows} == {supplier().identity_id}
    assert areas_of(rows, finding_limit("area_importers")) == []


def test_three_importers_are_three() -> None:
    asked = sent(FACTORY)
    tier = invited(asked).declaration
    told("Plantasje", tier.supplier, tier)
    for name in ("Importør A", "Importør B"):
        told(f"Plantasje for {name}", of(name))
    assert len({row.importer for row in raw_places(GROUP, TODAY)}) == 3
    [area] = areas_of(raw_places(GROUP, TODAY), finding_limit("area_importers"))
    assert (area.country, area.places) == ("TH", 3)
