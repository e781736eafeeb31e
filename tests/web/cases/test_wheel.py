"""The yearly wheel as a reminder: each activity leads to where it is done, for whoever does it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.follow_up.queries.calendar import wheel_for
from aktsom.follow_up.tables import yearly_wheel
from aktsom.risk.actions import confirm_result
from aktsom.terms.queries import interval
from aktsom.terms.rules import shifted
from aktsom.web.cases.wheel import ACTS, act_of, here, reminders
from tests.cast import actor, days_ago
from tests.factories.mandates import team
from tests.follow_up.test_planning import gloves
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
CAST = ["olga", "mons", "rita", "ada", "sekka", "bjarne", "uma", "nora", "revi"]


def titles(who: Actor, month: int) -> list[str]:
    return [row.title for row in reminders(who, date(2026, month, 15))]


def test_every_activity_of_the_table_is_known() -> None:
    assert {row.code for row in yearly_wheel("nb")} == ACTS.keys()


@pytest.mark.parametrize("name", CAST)
def test_every_way_on_opens_for_whoever_is_shown_it(visit: Visit, name: str) -> None:
    team()
    who, client = actor(name), visit(name)
    for row in wheel_for(who, "nb"):
        href, act = act_of(row.code, who)
        assert bool(href) == bool(act)
        if href:
            assert client.get(href).status_code == 200, row.code


def test_each_is_reminded_of_its_own_month_alone() -> None:
    team()
    assert titles(actor("olga"), 11)[-1] == "Beslutte i egen avtale etter tilrådingen"
    assert titles(actor("bjarne"), 2) == ["Lage plan for kategoriteamet, samkjøre metoden og peke ut produkter"]
    assert titles(actor("stina"), 2) == []
    assert titles(actor("rita"), 11) == []
    assert titles(actor("revi"), 6) == []
    assert len(titles(actor("nora"), 6)) == 2


def test_who_sits_in_one_team_is_led_to_its_year() -> None:
    ours = team()
    href, _act = act_of("plan", actor("bjarne"))
    assert href == reverse("cases_year", kwargs={"team_id": ours.public_id})
    assert here(reminders(actor("bjarne"), date(2026, 2, 1)), href)[0].href == ""


def test_an_unknown_activity_leads_nowhere() -> None:
    assert act_of("sing", actor("olga")) == ("", "")


@pytest.mark.parametrize("name", ["sekka", "nora"])
def test_home_reminds_of_what_there_is(visit: Visit, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(
        "aktsom.web.home.views.timezone.localdate", lambda *_: date(2026, 6 if name == "nora" else 1, 9)
    )
    page = visit(name).get("/").text
    assert "Årshjulet i" in page
    found = titles(actor(name), 6 if name == "nora" else 1)
    assert found
    assert all(title in page for title in found)
    assert f'<span class="count">{len(found)}</span>' in page.split("Årshjulet i", 1)[1]


def test_the_teams_year_reminds_and_shows_the_whole_wheel(visit: Visit) -> None:
    page = visit("bjarne").get(reverse("cases_year", kwargs={"team_id": team().public_id})).text
    assert "Hele årshjulet" in page
    assert all(row.activity in page for row in yearly_wheel("nb"))


def test_risk_that_is_to_be_looked_at_again_is_reminded_of_in_its_month_and_until_it_is_done(visit: Visit) -> None:
    contract = gloves("oslo")
    confirm_result(by=actor("olga"), at=days_ago(500), contract_public_id=contract.public_id, revision=1)
    page = visit("olga").get("/").text
    assert "Se på risikoen igjen" in page
    assert f"/avtaler/{contract.public_id}/" in page
    assert "Se på risikoen igjen" not in visit("stina").get("/").text
    before = shifted(timezone.localdate(days_ago(500)), interval("portfolio-risk-yearly")) - timedelta(days=40)
    assert not [row for row in reminders(actor("olga"), before) if "risikoen igjen" in row.title]
