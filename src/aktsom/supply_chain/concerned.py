"""Which contracts a supplier's telling concerns: its own, those it was asked about, and those of the customers that
invited it. A question holds while its contract is with the supplier's company: when records that were judged to be one
come apart again, or the contract turns out to be with another, it holds no more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.suppliers.queries.identity import identity
from aktsom.supply_chain.models import Declaration, DeclarationContract
from aktsom.supply_chain.states import DeclarationState
from aktsom.supply_chain.tables import limit, may_hide


@dataclass(frozen=True, slots=True)
class Concerned:
    """Members by contract of those that run, and the codes of their terms, "" for none. `ever`: members of all,
    whether they run or not."""

    contracts: dict[int, int]
    term_sets: frozenset[str]
    ever: frozenset[int]

    @property
    def members(self) -> frozenset[int]:
        return frozenset(self.contracts.values())

    @property
    def must_show(self) -> bool:
        """A contract that runs has terms by which a next tier may not answer past its customer."""
        return bool(self.term_sets) and not may_hide(self.term_sets)

    def owner_after(self, before: int) -> int | None:
        """Whom the next answer belongs to: whom the last one did, while that buys here; none where nobody does."""
        if before in self.members or (not self.members and before in self.ever):
            return before
        return next((self.contracts[id_] for id_ in sorted(self.contracts)), None)


def concerned_by(supplier_id: int, day: date) -> Concerned:
    """Whoever asks may not see the contracts; to be asked with the wall lowered."""
    suppliers = _with_customers(supplier_id)
    asked = DeclarationContract.objects.filter(declaration__supplier_id__in=suppliers)
    asked = asked.exclude(declaration__state=DeclarationState.WITHDRAWN)
    asked = asked.annotate(theirs=identity("contract__supplier"), ours=identity("declaration__supplier"))
    holding = asked.filter(theirs=F("ours")).values("contract_id")
    found = Contract.objects.filter(Q(supplier_id__in=suppliers) | Q(pk__in=holding))
    rows = list(found.filter(running(day)).values_list("id", "member_id", "term_set_id"))
    return Concerned(
        {id_: member for id_, member, _code in rows},
        frozenset(code or "" for _id, _member, code in rows),
        frozenset(found.values_list("member_id", flat=True).order_by().distinct()),
    )


def _with_customers(supplier_id: int) -> set[int]:
    found, fresh = {supplier_id}, {supplier_id}
    for _tier in range(limit("tiers")):
        above = Declaration.objects.filter(supplier_id__in=fresh, invited_by__isnull=False)
        fresh = set(above.values_list("invited_by__supplier_id", flat=True).order_by()) - found
        if not fresh:
            break
        found |= fresh
    return found
