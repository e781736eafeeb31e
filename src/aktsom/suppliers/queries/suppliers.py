"""Reads about suppliers. What is known of a legal entity itself is public; what it sells to whom is not kept here."""

from collections.abc import Iterable, Iterator

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.suppliers.hiding import hidden_from, invited_alone
from aktsom.suppliers.models import Supplier, SupplierName
from aktsom.suppliers.rules import name_key

BATCH = 500  # values in one question to the database


def supplier(viewer: Actor, public_id: str) -> Supplier:
    """Raises NotVisible when there is none, or none that the viewer may know of."""
    found = Supplier.objects.filter(public_id=public_id).first()
    if found is None or hidden_from(viewer, [found.pk]):
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


def like(viewer: Actor, text: str, limit: int = 8) -> list[Supplier]:
    """Suppliers whose name holds the text, those that begin with it first. Of a company that is written in several ways
    the record that stands for it."""
    found = Supplier.objects.filter(name__icontains=text).order_by("name").select_related("same_as")[: limit * 4]
    hidden = hidden_from(viewer, [one.pk for one in found])
    begins = text.casefold()
    ordered = sorted(
        (one for one in found if one.pk not in hidden),
        key=lambda one: (not one.name.casefold().startswith(begins), one.name),
    )
    return list(dict.fromkeys(one.same_as or one for one in ordered))[:limit]


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """Names by public id."""
    return dict(Supplier.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "name"))
