"""Reads of what people are owed and have got."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aktsom.core.actor import Actor
from aktsom.findings.models import Confirmation, Entitlement, Finding, Payment, StatedTotal
from aktsom.findings.rules.remedy import Entitled, Sums, sums


@dataclass(frozen=True)
class Line:
    """One figure that stands, with what has been paid and confirmed of it, and of the figures whose place it took;
    `replaced_payments` and `replaced_confirmations` are what later ones have taken the place of."""

    entitlement: Entitlement
    payments: Sequence[Payment]
    confirmations: Sequence[Confirmation]
    replaced_payments: Sequence[Payment]
    replaced_confirmations: Sequence[Confirmation]

    @property
    def paid(self) -> Decimal:
        return sum((each.amount for each in self.payments), Decimal(0))

    @property
    def confirmed(self) -> Decimal:
        return sum((each.amount for each in self.confirmations), Decimal(0))

    @property
    def owed(self) -> Decimal | None:
        one = self.entitlement
        return None if one.amount is None else one.people * one.amount


@dataclass(frozen=True)
class Ledger:
    """`sums` are a currency each; `earlier` the figures that were replaced, the newest first."""

    lines: Sequence[Line]
    sums: Sequence[Sums]
    stated: Sequence[StatedTotal]
    earlier: Sequence[Entitlement]
    people: int

    @property
    def unknown(self) -> int:
        """Lines of which nobody has said how much: they are in no sum."""
        return sum(line.entitlement.amount is None for line in self.lines)


def ledger(viewer: Actor, one: Finding) -> Ledger:
    """Of a finding that the viewer sees."""
    return ledgers(viewer, [one])[one.pk]


def ledgers(_viewer: Actor, ones: Iterable[Finding]) -> dict[int, Ledger]:
    """Of findings that the viewer sees, by their key; as many questions for one as for many."""
    ids = [one.pk for one in ones]
    rows = list(Entitlement.objects.filter(finding__in=ids).prefetch_related("payments", "confirmations"))
    stated = list(StatedTotal.objects.filter(finding__in=ids, superseded_at__isnull=True))
    return {
        id_: _ledger([row for row in rows if row.finding_id == id_], [row for row in stated if row.finding_id == id_])
        for id_ in ids
    }


def _ledger(rows: Sequence[Entitlement], stated: Sequence[StatedTotal]) -> Ledger:
    standing = [row for row in rows if row.superseded_at is None]
    lines = [_line(row, {each.pk: each for each in rows}) for row in standing]
    entitled = [
        Entitled(line.entitlement.currency, line.entitlement.people, line.entitlement.amount, line.paid, line.confirmed)
        for line in lines
        if line.entitlement.currency
    ]
    totals = sums(entitled, {row.currency: row.amount for row in stated})
    earlier = [row for row in reversed(rows) if row.superseded_at is not None]
    return Ledger(lines, totals, stated, earlier, sum(row.people for row in standing))


def _line(row: Entitlement, known: Mapping[int, Entitlement]) -> Line:
    """With what was paid and confirmed of the figures before it."""
    chain, at = list[Entitlement](), row
    while True:
        chain.append(at)
        if at.replaces_id is None:
            break
        at = known[at.replaces_id]
    payments = [each for figure in reversed(chain) for each in figure.payments.all()]
    confirmations = [each for figure in reversed(chain) for each in figure.confirmations.all()]
    return Line(
        row,
        [each for each in payments if each.superseded_at is None],
        [each for each in confirmations if each.superseded_at is None],
        [each for each in payments if each.superseded_at is not None],
        [each for each in confirmations if each.superseded_at is not None],
    )
