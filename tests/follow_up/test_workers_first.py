"""Whoever writes of workers is asked to look again before it is saved, in every text of the judging; and may go on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions import concluding, minutes, reading, submitting
from aktsom.follow_up.actions.meetings import MeetingSaid, invite, plan_meeting
from aktsom.follow_up.actions.reading_again import read_again
from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.models import Conclusion, FollowUp, SelfReport, Submission
from aktsom.follow_up.queries.answers import form_of
from aktsom.follow_up.queries.conclusions import newest_of_point, point_line
from aktsom.follow_up.queries.reading import AnswerLine
from aktsom.follow_up.queries.reading import reading as read
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.states import Method, RemarkKind, Verdict
from aktsom.follow_up.workers_first import mark_of, stop_if_unlooked, worried
from aktsom.sharing.workers import Worry
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.reports import LEADS, answered, asked, handed_in
from tests.follow_up.concluded import TODAY, concluded, followed_up
from tests.follow_up.test_planning import gloves

TELLS = "Tre arbeidere fortalte at de betalte for jobben."
NUMBER = "Hun har fødselsnummer 010190 12345 i lista."


def test_the_mark_is_of_exactly_these_texts() -> None:
    with pytest.raises(LookAgain) as again:
        stop_if_unlooked({"reason": TELLS}, "")
    assert again.value.worries == (Worry.SMALL_GROUP,)
    stop_if_unlooked({"reason": TELLS}, again.value.mark)
    with pytest.raises(LookAgain):
        stop_if_unlooked({"reason": f"{TELLS} Og mer."}, again.value.mark)
    assert worried({"a": TELLS, "b": "Ingen ting."}) == {"a": (Worry.SMALL_GROUP,)}
    assert mark_of({"reason": TELLS}) == again.value.mark
    with pytest.raises(Wrong, match="fødselsnummer"):
        worried({"reason": NUMBER})


@beginning(after=commons.terms)
def one() -> FollowUp:
    return followed_up(sets={"oslo": "T4"})


def _conclude(one: FollowUp, text: str, looked: str) -> Any:
    sets = point_line(one, "1.1").wordings[0].term_sets
    judged = [concluding.Judged(sets, Verdict.NOT_SHOWN, text)]
    ground = concluding.Ground(Method.MEETING, TODAY)
    return concluding.conclude_point(
        by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, number="1.1", seen=newest_of_point(one, "1.1"),
        read="", judged=judged, ground=ground, looked=looked,
    )  # fmt: skip


def _leave(one: FollowUp, text: str, looked: str) -> Any:
    one.refresh_from_db()
    return concluding.leave_unassessed(
        by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision, reason=text, looked=looked
    )


def _rely(one: FollowUp, text: str, looked: str) -> Any:
    if not Conclusion.objects.exists():
        concluded(one, method=Method.SELF_REPORT)
    contract = gloves("stavanger", term_set="T4")
    return decide_reliance(
        by=actor("stina"), at=NOON, follow_up_id=one.public_id, contract_id=contract.public_id,
        choice=Reliance.OWN, reason=text, seen="", looked=looked,
    )  # fmt: skip


def _report(one: FollowUp) -> SelfReport:
    found = one.self_reports.first()
    if found is None:
        found = asked(one)
        handed_in(found)
        for place, who in enumerate(("bjarne", "mons"), 1):
            reading.take_place(by=actor(who), at=NOON, report_id=found.public_id, place=place)
            mark = read(actor(who), found).line("F-1.1").mark
            reading.give_score(
                by=actor(who), at=NOON, report_id=found.public_id, code="F-1.1", mark=mark, score=place
            )  # fmt: skip
    found.refresh_from_db()
    return found


def _of_answer(one: FollowUp) -> dict[str, Any]:
    said = {"by": actor("bjarne"), "at": NOON, "code": "F-1.1", "mark": _line(one).mark}
    return {**said, "report_id": _report(one).public_id}


def _line(one: FollowUp) -> AnswerLine:
    return read(actor("bjarne"), _report(one)).line("F-1.1")


def _settle(one: FollowUp, text: str, looked: str) -> Any:
    return reading.settle_score(**_of_answer(one), weighed=_line(one).weighed, score=1, reason=text, looked=looked)


def _missing(one: FollowUp, text: str, looked: str) -> Any:
    reading.remark(
        **_of_answer(one), before=_line(one).remark_mark("missing"), kind=RemarkKind.MISSING, text=text, looked=looked
    )
    return SelfReport.objects.get().remarks.filter(superseded_at__isnull=True).get()


def _again(one: FollowUp, text: str, looked: str) -> Any:
    report = _report(one)
    SelfReport.objects.update(state="judged")
    said = {"by": actor("bjarne"), "at": NOON, "report_id": report.public_id, "revision": report.revision}
    return read_again(**said, reason=text, looked=looked)


@pytest.mark.django_db
@pytest.mark.parametrize("write", [_conclude, _leave, _rely, _settle, _missing, _again])
def test_each_text_of_the_judging_is_looked_at_before_it_is_saved(
    one: FollowUp, write: Callable[[FollowUp, str, str], Any]
) -> None:
    with pytest.raises(LookAgain) as again:
        write(one, TELLS, "")
    assert write(one, TELLS, again.value.mark)
    with pytest.raises(Wrong, match="fødselsnummer"):
        write(one, NUMBER, "")


@pytest.mark.django_db
def test_minutes_and_what_is_agreed_are_looked_at(one: FollowUp) -> None:
    said_of = MeetingSaid(starts_at=NOON + timedelta(days=1), agenda=["Lønn"], place="Hos oss")
    meeting = plan_meeting(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, said=said_of)
    invite(by=actor("bjarne"), at=NOON, meeting_id=meeting.public_id, revision=1)

    def said() -> dict[str, Any]:
        meeting.refresh_from_db()
        of = {"by": actor("bjarne"), "at": NOON + timedelta(days=2)}
        return {**of, "meeting_id": meeting.public_id, "revision": meeting.revision}

    texts = {meeting.points.get().public_id: TELLS}
    with pytest.raises(LookAgain) as again:
        minutes.write_minutes(**said(), ours="Bjarne", theirs="Nora", minutes=texts)
    assert meeting.points.get().minutes == ""
    minutes.write_minutes(**said(), ours="Bjarne", theirs="Nora", minutes=texts, looked=again.value.mark)
    assert meeting.points.get().minutes == TELLS
    task = {"text": TELLS, "side": "ours", "due_on": TODAY}
    with pytest.raises(LookAgain) as again:
        minutes.agree_task(**said(), said=minutes.TaskSaid(**task))
    assert minutes.agree_task(**said(), said=minutes.TaskSaid(**task, looked=again.value.mark)).text == TELLS


@pytest.mark.django_db
def test_answers_are_looked_at_before_they_are_handed_in(one: FollowUp) -> None:
    report = asked(one)
    for code in LEADS:
        answered(report, code, value="yes", explanation=TELLS if code == "F-2.1" else "Se vedtaket.")

    def submit(looked: str = "") -> Submission:
        mark = form_of(SelfReport.objects.get()).revision_mark
        return submitting.submit_report(
            by=actor("aksel"), at=NOON, report_id=report.public_id, mark=mark, signed_as="Aksel Berg, leder",
            looked=looked,
        )  # fmt: skip

    with pytest.raises(LookAgain) as again:
        submit()
    answered(report, "F-3.1", value="yes", explanation=NUMBER)
    with pytest.raises(DomainError, match=r"F-3\.1"):
        submit(again.value.mark)
    answered(report, "F-3.1", value="yes", explanation="Se vedtaket.")
    assert submit(again.value.mark).number == 1
