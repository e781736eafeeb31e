"""Our wishes: the sheet that a member fills in."""

import re

import pytest
from django.test import Client

from aktsom.teams.models import TeamCapacity, TeamWish
from tests.cast import member
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

SAID = {"share": "0.5", "competence_textile": "0", "wish_textile": "0", "competence_medical": "3", "wish_medical": "1"}


def sheet(name: str = "oslo") -> str:
    return f"/nettverk/plan/onsker/{member(name).public_id}/"


def mark(text: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', text)
    assert found
    return found[1]


@pytest.mark.django_db
def test_visitor_signs_in_first(client: Client) -> None:
    for path in ("", "onsker/", "onsker/mem-0/", "ny/", "pln-0/"):
        assert client.get(f"/nettverk/plan/{path}").status_code == 302


def test_sheet_is_filled_in_with_one_save(visit: Visit) -> None:
    gloves()
    olga = visit("olga")
    shown = olga.get("/nettverk/plan/onsker/", follow=True).text
    assert "dere har 1 avtale" in shown
    assert "Venter på dere" in shown
    answer = olga.post(sheet(), SAID | {"seen": mark(shown)}, follow=True)
    assert "Takk. Svarene er lagret" in answer.text
    assert "Dere har svart" in answer.text
    (wish,) = TeamWish.objects.all()
    assert (wish.group_id, wish.competence, wish.wish, wish.barred) == ("medical", 3, 1, False)
    assert str(TeamCapacity.objects.get().share) == "0.50"
    assert re.search(r'<option value="0.5" selected>', answer.text)
    assert re.search(r'name="wish_medical".*?<option value="1" selected>', answer.text, re.S)


def test_second_press_of_the_button_is_a_friendly_yes(visit: Visit) -> None:
    olga = visit("olga")
    seen = mark(olga.get(sheet()).text)
    for _press in range(2):
        assert olga.post(sheet(), SAID | {"seen": seen}).status_code == 302
    assert TeamWish.objects.count() == 1


def test_old_page_does_not_overwrite(visit: Visit) -> None:
    seen = mark(visit("mons").get(sheet()).text)
    visit("olga").post(sheet(), SAID | {"seen": seen})
    assert visit("mons").post(sheet(), SAID | {"seen": seen, "share": "2"}).status_code == 409
    assert str(TeamCapacity.objects.get().share) == "0.50"


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept(visit: Visit) -> None:
    olga = visit("olga")
    seen = mark(olga.get(sheet()).text)
    answer = olga.post(sheet(), SAID | {"barred_medical": "on", "seen": seen})
    assert answer.status_code == 422
    assert 'id="id_wish_medical_error"' in answer.text
    assert "Dere kan ikke både ønske kategorien og ikke kunne sitte der." in answer.text
    assert re.search(r'name="competence_medical".*?<option value="3" selected>', answer.text, re.S)
    assert mark(answer.text) == seen
    assert not TeamCapacity.objects.exists()


def test_share_set_elsewhere_is_offered(visit: Visit) -> None:
    TeamCapacity.objects.create(member=member("oslo"), share="0.75")
    assert re.search(r'<option value="0.75" selected>0,75 av en del', visit("olga").get(sheet()).text)


@pytest.mark.parametrize(
    ("who", "status"), [("rita", 403), ("berit", 404), ("sekka", 404), ("revi", 404), ("nora", 404)]
)
def test_only_the_members_own_people(visit: Visit, who: str, status: int) -> None:
    assert visit(who).get(sheet()).status_code == status
    assert visit(who).post(sheet(), SAID).status_code == status
    assert visit("olga").get("/nettverk/plan/onsker/mem-0/").status_code == 404


def test_choice_where_there_are_several(visit: Visit) -> None:
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import give_role
    from tests.cast import NOON, person

    give_role(by=PLATFORM, at=NOON, person=person("mons"), member=member("bergen"), role="contract_manager")
    shown = visit("mons").get("/nettverk/plan/onsker/").text
    assert sheet("oslo") in shown
    assert sheet("bergen") in shown


def test_who_speaks_for_nobody_is_told(visit: Visit) -> None:
    assert visit("sekka").get("/nettverk/plan/onsker/").status_code == 403
    assert visit("rita").get("/nettverk/plan/onsker/").status_code == 403


def test_officer_at_the_plans_address_comes_to_the_sheet(visit: Visit) -> None:
    assert visit("olga").get("/nettverk/plan/").headers["Location"] == "/nettverk/plan/onsker/"
    assert visit("rita").get("/nettverk/plan/").status_code == 403
