"""Suppliers as contracts name them: found, or made the first time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.journal import Act, record
from aktsom.suppliers import queries
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules import SupplierWords

BATCH = 500


@transaction.atomic
def recognise_suppliers(*, by: Actor, at: datetime, names: Iterable[SupplierWords]) -> dict[SupplierWords, Supplier]:
    """The supplier that each of the words names; those not known before are created, with a journal entry each.

    By number first. Words without a number are the one numbered supplier of that folded name, where there is exactly
    one; else the unnumbered supplier of that name. Words that say nothing are left out of the answer.
    """
    asked = list(dict.fromkeys(words for words in names if not words.says_nothing))
    numbered = [words for words in asked if words.organisation_number]
    unnumbered = [words for words in asked if not words.organisation_number]
    known, acts = _by_number(numbered)
    answer = {words: known[words.organisation_number] for words in numbered}
    named, more = _by_name(unnumbered)
    answer |= {words: named[words.key] for words in unnumbered}
    record(by=by, at=at, acts=[*acts, *more])
    return answer


def _by_number(asked: Sequence[SupplierWords]) -> tuple[dict[str, Supplier], list[Act]]:
    numbers = {words.organisation_number for words in asked}
    known = queries.by_number(numbers)
    # Of several words with the same number the first in the file names the supplier.
    missing = {w.organisation_number: _new(w) for w in reversed(asked) if w.organisation_number not in known}
    if not missing:
        return known, []
    _create(list(missing.values()))
    created = queries.by_number(missing)
    return known | created, _acts(missing.values(), created.values())


def _by_name(asked: Sequence[SupplierWords]) -> tuple[dict[str, Supplier], list[Act]]:
    known = _same_names(words.key for words in asked)
    missing = {words.key: _new(words) for words in reversed(asked) if words.key not in known}
    if not missing:
        return known, []
    _create(list(missing.values()))
    created = _same_names(missing)
    return known | created, _acts(missing.values(), created.values())


def _same_names(keys: Iterable[str]) -> dict[str, Supplier]:
    """The supplier that a name alone means: the one numbered supplier called so, else the unnumbered one."""
    found = {}
    for key, suppliers in queries.by_name_key(keys).items():
        numbered = [supplier for supplier in suppliers if supplier.organisation_number]
        unnumbered = [supplier for supplier in suppliers if not supplier.organisation_number]
        if meant := numbered if len(numbered) == 1 else unnumbered:
            found[key] = meant[0]
    return found


def _new(words: SupplierWords) -> Supplier:
    name = words.name.strip() or words.organisation_number
    return Supplier(
        name=name,
        name_key=SupplierWords(name).key,
        organisation_number=words.organisation_number,
        country=words.country or "NO",
    )


def _create(suppliers: list[Supplier]) -> None:
    """Somebody else may create the same one at the same time: then theirs is it."""
    Supplier.objects.bulk_create(suppliers, batch_size=BATCH, ignore_conflicts=True)


def _acts(wanted: Iterable[Supplier], found: Iterable[Supplier]) -> list[Act]:
    """One for each supplier that came to be by us."""
    ours = {supplier.public_id for supplier in found}
    return [_act(supplier) for supplier in wanted if supplier.public_id in ours]


def _act(supplier: Supplier) -> Act:
    number = {"organisation_number": [None, supplier.organisation_number]} if supplier.organisation_number else {}
    return Act("supplier_registered", supplier.public_id, changes={"name": [None, supplier.name], **number})
