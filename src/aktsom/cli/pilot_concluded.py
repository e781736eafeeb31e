"""A follow-up in the demo that has gone the whole way: answered, read by two, met about, documents and a factory looked
at, concluded, and built on by a buyer that gave no mandate."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from aktsom.cli.pilot_audit import SECOND, audited
from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_effort import load_effort
from aktsom.cli.pilot_findings import load_findings
from aktsom.cli.pilot_follow_up import demo_actor as actor
from aktsom.cli.pilot_letters import load_letters
from aktsom.cli.pilot_papers import sent_by
from aktsom.cli.pilot_publications import load_publication
from aktsom.cli.pilot_records import load_records
from aktsom.cli.pilot_sanctions import load_sanctions
from aktsom.cli.pilot_steps import load_steps

if TYPE_CHECKING:
    from aktsom.follow_up.models import Evidence, FollowUp, SelfReport
    from aktsom.follow_up.queries.reading import AnswerLine

LEAD, ANSWERS, BUILDS = "marte@sykehus.example", "vera@tindholt.example", "ingrid@oslo.example"
# Who writes in the register which terms its contracts with the supplier have, the oldest contract first and the last
# terms for the rest. Bergen's stay as its file has them, so that the file read in again changes nothing.
TERMS = (("kari@oslo.example", ("T3",)), ("marte@sykehus.example", ("T1", "T4")))
# Of the lead questions in their order: yes or no, what was said, and the scores of the two who read.
ANSWERS_GIVEN = (
    ("yes", "Styret vedtok retningslinjene i fjor. De ligger på nettsiden vår.", 2, 2),
    ("yes", "Vi har vurdert bomull, spinning og søm. Vurderingen er lagt fram for styret.", 2, 1),
    ("yes", "Vi stiller krav om at rekrutteringsgebyr betales tilbake.", 1, 1),
    ("yes", "Innkjøpssjefen følger opp tiltakene hvert kvartal.", 2, 2),
    ("yes", "Vi skriver om arbeidet i redegjørelsen etter åpenhetsloven.", 3, 3),
    ("no", "Vi har ingen varslingskanal som de som syr, kan bruke på sitt eget språk.", 1, 1),
)
AGENDA = (
    ("Hva som er kjent om spinneriene", "To av fem spinnerier er navngitt. Resten er lovet innen fristen."),
    ("Varslingskanal for dem som syr", "Leverandøren har ingen i dag, og vil ha en på plass før sommeren."),
)
TASKS = (
    ("Sende navn og adresse på de tre siste spinneriene", "supplier", "Vera Somme", 30),
    ("Sende leverandøren en liste over varslingskanaler som andre bruker", "ours", "Marte Haugen", 14),
)
# Kind of document, what of it was found, and why.
DOCUMENTS = (
    ("human_rights_policy", "sufficient", ""),
    ("risk_analysis", "partly", "Dekker søm og vask, men ikke spinning og råvare."),
)


def load_concluded() -> None:
    """Left out where the example registers give the team no mandate for the supplier."""
    with ago(92):
        one = _announced()
    if one is None:
        return
    with ago(90):
        _answered_and_read(one)
    with ago(55):
        _met(one)
    with ago(45):
        papers = _documents(one)
    with ago(40):
        audited(one)
    with ago(38):
        _concluded(one, papers)
    with ago(28):
        _built_on(one)
    load_effort(one)
    load_findings(one)
    load_sanctions(one)
    load_letters(one)
    load_publication(one)
    load_steps(one)
    load_records(one)


def _announced() -> "FollowUp | None":
    from aktsom.follow_up.actions.planning import Plan, announce, plan_follow_up
    from aktsom.follow_up.states import Form, Method
    from aktsom.suppliers.models import Supplier
    from aktsom.teams.models import CategoryTeam

    now, by = clock(), actor(LEAD)
    team = CategoryTeam.objects.filter(group_id="textile", pk__in=by.team_ids).first()
    supplier = Supplier.objects.filter(people__person__email=ANSWERS).first()
    if team is None or supplier is None:
        return None
    _write_terms(supplier.identity_id)
    plan = Plan(
        now.date(), now.date() + timedelta(days=150), list(Method), form=Form.FULL,
        form_reason="Tre av oss kjøper av dem, og ingen har sett hvor tøyet blir sydd.",
    )  # fmt: skip
    one = plan_follow_up(by=by, at=now, team_id=team.public_id, supplier_id=supplier.public_id, plan=plan)
    if not one.covered.exists():
        return None
    return announce(by=by, at=now, follow_up_id=one.public_id, revision=one.revision)


def _write_terms(company: int) -> None:
    from aktsom.contracts.models import Contract
    from aktsom.contracts.queries import facts_of
    from aktsom.risk.actions.registering import amend_and_screen
    from aktsom.suppliers.queries.identity import of_companies

    for email, terms in TERMS:
        by = actor(email)
        own = Contract.objects.filter(of_companies([company], "supplier"), member_id__in=by.member_ids)
        for number, held in enumerate(own.order_by("id")):
            facts = replace(facts_of(held), term_set=terms[min(number, len(terms) - 1)])
            now = clock()
            amend_and_screen(by=by, at=now, public_id=held.public_id, revision=held.revision, facts=facts)


def _answered_and_read(one: "FollowUp") -> None:
    """The two who read disagree on one answer, and the lead settles it."""
    from aktsom.follow_up.actions.answering import open_report, save_answer
    from aktsom.follow_up.actions.dispatching import Dispatch, dispatch_self_report
    from aktsom.follow_up.actions.submitting import submit_report
    from aktsom.follow_up.queries.answers import form_of
    from aktsom.follow_up.rules.answers import Said

    asked, lead, vera = clock(), actor(LEAD), actor(ANSWERS)
    answered = asked + timedelta(days=18)
    dispatch = Dispatch("Vi spør én gang for alle som kjøper av dere.")
    id_ = dispatch_self_report(
        by=lead, at=asked, follow_up_id=one.public_id, revision=None, dispatch=dispatch, link=""
    ).public_id
    report = open_report(by=vera, at=answered, report_id=id_)
    leads = [asked.code for asked in report.edition.questions.order_by("id") if asked.is_lead]
    for code, (value, why, *_scores) in zip(leads, ANSWERS_GIVEN, strict=False):
        save_answer(by=vera, at=answered, report_id=id_, code=code, said=Said(value, why), revision=0)
    submit_report(
        by=vera, at=answered, report_id=id_, mark=form_of(report).revision_mark, signed_as="Vera Somme, daglig leder"
    )
    _read(report, leads, asked + timedelta(days=26))


def _read(report: "SelfReport", leads: list[str], now: datetime) -> None:
    from aktsom.follow_up.actions import reading as acts
    from aktsom.follow_up.states import RemarkKind

    id_, lead = report.public_id, actor(LEAD)
    for email, place in ((LEAD, 1), (SECOND, 2)):
        acts.take_place(by=actor(email), at=now, report_id=id_, place=place)
    marks = {code: line.mark for code, line in _lines(id_).items()}
    for code, (*_said, first, second) in zip(leads, ANSWERS_GIVEN, strict=False):
        for who, score in ((lead, first), (actor(SECOND), second)):
            acts.give_score(by=who, at=now, report_id=id_, code=code, mark=marks[code], score=score)
        if first != second:
            why_so = "Vurderingen selv er ikke lagt ved, bare omtalt."
            acts.settle_score(
                by=lead, at=now, report_id=id_, code=code, mark=marks[code], weighed=_lines(id_)[code].weighed,
                score=second, reason=why_so,
            )  # fmt: skip
    advice = "Spør dem som syr, hvilken kanal de ville brukt. Vi sender eksempler."
    last = leads[min(len(leads), len(ANSWERS_GIVEN)) - 1]
    acts.remark(
        by=lead, at=now, report_id=id_, code=last, mark=marks[last], kind=RemarkKind.ADVICE, text=advice,
        before=_lines(id_)[last].remark_mark(RemarkKind.ADVICE),
    )  # fmt: skip
    report.refresh_from_db()
    acts.finish_reading(by=lead, at=now, report_id=id_, revision=report.revision)


def _lines(report_id: str) -> "dict[str, AnswerLine]":
    from aktsom.follow_up.queries.reading import asked_by, reading

    lead = actor(LEAD)
    return {line.code: line for line in reading(lead, asked_by(lead, report_id)).lines}


def _met(one: "FollowUp") -> None:
    """The supplier confirms the minutes."""
    from aktsom.follow_up.actions import meetings as acts
    from aktsom.follow_up.actions.minutes import TaskSaid, agree_task, write_minutes

    now, lead = clock(), actor(LEAD)
    before = now - timedelta(days=12)
    yesterday = (now - timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    said = acts.MeetingSaid(yesterday, [title for title, _text in AGENDA], place="Videomøte")
    meeting = acts.plan_meeting(by=lead, at=before, follow_up_id=one.public_id, said=said)
    id_ = meeting.public_id
    meeting = acts.invite(by=lead, at=before, meeting_id=id_, revision=meeting.revision)
    texts = dict(AGENDA)
    meeting = write_minutes(
        by=lead, at=now, meeting_id=id_, revision=meeting.revision, ours="Marte Haugen\nKari Dahl",
        theirs="Vera Somme, daglig leder", minutes={row.public_id: texts[row.title] for row in meeting.points.all()},
    )  # fmt: skip
    for text, side, who, days in TASKS:
        task = TaskSaid(text, side, timezone.localdate() + timedelta(days=days), who)  # still to be done
        agree_task(by=lead, at=now, meeting_id=id_, revision=meeting.revision, said=task)
        meeting.refresh_from_db()
    meeting = acts.send_minutes(by=lead, at=now, meeting_id=id_, revision=meeting.revision)
    acts.confirm_minutes(by=actor(ANSWERS), at=now, meeting_id=id_, revision=meeting.revision)


def _documents(one: "FollowUp") -> list["Evidence"]:
    """What was laid before the team, in the order of DOCUMENTS."""
    from aktsom.follow_up.actions import document_reviews as acts
    from aktsom.follow_up.actions.documents import Given, give_document, judge_document

    now, lead, vera = clock(), actor(LEAD), actor(ANSWERS)
    asked = now - timedelta(days=14)
    due = asked.date() + timedelta(days=21)
    said = acts.ListSaid(due, [kind for kind, _verdict, _why in DOCUMENTS])
    review = acts.draft_review(by=lead, at=asked, follow_up_id=one.public_id, said=said)
    id_ = review.public_id
    acts.send_review(by=lead, at=asked, review_id=id_, revision=review.revision)
    rows = {row.kind: row for row in review.rows.all()}
    given = Given(dated_on=now.date() - timedelta(days=200), quality={"reach": "specific"})
    for row in rows.values():
        upload = sent_by(ANSWERS, f"{row.kind}.pdf", row.title)
        give_document(by=vera, at=now, review_id=id_, row_id=row.public_id, upload_id=upload, given=given)
    review.refresh_from_db()
    acts.hand_in(by=vera, at=now, review_id=id_, revision=review.revision)
    for kind, verdict, why in DOCUMENTS:
        review.refresh_from_db()
        judge_document(
            by=lead, at=now, review_id=id_, row_id=rows[kind].public_id, revision=review.revision,
            verdict=verdict, reason=why,
        )  # fmt: skip
    review.refresh_from_db()
    acts.close_review(by=lead, at=now, review_id=id_, revision=review.revision)
    return [row.evidence for kind, *_rest in DOCUMENTS if (row := review.rows.get(kind=kind)).evidence]


def _concluded(one: "FollowUp", papers: list["Evidence"]) -> None:
    """What an auditor found, the routine, the risk and the channel; the rest is said to be unassessed."""
    from aktsom.follow_up.actions import concluding as acts
    from aktsom.follow_up.queries.conclusions import point_line
    from aktsom.follow_up.queries.judged_sites import sites_to_judge
    from aktsom.follow_up.states import Method, Verdict

    now, lead = clock(), actor(LEAD)
    cited = [acts.Cited(paper.public_id) for paper in papers]
    audited = [site.key for site in sites_to_judge(lead, one, now.date()) if site.audited]
    findings: tuple[tuple[str, Verdict, Method, list[acts.Cited], str], ...] = (
        ("1.1", Verdict.NOT_MET, Method.AUDIT, [],
         "Arbeidere har betalt gebyr til en formidler for å få jobben."),
        ("2.1", Verdict.MET, Method.DOCUMENT_REVIEW, cited[:1],
         "Retningslinjene er vedtatt av styret og gjelder også dem de kjøper av."),
        ("2.2", Verdict.NOT_SHOWN, Method.DOCUMENT_REVIEW, cited[1:],
         "Vurderingen dekker søm og vask. Spinning og råvare mangler."),
        ("2.6", Verdict.NOT_MET, Method.MEETING, [], "De har ingen varslingskanal som arbeiderne kan bruke."),
    )  # fmt: skip
    for number, verdict, method, rests_on, why in findings:
        wordings = point_line(one, number).wordings
        judged = [acts.Judged(each.term_sets, verdict, why, "Ingen har sett leddene før sømmen.") for each in wordings]
        places = audited if method == Method.AUDIT else []
        ground = acts.Ground(method, now.date() - timedelta(days=1), cited=rests_on, sites=places)
        acts.conclude_point(
            by=lead, at=now, follow_up_id=one.public_id, number=number, seen="", read="", judged=judged, ground=ground
        )
    one.refresh_from_db()
    why = "Ikke en del av planen i år."
    acts.leave_unassessed(by=lead, at=now, follow_up_id=one.public_id, revision=one.revision, reason=why)
    one.refresh_from_db()
    acts.conclude_follow_up(by=lead, at=now, follow_up_id=one.public_id, revision=one.revision)


def _built_on(one: "FollowUp") -> None:
    """By Oslo, which has a contract and gave no mandate."""
    from aktsom.follow_up.actions.relying import decide_reliance
    from aktsom.follow_up.queries.reliance import reliance_lines
    from aktsom.follow_up.rules.reliance import Reliance

    now, by = clock(), actor(BUILDS)
    for line in reliance_lines(by, one, now.date())[:1]:
        why = "Vi bygger på det som er sett, og spør selv om spinneriene i vår avtale."
        decide_reliance(
            by=by, at=now, follow_up_id=one.public_id, contract_id=line.contract.public_id,
            choice=Reliance.PARTLY, reason=why, seen="",
        )  # fmt: skip
