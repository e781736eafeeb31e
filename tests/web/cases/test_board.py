"""The board of those who follow up: what waits for whom, by whom it is seen, and what it asks the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.follow_up.actions import reading as reads
from aktsom.follow_up.actions.planning import drop_follow_up, plan_own_follow_up
from aktsom.follow_up.models import FollowUp, Meeting, ReportedContract
from aktsom.follow_up.queries.reading import reading
from aktsom.follow_up.states import FollowUpState
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, actor, days_ago, member, person, supplier
from tests.factories import mandates
from tests.factories.mandates import granted, team
from tests.factories.reports import LEADS, asked, handed_in
from tests.follow_up.audits import asked as consent_asked
from tests.follow_up.audits import drafted, offered
from tests.follow_up.concluded import REASON
from tests.follow_up.methods import followed
from tests.follow_up.test_planning import gloves, plan, planned
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@pytest.fixture
def ours() -> Any:
    made = team()
    granted(made, gloves("oslo", term_set="T4"))
    return made


def board(of: CategoryTeam, rest: str = "") -> str:
    return f"/saker/tavle/{of.public_id}/{rest}"


def waiting(page: str) -> str:
    """What waits, without the table of each follow-up."""
    return page.split('id="venter"')[1].split('id="hver"', maxsplit=1)[0]


def test_those_who_sit_in_the_team_see_it_and_to_others_it_does_not_exist(ours: CategoryTeam, visit: Visit) -> None:
    planned()
    for who in ("bjarne", "mons"):
        assert "Nordhav Medisinsk AS" in visit(who).get(board(ours)).text
    for who in ("olga", "stina", "sekka", "nora", "revi"):
        hidden, missing = visit(who).get(board(ours)), visit(who).get("/saker/tavle/tea_000000000000/")
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert board(ours) not in visit(who).get("/").text
    assert board(ours) in visit("bjarne").get("/").text
    assert board(ours) in visit("bjarne").get("/saker/").text
    assert board(ours) in visit("mons").get(f"/grupper/{ours.public_id}/").text


def test_a_member_has_a_board_of_its_own(visit: Visit) -> None:
    gloves("stavanger", term_set="T4")
    person("stina")
    made = plan_own_follow_up(
        by=actor("stina"), at=NOON, member_id=member("stavanger").public_id, group_id="medical",
        supplier_id=supplier().public_id, plan=plan(),
    )  # fmt: skip
    address = f"/saker/tavle/egen/{member('stavanger').public_id}/"
    assert made.public_id in visit("stina").get(address).text
    assert visit("bjarne").get(address).status_code == 404


def test_an_empty_board_says_what_it_is_for(visit: Visit) -> None:
    shown = visit("bjarne").get(board(team())).text
    assert "Ingen oppfølginger ennå" in shown
    assert "Planlegg den første" in shown


def test_what_is_late_stands_first_and_each_waits_for_somebody(ours: CategoryTeam, visit: Visit) -> None:
    mandates.asked(ours, gloves("stavanger"))
    one = planned(lead=person("mons").public_id)
    report = asked(one)
    late = days_ago(3).date()
    ReportedContract.objects.filter(self_report=report).update(due_on=late)
    bjarne = visit("bjarne")
    shown = waiting(bjarne.get(board(ours)).text)
    assert shown.index("Egenrapport") < shown.index("Fullmakter")
    assert 'data-state="late"' in shown
    assert "Stavanger kommune" in shown
    only = waiting(bjarne.get(board(ours, "?venter=leverandor")).text)
    assert "Egenrapport" in only
    assert "Fullmakter" not in only
    assert "Fullmakter" in waiting(bjarne.get(board(ours, "?venter=avtaleeier")).text)
    assert "passer med valget" in waiting(bjarne.get(board(ours, "?venter=revisor")).text)
    assert "Fullmakter" in waiting(bjarne.get(board(ours, "?venter=tull&person=tull")).text)
    assert "Fullmakter" not in waiting(bjarne.get(board(ours, "?venter=over")).text)


def test_the_person_who_is_to_act_is_named_and_can_be_chosen(ours: CategoryTeam, visit: Visit) -> None:
    planned(lead=person("mons").public_id)
    mons = visit("mons")
    assert "Mons" in waiting(mons.get(board(ours)).text)
    assert "Varsle oppfølgingen" in waiting(mons.get(board(ours, f"?person={person('mons').public_id}")).text)


def test_what_waits_for_nobody_by_name_waits_for_those_who_lead(ours: CategoryTeam, visit: Visit) -> None:
    planned()
    bjarne = visit("bjarne")
    assert "Varsle oppfølgingen" in waiting(bjarne.get(board(ours, f"?person={person('bjarne').public_id}")).text)
    shown = waiting(bjarne.get(board(ours, f"?person={person('mons').public_id}")).text)
    assert "Varsle oppfølgingen" in shown  # who is no leader cannot be chosen, and all is shown


def test_what_was_called_off_is_told_of(ours: CategoryTeam, visit: Visit) -> None:
    one, bjarne = planned(), visit("bjarne")
    assert "avlyst" not in bjarne.get(board(ours)).text
    drop_follow_up(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision, reason=REASON)
    shown = bjarne.get(board(ours)).text
    assert "1 oppfølging er avlyst." in shown
    assert one.public_id not in shown
    assert 'id="avsluttet"' in bjarne.get("/saker/").text


def test_contract_owners_who_have_not_answered_are_named(visit: Visit) -> None:
    one = followed()
    audit = drafted(one)
    offered(audit)
    consent_asked(audit)
    shown = waiting(visit("mons").get(board(one.team)).text)  # type: ignore[arg-type]  # the team's
    assert "Bergen kommune, Oslo kommune" in shown
    own = visit("olga").get(f"/saker/{one.public_id}/").text
    assert "Bergen kommune, Oslo kommune" not in own


def nth(ours: CategoryTeam, number: int) -> FollowUp:
    """Another supplier's, with a self-report that two read, a meeting and an audit."""
    name = f"Leverandør {number} AS"
    granted(ours, gloves("oslo", term_set="T4", supplier_name=name, supplier_number=""))
    return FollowUp.objects.create(
        team=ours, supplier=supplier(name, ""), group_id="medical", methods=["self_report", "meeting", "audit"],
        starts_on=NOON.date(), ends_on=NOON.date() + timedelta(days=200), made_at=NOON, announced_at=NOON,
        state=FollowUpState.RUNNING, lead_id=person("bjarne").pk,
    )  # fmt: skip


def test_the_same_questions_for_one_follow_up_and_for_thirty(ours: CategoryTeam, visit: Visit) -> None:
    first = planned()
    report = asked(first)
    handed_in(report)
    reads.take_place(by=actor("bjarne"), at=NOON, report_id=report.public_id, place=1)
    held = {"owner": member("oslo"), "team": ours, "starts_at": NOON, "made_at": NOON, "seen_by": report.seen_by}
    bjarne = visit("bjarne")

    def meet(one: FollowUp) -> None:
        Meeting.objects.create(follow_up=one, supplier=one.supplier, **held)

    def asks() -> int:
        bjarne.get(board(ours))
        with CaptureQueriesContext(connection) as found:
            assert bjarne.get(board(ours)).status_code == 200
        return len(found)

    meet(first)
    one = asks()
    for number in range(29):
        made = nth(ours, number)
        meet(made)
        copy = type(report).objects.get(pk=report.pk)
        copy.pk, copy.public_id, copy.follow_up, copy.supplier = None, f"srp_{number:012d}", made, made.supplier
        copy.save()
        for row in report.submissions.all():
            row.pk, row.public_id, row.self_report = None, f"sub_{number:012d}", copy
            row.save()
    assert waiting(bjarne.get(board(ours)).text).count(">Les egenrapporten</a>") == 30
    assert asks() == one


def test_two_readers_come_to_settle_and_to_end_it(ours: CategoryTeam, visit: Visit) -> None:
    report = asked(planned())
    handed_in(report)
    bjarne = visit("bjarne")
    assert "Mangler 2 lesere" in waiting(bjarne.get(board(ours)).text)
    for place, who in ((1, "bjarne"), (2, "mons")):
        reads.take_place(by=actor(who), at=NOON, report_id=report.public_id, place=place)
    marks = {line.code: line.mark for line in reading(actor("mons"), report).lines}
    told = {"at": NOON, "report_id": report.public_id}
    for code, mark in marks.items():
        if reading(actor("mons"), report).line(code).standing == "empty":
            continue
        for who in ("bjarne", "mons"):
            score = 2 if (who, code) == ("mons", LEADS[0]) else 1
            reads.give_score(by=actor(who), code=code, mark=mark, score=score, **told)
    shown = waiting(bjarne.get(board(ours)).text)
    assert "Avgjør det leserne er uenige om" in shown
    assert "Bjarne og Mons" in shown
    reads.settle_score(
        by=actor("bjarne"),
        code=LEADS[0],
        mark=marks[LEADS[0]],
        score=1,
        reason="Vi så på det sammen.",
        weighed=reading(actor("bjarne"), report).line(LEADS[0]).weighed,
        **told,
    )
    assert "Avslutt lesingen" in waiting(bjarne.get(board(ours)).text)
