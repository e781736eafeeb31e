"""Reads about suppliers. What is known of a legal entity itself is public; what it sells to whom is not kept here."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Min, Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.words import has_words, nearness
from aktsom.suppliers.hiding import hidden_from, invited_alone
from aktsom.suppliers.models import Supplier, SupplierName
from aktsom.suppliers.queries.identity import identity, number_of, of_company, records_of
from aktsom.suppliers.rules import name_key

BATCH = 500  # values in one question to the database
SHORTEST = 2  # characters of a search


def supplier(viewer: Actor, public_id: str) -> Supplier:
    """Raises NotVisible when there is none, or none that the viewer may know of."""
    found = Supplier.objects.filter(public_id=public_id).first()
    # Asked also where there is none, so that the two are answered alike to the number of questions.
    hidden = hidden_from(viewer, [found.pk if found else 0])
    if found is None or hidden:
        raise NotVisible
    return found


def by_number(numbers: Iterable[str]) -> dict[str, Supplier]:
    return {s.organisation_number: s for s in _in_batches("organisation_number", numbers)}


def by_name_key(keys: Iterable[str]) -> dict[str, list[Supplier]]:
    """All suppliers of each folded name, numbered or not, oldest first; also of one that the supplier went by before
    the company register said its name."""
    asked = {key for key in keys if key}
    found: dict[str, dict[int, Supplier]] = {}
    for one in _in_batches("name_key", asked):
        found.setdefault(one.name_key, {})[one.pk] = one
    for other in _other_names(asked):
        found.setdefault(other.key, {})[other.supplier_id] = other.supplier
    return {key: [held[pk] for pk in sorted(held)] for key, held in found.items()}


def _other_names(keys: set[str]) -> Iterator[SupplierName]:
    distinct = sorted(keys)
    for start in range(0, len(distinct), BATCH):
        yield from SupplierName.objects.select_related("supplier").filter(key__in=distinct[start : start + BATCH])


def _in_batches(field: str, values: Iterable[str]) -> Iterator[Supplier]:
    distinct = sorted({value for value in values if value})
    for start in range(0, len(distinct), BATCH):
        yield from Supplier.objects.filter(**{f"{field}__in": distinct[start : start + BATCH]}).order_by("id")


def the_one_called(text: str) -> Supplier | None:
    """By organisation number, public id or name; nothing where several are called so, nor for a record that is there
    because a supplier invited it."""
    bare = "".join(text.split())
    found = Supplier.objects.filter(organisation_number=bare).first() or Supplier.objects.filter(public_id=bare).first()
    if found is None:
        called = by_name_key([name_key(text)]).get(name_key(text), [])
        found = called[0] if len({one.identity_id for one in called}) == 1 else None
    return None if found is None or invited_alone([found.pk]) else found


class Offered(NamedTuple):
    """A company as the record that stands for it calls it; the number is any of its records'."""

    public_id: str
    name: str
    organisation_number: str


def like(viewer: Actor, text: str, limit: int = 8) -> list[Offered]:
    """Companies of which a record's name holds the text, those that begin with it first, then those that have a word
    that does; none that the viewer may not know of."""
    rows = (
        Supplier.objects.filter(has_words(text, ("name",)))
        .values_list(identity(), of_company("", "name"))
        .annotate(near=Min(nearness(text, ("name",))))
        .order_by("near", of_company("", "name"), identity())
    )[: limit * 2]
    hidden = hidden_from(viewer, [company for company, *_rest in rows])
    seen = [(company, name) for company, name, _near in rows if company not in hidden][:limit]
    written = records_of([company for company, _name in seen])
    return [Offered(written[id_][0].public_id, name, number_of(written[id_])) for id_, name in seen]


def others_like(viewer: Actor, text: str, than: Supplier, limit: int = 12) -> list[Supplier]:
    """Other companies that the viewer may know of, whose number is the text, or whose name holds it however it is
    written; those first that begin with it. Of each the record that stands for it."""
    bare, key = "".join(text.split()), name_key(text)
    if len(bare) < SHORTEST:
        return []
    asked = Q(organisation_number=bare) | Q(name__icontains=text.strip()) | Q(names__name__icontains=text.strip())
    if key:
        asked |= Q(name_key__contains=key)
    rows = Supplier.objects.filter(asked).exclude(Q(pk=than.identity_id) | Q(same_as_id=than.identity_id))
    ordered = rows.select_related("same_as").order_by("name", "id").distinct()[: limit * 4]
    hidden = hidden_from(viewer, [one.pk for one in ordered])
    found = dict.fromkeys(one.same_as or one for one in ordered if one.pk not in hidden)
    begins = text.strip().casefold()
    return sorted(found, key=lambda one: not one.name.casefold().startswith(begins))[:limit]


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """Names by public id."""
    return dict(Supplier.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "name"))
