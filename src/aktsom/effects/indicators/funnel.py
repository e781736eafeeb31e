"""From all suppliers down to the few that were visited: how far follow-up of each came in the year."""

from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from aktsom.effects.indicators.contracts import high_risk
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.follow_up.models import CoveredContract, ReportedContract
from aktsom.suppliers.queries.identity import identity
from aktsom.teams.models import CategoryTeam


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
    """Companies, each once whatever it is called. Those of a stage are among those that are bought from, and from the
    third on among those followed up, for whomever it is reckoned; of a team the first is all its category. Of meetings,
    documents and audits those are counted that everybody with a contract covered has been shown."""
    queries = [_bought(span), _covered(span, Stage.FOLLOWED_UP, Q()), _covered(span, Stage.ANSWERED, _answered(span))]
    for stage, told in (
        (Stage.DOCUMENTS, "document_reviews"),
        (Stage.MET, "meetings"),
        (Stage.AUDITED, "audits"),
    ):
        path = f"follow_up__{told}__shared_at"
        queries.append(_covered(span, stage, Q(**{f"{path}__gte": span.start, f"{path}__lt": span.end})))
    return Rows(Record.SUPPLIER, tuple(queries), _of_team)


def _of_team(team_id: int) -> Q:
    category = CategoryTeam.objects.filter(pk=team_id).values("group_id")
    return Q(of_follow_up_team=team_id) | Q(of_part=Stage.BOUGHT_FROM.value, of_group__in=category)


def _bought(span: Span) -> QuerySet[Any]:
    rows: QuerySet[Any] = high_risk(span.today).filter(contract__supplier__isnull=False).annotate(
        key=identity("contract__supplier"),
        of_part=Value(Stage.BOUGHT_FROM.value),
        said=Value(1),
        of_follow_up_team=Value(None, output_field=IntegerField()),
    )  # fmt: skip
    return rows


def _covered(span: Span, stage: Stage, which: Q) -> QuerySet[Any]:
    """By contracts that the first stage holds in the same category; a contract that is over, or without high risk, is
    followed up but bought from by nobody there."""
    going_on = Q(follow_up__ended_at__isnull=True) | Q(follow_up__ended_at__gte=span.start)
    bought = high_risk(span.today).filter(
        contract_id=OuterRef("contract_id"), of_group=OuterRef("follow_up__group_id"), contract__supplier__isnull=False
    )
    rows = CoveredContract.objects.filter(
        which, going_on, Exists(bought), left_at__isnull=True, follow_up__announced_at__lt=span.end
    )
    return rows.annotate(
        key=identity("contract__supplier"),
        of_member=F("member_id"),
        of_group=F("follow_up__group_id"),
        of_part=Value(stage.value),
        said=Value(1),
        weight=Value(1),
        of_follow_up_team=F("follow_up__team_id"),
    )


def _answered(span: Span) -> Q:
    ticked = ReportedContract.objects.filter(
        self_report__follow_up_id=OuterRef("follow_up_id"), contract_id=OuterRef("contract_id"),
        ticked_on__gte=span.first, ticked_on__lt=span.end.date(),
    )  # fmt: skip
    return Q(Exists(ticked))
