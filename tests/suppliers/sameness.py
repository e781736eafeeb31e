"""Suppliers as registers write them, the matching run over them, and pairs to judge."""

from typing import Any

from aktsom.core.actor import PLATFORM
from aktsom.suppliers.actions import recognise_suppliers
from aktsom.suppliers.actions.matching import Matched, match_suppliers
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier, SupplierAddress
from aktsom.suppliers.rules import SupplierWords
from aktsom.suppliers.states import Verdict
from tests.cast import NOON


def written(name: str, number: str = "", town: str = "", **said: Any) -> Supplier:
    words = SupplierWords(name, number)
    found = recognise_suppliers(by=PLATFORM, at=NOON, names=[words])[words]
    if town:
        place = {"lines": said.get("lines", ""), "postcode": said.get("postcode", ""), "town": town}
        SupplierAddress.objects.create(supplier=found, source="test", added_at=NOON, **place)
    return found


def matched() -> Matched:
    return match_suppliers(by=PLATFORM, at=NOON)


def asked(one: Supplier, other: Supplier, weight: float = 3.0) -> SamenessCandidate:
    """The pair as the matching puts it before a person."""
    older, younger = sorted((one, other), key=lambda each: each.pk)
    return SamenessCandidate.objects.create(
        one=older, other=younger, weight=weight, evidence={"name": weight}, found_at=NOON
    )


def joined(one: Supplier, other: Supplier, weight: float = 7.0) -> SamenessJudgement:
    """As the matching joins them; `regroup` has to follow."""
    older, younger = sorted((one, other), key=lambda each: each.pk)
    return SamenessJudgement.objects.create(
        one=older, other=younger, verdict=Verdict.SAME, weight=weight, evidence={"name": weight}, at=NOON
    )


def state() -> dict[str, Any]:
    """All that joining and splitting may touch."""
    return {
        "same_as": dict(Supplier.objects.values_list("public_id", "same_as__public_id")),
        "candidates": dict(SamenessCandidate.objects.values_list("public_id", "state")),
    }
