"""Of two who follow up at the very same moment one does it, and the other is told; nothing is done twice or undone
unseen."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, Refused, Stale
from aktsom.core.models import OutboxMessage
from aktsom.follow_up.actions import concluding, planning, reading
from aktsom.follow_up.actions.answering import AnswerChanged, open_report, save_answer
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.actions.reading_again import read_again
from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.actions.submitting import submit_report
from aktsom.follow_up.models import Answer, AnswerRemark, Conclusion, FollowUp, SelfReport, Settlement, Submission
from aktsom.follow_up.queries.answers import form_of
from aktsom.follow_up.queries.conclusions import newest_of_point, point_line
from aktsom.follow_up.queries.reading import AnswerLine, read_marks
from aktsom.follow_up.queries.reading import reading as read
from aktsom.follow_up.rules.answers import Said
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.states import Method, RemarkKind, Verdict
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor, person
from tests.committing import a_copy_of_the_database, at_once
from tests.factories.dispatches import dispatched, told
from tests.factories.mandates import granted, team
from tests.factories.reports import LEADS, answered, asked, handed_in
from tests.follow_up.concluded import TODAY, concluded, followed_up
from tests.follow_up.test_planning import gloves, planned

pytestmark = pytest.mark.postgres
WHY = "Vi så på det sammen med leverandøren."


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        load_questionnaires(by=PLATFORM, at=NOON)
        yield


def one_of(*acts: Callable[[], Any]) -> DomainError:
    """What the one of them that came too late is told; the others are done."""
    [told] = [result for result in at_once(*acts) if isinstance(result, DomainError)]
    return told


@pytest.fixture
def one(_committed: None) -> FollowUp:
    return followed_up(sets={"oslo": "T4"})


@pytest.fixture
def report(one: FollowUp) -> SelfReport:
    """Handed in, and read by both of the two, who disagree on the first question."""
    made = asked(one)
    handed_in(made)
    for place, who in enumerate(("bjarne", "mons"), 1):
        reading.take_place(by=actor(who), at=NOON, report_id=made.public_id, place=place)
        for code in LEADS:
            score = place if code == LEADS[0] else 2
            reading.give_score(
                by=actor(who), at=NOON, report_id=made.public_id, code=code, mark=line(made, code).mark, score=score
            )  # fmt: skip
    made.refresh_from_db()
    return made


def line(report: SelfReport, code: str = LEADS[0]) -> AnswerLine:
    return read(actor("bjarne"), report).line(code)


def of(report: SelfReport) -> dict[str, Any]:
    return {"by": actor("bjarne"), "at": NOON, "report_id": report.public_id}


def test_two_who_open_a_follow_up_of_the_same_company_meet() -> None:
    granted(team(), gloves("oslo"))
    assert isinstance(one_of(planned, planned), planning.AlreadyFollowedUp)
    assert FollowUp.objects.count() == 1


def test_it_is_announced_once() -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    made = planned()
    announce = partial(
        planning.announce, by=actor("bjarne"), at=NOON, follow_up_id=made.public_id, revision=made.revision
    )
    one_of(announce, announce)
    assert OutboxMessage.objects.filter(kind=planning.ANNOUNCED_MAIL).count() <= 1


def test_the_supplier_is_asked_once() -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    made = told(planned())
    person("nora"), person("aksel")
    dispatch = partial(dispatched, made, answered_for=False)
    one_of(dispatch, dispatch)
    assert SelfReport.objects.count() == 1


def test_two_who_answer_the_same_question_do_not_overwrite_each_other(one: FollowUp) -> None:
    made = asked(one)
    open_report(by=actor("nora"), at=NOON, report_id=made.public_id)

    def save(by: Any, value: str) -> Any:
        return save_answer(by=by, at=NOON, report_id=made.public_id, code=LEADS[0], said=Said(value=value), revision=0)

    assert isinstance(one_of(partial(save, actor("nora"), "yes"), partial(save, actor("aksel"), "no")), AnswerChanged)
    assert Answer.objects.filter(self_report=made, code=LEADS[0]).count() == 1


def test_a_report_is_handed_in_once(one: FollowUp) -> None:
    made = asked(one)
    open_report(by=actor("nora"), at=NOON, report_id=made.public_id)
    for code in LEADS:
        answered(made, code, value="yes")
    submit = partial(
        submit_report, by=actor("aksel"), at=NOON, report_id=made.public_id, mark=form_of(made).revision_mark,
        signed_as="Aksel, daglig leder",
    )  # fmt: skip
    one_of(submit, submit)
    assert Submission.objects.count() == 1


def test_an_answer_changed_while_it_is_handed_in_is_in_it_or_refused(one: FollowUp) -> None:
    made = asked(one)
    open_report(by=actor("nora"), at=NOON, report_id=made.public_id)
    for code in LEADS:
        answered(made, code, value="yes")
    revision = made.answers.get(code=LEADS[0]).revision
    one_of(
        partial(
            submit_report, by=actor("aksel"), at=NOON, report_id=made.public_id, mark=form_of(made).revision_mark,
            signed_as="Aksel, daglig leder",
        ),
        partial(
            save_answer, by=actor("nora"), at=NOON, report_id=made.public_id, code=LEADS[0], said=Said(value="no"),
            revision=revision,
        ),
    )  # fmt: skip
    stands = made.answers.get(code=LEADS[0]).value
    assert [each.content["answers"][LEADS[0]]["value"] for each in Submission.objects.all()] in ([], [stands])


def test_one_place_has_one_reader(one: FollowUp) -> None:
    made = asked(one)
    handed_in(made)
    take = partial(reading.take_place, at=NOON, report_id=made.public_id, place=1)
    assert isinstance(one_of(partial(take, by=actor("bjarne")), partial(take, by=actor("mons"))), Refused)
    assert made.readers.count() == 1


def test_a_disagreement_is_settled_once(report: SelfReport) -> None:
    found = line(report)
    settle = partial(
        reading.settle_score, **of(report), code=found.code, mark=found.mark, weighed=found.weighed, reason=WHY
    )
    assert isinstance(one_of(partial(settle, score=1), partial(settle, score=2)), Stale)
    assert Settlement.objects.filter(superseded_at__isnull=True).count() == Settlement.objects.count() == 1


def test_it_is_not_settled_between_scores_that_nobody_saw(report: SelfReport) -> None:
    found = line(report)
    said = {"at": NOON, "report_id": report.public_id, "code": found.code, "mark": found.mark}
    results = at_once(
        partial(reading.settle_score, by=actor("bjarne"), **said, weighed=found.weighed, reason=WHY, score=1),
        partial(reading.give_score, by=actor("mons"), **said, score=3),
    )
    assert isinstance(results[0], (Settlement, Stale))
    assert not isinstance(results[1], DomainError)


def test_a_remark_does_not_take_the_place_of_another_unseen(report: SelfReport) -> None:
    found = line(report)
    write = partial(
        reading.remark, **of(report), code=found.code, mark=found.mark, kind=RemarkKind.MISSING,
        before=found.remark_mark(RemarkKind.MISSING),
    )  # fmt: skip
    texts = ("Datoen for vedtaket mangler.", "Signaturen til styret mangler.")
    assert isinstance(one_of(*(partial(write, text=text) for text in texts)), Stale)
    assert AnswerRemark.objects.filter(superseded_at__isnull=True).count() == AnswerRemark.objects.count() == 1


def conclude(one: FollowUp, verdict: Verdict = Verdict.MET) -> Callable[[], Any]:
    """From the page as it is now, when called."""
    sets = point_line(one, "1.1").wordings[0].term_sets
    return partial(
        concluding.conclude_point, by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, number="1.1",
        seen=newest_of_point(one, "1.1"), read=read_marks(one.pk), judged=[concluding.Judged(sets, verdict, WHY)],
        ground=concluding.Ground(Method.SELF_REPORT, TODAY),
    )  # fmt: skip


def test_a_point_is_concluded_on_once(one: FollowUp) -> None:
    assert isinstance(one_of(conclude(one), conclude(one, Verdict.NOT_MET)), Stale)
    assert Conclusion.objects.count() == 1


def test_nobody_concludes_from_scores_that_have_been_changed(report: SelfReport) -> None:
    late = conclude(report.follow_up)
    found = line(report)
    reading.settle_score(**of(report), code=found.code, mark=found.mark, weighed=found.weighed, reason=WHY, score=1)
    with pytest.raises(Stale, match="poeng"):
        late()
    assert not Conclusion.objects.exists()


def judged(report: SelfReport) -> SelfReport:
    SelfReport.objects.update(state="judged", ended_at=NOON)
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("turn", range(4))
def test_what_is_concluded_while_it_is_read_again_says_so(report: SelfReport, turn: int) -> None:
    one = judged(report).follow_up
    again = partial(read_again, **of(report), revision=report.revision, reason=WHY)
    acts = (conclude(one), again) if turn % 2 else (again, conclude(one))
    results = at_once(*acts)
    assert not any(isinstance(result, DomainError) and not isinstance(result, Stale) for result in results)
    assert all(row.reread_at == NOON for row in Conclusion.objects.all())


def test_the_whole_is_not_concluded_on_what_is_being_read_again(report: SelfReport) -> None:
    one = judged(report).follow_up
    concluded(one, method=Method.SELF_REPORT)
    one.refresh_from_db()
    concluding.leave_unassessed(
        by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision, reason=WHY
    )
    one.refresh_from_db()
    conclude_all = partial(
        concluding.conclude_follow_up, by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision
    )
    again = partial(read_again, **of(report), revision=report.revision, reason=WHY)
    results = at_once(again, conclude_all)
    assert not isinstance(results[0], DomainError)
    assert isinstance(results[1], Stale) or FollowUp.objects.get().ended_at == NOON
    assert {row.reread_at for row in Conclusion.objects.filter(method=Method.SELF_REPORT)} == {NOON}


def test_a_contract_owner_decides_once(one: FollowUp) -> None:
    concluded(one, method=Method.SELF_REPORT)
    contract = gloves("stavanger", term_set="T4")
    rely = partial(
        decide_reliance, by=actor("stina"), at=NOON, follow_up_id=one.public_id, contract_id=contract.public_id,
        reason=WHY, seen="",
    )  # fmt: skip
    assert isinstance(one_of(partial(rely, choice=Reliance.PARTLY), partial(rely, choice=Reliance.OWN)), Stale)
