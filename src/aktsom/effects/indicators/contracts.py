"""Of contracts with high risk that run today: their terms, and how far they have been followed up."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from aktsom.effects.indicators.rows import Record, Rows, Span, indicator, midnight, months_ago
from aktsom.effects.tables import figure_limit
from aktsom.findings.models import ColourChange
from aktsom.findings.rules.colour import Colour
from aktsom.follow_up.models import Conclusion, CoveredContract, ReportedContract
from aktsom.follow_up.states import LIVE
from aktsom.risk.models import ContractRisk, Verdict
from aktsom.risk.queries.running import running

CONTRACT = OuterRef("contract_id")


def high_risk(today: date) -> QuerySet[Any]:
    """One row a contract and category that it is in."""
    rows = ContractRisk.objects.filter(running(today), verdict=Verdict.HIGH_RISK)
    return rows.annotate(
        key=F("contract_id"),
        of_member=F("member_id"),
        of_group=Coalesce(F("products__group_id"), Value("")),
        weight=Value(1),
    )


def covered_by_team(team_id: int) -> Q:
    covered = CoveredContract.objects.filter(
        contract_id=CONTRACT, left_at__isnull=True, follow_up__team_id=team_id, follow_up__announced_at__isnull=False
    )
    return Q(Exists(covered))


def _rows(query: QuerySet[Any]) -> Rows:
    return Rows(Record.CONTRACT, (query,), covered_by_team)


def _yes_or_no(said: Any, *, unknown: Q) -> Case:
    return Case(When(unknown, then=Value(None)), When(said, then=Value(1)), default=Value(0))


@indicator
def terms(span: Span) -> Rows:
    code = F("contract__term_set_id")
    said = Case(When(contract__term_set__isnull=False, then=Value(1)), default=Value(None), output_field=IntegerField())
    return _rows(high_risk(span.today).annotate(of_part=Coalesce(code, Value("")), said=said))


@indicator
def own_deviations(span: Span) -> Rows:
    """Of the terms as they are published; where no terms are named there is nothing to deviate from."""
    deviates = ~Q(contract__own_facts__term_deviations="")
    said = _yes_or_no(deviates, unknown=Q(contract__term_set__isnull=True))
    return _rows(high_risk(span.today).annotate(of_part=Value(""), said=said))


@indicator
def with_clause(span: Span) -> Rows:
    """As the register says: a contract that names none may have some that nobody has written down."""
    said = Case(When(contract__term_set__isnull=False, then=Value(1)), default=Value(0))
    return _rows(high_risk(span.today).annotate(of_part=Value(""), said=said))


@indicator
def followed_up(span: Span) -> Rows:
    since = midnight(months_ago(span.today, figure_limit("follow_up_months")))
    recent = Q(follow_up__state__in=LIVE) | Q(follow_up__state="concluded", follow_up__ended_at__gte=since)
    covered = CoveredContract.objects.filter(
        recent, contract_id=CONTRACT, left_at__isnull=True, follow_up__announced_at__isnull=False
    )
    said = _yes_or_no(Exists(covered), unknown=Q(contract__supplier__isnull=True))
    return _rows(high_risk(span.today).annotate(of_part=Value(""), said=said))


@indicator
def with_self_report(span: Span) -> Rows:
    since = months_ago(span.today, figure_limit("self_report_months"))
    answered = ReportedContract.objects.filter(contract_id=CONTRACT, ticked_on__gte=since)
    said = _yes_or_no(Exists(answered), unknown=Q(contract__supplier__isnull=True))
    return _rows(high_risk(span.today).annotate(of_part=Value(""), said=said))


@indicator
def with_conclusion(span: Span) -> Rows:
    """By the contract's own terms, whatever was concluded: without terms nobody can say of which point."""
    since = months_ago(span.today, figure_limit("conclusion_months"))
    concluded = Conclusion.objects.filter(
        follow_up__covered__contract_id=CONTRACT, follow_up__covered__left_at__isnull=True,
        follow_up__announced_at__isnull=False, term_set_id=OuterRef("contract__term_set_id"),
        superseded_at__isnull=True, done_on__gte=since,
    ).exclude(method="")  # fmt: skip
    unknown = Q(contract__supplier__isnull=True) | Q(contract__term_set__isnull=True)
    return _rows(high_risk(span.today).annotate(of_part=Value(""), said=_yes_or_no(Exists(concluded), unknown=unknown)))


@indicator
def open_red(span: Span) -> Rows:
    """By the newest colour of what covers the contract, under its own terms; what was never judged has none."""
    newest = ColourChange.objects.filter(
        follow_up__covered__contract_id=CONTRACT, follow_up__covered__left_at__isnull=True,
        term_set_id=OuterRef("contract__term_set_id"),
    ).order_by("-id")  # fmt: skip
    coloured = high_risk(span.today).annotate(colour=Coalesce(Subquery(newest.values("colour")[:1]), Value("none")))
    unknown = Q(colour=Colour.NONE)
    return _rows(
        coloured.annotate(of_part=Value(""), said=_yes_or_no(Exact(F("colour"), Value("red")), unknown=unknown))
    )
