"""The one place that computes who sees declarations, their links and the places they name.

Buyers see what a supplier tells while a contract of theirs that it concerns runs: one that was asked about, or one with
that very record of the supplier. Records judged to be the same company open nothing for each other's buyers; who wants
in asks. So a merge never widens, and a contract that ends narrows; what was asked while they were judged one holds no
more when they come apart.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db import transaction

from aktsom.core.wall import lowered
from aktsom.sharing.recomputing import Checked
from aktsom.supply_chain.concerned import Concerned, concerned_by
from aktsom.supply_chain.models import ChainLink, Declaration, Site, SiteStatement
from aktsom.supply_chain.readers import further_keys
from aktsom.supply_chain.rules.readers import declaration_keys, site_keys

BATCH = 500


def recompute(supplier_ids: Collection[int], day: date) -> int:
    """Of all that these suppliers and the tiers invited below them have told; returns how many rows changed. Also rows
    that the actor does not see, and those it takes out of its own sight."""
    with lowered(), transaction.atomic():
        return _mended(_with_tiers_below(supplier_ids), day)


def recompute_all(day: date) -> int:
    with lowered(), transaction.atomic():
        return _mended(set(Declaration.objects.values_list("supplier_id", flat=True)), day)


def _mended(supplier_ids: Collection[int], day: date) -> int:
    changed, sites = 0, set[int]()
    # Locked in one order, so that two who recompute do not wait for each other in a ring.
    told = Declaration.objects.select_for_update(of=("self",)).filter(supplier_id__in=supplier_ids).order_by("id")
    list(told.values_list("id"))
    for row, keys in _told_differences(supplier_ids, day, sites):
        row.seen_by = keys
        row.save(update_fields=["seen_by"])
        changed += 1
    for site, keys in site_differences(sites):
        site.seen_by = keys
        site.save(update_fields=["seen_by"])
        changed += 1
    return changed


def recompute_sites(site_ids: Collection[int]) -> int:
    with lowered():
        differing = list(site_differences(site_ids))
        for site, keys in differing:
            site.seen_by = keys
            site.save(update_fields=["seen_by"])
    return len(differing)


def check_all(*, day: date, mend: bool = False) -> Checked:
    """Every declaration, link and place. What differs was written past the actions, or its day has come."""
    found = Checked(Declaration.objects.count() + ChainLink.objects.count() + Site.objects.count())
    suppliers = set(Declaration.objects.values_list("supplier_id", flat=True))
    found.add(_told_differences(suppliers, day, set()))
    found.add(site_differences(Site.objects.values_list("id", flat=True)))
    if mend:
        recompute_all(day)
        recompute_sites(list(Site.objects.values_list("id", flat=True)))
    return found


def _told_differences(
    supplier_ids: Collection[int], day: date, sites: set[int]
) -> Iterator[tuple[Declaration | ChainLink, frozenset[int]]]:
    """Each declaration and link whose keys are not what they should be. `sites` gathers the places that they name."""
    told = Declaration.objects.filter(supplier_id__in=supplier_ids).select_related("invited_by")
    buyers: dict[int, tuple[Concerned, frozenset[int]]] = {}
    for one in told.order_by("id"):
        if one.supplier_id not in buyers:
            concerned = concerned_by(one.supplier_id, day)
            buyers[one.supplier_id] = concerned, further_keys(concerned.contracts.keys(), day)
        keys = _keys_of(one, *buyers[one.supplier_id])
        if one.seen_by != keys:
            yield one, keys
        for link in one.links.all():
            sites |= {id_ for id_ in (link.from_site_id, link.to_site_id) if id_}
            if link.seen_by != keys:
                yield link, keys
        sites |= set(one.statements.values_list("site_id", flat=True))


def _keys_of(one: Declaration, buyers: Concerned, further: frozenset[int]) -> frozenset[int]:
    return declaration_keys(
        owner_id=one.owner_id if one.owner_id in buyers.ever else None,
        linked_ids=buyers.members,
        further=further,
        supplier_id=one.supplier_id,
        customer_id=one.invited_by.supplier_id if one.invited_by else None,
        hides=one.hides_from_customer and not buyers.must_show,
        submitted=one.submitted_at is not None,
    )


def _with_tiers_below(supplier_ids: Collection[int]) -> set[int]:
    found, fresh = set(supplier_ids), set(supplier_ids)
    while fresh:
        below = Declaration.objects.filter(invited_by__supplier_id__in=fresh).values_list("supplier_id", flat=True)
        fresh = set(below.order_by()) - found
        found |= fresh
    return found


def site_differences(site_ids: Iterable[int]) -> Iterator[tuple[Site, frozenset[int]]]:
    ids = sorted(set(site_ids))
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        naming: dict[int, list[frozenset[int]]] = {id_: [] for id_ in some}
        for end in ("from_site_id", "to_site_id"):
            for id_, keys in ChainLink.objects.filter(**{f"{end}__in": some}).values_list(end, "seen_by"):
                naming[id_].append(keys)
        said = SiteStatement.objects.filter(site_id__in=some, declaration__isnull=False)
        for id_, keys in said.values_list("site_id", "declaration__seen_by"):
            naming[id_].append(keys)
        for site in Site.objects.filter(id__in=some).order_by("id"):
            keys = site_keys(naming[site.pk], public=bool(site.public_source))
            if site.seen_by != keys:
                yield site, keys
