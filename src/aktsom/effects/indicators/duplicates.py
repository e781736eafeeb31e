"""Of what is done once for several contracts: how many requests it saved, and how many hours."""

from datetime import timedelta

from aktsom.core.actor import PLATFORM
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.effects.queries.duplicates import every_activity
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.savings import parts_of_all
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
    """From low to high, of members that have a basis; unknown is what was saved without one. What lies between the two
    ends is a row beside that of the lower one."""
    rows = []
    for part in parts_of_all(_year(span), span.today):
        key, group = f"{part.activity.public_id} {part.member_id}", part.activity.group_id
        if part.saved is None:
            rows.append(Row(key, part.member_id, group, "", None, part.avoided))
            continue
        rows.append(Row(key, part.member_id, group, "", 1, part.saved.low))
        rows.append(Row(f"{key} between", part.member_id, group, "", 0, part.saved.high - part.saved.low))
    return Rows(Record.ACTIVITY, plain=tuple(sorted((row for row in rows if row.weight), key=lambda row: str(row.key))))


def _year(span: Span) -> EffortScope:
    return EffortScope(span.first, span.end.date() - timedelta(days=1))
