"""A meeting from its agenda to minutes that stand: who may what, who sees what when, and what is left to do."""

from datetime import date, timedelta
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import meetings as acts
from aktsom.follow_up.actions import minutes
from aktsom.follow_up.actions.reading import give_score, remark, take_place
from aktsom.follow_up.meeting_states import MEETING, MeetingKind, MeetingState, Side
from aktsom.follow_up.methods import open_points
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.follow_up.queries import meetings as reads
from aktsom.follow_up.queries.reading import reading
from aktsom.follow_up.states import Method, RemarkKind
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.factories.mandates import ASK, granted, team
from tests.factories.reports import asked, handed_in
from tests.follow_up.methods import LEAD, followed
from tests.follow_up.test_planning import gloves, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
WHEN = NOON + timedelta(days=20)


def said(**more: Any) -> acts.MeetingSaid:
    return acts.MeetingSaid(**{"starts_at": WHEN, "agenda": ["Lønn", "Gebyr"], "place": "Oslo rådhus", **more})


def planned_meeting(one: FollowUp, by: str = LEAD, **more: Any) -> Meeting:
    return acts.plan_meeting(by=actor(by), at=NOON, follow_up_id=one.public_id, said=said(**more))


def invited(one: FollowUp) -> Meeting:
    made = planned_meeting(one)
    return acts.invite(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=1)


def written(made: Meeting) -> Meeting:
    point = made.points.first()
    assert point is not None
    return minutes.write_minutes(
        by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision, ours="Bjarne, leder",
        theirs="Nora, innkjøpssjef", minutes={point.public_id: "Lønnen er sett på."},
    )  # fmt: skip


def agreed(made: Meeting, side: Side = Side.SUPPLIER) -> Any:
    return minutes.agree_task(
        by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision,
        said=minutes.TaskSaid("Send lønnslister", side, WHEN.date()),
    )  # fmt: skip


def sent(one: FollowUp) -> Meeting:
    made = written(invited(one))
    agreed(made)
    made.refresh_from_db()
    return acts.send_minutes(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision)


def told() -> list[str]:
    return [row.payload["what"] for row in OutboxMessage.objects.filter(kind=METHOD_MAIL).order_by("id")]


def test_it_is_the_teams_own_until_the_supplier_is_invited() -> None:
    one = followed()
    made = planned_meeting(one)
    for who in ("nora", "olga", "stina", "sekka", "revi"):
        with pytest.raises(NotVisible):
            reads.meeting(actor(who), made.public_id)
    acts.invite(by=actor("mons"), at=NOON, meeting_id=made.public_id, revision=1)
    assert reads.meeting(actor("nora"), made.public_id) == made
    for who in ("olga", "stina", "odd", "sekka"):
        with pytest.raises(NotVisible):
            reads.meeting(actor(who), made.public_id)
    one.refresh_from_db()
    assert one.state == "running"
    assert told() == ["meeting_invited"]
    with pytest.raises(Stale):
        acts.invite(by=actor("mons"), at=NOON, meeting_id=made.public_id, revision=1)
    with pytest.raises(Refused):
        acts.invite(by=actor("mons"), at=NOON, meeting_id=made.public_id, revision=2)


def test_the_supplier_reads_minutes_when_they_are_sent_and_buyers_when_they_stand() -> None:
    one = followed()
    made = written(invited(one))
    assert not reads.reads_minutes(actor("nora"), made, supplier=True)
    made = acts.send_minutes(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision)
    assert made.confirm_by == date(2026, 11, 16)
    assert reads.reads_minutes(actor("nora"), made, supplier=True)
    with pytest.raises(NotVisible):
        reads.meeting(actor("olga"), made.public_id)
    acts.confirm_minutes(by=actor("nora"), at=NOON, meeting_id=made.public_id, revision=made.revision)
    assert reads.meeting(actor("olga"), made.public_id).state == MeetingState.CONFIRMED
    with pytest.raises(NotVisible):
        reads.meeting(actor("stina"), made.public_id)  # has no contract covered
    assert told() == ["meeting_invited", "minutes_sent", "minutes_answered"]
    entry = JournalEntry.objects.get(verb="minutes_confirmed")
    assert (entry.subject, entry.member_id) == (made.public_id, made.owner_id)


def test_a_comment_is_kept_whether_the_minutes_are_changed_or_not() -> None:
    made = sent(followed())
    with pytest.raises(Wrong):
        acts.comment_minutes(by=actor("nora"), at=NOON, meeting_id=made.public_id, revision=made.revision, text="  ")
    made.refresh_from_db()
    commented = acts.comment_minutes(
        by=actor("nora"), at=NOON, meeting_id=made.public_id, revision=made.revision, text="Vi sa femten, ikke fem."
    )
    again = acts.send_minutes(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=commented.revision)
    acts.comment_minutes(by=actor("nora"), at=NOON, meeting_id=made.public_id, revision=again.revision, text="Femten!")
    made.refresh_from_db()
    acts.settle_minutes(by=actor("mons"), at=NOON, meeting_id=made.public_id, revision=made.revision)
    made.refresh_from_db()
    assert made.state == MeetingState.SETTLED
    assert [comment.text for comment in made.comments.all()] == ["Vi sa femten, ikke fem.", "Femten!"]


def test_only_the_supplier_answers_and_only_those_who_follow_up_write() -> None:
    made = sent(followed())
    one = {"at": NOON, "meeting_id": made.public_id, "revision": made.revision}
    with pytest.raises(Refused):
        acts.confirm_minutes(by=actor(LEAD), **one)
    with pytest.raises(NotVisible):
        acts.confirm_minutes(by=actor("odd"), **one)
    with pytest.raises(Refused):
        acts.settle_minutes(by=actor("nora"), **one)
    with pytest.raises(Refused):
        minutes.write_minutes(by=actor(LEAD), ours="x", theirs="y", minutes={}, **one)
    with pytest.raises(Refused):
        acts.change_meeting(by=actor("nora"), said=said(), **one)


def test_minutes_say_who_was_there_and_what_was_said() -> None:
    made = invited(followed())
    with pytest.raises(Wrong) as nobody:
        acts.send_minutes(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision)
    made.refresh_from_db()
    minutes.write_minutes(
        by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision, ours="B", theirs="N", minutes={}
    )
    made.refresh_from_db()
    with pytest.raises(Wrong) as nothing:
        acts.send_minutes(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision)
    assert (nobody.value.field, nothing.value.field) == ("ours", "minutes")


def test_what_was_agreed_waits_until_it_is_done_and_is_proposed_for_the_next_meeting() -> None:
    one = followed()
    made = sent(one)
    (task,) = reads.tasks_waiting(actor(LEAD))
    assert reads.tasks_for_supplier(actor("nora")) == [task]
    assert [point.title for point in open_points(actor(LEAD), one)] == ["Send lønnslister"]
    done = {"at": NOON, "meeting_id": made.public_id, "task_id": task.public_id}
    with pytest.raises(NotVisible):
        minutes.finish_task(by=actor("odd"), **done)
    minutes.finish_task(by=actor("nora"), note="Sendt i dag", **done)
    with pytest.raises(Refused):
        minutes.finish_task(by=actor(LEAD), **done)
    assert reads.tasks_waiting(actor(LEAD)) == []
    assert reads.tasks_waiting(actor("olga")) == []  # waits for those who have a part in it alone
    assert open_points(actor(LEAD), one) == []


def test_the_supplier_does_not_tick_off_what_we_are_to_do() -> None:
    made = written(invited(followed()))
    task = agreed(made, Side.OURS)
    with pytest.raises(Refused):
        minutes.finish_task(by=actor("nora"), at=NOON, meeting_id=made.public_id, task_id=task.public_id)
    made.refresh_from_db()
    minutes.drop_task(
        by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision, task_id=task.public_id
    )
    assert not made.tasks.exists()


def test_a_changed_agenda_keeps_minutes_of_points_that_stay_and_their_order() -> None:
    made = written(invited(followed()))
    changed = acts.change_meeting(
        by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=made.revision,
        said=said(agenda=["Alder", "Lønn", " Lønn "], place="Teams"),
    )  # fmt: skip
    found = [(point.position, point.title, point.minutes) for point in changed.points.all()]
    assert found == [(1, "Alder", ""), (2, "Lønn", "Lønnen er sett på.")]
    assert told() == ["meeting_invited", "meeting_changed"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"place": ""}, "place"),
        ({"minutes_long": 5}, "minutes_long"),
        ({"agenda": [f"Punkt {n}" for n in range(201)]}, "agenda"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(more: dict[str, Any], field: str) -> None:
    one = followed()
    with pytest.raises(Wrong) as wrong:
        planned_meeting(one, **more)
    assert wrong.value.field == field
    assert not Meeting.objects.exists()


def test_nobody_is_invited_to_nothing_and_a_cancelled_meeting_says_why() -> None:
    made = planned_meeting(followed(), agenda=[" "])
    with pytest.raises(Wrong):
        acts.invite(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=1)
    with pytest.raises(Wrong):
        acts.cancel(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=1, reason="kort")
    acts.cancel(by=actor(LEAD), at=NOON, meeting_id=made.public_id, revision=1, reason="Sykdom hos leverandøren.")
    assert told() == []  # the supplier knew of nothing


def test_a_meeting_needs_a_mandate_for_it_and_an_announced_follow_up() -> None:
    ours = team()
    granted(ours, gloves("oslo"), acts=int(ASK))
    one = planned(of=ours, methods=[Method.MEETING])
    with pytest.raises(Refused, match="Varsle"):
        planned_meeting(one)
    FollowUp.objects.update(state="announced", announced_at=NOON)
    with pytest.raises(Refused, match="fullmakt"):
        planned_meeting(one)
    with pytest.raises(NotVisible):
        planned_meeting(one, by="stina")


def test_a_kick_off_is_offered_for_a_new_contract_until_it_is_held() -> None:
    today = NOON.date()
    one = followed(starts_on=today - timedelta(days=10))
    assert reads.offers_kick_off(actor(LEAD), one, today)
    titles = [point.title for point in reads.proposed_agenda(actor(LEAD), one, MeetingKind.KICK_OFF)]
    assert titles[0] == "Hva vi forventer av dere og av leverandørkjeden"
    assert len(titles) == 5
    planned_meeting(one, kind=MeetingKind.KICK_OFF)
    assert not reads.offers_kick_off(actor(LEAD), one, today)


def test_the_agenda_is_proposed_from_what_the_answers_leave_open() -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    report = asked(planned(methods=[Method.SELF_REPORT, Method.MEETING]))
    one = report.follow_up
    handed_in(report, lead="yes")
    assert proposed(one) == []
    line = reading(actor(LEAD), report).line("F-2.1")
    remark(
        by=actor(LEAD), at=NOON, report_id=report.public_id, code="F-2.1", mark=line.mark, kind=RemarkKind.MISSING,
        text="Vurderingen er ikke lagt ved.", before=line.remark_mark(RemarkKind.MISSING),
    )  # fmt: skip
    for place, who in enumerate(("bjarne", "mons"), 1):
        take_place(by=actor(who), at=NOON, report_id=report.public_id, place=place)
        mark = reading(actor(who), report).line("F-3.1").mark
        give_score(by=actor(who), at=NOON, report_id=report.public_id, code="F-3.1", mark=mark, score=1)
    assert [title.split()[0] for title in proposed(one)] == ["F-2.1", "F-3.1"]
    assert reads.proposed_agenda(actor("olga"), one, MeetingKind.FOLLOW_UP) == []


def test_a_no_to_a_lead_question_is_proposed() -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    report = asked(planned(methods=[Method.SELF_REPORT, Method.MEETING]))
    handed_in(report, lead="no")
    assert len(proposed(report.follow_up)) == 6


def proposed(one: FollowUp) -> list[str]:
    return [point.title for point in reads.proposed_agenda(actor(LEAD), one, MeetingKind.FOLLOW_UP)]


def test_an_old_contract_is_offered_none() -> None:
    one = followed(starts_on=date(2024, 1, 1))
    assert not reads.offers_kick_off(actor(LEAD), one, NOON.date())


@pytest.mark.parametrize("state", list(MeetingState))
def test_each_state_answers_each_verb_with_a_move_or_a_reason(state: MeetingState) -> None:
    for verb in {move.verb for move in MEETING.moves}:
        refusal = MEETING.refusal(state, verb)
        assert refusal is None or str(refusal)
