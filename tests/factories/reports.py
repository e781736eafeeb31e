"""Self-reports that have been asked of a supplier, and answers to them."""

from datetime import datetime
from typing import Any

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.actions.answering import open_report, save_answer
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.actions.submitting import submit_report
from aktsom.follow_up.models import Answer, FollowUp, ReportedContract, SelfReport, Submission
from aktsom.follow_up.queries.answers import form_of
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.rules.answers import Said
from aktsom.follow_up.states import FollowUpState
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person, supplier

LEADS = ("F-1.1", "F-2.1", "F-3.1", "F-4.1", "F-5.1", "F-6.1")


def asked(follow_up: FollowUp, at: datetime = NOON, **said: Any) -> SelfReport:
    """As the team or the member asks it, for all contracts that the follow-up covers."""
    load_terms(by=PLATFORM, at=NOON)
    load_questionnaires(by=PLATFORM, at=NOON)
    rows = list(follow_up.covered.filter(left_at__isnull=True).select_related("contract"))
    owner = rows[0].member_id if rows else (follow_up.member_id or member("oslo").pk)
    made = SelfReport.objects.create(
        follow_up=follow_up,
        team=follow_up.team,
        supplier=supplier(),
        group_id=follow_up.group_id,
        edition=published("full"),
        owner_id=owner,
        audience=Audience.LINKED_BUYERS,
        asked_at=at,
        seen_by=keys_carried(
            Audience.LINKED_BUYERS,
            owner_id=owner,
            team_id=follow_up.team_id,
            linked_ids=[row.member_id for row in rows],
            supplier_id=supplier().pk,
        ),
        **said,
    )
    for row in rows:
        ReportedContract.objects.create(
            self_report=made, contract=row.contract, member_id=row.member_id, title=row.contract.title, added_at=at
        )
    FollowUp.objects.filter(pk=follow_up.pk).update(state=FollowUpState.RUNNING, announced_at=at)
    person("nora"), person("aksel")
    return made


def answered(report: SelfReport, code: str, by: str = "nora", at: datetime = NOON, **said: Any) -> Answer | None:
    there = report.answers.filter(code=code).first()
    return save_answer(
        by=actor(by), at=at, report_id=report.public_id, code=code, said=Said(**said),
        revision=there.revision if there else 0,
    )  # fmt: skip


def handed_in(report: SelfReport, at: datetime = NOON, lead: str = "yes") -> Submission:
    """By the approver, with an answer to each lead question that has none."""
    open_report(by=actor("nora"), at=at, report_id=report.public_id)
    for code in report.edition.questions.filter(is_lead=True).values_list("code", flat=True):
        if not report.answers.filter(code=code).exists():
            answered(report, code, at=at, value=lead)
    return submit_report(
        by=actor("aksel"), at=at, report_id=report.public_id, mark=form_of(report).revision_mark,
        signed_as="Aksel, daglig leder",
    )  # fmt: skip
