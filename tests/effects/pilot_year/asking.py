"""A follow-up from its plan to the conclusion, by the same acts as people's."""

import io
from collections.abc import Sequence

from aktsom.cli.pilot_papers import one_page
from aktsom.follow_up.actions import concluding, document_reviews, meetings, planning
from aktsom.follow_up.actions import reading as scoring
from aktsom.follow_up.actions.answering import open_report, save_answer
from aktsom.follow_up.actions.dispatching import Dispatch, dispatch_self_report
from aktsom.follow_up.actions.documents import Given, give_document, judge_document
from aktsom.follow_up.actions.minutes import write_minutes
from aktsom.follow_up.actions.submitting import submit_report
from aktsom.follow_up.actions.uploads import receive_whole
from aktsom.follow_up.models import DocumentReview, Meeting, SelfReport
from aktsom.follow_up.queries.answers import form_of
from aktsom.follow_up.queries.conclusions import newest_of_point, point_line
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.reading import asked_by, read_marks, reading
from aktsom.follow_up.rules.answers import Said
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.models import CategoryTeam
from tests.effects.pilot_year.clock import days, now
from tests.effects.pilot_year.story import Story, company, deputy, lead, supplies, team_of

LINK = "https://aktsom.example/virksomhet/invitasjon/"
PAPERS = ("human_rights_policy", "risk_analysis")
WHY = "Sett i det som er lagt fram, og snakket om i møtet."


def plan(story: Story, *cases: str) -> None:
    """With every method: what is used of them shows."""
    for case in cases:
        team = CategoryTeam.objects.get(group_id=team_of(case).group)
        said = planning.Plan(now().date(), now().date() + days(330), list(Method))
        made = planning.plan_follow_up(
            by=lead(case), at=now(), team_id=team.public_id, supplier_id=company(case).public_id, plan=said
        )
        story.cases[case] = made.public_id


def announce(story: Story, *cases: str) -> None:
    for case in cases:
        one = story.case(case)
        planning.announce(by=lead(case), at=now(), follow_up_id=one.public_id, revision=one.revision)


def cover_more(story: Story, *cases: str) -> None:
    for case in cases:
        planning.cover_more(by=lead(case), at=now(), follow_up_id=story.cases[case])


def drop(story: Story, case: str) -> None:
    one, why = story.case(case), "Virksomheten er solgt, og avtalene blir sagt opp."
    planning.drop_follow_up(by=lead(case), at=now(), follow_up_id=one.public_id, revision=one.revision, reason=why)


def ask(story: Story, *cases: str) -> None:
    for case in cases:
        dispatch = Dispatch("Vi spør én gang for alle som kjøper av dere.")
        dispatch_self_report(
            by=lead(case), at=now(), follow_up_id=story.cases[case], revision=None, dispatch=dispatch, link=LINK
        )


def report_of(story: Story, case: str) -> SelfReport:
    return SelfReport.objects.get(follow_up__public_id=story.cases[case])


def answer(story: Story, *cases: str) -> None:
    """Every lead question with yes, and the form signed."""
    for case in cases:
        by, id_ = supplies(case), report_of(story, case).public_id
        report = open_report(by=by, at=now(), report_id=id_)
        for code in report.edition.questions.filter(is_lead=True).order_by("id").values_list("code", flat=True):
            said = Said("yes", "Vi følger opp alle produsentene våre.")
            save_answer(by=by, at=now(), report_id=id_, code=code, said=said, revision=0)
        submit_report(
            by=by, at=now(), report_id=id_, mark=form_of(report).revision_mark, signed_as="Vera, daglig leder"
        )


def read(story: Story, *cases: str) -> None:
    """By two, who agree."""
    for case in cases:
        id_, both = report_of(story, case).public_id, (lead(case), deputy(case))
        for place, who in enumerate(both, 1):
            scoring.take_place(by=who, at=now(), report_id=id_, place=place)
        answered = set(report_of(story, case).answers.values_list("code", flat=True))
        for line in reading(both[0], asked_by(both[0], id_)).lines:
            for who in both if line.code in answered else ():
                scoring.give_score(by=who, at=now(), report_id=id_, code=line.code, mark=line.mark, score=2)
        report = report_of(story, case)
        scoring.finish_reading(by=both[0], at=now(), report_id=id_, revision=report.revision)


def invite(story: Story, *cases: str) -> None:
    """To a meeting two weeks from now."""
    for case in cases:
        said = meetings.MeetingSaid(now() + days(14), ["Varslingskanal for dem som produserer"], place="Videomøte")
        one = meetings.plan_meeting(by=lead(case), at=now(), follow_up_id=story.cases[case], said=said)
        meetings.invite(by=lead(case), at=now(), meeting_id=one.public_id, revision=one.revision)


def meet(story: Story, *cases: str) -> None:
    """Held, written of, and confirmed by the supplier."""
    for case in cases:
        one = Meeting.objects.get(follow_up__public_id=story.cases[case])
        about = {"by": lead(case), "at": now(), "meeting_id": one.public_id}
        texts = {point.public_id: "De lager en kanal før sommeren." for point in one.points.all()}
        one = write_minutes(**about, revision=one.revision, ours="Gruppen", theirs="Vera, daglig leder", minutes=texts)
        one = meetings.send_minutes(**about, revision=one.revision)
        meetings.confirm_minutes(by=supplies(case), at=now(), meeting_id=one.public_id, revision=one.revision)


def ask_for_papers(story: Story, *cases: str) -> None:
    for case in cases:
        said = document_reviews.ListSaid(now().date() + days(21), PAPERS)
        one = document_reviews.draft_review(by=lead(case), at=now(), follow_up_id=story.cases[case], said=said)
        document_reviews.send_review(by=lead(case), at=now(), review_id=one.public_id, revision=one.revision)


def review_of(story: Story, case: str) -> DocumentReview:
    return DocumentReview.objects.get(follow_up__public_id=story.cases[case])


def papers_of(story: Story, case: str) -> list[concluding.Cited]:
    return [concluding.Cited(row.evidence.public_id) for row in review_of(story, case).rows.all() if row.evidence]


def give_papers(story: Story, *cases: str) -> None:
    for case in cases:
        one, by = review_of(story, case), supplies(case)
        given = Given(dated_on=now().date() - days(200), quality={"reach": "specific"})
        for row in one.rows.all():
            paper = one_page(f"{row.title} fra {case}")
            upload = receive_whole(
                by=by, at=now(), file_name=f"{row.kind}.pdf", size=len(paper), read=io.BytesIO(paper).read
            ).public_id
            give_document(by=by, at=now(), review_id=one.public_id, row_id=row.public_id, upload_id=upload, given=given)
        one = review_of(story, case)
        document_reviews.hand_in(by=by, at=now(), review_id=one.public_id, revision=one.revision)


def judge_papers(story: Story, *cases: str) -> None:
    for case in cases:
        one, by = review_of(story, case), lead(case)
        for row in one.rows.all():
            one = review_of(story, case)
            judge_document(
                by=by, at=now(), review_id=one.public_id, row_id=row.public_id, revision=one.revision,
                verdict="sufficient", reason="",
            )  # fmt: skip
        one = review_of(story, case)
        document_reviews.close_review(by=by, at=now(), review_id=one.public_id, revision=one.revision)


def conclude(
    story: Story, case: str, points: Sequence[tuple[str, Verdict, Method]] = (("2.1", Verdict.MET, Method.MEETING),)
) -> None:
    """On these points, all wordings of each alike; the rest is said to be unassessed."""
    one, by, today = story.case(case), lead(case), now().date()
    audited = [site.key for site in sites_to_judge(by, one, today) if site.audited]
    for number, verdict, method in points:
        wordings = point_line(one, number).wordings
        judged = [concluding.Judged(each.term_sets, verdict, WHY, "Ingen har sett råvareleddet.") for each in wordings]
        places = audited if method == Method.AUDIT else []
        cited = papers_of(story, case) if method == Method.DOCUMENT_REVIEW else []
        ground = concluding.Ground(method, today - days(1), cited=cited, sites=places)
        concluding.conclude_point(
            by=by, at=now(), follow_up_id=one.public_id, number=number, seen=newest_of_point(one, number),
            read=read_marks(one.pk), judged=judged, ground=ground,
        )  # fmt: skip
    one = story.case(case)
    concluding.leave_unassessed(
        by=by, at=now(), follow_up_id=one.public_id, revision=one.revision, reason="Ikke en del av planen i år."
    )
    one = story.case(case)
    concluding.conclude_follow_up(by=by, at=now(), follow_up_id=one.public_id, revision=one.revision)
