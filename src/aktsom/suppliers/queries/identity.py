"""Which records are one company, for lists that group and pages that ask for one.

Records never move: a list that counts companies groups by `identity`, and what asks for one company asks for all of its
`records`. What somebody may see of them is decided by each record's own rules, as if nothing had been joined.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from aktsom.suppliers.models import Supplier
from aktsom.suppliers.sameness import relied_on


def identity(path: str = "") -> Coalesce:
    """The id of the record that stands for the company; `path` leads to a supplier, as "contract__supplier"."""
    return Coalesce(f"{path}__same_as_id" if path else "same_as_id", f"{path}_id" if path else "id")


def of_company(path: str, field: str) -> Coalesce:
    """What the record that stands for the company says in the field, which is never null."""
    return Coalesce(f"{path}__same_as__{field}" if path else f"same_as__{field}", f"{path}__{field}" if path else field)


def number_of(records: Iterable[Supplier]) -> str:
    """The organisation number of a company, from whichever of its records has one, as the oldest often lacks it: one
    that can be relied on, of the entity rather than of a sub-unit; "" where none has any."""
    numbered = [one for one in records if one.organisation_number]
    surest = min(numbered, key=_unsure, default=None)
    return surest.organisation_number if surest else ""


def _unsure(one: Supplier) -> tuple[bool, bool, bool, int]:
    relied = bool(relied_on(one.organisation_number, one.country))
    return (not relied, one.unit_of_id is not None, one.checked_at is None, one.pk)


def records(identity_id: int) -> QuerySet[Supplier]:
    """All records of the company, the one that stands for it first."""
    return Supplier.objects.filter(Q(pk=identity_id) | Q(same_as_id=identity_id)).order_by("id")


def records_of(company_ids: Collection[int]) -> dict[int, list[Supplier]]:
    """By company all its records, the one that stands for it first."""
    found: dict[int, list[Supplier]] = {id_: [] for id_ in company_ids}
    for one in Supplier.objects.filter(Q(pk__in=company_ids) | Q(same_as_id__in=company_ids)).order_by("id"):
        found[one.identity_id].append(one)
    return found


def record_ids(identity_id: int) -> list[int]:
    return list(records(identity_id).values_list("id", flat=True))


def ids_called(public_id: str) -> list[int]:
    """Ids of all records of the company that one of them, by its public id, belongs to; none when there is no such."""
    found = Supplier.objects.filter(public_id=public_id).annotate(company=identity()).values_list("company", flat=True)
    company = found.first()
    return [] if company is None else record_ids(company)


def of_companies(company_ids: Collection[int], path: str) -> Q:
    """That the supplier at `path` is a record of one of the companies. In this form an index finds them."""
    return Q(**{f"{path}_id__in": company_ids}) | Q(**{f"{path}__same_as_id__in": company_ids})
