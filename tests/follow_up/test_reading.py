"""Two read a self-report apart from each other; answers that lack something go back, and those alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import reading as acts
from aktsom.follow_up.actions.answering import open_report
from aktsom.follow_up.actions.examples import add_example, withdraw_example
from aktsom.follow_up.models import ReportReader, Score, SelfReport, SentBack
from aktsom.follow_up.queries.reading import advice_to, asked_by, examples, last_time, reading
from aktsom.follow_up.rules.reading import ReadStanding
from aktsom.follow_up.states import RemarkKind
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.factories.mandates import granted, team
from tests.factories.reports import LEADS, answered, asked, handed_in
from tests.follow_up.test_planning import gloves, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
LATER = NOON + timedelta(days=3)
MISSING = "Vi finner ikke datoen for vedtaket."


@pytest.fixture
def report() -> SelfReport:
    """Handed in to Bjarne, who leads, and Mons."""
    granted(team(), gloves("oslo", term_set="T4"))
    made = asked(planned())
    handed_in(made)
    return made


def take(report: SelfReport) -> None:
    acts.take_place(by=actor("bjarne"), at=NOON, report_id=report.public_id, place=1)
    acts.take_place(by=actor("mons"), at=NOON, report_id=report.public_id, place=2)


def line(report: SelfReport, code: str = "F-1.1", who: str = "bjarne") -> Any:
    return reading(actor(who), SelfReport.objects.get(pk=report.pk)).line(code)


def score(report: SelfReport, who: str, value: int, code: str = "F-1.1", **said: Any) -> Score:
    mark = said.get("mark", line(report, code).mark)
    return acts.give_score(
        by=actor(who), at=said.get("at", NOON), report_id=report.public_id, code=code, mark=mark, score=value
    )


def remark(report: SelfReport, text: str = MISSING, kind: RemarkKind = RemarkKind.MISSING, code: str = "F-1.1") -> None:
    acts.remark(
        by=actor("mons"), at=NOON, report_id=report.public_id, code=code, mark=line(report, code).mark, kind=kind,
        text=text, before=line(report, code).remark_mark(kind),
    )  # fmt: skip


def revision(report: SelfReport) -> int:
    return SelfReport.objects.values_list("revision", flat=True).get(pk=report.pk)


def test_the_second_reader_does_not_see_the_first_before_scoring(report: SelfReport) -> None:
    take(report)
    score(report, "bjarne", 2)
    assert line(report, who="bjarne").scores.first == 2
    unseen = line(report, who="mons")
    assert (unseen.scores.first, unseen.scores.second, unseen.standing) == (None, None, ReadStanding.HALF)
    score(report, "mons", 1)
    seen = line(report, who="mons")
    assert (seen.scores.first, seen.scores.second, seen.standing) == (2, 1, ReadStanding.DISAGREED)
    assert all("score" not in entry.changes for entry in JournalEntry.objects.filter(verb="answer_read"))


def test_the_lead_settles_with_a_reason_and_a_new_score_is_kept_beside_the_old(report: SelfReport) -> None:
    take(report)
    score(report, "bjarne", 2)
    settle: dict[str, Any] = {"at": NOON, "report_id": report.public_id, "code": "F-1.1", "score": 1}
    settle |= {"mark": line(report).mark, "weighed": line(report).weighed, "reason": "Dokumentet er eldre enn to år."}
    with pytest.raises(Wrong, match="uenige"):
        acts.settle_score(by=actor("bjarne"), **settle)
    score(report, "mons", 1)
    with pytest.raises(Stale):
        acts.settle_score(by=actor("bjarne"), **settle)
    settle["weighed"] = line(report).weighed
    with pytest.raises(Wrong) as short:
        acts.settle_score(by=actor("bjarne"), **settle | {"reason": "kort"})
    assert short.value.field == "reason"
    acts.settle_score(by=actor("bjarne"), **settle)
    with pytest.raises(Stale):  # somebody has settled it since the page was opened
        acts.settle_score(by=actor("bjarne"), **settle | {"score": 2})
    found = line(report)
    assert (found.standing, found.scores.holds, found.settled_why) == (ReadStanding.SETTLED, 1, settle["reason"])
    score(report, "bjarne", 1, at=LATER)
    assert line(report).standing is ReadStanding.AGREED
    assert list(Score.objects.filter(place=1).values_list("score", "superseded_at")) == [(2, LATER), (1, None)]


def test_one_person_does_not_read_as_both_and_no_place_is_taken_twice(report: SelfReport) -> None:
    take(report)
    for who, place in (("bjarne", 2), ("mons", 1)):
        with pytest.raises(Refused):
            acts.take_place(by=actor(who), at=NOON, report_id=report.public_id, place=place)
    ReportReader.objects.filter(place=2).delete()
    with pytest.raises(Refused, match="Meld deg"):
        score(report, "mons", 1)
    with pytest.raises(Wrong):
        acts.take_place(by=actor("mons"), at=NOON, report_id=report.public_id, place=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportReader.objects.create(self_report=report, place=1, person_id=1, taken_at=NOON)


@pytest.mark.parametrize("who", ["stina", "nora", "rita", "sekka"])
def test_others_do_not_read(report: SelfReport, who: str) -> None:
    with pytest.raises((NotVisible, Refused)):
        acts.take_place(by=actor(who), at=NOON, report_id=report.public_id, place=1)


def test_scores_are_on_the_scale_and_of_what_the_page_showed(report: SelfReport) -> None:
    take(report)
    for value in (-1, 4):
        with pytest.raises(Wrong):
            score(report, "bjarne", value)
    with pytest.raises(Stale):
        score(report, "bjarne", 1, mark="x")
    with pytest.raises(Wrong, match="tomt"):
        score(report, "bjarne", 1, code="F-1.4")
    assert line(report, "F-1.4").standing is ReadStanding.EMPTY


def test_single_answers_go_back_and_what_stands_keeps_its_scores(report: SelfReport) -> None:
    take(report)
    for who in ("bjarne", "mons"):
        for code in LEADS:
            score(report, who, 1, code)
    with pytest.raises(DomainError, match="mangler"):
        acts.send_back(by=actor("mons"), at=NOON, report_id=report.public_id, revision=revision(report))
    remark(report, "Godkjenn den i styret også, så holder den lenger.", RemarkKind.ADVICE, "F-2.1")
    remark(report)
    with pytest.raises(DomainError, match="sendt tilbake"):
        acts.finish_reading(by=actor("mons"), at=NOON, report_id=report.public_id, revision=revision(report))
    acts.send_back(by=actor("mons"), at=NOON, report_id=report.public_id, revision=revision(report))
    report.refresh_from_db()
    assert report.state == "returned"
    assert list(SentBack.objects.values_list("code", "missing")) == [("F-1.1", MISSING)]
    assert OutboxMessage.objects.filter(kind=acts.RETURNED_MAIL).count() == 1
    assert set(advice_to(actor("nora"), report)) == {"F-2.1"}
    assert advice_to(actor("odd"), report) == {}
    with pytest.raises(Refused):
        score(report, "mons", 2)
    answered(report, "F-1.1", at=LATER, value="yes", explanation="Styret vedtok den 3. mai.")
    handed_in(report, at=LATER)
    assert line(report).standing is ReadStanding.UNREAD
    assert line(report, "F-2.1").standing is ReadStanding.AGREED
    assert line(report).sent_back == MISSING


def test_the_reading_ends_when_every_answer_has_one_score(report: SelfReport) -> None:
    take(report)
    with pytest.raises(DomainError, match="lest av to"):
        acts.finish_reading(by=actor("mons"), at=NOON, report_id=report.public_id, revision=revision(report))
    for who in ("bjarne", "mons"):
        for code in LEADS:
            score(report, who, 2, code)
    found = reading(actor("mons"), SelfReport.objects.get())
    assert (found.progress.read, found.progress.disagreed) == (found.progress.total, 0)
    with pytest.raises(Stale):
        acts.finish_reading(by=actor("mons"), at=NOON, report_id=report.public_id, revision=99)
    done = acts.finish_reading(by=actor("mons"), at=NOON, report_id=report.public_id, revision=revision(report))
    assert (done.state, done.ended_at) == ("judged", NOON)
    assert JournalEntry.objects.get(verb="report_judged").on_behalf_of_id is not None
    with pytest.raises(Refused):
        score(report, "mons", 1)


def test_a_remark_is_taken_away_and_kept_in_history(report: SelfReport) -> None:
    remark(report)
    remark(report, "")
    assert line(report).missing == ""
    assert report.remarks.count() == 1
    with pytest.raises(Wrong):
        remark(report, "x" * 2_001)


def test_no_to_a_lead_question_is_a_breach_to_correct_and_last_time_stands_beside() -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    one = planned()
    first = asked(one)
    handed_in(first)
    SelfReport.objects.update(state="judged")
    again = asked(one, previous=first)
    open_report(by=actor("nora"), at=NOON, report_id=again.public_id)
    answered(again, "F-1.1", value="no")
    handed_in(again)
    found = line(again)
    assert found.answer.is_breach
    before = last_time(actor("bjarne"), asked_by(actor("bjarne"), again.public_id), "F-1.1")
    assert before is not None
    assert before.said.value == "yes"


def test_examples_are_the_teams_own_or_the_secretariats_for_all(report: SelfReport) -> None:
    ours = report.team
    assert ours is not None
    said: dict[str, Any] = {"at": NOON, "code": "F-1.1", "text": "Vi har en policy fra 2024.", "score": 1}
    said |= {"why": "Det er sagt, og ikke vist."}
    own = add_example(by=actor("mons"), team_id=ours.public_id, **said)
    for_all = add_example(by=actor("sekka"), team_id="", **said)
    with pytest.raises(Refused):
        add_example(by=actor("mons"), team_id="", **said)
    with pytest.raises(NotVisible):
        add_example(by=actor("stina"), team_id=ours.public_id, **said)
    for wrong in ({"code": "X-1"}, {"score": 4}, {"why": "kort"}):
        with pytest.raises(Wrong):
            add_example(by=actor("mons"), team_id=ours.public_id, **said | wrong)
    assert set(examples("F-1.1", ours.pk)) == {own, for_all}
    assert examples("F-1.1") == [for_all]
    with pytest.raises(Refused):
        withdraw_example(by=actor("mons"), at=LATER, example_id=for_all.public_id)
    withdraw_example(by=actor("mons"), at=LATER, example_id=own.public_id)
    assert examples("", ours.pk) == [for_all]
