"""The rows that a section of a report is made of, as they were kept with it, in words as they are now."""

from django.utils import translation

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.effects.indicators import Record
from aktsom.effects.queries.described import Described, described
from aktsom.effects.reports.parts import Source
from aktsom.findings.queries.public_results import standing_results
from aktsom.follow_up.queries.planning import follow_ups_for

FOLLOW_UP, PUBLIC_RESULT = "follow_up", "public_result"


def rows_of(viewer: Actor, one: Source, year: int) -> list[Described]:
    """Those that the viewer may open, in their order; none where the section kept only how many there were."""
    if one.record in set(Record):
        told = described(viewer, Record(one.record), one.keys, year)
    elif one.record == FOLLOW_UP:
        rows = follow_ups_for(viewer).filter(pk__in=one.keys)
        told = {row.pk: Described("case", row.public_id, row.supplier.name, _group(row.group_id)) for row in rows}
    elif one.record == PUBLIC_RESULT:
        results = standing_results(None).filter(page__in=one.keys)
        told = {row.page: Described("result", row.page, row.supplier_name, _group(row.group_id)) for row in results}
    else:
        told = {}
    return [told[key] for key in one.keys if key in told and told[key].title]


def _group(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return group.name.in_language(translation.get_language() or "nb") if group else ""
