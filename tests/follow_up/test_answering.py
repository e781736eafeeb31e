"""A supplier answers once: nothing written is lost, only the difference is asked, and what is handed in stands."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import answering as acts
from aktsom.follow_up.actions.answer_files import attach_evidence
from aktsom.follow_up.actions.handing import hand_question
from aktsom.follow_up.actions.planning import cover_more
from aktsom.follow_up.actions.submitting import canonical, submit_report
from aktsom.follow_up.models import (
    Evidence,
    FollowUp,
    ReportedContract,
    SecretPassage,
    SelfReport,
    SentBack,
    Submission,
)
from aktsom.follow_up.problems import AnswerChanged, AnswerWrong
from aktsom.follow_up.queries.answers import FormQuestion, form_of, own_report
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.queries.reading import last_time
from aktsom.follow_up.queries.submissions import handed_in_to, reading_of
from aktsom.follow_up.rules.answers import Said, Secret
from aktsom.follow_up.rules.difference import Need
from aktsom.follow_up.states import REPORT, ReportState
from aktsom.sharing.audiences import supplier_key
from tests.cast import NOON, actor, person
from tests.factories.mandates import granted, team
from tests.factories.reports import LEADS, answered, asked, handed_in
from tests.follow_up.test_planning import gloves, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
LATER = NOON + timedelta(days=20)


@pytest.fixture
def report() -> SelfReport:
    """For a contract of Oslo and one of Stavanger; Bjarne and Olga sit in the team."""
    ours = team()
    for owner in ("oslo", "stavanger"):
        granted(ours, gloves(owner))
    return asked(planned())


def question(report: SelfReport, code: str) -> FormQuestion:
    return {one.question.code: one for step in form_of(report).steps for one in step.rows}[code]


def mark(report: SelfReport) -> str:
    return form_of(report).revision_mark


def test_an_answer_is_kept_and_told_who_wrote_it(report: SelfReport) -> None:
    answered(report, "F-1.4", value="  Innkjøpssjefen, ett årsverk.  ")
    one = question(report, "F-1.4")
    assert (one.said.value, one.need, one.written_by) == ("Innkjøpssjefen, ett årsverk.", Need.ANSWERED, "Nora")


def test_the_same_words_again_are_one_answer(report: SelfReport) -> None:
    made = answered(report, "F-1.4", value="Nora")
    again = acts.save_answer(
        by=actor("nora"), at=LATER, report_id=report.public_id, code="F-1.4", said=Said("Nora"), revision=0
    )
    assert made is not None
    assert again is not None
    assert (again.pk, again.revision) == (made.pk, 1)


def test_two_who_write_the_same_answer_lose_nothing(report: SelfReport) -> None:
    answered(report, "F-1.4", by="aksel", value="Aksel")
    with pytest.raises(AnswerChanged) as why:
        acts.save_answer(
            by=actor("nora"), at=NOON, report_id=report.public_id, code="F-1.4", said=Said("Nora"), revision=0
        )
    assert why.value.answer is not None
    assert why.value.answer.value == "Aksel"
    assert question(report, "F-1.4").said.value == "Aksel"


@pytest.mark.parametrize(
    ("code", "said", "problem"),
    [
        ("F-0.3a", Said("mange"), "not_number"),
        ("F-1.2a", Said("i fjor"), "not_day"),
        ("F-1.1", Said("kanskje"), "not_choice"),
        ("F-2.3", Said("halvveis"), "not_choice"),
        ("F-1.1", Said("yes", statement="javascript:alert(1)"), "not_address"),
        ("F-1.1", Said("yes", statement="http://[::1"), "not_address"),
        ("F-1.4", Said("x" * 1_000_000), "too_long"),
        ("F-2.2", Said(rows=({"site_name": "A"},) * 501), "too_many_rows"),
        ("F-2.2", Said(rows=({"site_name": "A" * 2_001},)), "cell_too_long"),
        ("F-1.4", Said("Fabrikk", secret=(Secret("Fabrikk", ""),)), "reason_lacks"),
        ("F-1.4", Said("Fabrikk", secret=(Secret("Pris", "Konkurranse"),)), "passage_not_there"),
    ],
)
def test_what_cannot_be_read_later_is_refused(report: SelfReport, code: str, said: Said, problem: str) -> None:
    with pytest.raises(AnswerWrong) as why:
        acts.save_answer(by=actor("nora"), at=NOON, report_id=report.public_id, code=code, said=said, revision=0)
    assert [one.code for one in why.value.problems] == [problem]
    assert not report.answers.exists()


@pytest.mark.parametrize("who", ["odd", "olga", "stina", "sekka", "revi"])
def test_to_others_than_the_suppliers_people_it_does_not_exist(report: SelfReport, who: str) -> None:
    with pytest.raises(NotVisible):
        answered(report, "F-1.4", by=who, value="x")
    with pytest.raises(NotVisible):
        own_report(actor(who), report.public_id)


def test_a_question_that_hangs_on_another_comes_and_goes(report: SelfReport) -> None:
    assert question(report, "F-1.2b").need is Need.NOT_ASKED
    answered(report, "F-1.1", value="yes")
    answered(report, "F-1.2b", value="Styret")
    answered(report, "F-1.1", value="no")
    assert question(report, "F-1.2b").need is Need.NOT_ASKED
    assert question(report, "F-1.2b").said.value == "Styret"
    made = handed_in(report)
    assert "F-1.2b" not in made.content["answers"]


def test_one_answer_ticks_off_every_contract_in_time_or_late(report: SelfReport) -> None:
    first, second = report.contracts.order_by("id")
    ReportedContract.objects.filter(pk=first.pk).update(due_on=NOON.date() - timedelta(days=1))
    ReportedContract.objects.filter(pk=second.pk).update(due_on=NOON.date())
    handed_in(report)
    assert [row.in_time for row in report.contracts.order_by("id")] == [False, True]
    told = JournalEntry.objects.filter(verb="report_ticked_off", subject=report.public_id)
    assert {entry.member_id: entry.changes["in_time"] for entry in told} == {
        first.member_id: False,
        second.member_id: True,
    }
    report.refresh_from_db()
    assert (report.state, report.answered_at) == (ReportState.ANSWERED, NOON)


def test_a_second_press_hands_in_once(report: SelfReport) -> None:
    handed_in(report)
    with pytest.raises(Refused):
        submit_report(
            by=actor("aksel"), at=NOON, report_id=report.public_id, mark=mark(report), signed_as="Aksel, leder"
        )
    assert report.submissions.count() == 1
    assert OutboxMessage.objects.filter(kind="report_answered").count() == 1


def test_only_an_approver_hands_in_and_only_what_was_shown(report: SelfReport) -> None:
    for code in LEADS:
        answered(report, code, value="yes")
    seen = mark(report)
    with pytest.raises(Refused):
        submit_report(by=actor("nora"), at=NOON, report_id=report.public_id, mark=seen, signed_as="Nora")
    answered(report, "F-1.4", value="Skrevet mens Aksel så over")
    with pytest.raises(Stale):
        submit_report(by=actor("aksel"), at=NOON, report_id=report.public_id, mark=seen, signed_as="Aksel")
    assert not Submission.objects.exists()


def test_lead_questions_must_be_answered_and_it_must_be_signed(report: SelfReport) -> None:
    by, id_ = actor("aksel"), report.public_id
    with pytest.raises(DomainError, match="6 hovedspørsmål"):
        submit_report(by=by, at=NOON, report_id=id_, mark=mark(report), signed_as="Aksel, leder")
    for code in LEADS:
        answered(report, code, value="no")
    with pytest.raises(DomainError, match="navnet"):
        submit_report(by=by, at=NOON, report_id=id_, mark=mark(report), signed_as="  ")
    made = submit_report(by=by, at=NOON, report_id=id_, mark=mark(report), signed_as="Aksel, leder")
    read = [one for step in reading_of(actor("bjarne"), made) for one in step.answers]
    assert [one.question.code for one in read if one.is_breach] == list(LEADS)


def test_what_is_handed_in_is_kept_as_it_stood(report: SelfReport) -> None:
    import hashlib

    made = handed_in(report)
    assert made.sha256 == hashlib.sha256(canonical(made.content)).hexdigest()
    with pytest.raises(Refused):
        answered(report, "F-1.4", value="Etterpå")


def test_a_secret_passage_is_for_those_who_ask(report: SelfReport) -> None:
    answered(report, "F-1.4", value="Sydd hos Røde Tråd i Narsingdi.", secret=(Secret("Røde Tråd", "Konkurrenter"),))
    made = handed_in(report)
    assert "Røde Tråd" not in str(made.content)
    assert SecretPassage.objects.get(submission=made).text == "Røde Tråd"

    def reads(who: str) -> str:
        return next(
            one.said.value
            for step in reading_of(actor(who), handed_in_to(actor(who), report.public_id, 1))
            for one in step.answers
            if one.question.code == "F-1.4"
        )

    assert reads("bjarne") == reads("nora") == "Sydd hos Røde Tråd i Narsingdi."
    assert reads("stina") == "Sydd hos [[1]] i Narsingdi."
    with pytest.raises(NotVisible):
        handed_in_to(actor("odd"), report.public_id, 1)


def test_a_listed_secret_that_all_would_read_is_not_handed_in(report: SelfReport) -> None:
    answered(report, "F-1.4", value="Sydd hos Røde Tråd.")
    row = {"question_id": "F-1.5", "passage": "Røde Tråd", "reason": "Konkurrenter", "until": ""}
    answered(report, "F-7.2", rows=(row,))
    with pytest.raises(DomainError, match="blir ikke holdt tilbake"):
        handed_in(report)
    answered(report, "F-7.2", rows=(row | {"question_id": "F-1.4"},))
    assert "Røde Tråd" not in str(handed_in(report).content)


def test_the_next_time_only_the_difference_is_asked(report: SelfReport) -> None:
    answered(report, "F-1.4", value="Innkjøpssjefen", secret=(Secret("Innkjøpssjefen", "Personalsak"),))
    answered(report, "F-2.6a", value="yes")
    handed_in(report)
    FollowUp.objects.all().update(state="concluded")
    SelfReport.objects.all().update(state=ReportState.JUDGED)
    again = asked(FollowUp.objects.get(), at=LATER, previous=report)
    acts.open_report(by=actor("nora"), at=LATER, report_id=again.public_id)
    held = question(again, "F-1.4")
    assert (held.need, held.said.value, held.said.secret[0].text) == (Need.HELD, "Innkjøpssjefen", "Innkjøpssjefen")
    assert question(again, "F-2.6a").need is Need.LOOK_AGAIN
    assert question(again, "F-1.6").need is Need.EMPTY
    assert acts.confirm_held(by=actor("nora"), at=LATER, report_id=again.public_id, codes=["F-1.4"]) == 1
    assert question(again, "F-1.4").need is Need.ANSWERED
    opened = SelfReport.objects.get(pk=again.pk)
    acts.open_report(by=actor("aksel"), at=LATER + timedelta(days=1), report_id=again.public_id)
    assert SelfReport.objects.get(pk=again.pk).opened_at == opened.opened_at


def test_what_was_answered_in_the_full_form_is_not_asked_for_again_in_the_simplified(report: SelfReport) -> None:
    answered(report, "F-1.4", value="Innkjøpssjefen", secret=(Secret("Innkjøpssjefen", "Personalsak"),))
    answered(report, "F-1.7", value="yes")  # stands in the full form alone
    handed_in(report)
    FollowUp.objects.all().update(state="concluded")
    SelfReport.objects.all().update(state=ReportState.JUDGED)
    again = asked(FollowUp.objects.get(), at=LATER, previous=report)
    SelfReport.objects.filter(pk=again.pk).update(edition=published("simplified"))
    again.refresh_from_db()
    acts.open_report(by=actor("nora"), at=LATER, report_id=again.public_id)
    held = question(again, "S-1.4")
    assert (held.need, held.said.value, held.said.secret[0].text) == (Need.HELD, "Innkjøpssjefen", "Innkjøpssjefen")
    assert not again.answers.filter(code__startswith="F-").exists()
    read = last_time(actor("bjarne"), again, "S-1.4")
    assert read is not None
    assert read.said.value == "Innkjøpssjefen"


def sent_back(report: SelfReport, code: str) -> None:
    last = report.submissions.order_by("-number").first()
    assert last is not None
    SentBack.objects.create(self_report=report, submission=last, code=code, missing="Hvem eier tallet?", at=LATER)
    SelfReport.objects.filter(pk=report.pk).update(state=REPORT.after("answered", "send_back"))
    report.refresh_from_db()


def test_only_what_was_sent_back_is_open_and_the_first_day_stands(report: SelfReport) -> None:
    answered(report, "F-1.4", value="Noen")
    answered(report, "F-1.6", value="Vi betaler i tide")
    handed_in(report)
    sent_back(report, "F-1.4")
    assert question(report, "F-1.4").need is Need.SENT_BACK
    with pytest.raises(Refused):
        answered(report, "F-1.6", value="Noe annet")
    with pytest.raises(DomainError, match="sendt tilbake"):
        submit_report(by=actor("aksel"), at=LATER, report_id=report.public_id, mark=mark(report), signed_as="Aksel A.")
    after = LATER + timedelta(hours=1)
    answered(report, "F-1.4", at=after, value="Innkjøpssjefen")
    made = submit_report(
        by=actor("aksel"), at=after, report_id=report.public_id, mark=mark(report), signed_as="Aksel A."
    )
    report.refresh_from_db()
    assert (made.number, report.answered_at) == (2, NOON)
    assert {row.ticked_on for row in report.contracts.all()} == {NOON.date()}
    assert report.submissions.get(number=1).content["answers"]["F-1.4"]["value"] == "Noen"


def test_a_question_is_handed_to_a_colleague_and_back(report: SelfReport) -> None:
    def hand(person_id: str, note: str = "") -> None:
        hand_question(
            by=actor("aksel"), at=NOON, report_id=report.public_id, code="F-1.4", person_id=person_id, note=note
        )

    hand(person("nora").public_id, "Du kan dette")
    hand(person("nora").public_id, "Du kan dette")
    one = question(report, "F-1.4")
    assert (one.handed_to, one.handed_note) == ("Nora", "Du kan dette")
    assert OutboxMessage.objects.filter(kind="report_question_handed").count() == 1
    with pytest.raises(DomainError, match="Velg en"):
        hand(person("odd").public_id)
    hand("")
    assert question(report, "F-1.4").handed_to == ""


def test_the_files_of_an_answer_follow_who_reads_it(report: SelfReport) -> None:
    file = Evidence.objects.create(
        kind="policy", title="Retningslinjer", file_name="a.pdf", content_type="application/pdf", size=1, sha256="x",
        owner=report.owner, team=report.team, supplier=report.supplier, from_supplier=True, with_answer=True,
        uploaded_at=NOON, scan_state="clean", audience="case_team", seen_by={supplier_key(report.supplier_id)},
    )  # fmt: skip
    attach_evidence(by=actor("nora"), at=NOON, report_id=report.public_id, code="F-1.1", evidence_id=file.public_id)

    def reads(who: str) -> bool:
        return Evidence.objects.visible_to(actor(who)).filter(pk=file.pk).exists()

    assert [reads(who) for who in ("nora", "bjarne", "stina", "berit")] == [True, False, False, False]
    handed_in(report)
    assert [reads(who) for who in ("nora", "bjarne", "stina", "berit")] == [True, True, True, False]
    late = gloves("bergen")
    granted(report.team, late)
    cover_more(by=actor("bjarne"), at=NOON, follow_up_id=report.follow_up.public_id)
    assert reads("berit")


def test_withdrawn_it_is_no_longer_answered(report: SelfReport) -> None:
    SelfReport.objects.filter(pk=report.pk).update(state="withdrawn", withdrawn_reason="Asked twice")
    with pytest.raises(Refused, match="trukket"):
        answered(report, "F-1.4", value="x")


def test_reading_the_form_asks_as_much_of_the_database_however_much_is_written(
    report: SelfReport, django_assert_num_queries: Any
) -> None:
    form_of(report)
    with django_assert_num_queries(4):
        form_of(own(report))
    for code in (*LEADS, "F-1.4", "F-1.6"):
        answered(report, code, value="yes")
    with django_assert_num_queries(5):  # and the names of those who wrote
        form_of(own(report))


def own(report: SelfReport) -> SelfReport:
    return SelfReport.objects.select_related("edition").get(pk=report.pk)
