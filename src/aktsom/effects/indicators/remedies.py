"""Of people who were harmed: who has got what they are entitled to, by figures that stand now."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from aktsom.core.actor import PLATFORM
from aktsom.effects.indicators.corrections import deviations
from aktsom.effects.indicators.rows import Record, Rows, Span, indicator
from aktsom.effects.rules.folding import Row
from aktsom.findings.models import Finding
from aktsom.findings.queries.remedies import Line, ledgers

Whom = tuple[int, str]  # member, group


@indicator
def remedied_people(span: Span) -> Rows:
    """Paid in full; where nobody has said how much they are owed, it cannot be known."""

    def rows(line: Line, whom: Whom) -> Iterator[Row]:
        said = None if line.owed is None else int(line.paid >= line.owed)
        yield Row(line.entitlement.pk, *whom, "", said, line.entitlement.people)

    return _of_lines(span, rows)


@indicator
def remedied_sums(span: Span) -> Rows:
    """Of each currency: what is paid of what is owed. Of people without a known sum, how many they are is all that can
    be said."""

    def rows(line: Line, whom: Whom) -> Iterator[Row]:
        one = line.entitlement
        if line.owed is None:
            yield Row(one.pk, *whom, one.currency, None, one.people)
            return
        paid = min(line.paid, line.owed)
        yield Row(one.pk, *whom, one.currency, 1, paid)
        if line.owed > paid:
            yield Row(-one.pk, *whom, one.currency, 0, Decimal(line.owed - paid))

    return _of_lines(span, rows)


def _of_lines(span: Span, make: Callable[[Line, Whom], Iterator[Row]]) -> Rows:
    findings = deviations(span.end).filter(entitlements__isnull=False)
    concerned: dict[int, list[Whom]] = {}
    for finding_id, member_id, group_id in findings.values_list("key", "of_member", "of_group").distinct():
        concerned.setdefault(finding_id, []).append((member_id, group_id))
    ones = Finding.objects.filter(pk__in=concerned)
    teams = dict(ones.values_list("pk", "team_id"))
    lines = [(id_, line) for id_, found in ledgers(PLATFORM, ones).items() for line in found.lines]
    lines.sort(key=lambda said: said[1].entitlement.pk)
    rows = [row for id_, line in lines for whom in concerned[id_] for row in make(line, whom)]
    rows.sort(key=lambda row: row.key)
    by_key: dict[int | str, int | None] = {}
    for id_, line in lines:
        by_key |= dict.fromkeys((line.entitlement.pk, -line.entitlement.pk), teams[id_])
    return Rows(Record.ENTITLEMENT, plain=tuple(rows), teams=by_key)
