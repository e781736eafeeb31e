"""Of chains: for each stage, whether the supplier has told where it happens."""

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from aktsom.effects.indicators.contracts import CONTRACT, covered_by_team, high_risk
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.supply_chain.models import ChainLink, DeclarationContract, DeclarationRow
from aktsom.supply_chain.states import DeclarationState, Stage


@indicator
def chain_told(span: Span) -> Rows:
    """By the newest answer in force for the contract. A stage of which the supplier says itself that it does not know
    it, or not all of it, is not told; where nobody has been asked, or has answered, it is not known."""
    return Rows(Record.CONTRACT, tuple(_of_stage(span, stage) for stage in Stage), covered_by_team)


def _of_stage(span: Span, stage: Stage) -> Any:
    newest = DeclarationContract.objects.filter(
        contract_id=CONTRACT, declaration__state=DeclarationState.SUBMITTED
    ).order_by("-declaration_id")
    answer = OuterRef("answer")
    told = ChainLink.objects.filter(declaration_id=answer, stage=stage, ended_at__isnull=True)
    unsaid = DeclarationRow.objects.filter(declaration_id=answer, facts__unknown=True, facts__stage=stage.value)
    asked = high_risk(span.today).annotate(answer=Subquery(newest.values("declaration_id")[:1]))
    return asked.annotate(
        of_part=Value(stage.value),
        said=Case(
            When(answer__isnull=True, then=Value(None)),
            When(Q(Exists(told)) & ~Q(Exists(unsaid)), then=Value(1)),
            default=Value(0),
        ),
    )
