"""Why an actor may not read a self-report to judge it, or nothing. Whoever runs the follow-up reads it."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import ExampleAnswer, SelfReport
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.states import REPORT, ReportState
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission
from aktsom.teams.permissions.mandates import lead


def read(actor: Actor, report: SelfReport) -> Refusal | None:
    """To open it and see how far the reading has come."""
    return begin(actor, report.follow_up.team, report.follow_up.member_id or 0)


def judge(actor: Actor, report: SelfReport, verb: str = "") -> Refusal | None:
    """To score, remark and settle; `verb` is one of the table of self-reports, none for what moves no state."""
    if refusal := read(actor, report):
        return refusal
    if verb:
        return REPORT.refusal(report.state, verb)
    if report.state == ReportState.ANSWERED:
        return None
    waits = report.state in (ReportState.ASKED, ReportState.RETURNED)
    return Refusal(_("Leverandøren har ikke svart ennå.") if waits else _("Lesingen er avsluttet."))


def settle(actor: Actor, report: SelfReport) -> Refusal | None:
    """Where two readers disagree: the lead or the deputy; in a member's own follow-up its contract owner."""
    if refusal := judge(actor, report):
        return refusal
    team = report.follow_up.team
    if team is not None:
        return lead(actor, team) and Refusal(_("Bare lederen og nestlederen avgjør der leserne er uenige."))
    if has(actor, Permission.GIVE_MANDATES, report.follow_up.member_id or 0):
        return None
    return Refusal(_("Bare avtaleeieren avgjør der leserne er uenige."))


def keep_examples(actor: Actor, team_id: int | None) -> Refusal | None:
    """A team's own, or the secretariat's for all."""
    if actor.is_platform or (keeps_network(actor) if team_id is None else team_id in actor.team_ids):
        return None
    return Refusal(_("Bare gruppen selv og sekretariatet legger inn eksempler."))


def withdraw_example(actor: Actor, one: ExampleAnswer) -> Refusal | None:
    if one.withdrawn_at is not None:
        return Refusal(_("Eksempelet er tatt bort."))
    return keep_examples(actor, one.team_id)
