"""Places behind a supplier that whoever told of them keeps from it: neither a finding nor a step names them to it."""

from collections.abc import Collection

from django.db.models import Q

from aktsom.core.wall import lowered
from aktsom.follow_up.methods import supplier_keys
from aktsom.follow_up.models import AuditSite, FollowUp
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.supply_chain.models import Site


def kept_places(one: FollowUp, keys: Collection[str]) -> set[str]:
    """Of these keys of `judged_sites`, those of a place that the supplier holds no key to, by any of the records judged
    to be it. The name of a place that an audit was at without a record is kept from nobody."""
    wanted = {key for key in keys if key}
    if not wanted:
        return set()
    with lowered():
        named: dict[str, set[int]] = {key: set() for key in wanted}
        for key, pk in Site.objects.filter(public_id__in=wanted).values_list("public_id", "pk"):
            named[key].add(pk)
        audited = AuditSite.objects.filter(audit__follow_up=one, name__in=wanted, site__isnull=False)
        for name, pk in audited.values_list("name", "site_id"):
            named[name].add(pk)
        seen = _seen_by_supplier(one, {pk for pks in named.values() for pk in pks})
    return {key for key, pks in named.items() if pks - seen}


def _seen_by_supplier(one: FollowUp, pks: set[int]) -> set[int]:
    """Of these records, those where the supplier sees one of the same place."""
    roots = {pk: same or pk for pk, same in Site.objects.filter(pk__in=pks).values_list("pk", "same_as_id")}
    same_place = Site.objects.filter(Q(pk__in=roots.values()) | Q(same_as__in=roots.values()))
    shown = same_place.filter(seen_by__any_of=supplier_keys(one) | {PUBLIC_KEY})
    known = {same or pk for pk, same in shown.values_list("pk", "same_as_id")}
    return {pk for pk, root in roots.items() if root in known}
