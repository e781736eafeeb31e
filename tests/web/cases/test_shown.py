"""Where a follow-up is met: on its supplier's page and its contracts', by those who may know of it."""

import pytest

from aktsom.follow_up.actions.planning import announce, drop_follow_up
from tests.cast import NOON, actor, person, supplier
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned, planned_alone
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def test_it_is_met_on_the_supplier_and_the_contract_once_it_is_announced(visit: Visit) -> None:
    made = gloves("oslo")
    granted(team(), made)
    one = planned()
    pages = (f"/leverandorer/{supplier().public_id}/", f"/avtaler/{made.public_id}/")
    address = f"/saker/{one.public_id}/"
    for page in pages:
        assert address in visit("bjarne").get(page).text
        assert address not in visit("stina").get(page).text
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    for page in pages:
        assert address in visit("stina").get(page).text


def test_who_buys_where_no_team_follows_up_finds_the_way_to_do_it_alone(visit: Visit) -> None:
    gloves("stavanger")
    page, way = f"/leverandorer/{supplier().public_id}/", f"/saker/egen/medical/{supplier().public_id}/"
    assert way in visit("stina").get(page).text
    assert visit("stina").get(way).status_code == 200
    assert way not in visit("olga").get(page).text  # buys nothing of it
    made = planned_alone("stina", "stavanger")
    assert way not in (told := visit("stina").get(page).text)
    assert f"/saker/{made.public_id}/" in told
    made = announce(by=actor("stina"), at=NOON, follow_up_id=made.public_id, revision=made.revision)
    ladder = visit("stina").get(f"/stigen/{made.public_id}/").text
    assert "følger opp for seg selv og avgjør på eget grunnlag" in ladder
    assert "Gruppen" not in ladder  # there is none
    drop_follow_up(
        by=actor("stina"), at=NOON, follow_up_id=made.public_id, revision=made.revision, reason="Vi venter på de andre."
    )
    team()
    assert way not in visit("stina").get(page).text


def test_a_plan_with_errors_keeps_what_was_written(visit: Visit) -> None:
    granted(ours := team(), gloves("oslo"))
    page = f"/saker/plan/{ours.public_id}/{supplier().public_id}/"
    said = {
        "starts_on": "2026-12-01",
        "ends_on": "2026-11-01",
        "methods": ["meeting"],
        "form": "full",
        "form_reason": "x",
    }
    answer = visit("bjarne").post(page, said)
    assert answer.status_code == 422
    assert "Siste dag kan ikke være før første dag." in answer.text
    assert 'value="2026-12-01"' in answer.text


def test_the_year_leads_to_what_is_planned_with_who_and_when(visit: Visit) -> None:
    granted(ours := team(), gloves("oslo"))
    one = planned(lead=person("mons").public_id)
    told = visit("bjarne").get(f"/saker/plan/{ours.public_id}/").text
    assert f'href="/saker/{one.public_id}/"' in told
    assert person("mons").name in told


def test_a_plan_of_other_methods_than_proposed_asks_why(visit: Visit) -> None:
    granted(ours := team(), gloves("oslo"))
    page = f"/saker/plan/{ours.public_id}/{supplier().public_id}/"
    bjarne = visit("bjarne")
    assert "Risikoen i avtalene er på det meste" in bjarne.get(page).text
    said = {"starts_on": "2026-12-01", "ends_on": "2027-11-01", "methods": ["meeting"]}
    assert bjarne.post(page, said).status_code == 422
    because = said | {"form_reason": "Vi har fått egenrapporten i år."}
    made = bjarne.post(page, because, follow=True).text
    assert "Valgt annet enn foreslått:" in made


def test_a_second_one_asks_why_and_names_who_does_it(visit: Visit) -> None:
    granted(team(), gloves("oslo"))
    gloves("stavanger")
    planned()
    page = f"/saker/egen/medical/{supplier().public_id}/"
    stina = visit("stina")
    assert "har planlagt det, og har ikke varslet ennå" in stina.get(page).text
    said = {"starts_on": "2026-12-01", "ends_on": "2027-11-01", "methods": ["meeting"]}
    assert stina.post(page, said).status_code == 422
    because = said | {
        "beside": "Vi har en egen avtale om revisjon i høst.",
        "form_reason": "Vi har fått egenrapporten i år.",
    }
    assert stina.post(page, because).status_code == 302
