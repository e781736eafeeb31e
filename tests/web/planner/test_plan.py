"""The plan as the secretariat meets it: answers, proposal with reasons, changes, adoption."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.core.outbox import deliver_due
from aktsom.teams.actions import planning
from aktsom.teams.models import CategoryTeam, TeamPlan, TeamWish
from tests.cast import NOON, member, now, person
from tests.teams.plans import barred_from, lead_of, outsider, planned, public_id, purchases, staffed, teams_of
from tests.web.conftest import Visit

ROOT = "/nettverk/plan/"


def address(plan: TeamPlan, part: str = "") -> str:
    return f"{ROOT}{plan.public_id}/{part}"


def test_overview_tells_who_has_answered_and_what_needs_a_team(visit: Visit) -> None:
    purchases()
    shown = visit("sekka").get(ROOT).text
    assert "0 av 8 medlemmer" in shown
    assert "Disse har ikke svart" in shown
    assert "3 avtaler</span>" not in shown
    assert re.search(r"Medisinsk forbruksmateriell <span[^>]*>3 avtaler hos 3 medlemmer", shown)


def test_overview_before_anybody_has_contracts(visit: Visit) -> None:
    person("sekka")
    assert "Ingen kategorier å planlegge ennå" in visit("sekka").get(ROOT).text


def test_overview_costs_the_same_for_one_answer_and_three(visit: Visit) -> None:
    purchases()
    sekka = visit("sekka")
    counts = []
    for names in (("oslo",), ("bergen", "stavanger")):
        for name in names:
            TeamWish.objects.create(member=member(name), group_id="medical", competence=1)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert sekka.get(ROOT).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_plan_is_made_and_told_with_its_reasons(visit: Visit) -> None:
    purchases()
    staffed()
    TeamWish.objects.create(member=member("oslo"), group_id="medical", competence=3, wish=1)
    sekka = visit("sekka")
    answer = sekka.post(f"{ROOT}ny/", {"group": ["medical", "textile"]}, follow=True)
    plan = TeamPlan.objects.get()
    assert answer.redirect_chain == [(address(plan), 302)]
    for text in (
        "Bevist best",
        "Har svært god erfaring med kategorien. Har 1 av 3 avtaler i kategorien. Ønsket den.",
        "1 av 1 ønsker er oppfylt.",
        "Hva om noen trekker seg?",
        "Vedta planen",
        "Vis som tabell",
        "Laget uten svar fra",
    ):
        assert text in answer.text


def test_without_any_group_the_choice_comes_back(visit: Visit) -> None:
    purchases()
    answer = visit("sekka").post(f"{ROOT}ny/", {})
    assert answer.status_code == 422
    assert "Velg minst én kategori" in answer.text


def test_clash_is_told_with_names(visit: Visit) -> None:
    purchases()
    barred_from("medical", "bott", "flo", "statsbygg", "sykehusinnkjop", "oslo-kommune", "bergen-kommune")
    shown = visit("sekka").post(f"{ROOT}ny/", {"group": ["medical"]}, follow=True).text
    assert "Planen går ikke opp" in shown
    assert "«Medisinsk forbruksmateriell» trenger 3 medlemmer, og bare 2 kan sitte der." in shown
    assert "Oslo kommune" in shown
    assert "Bevist best" not in shown


def test_large_plan_waits_and_comes(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 1)
    plan = planned()
    sekka = visit("sekka")
    assert "Regner ut gruppene" in sekka.get(address(plan)).text
    part = sekka.get(address(plan, "fremdrift/"), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in part.text
    deliver_due(now())
    done = sekka.get(address(plan, "fremdrift/"), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == address(plan)
    assert "Forslag til grupper" in sekka.get(address(plan)).text


def test_failed_plan_leads_on(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 1)
    plan = planned()
    facts = plan.facts
    TeamPlan.objects.update(facts={})
    deliver_due(now())
    TeamPlan.objects.update(facts=facts)
    assert "Planen ble ikke ferdig" in visit("sekka").get(address(plan)).text


def test_what_follows_if_a_member_leaves(visit: Visit) -> None:
    plan = planned()
    leader = lead_of(plan, "medical")
    shown = visit("sekka").get(address(plan, "uten/"), {"medlem": leader}).text
    assert "tar plassen etter" in shown
    assert "leder etter" in shown
    assert visit("sekka").get(address(plan, "uten/"), {"medlem": "mem-0"}).status_code == 404
    plan.refresh_from_db()
    assert plan.revision == 1


def test_departure_that_clashes_is_told(visit: Visit) -> None:
    barred_from("medical", "bott", "flo", "statsbygg", "sykehusinnkjop", "akershus-fylkeskommune")
    plan = planned()
    shown = visit("sekka").get(address(plan, "uten/"), {"medlem": public_id("oslo")}).text
    assert "Da går planen ikke opp" in shown
    assert "bare 2 kan sitte der" in shown
    assert "Oslo kommune kan ikke ta noe nå." in shown


def test_swap_is_shown_before_it_is_done(visit: Visit) -> None:
    plan = planned()
    out, into = lead_of(plan, "medical"), outsider(plan, "medical")
    sekka = visit("sekka")
    page = address(plan, "gruppe/medical/")
    assert "Vis hva det gjør" in sekka.get(page).text
    shown = sekka.get(page, {"out": out, "into": into}).text
    assert "Hva byttet gjør med fordelingen" in shown
    assert "Etter byttet" in shown
    assert teams_of(TeamPlan.objects.get()) == teams_of(plan)
    answer = sekka.post(page, {"out": out, "into": into, "revision": "1"}, follow=True)
    assert "Medlemmet er byttet." in answer.text
    assert into in teams_of(TeamPlan.objects.get())["medical"]
    assert "Endret for hånd" in answer.text
    assert sekka.post(page, {"out": out, "into": into, "revision": "1"}).status_code == 409


def test_swap_that_is_none_is_explained(visit: Visit) -> None:
    plan = planned()
    seated = sorted(teams_of(plan)["medical"])
    shown = visit("sekka").get(address(plan, "gruppe/medical/"), {"out": seated[0], "into": seated[1]}).text
    assert "Medlemmet sitter allerede i gruppen." in shown
    assert visit("sekka").get(address(plan, "gruppe/boats/")).status_code == 404


def test_another_lead(visit: Visit) -> None:
    plan = planned()
    other = next(one for one in teams_of(plan)["medical"] if one != lead_of(plan, "medical"))
    said = {"member": other, "revision": "1"}
    assert visit("sekka").post(address(plan, "gruppe/medical/leder/"), said).status_code == 302
    assert lead_of(TeamPlan.objects.get(), "medical") == other


def test_adopted_with_the_people_proposed(visit: Visit) -> None:
    plan = planned()
    sekka = visit("sekka")
    shown = sekka.get(address(plan, "vedta/")).text
    people = dict(re.findall(r'<select name="(mem-\w+)".*?<option value="(per-\w+)"', shown, re.S))
    assert set(people) == set().union(*teams_of(plan).values())
    answer = sekka.post(address(plan, "vedta/"), people | {"revision": "1"}, follow=True)
    assert "2 grupper er dannet." in answer.text
    assert "Vedtatt" in answer.text
    assert "Vedta planen" not in answer.text
    assert CategoryTeam.objects.count() == 2
    assert sekka.post(address(plan, "vedta/"), people | {"revision": "1"}).status_code in {403, 409}
    assert visit("olga").get(address(plan)).status_code == 200


def test_stale_adoption_forms_nothing(visit: Visit) -> None:
    plan = planned()
    sekka = visit("sekka")
    shown = sekka.get(address(plan, "vedta/")).text
    people = dict(re.findall(r'<select name="(mem-\w+)".*?<option value="(per-\w+)"', shown, re.S))
    TeamPlan.objects.update(revision=2)
    assert sekka.post(address(plan, "vedta/"), people | {"revision": "1"}).status_code == 409
    assert not CategoryTeam.objects.exists()


def test_member_without_people_is_told_at_its_field(visit: Visit) -> None:
    purchases()
    barred_from("medical", "bott", "statsbygg", "sykehusinnkjop", "akershus-fylkeskommune", "flo")
    sekka = visit("sekka")
    sekka.post(f"{ROOT}ny/", {"group": ["medical"]})
    plan = TeamPlan.objects.get()
    person("stina").memberships.all().delete()
    answer = sekka.post(address(plan, "vedta/"), {"revision": "1"})
    assert answer.status_code == 422
    assert f'id="id_{public_id("stavanger")}_error"' in answer.text
    assert "Be medlemmet invitere noen først." in answer.text
    assert not CategoryTeam.objects.exists()


def test_same_person_for_two_members_is_told_at_the_field(visit: Visit) -> None:
    plan = planned()
    dag = person("dag").public_id
    sekka = visit("sekka")
    shown = sekka.get(address(plan, "vedta/")).text
    people = dict(re.findall(r'<select name="(mem-\w+)".*?<option value="(per-\w+)"', shown, re.S))
    people |= {public_id("oslo"): dag, public_id("bergen"): dag, "revision": "1"}
    answer = sekka.post(address(plan, "vedta/"), people)
    assert answer.status_code == 422
    assert "Dag kan ikke sitte i samme gruppe for både" in answer.text


def test_dropped(visit: Visit) -> None:
    plan = planned()
    answer = visit("sekka").post(address(plan, "forkast/"), {"revision": "1"}, follow=True)
    assert "Planen er forkastet." in answer.text
    assert visit("sekka").post(address(plan, "forkast/"), {"revision": "1"}).status_code == 409
    assert "Vedta planen" not in visit("sekka").get(address(plan)).text


PARTS = ("", "fremdrift/", "uten/", "gruppe/medical/", "vedta/")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", ["olga", "rita", "ada", "nora", "revi"])
def test_draft_is_as_if_it_were_not_there(visit: Visit, who: str, part: str) -> None:
    plan = planned()
    assert visit(who).get(address(plan, part)).status_code == 404
    assert visit(who).get(f"{ROOT}pln-0/{part}").status_code == 404


@pytest.mark.parametrize(("part", "said"), [("forkast/", {}), ("gruppe/medical/leder/", {}), ("vedta/", {})])
def test_adopted_plan_is_read_and_not_changed(visit: Visit, part: str, said: dict[str, str]) -> None:
    plan = planned()
    TeamPlan.objects.update(state="adopted", decided_at=NOON)
    assert "Plan for gruppene" in visit("rita").get(address(plan)).text
    assert visit("rita").get(address(plan, "uten/"), {"medlem": public_id("oslo")}).status_code == 200
    assert visit("rita").post(address(plan, part), {"revision": "1"} | said).status_code == 403
    assert visit("nora").get(address(plan)).status_code == 404


def test_many_teams_come_in_pages(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aktsom.web.planner.plan.TEAMS_A_PAGE", 1)
    plan = planned()
    first = visit("sekka").get(address(plan)).text
    assert "?fra=1" in first
    assert "Medisinsk" not in first.split('id="work"')[0]
    second = visit("sekka").get(address(plan) + "?fra=1").text
    assert "Medisinsk" in second.split('id="work"')[0]
    assert visit("sekka").get(address(plan) + "?fra=x").status_code == 200


def test_plans_are_listed(visit: Visit) -> None:
    plan = planned()
    TeamPlan.objects.update(made_at=NOON - timedelta(days=1))
    assert address(plan) in visit("sekka").get(ROOT).text
