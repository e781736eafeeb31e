"""A whole report drafted from what stands in the tables now, as the viewer sees it, in the language of the report."""

from datetime import datetime

from django.utils import translation

from aktsom.core.actor import Actor
from aktsom.effects.models import Report
from aktsom.effects.queries.scopes import NETWORK, Scope, of_member, of_team
from aktsom.effects.report_states import ReportKind
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import reckoned
from aktsom.effects.reports.kinds import KINDS
from aktsom.effects.reports.parts import Drafted


def drafted(viewer: Actor, one: Report, at: datetime) -> list[Drafted]:
    """Raises NotVisible where the viewer may not have its figures."""
    with translation.override(one.language):
        of = reckoned(viewer, scope_of(one), one.year, at)
        about = Context(viewer, one.member, one.team, one.year, at, of)
        return [section.draft(about) for section in KINDS[ReportKind(one.kind)]]


def scope_of(one: Report) -> Scope:
    if one.member is not None:
        return of_member(one.member.public_id)
    return NETWORK if one.team is None else of_team(one.team.public_id)
