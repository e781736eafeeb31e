"""The places that a conclusion may be about, and which of them are the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.follow_up.audit_states import AuditState
from aktsom.follow_up.models import AuditSite, FollowUp
from aktsom.follow_up.queries.audits import audits_for, sites_to_audit
from aktsom.supply_chain.models import Site


@dataclass(frozen=True, slots=True)
class JudgedSite:
    """`key` as in a conclusion; empty for the supplier as a whole. `audited`: a reported audit has been there."""

    key: str = ""
    name: str = ""
    country: str = ""
    audited: bool = False


def sites_to_judge(viewer: Actor, one: FollowUp, today: date) -> list[JudgedSite]:
    """Where the follow-up's audits have been, and the places that stand in the chain behind the supplier, as far as the
    viewer sees both."""
    chain = sites_to_audit(viewer, one, today)
    found = {site.key: site for site in _audited(viewer, one)}
    for place in chain:
        if place.public_id not in found:
            found[place.public_id] = JudgedSite(place.public_id, place.name, place.country)
    return list(found.values())


def _audited(viewer: Actor, one: FollowUp) -> Iterable[JudgedSite]:
    reported = audits_for(viewer).filter(follow_up=one, state=AuditState.REPORTED)
    rows = list(AuditSite.objects.filter(audit__in=reported).order_by("audit_id", "id"))
    seen = Site.objects.visible_to(viewer)
    records = {site.pk: site for site in seen.filter(pk__in=[row.site_id for row in rows if row.site_id])}
    oldest = seen.in_bulk({site.same_as_id for site in records.values() if site.same_as_id})
    for row in rows:
        record = records.get(row.site_id or 0)
        root = oldest.get(record.same_as_id or 0, record) if record else None
        yield JudgedSite(root.public_id if root else row.name, row.name, row.country, audited=True)


def one_place(viewer: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """{key: what is the same for all records judged to be that place}; for a place without a record, its own name."""
    found = {key: key for key in keys}
    rows = Site.objects.visible_to(viewer).filter(public_id__in=found).values_list("public_id", "same_as_id", "pk")
    return found | {public_id: str(same_as or pk) for public_id, same_as, pk in rows}
