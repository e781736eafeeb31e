"""What a supplier has not told of its chain, on the page of findings, and how it is taken up."""

import re
from datetime import timedelta

import pytest

from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.supply_chain.models import Declaration
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, person
from tests.factories.chains import FACTORY, asked, sent
from tests.follow_up.concluded import followed_up
from tests.sanctions.made import contract_of
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
BY = NOON.date() + timedelta(days=20)


@beginning(after=commons.terms)
def one() -> FollowUp:
    for name in ("nora", "aksel", "olga", "berit", "stina"):
        person(name)
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


def test_those_who_follow_up_see_it_on_the_page_and_take_it_up_with_the_text_filled_in(
    one: FollowUp, visit: Visit
) -> None:
    for owner, who in (("oslo", "olga"), ("bergen", "berit")):
        asked(contract_of(one, owner), by=who, answer_by=BY)
    sent(FACTORY, {**FACTORY, "name": "Rajana", "stage": "Komponent", "delivers_to": FACTORY["name"]})
    assert Declaration.objects.count() == 1
    bjarne = visit("bjarne")
    page = bjarne.get(f"/funn/i/{one.public_id}/").text
    assert "Kjeden er ikke vist slik vilkårene ber om" in page
    assert "Leverandøren har fortalt om 1 av 3 ledd slik vilkårene (T4) ber om." in page
    assert "Vilkårene (T1) krever det ikke, så det er ikke et avvik." in page
    assert "Spurt om det 2. november 2026, svarte 2. november 2026." in page
    [link] = [each for each in re.findall(r'href="(/funn/ny/[^"]+fra=[^"]+)"', page) if "chain" in each]
    form = bjarne.get(link).text
    assert re.search(r'value="deviation"[^>]*checked', form)
    assert re.search(r'<option value="2.7"[^>]*selected', form)
    text = re.findall(r'<textarea name="text"[^>]*>(.*?)</textarea>', form, re.DOTALL)[0]
    assert "1 av 3 ledd" in text
    assert "Råvare" in text
    assert "Det sier ingenting om hvordan folk har det på stedene." in text
    assert "Rajana" not in text  # no place is named in what may go on to others
    assert "Lembayung" not in text
    made = bjarne.post(
        f"/funn/ny/{one.public_id}/",
        {
            "kind": "deviation", "title": "Kjeden er ikke vist", "text": text, "number": "2.7",
            "found_on": "2026-11-02", "scale": "1", "scope": "1", "irremediable": "1", "rests_on": "chain:2.7",
            "severity_reason": "Vi vet ikke hvor råvaren kommer fra.",
        },
    )  # fmt: skip
    assert made.status_code == 302
    row = Finding.objects.get()
    assert (row.kind, row.number, row.site_key, row.rests_on) == ("deviation", "2.7", "", "chain:2.7")
    assert "Kjeden er ikke vist slik vilkårene ber om" not in bjarne.get(f"/funn/i/{one.public_id}/").text


def test_the_supplier_and_other_buyers_are_not_offered_it(one: FollowUp, visit: Visit) -> None:
    asked(contract_of(one, "oslo"), answer_by=BY)
    sent(FACTORY)
    for who in ("nora", "rita", "stina"):
        assert "Kjeden er ikke vist" not in visit(who).get(f"/funn/i/{one.public_id}/").text
