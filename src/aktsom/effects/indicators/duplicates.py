"""Of what is done once for several contracts: how many requests it saved, and how many hours."""

from datetime import timedelta
from decimal import Decimal

from aktsom.core.actor import PLATFORM
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.effects.queries.duplicates import every_activity
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.savings import network_savings
from aktsom.effects.rules.folding import Row


@indicator
def avoided(span: Span) -> Rows:
    """By what was done. A member's part of a joint activity is a row of its own, so that members add up to all."""
    rows = []
    for one in every_activity(PLATFORM, _year(span)):
        saved = one.avoided_by_member
        for member_id, contracts in one.ticked.items():
            key = f"{one.public_id} {member_id}"
            sent = contracts - saved[member_id]
            rows.append(Row(key, member_id, one.group_id, one.kind.value, 1, saved[member_id]))
            rows.append(Row(f"{key} sent", member_id, one.group_id, one.kind.value, 0, sent))
    return Rows(Record.ACTIVITY, plain=tuple(sorted((row for row in rows if row.weight), key=lambda row: str(row.key))))


@indicator
def hours_saved(span: Span) -> Rows:
    """From low to high, of members that have a basis; unknown is what was saved without one."""
    found = network_savings(PLATFORM, _year(span), span.today)
    if found is None or found.saved is None:
        return Rows(Record.ACTIVITY)
    low, high = Decimal(found.saved.low), Decimal(found.saved.high)
    rows = [Row("high", None, "", "", 0, high - low), Row("low", None, "", "", 1, low)]
    return Rows(Record.ACTIVITY, plain=(*rows, Row("none", None, "", "", None, found.without_basis)))


def _year(span: Span) -> EffortScope:
    return EffortScope(span.first, span.end.date() - timedelta(days=1))
