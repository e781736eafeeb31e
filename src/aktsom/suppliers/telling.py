"""That records have come to stand for another company than before, for areas above that reckon something by it."""

from collections.abc import Collection

from django.utils import timezone

from aktsom.core import outbox

SAMENESS_CHANGED = "suppliers.sameness_changed"  # {"suppliers": [ids]}
AT_ONCE = 500


def tell_sameness_changed(supplier_ids: Collection[int]) -> None:
    ids, now = sorted(supplier_ids), timezone.now()
    for start in range(0, len(ids), AT_ONCE):
        outbox.send(kind=SAMENESS_CHANGED, payload={"suppliers": ids[start : start + AT_ONCE]}, at=now)
