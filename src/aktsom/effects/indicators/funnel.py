"""From all suppliers down to the few that were visited: how far follow-up of each came in the year."""

from enum import StrEnum
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from aktsom.effects.indicators.contracts import high_risk
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.follow_up.models import CoveredContract, ReportedContract
from aktsom.suppliers.queries.identity import identity


class Stage(StrEnum):
    """The widest first."""

    BOUGHT_FROM = "bought_from"
    FOLLOWED_UP = "followed_up"
    ANSWERED = "answered"
    DOCUMENTS = "documents"
    MET = "met"
    AUDITED = "audited"


@indicator
def funnel(span: Span) -> Rows:
    """Companies, each once whatever it is called. Of meetings, documents and audits those are counted that everybody
    with a contract covered has been shown."""
    announced = Q(follow_up__announced_at__lt=span.end)
    going_on = announced & (Q(follow_up__ended_at__isnull=True) | Q(follow_up__ended_at__gte=span.start))
    bought = high_risk(span.today).filter(contract__supplier__isnull=False)
    queries = [
        bought.annotate(
            key=identity("contract__supplier"),
            of_part=Value(Stage.BOUGHT_FROM.value),
            said=Value(1),
            of_follow_up_team=Value(None, output_field=IntegerField()),
        ),
        _covered(Stage.FOLLOWED_UP, going_on),
        _answered(span),
    ]
    for stage, told in (
        (Stage.DOCUMENTS, "document_reviews"),
        (Stage.MET, "meetings"),
        (Stage.AUDITED, "audits"),
    ):
        path = f"follow_up__{told}__shared_at"
        queries.append(_covered(stage, Q(**{f"{path}__gte": span.start, f"{path}__lt": span.end})))
    return Rows(Record.SUPPLIER, tuple(queries), _of_team)


def _of_team(team_id: int) -> Q:
    return Q(of_follow_up_team=team_id)


def _covered(stage: Stage, which: Q) -> QuerySet[Any]:
    rows = CoveredContract.objects.filter(which, left_at__isnull=True, follow_up__announced_at__isnull=False)
    return rows.annotate(
        key=identity("follow_up__supplier"),
        of_member=F("member_id"),
        of_group=F("follow_up__group_id"),
        of_part=Value(stage.value),
        said=Value(1),
        weight=Value(1),
        of_follow_up_team=F("follow_up__team_id"),
    )


def _answered(span: Span) -> QuerySet[Any]:
    rows = ReportedContract.objects.filter(ticked_on__gte=span.first, ticked_on__lt=span.end.date())
    return rows.annotate(
        key=identity("self_report__supplier"),
        of_member=F("member_id"),
        of_group=Coalesce(F("self_report__group_id"), Value("")),
        of_part=Value(Stage.ANSWERED.value),
        said=Value(1),
        weight=Value(1),
        of_follow_up_team=F("self_report__follow_up__team_id"),
    )
