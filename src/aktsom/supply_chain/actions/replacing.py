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
from aktsom.supply_chain.concerned import concerned_by
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


@dataclass(frozen=True)
class Whose:
    """Of the company's `records`, a version is made of those that the settlement reaches: the one that the contract is
    with (`own`), and others that `member` buys from too. What the company has told other buyers alone is theirs."""

    records: Sequence[int]
    own: int | None
    member: int


@transaction.atomic
def replace_place(
    *, by: Actor, at: datetime, whose: Whose, old_key: str, new: NewSite, day: date, because: str
) -> list[Declaration]:
    """`old_key` is a site's public id, or its name. The new place delivers from `day` what the old one did, to whom it
    did; who stands behind the new one is not known, and is said so by saying nothing. The versions made, that of the
    contract's own record first; none where the supplier has not told of the old place: there is nothing to change then.
    """
    with lowered():
        told = [last for id_ in _reached(whose, day_of(at)) if (last := last_submitted(id_))]
        changed = [(last, old) for last in told if (old := _old_places(last, old_key))]
        for last, old in changed:
            _end_links(last, old_key, old, day, at)
        made = [_next_version(last, old, new, day, by=by, at=at) for last, old in changed]
        if made:
            recompute({one.supplier_id for one in made}, day_of(at))
    because_of = {"because": because, "from": str(day)}
    acts = [Act("place_replaced", one.public_id, changes={"version": one.version, **because_of}) for one in made]
    record(by=by, at=at, acts=acts)
    return sorted(made, key=lambda one: (one.supplier_id != whose.own, one.supplier_id))


def _reached(whose: Whose, today: date) -> list[int]:
    """In the order of their ids, for two who do this at once."""
    return [
        id_ for id_ in sorted(whose.records) if id_ == whose.own or whose.member in concerned_by(id_, today).members
    ]


def _next_version(
    last: Declaration, old: list[tuple[str, str]], new: NewSite, day: date, *, by: Actor, at: datetime
) -> Declaration:
    """Of one record. There is one draft at a time: what is begun stands aside, and comes after this version."""
    supplier_id = last.supplier_id
    drafts = Declaration.objects.select_for_update().filter(supplier_id=supplier_id, state=DeclarationState.DRAFT)
    begun = drafts.first()
    if begun is not None:
        Declaration.objects.filter(pk=begun.pk).update(state=DeclarationState.WITHDRAWN)
    made = new_version(supplier_id, last.owner_id, at, seen_by=frozenset({supplier_key(supplier_id)}))
    if begun is not None:
        Declaration.objects.filter(pk=begun.pk).update(version=made.version + 1)
        made.version -= 1
        made.save(update_fields=["version"])
        Declaration.objects.filter(pk=begun.pk).update(version=made.version + 1)
    _swap(made, old, new, day)
    sent = write_version(made, by, at).declaration
    if begun is not None:
        again = {"state": DeclarationState.DRAFT, "revision": F("revision") + 1}
        Declaration.objects.filter(pk=begun.pk).update(**again)
        _swap(begun, old, new, day)
    return sent


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


def _end_links(last: Declaration, old_key: str, old: list[tuple[str, str]], day: date, at: datetime) -> None:
    """Also those that somebody has checked: the place delivers no longer, however well that was known. `old` as the
    version names it: under another record of the company it may be a record of the place of its own."""
    until = day - timedelta(days=1)
    where = Q(from_site__in=_records(old_key))
    for name, country in old:
        where |= Q(from_site__name_key=name, from_site__country=country)
    rows = ChainLink.objects.filter(where, declaration__supplier_id=last.supplier_id, ended_at__isnull=True)
    keys = list(rows.values_list("pk", flat=True))
    later = Q(valid_from__isnull=True) | Q(valid_from__lte=until)
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
