"""One place of a supplier's chain gives way to another, by what a buyer and the supplier have settled: a version of its
own, with the days from and to which each place delivers. The versions before stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from aktsom.core.actor import Actor
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.sharing.audiences import supplier_key
from aktsom.suppliers.rules import name_key
from aktsom.supply_chain.actions.loading import day_of, last_submitted, new_version
from aktsom.supply_chain.actions.seen_by import recompute
from aktsom.supply_chain.actions.submitting import write_version
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationRow, Site
from aktsom.supply_chain.rules.rows import RowFacts, facts_from
from aktsom.supply_chain.states import DeclarationState


@dataclass(frozen=True)
class NewSite:
    """`site` is the public id of one that is known already."""

    name: str
    country: str
    town: str = ""
    address: str = ""
    site: str = ""


@transaction.atomic
def replace_place(
    *, by: Actor, at: datetime, supplier_ids: Sequence[int], old_key: str, new: NewSite, day: date, because: str
) -> Declaration | None:
    """`supplier_ids` are the records of one company, `old_key` a site's public id, or its name. The new place delivers
    from `day` what the old one did, to whom it did; who stands behind the new one is not known, and is said so by
    saying nothing. None where the supplier has not told of the old place: there is nothing to change then."""
    with lowered():
        told = [last for id_ in supplier_ids if (last := last_submitted(id_)) and _old_places(last, old_key)]
        if not told:
            return None
        last, old, supplier_id = told[0], _old_places(told[0], old_key), told[0].supplier_id
        draft = Declaration.objects.select_for_update().filter(supplier_id=supplier_id, state=DeclarationState.DRAFT)
        begun = draft.first()
        if begun is not None:  # there is one draft at a time: it stands aside, and comes after this version
            Declaration.objects.filter(pk=begun.pk).update(state=DeclarationState.WITHDRAWN)
        made = new_version(supplier_id, last.owner_id, at, seen_by=frozenset({supplier_key(supplier_id)}))
        if begun is not None:
            Declaration.objects.filter(pk=begun.pk).update(version=made.version + 1)
            made.version -= 1
            made.save(update_fields=["version"])
            Declaration.objects.filter(pk=begun.pk).update(version=made.version + 1)
        _end_links(supplier_id, old_key, day, at)
        _swap(made, old, new, day)
        sent = write_version(made, by, at)
        if begun is not None:
            again = {"state": DeclarationState.DRAFT, "revision": F("revision") + 1}
            Declaration.objects.filter(pk=begun.pk).update(**again)
            _swap(begun, old, new, day)
        recompute({supplier_id}, day_of(at))
    changes = {"version": sent.declaration.version, "because": because, "from": str(day)}
    record(by=by, at=at, acts=[Act("place_replaced", made.public_id, changes=changes)])
    return sent.declaration


def _old_places(last: Declaration, old_key: str) -> list[tuple[str, str]]:
    """As the rows of the version name it, (folded name, country)."""
    sites = _records(old_key)
    names = {(name_key(site.name)[:300], site.country) for site in sites}
    folded = name_key(old_key)[:300]
    found = []
    for row in last.rows.all():
        facts = facts_from(row.facts)
        known = row.site_id in {site.pk for site in sites} or facts.site == old_key
        if facts.name and (known or facts.key in names or (not sites and facts.key[0] == folded)):
            found.append(facts.key)
    return list(dict.fromkeys(found))


def _records(old_key: str) -> list[Site]:
    site = Site.objects.filter(public_id=old_key).first()
    if site is None:
        return []
    root = site.same_as_id or site.pk
    return list(Site.objects.filter(Q(pk=root) | Q(same_as_id=root)))


def _end_links(supplier_id: int, old_key: str, day: date, at: datetime) -> None:
    """Also those that somebody has checked: the place delivers no longer, however well that was known."""
    until = day - timedelta(days=1)
    sites = Q(from_site__in=_records(old_key)) if _records(old_key) else Q(from_site__name__iexact=old_key)
    rows = ChainLink.objects.filter(sites, declaration__supplier_id=supplier_id, ended_at__isnull=True)
    later = Q(valid_from__isnull=True) | Q(valid_from__lte=until)
    keys = list(rows.values_list("pk", flat=True))
    ChainLink.objects.filter(later, pk__in=keys).update(valid_to=until)
    ChainLink.objects.filter(pk__in=keys).update(ended_at=at)


def _swap(made: Declaration, old: list[tuple[str, str]], new: NewSite, day: date) -> None:
    """Rows of the old place are the new one's; what delivered to the old place goes: nobody says it of the new."""
    names = {name for name, _country in old}
    for row in list(made.rows.order_by("number")):
        facts = facts_from(row.facts)
        if facts.key in old and facts.name:
            _renamed(row, facts, new, day)
        elif facts.delivers_to and name_key(facts.delivers_to)[:300] in names:
            row.delete()


def _renamed(row: DeclarationRow, facts: RowFacts, new: NewSite, day: date) -> None:
    said = RowFacts(
        stage=facts.stage, product_id=facts.product_id, material=facts.material, name=new.name, country=new.country,
        town=new.town, address=new.address, delivers_to=facts.delivers_to, valid_from=day.isoformat(), site=new.site,
    )  # fmt: skip
    site = Site.objects.filter(public_id=new.site).first() if new.site else None
    kept = {name: row.words[name] for name in ("stage", "product", "material", "delivers_to") if name in row.words}
    row.words = {
        **kept, "name": new.name, "country": new.country, "town": new.town, "address": new.address,
        "valid_from": day.isoformat(),
    }  # fmt: skip
    row.facts, row.problems, row.site = said.to_json(), [], site
    row.save()
