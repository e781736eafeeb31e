"""What a declaration is asked about: products, buyers, who asked, and the terms that it is answered under."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.members.models import Member
from aktsom.supply_chain.concerned import concerned_by
from aktsom.supply_chain.models import Declaration, DeclarationContract

_ASKED = "chain_asked"
_WRITTEN = frozenset({"declaration_rows_saved", "declaration_row_removed", "declaration_said"})


def term_sets_of(declaration: Declaration) -> frozenset[str]:
    """Codes of the terms of every contract that runs and that the answer concerns, "" for one without. A supplier
    further back may not see the contracts themselves, and is bound by them all the same."""
    with lowered():
        return concerned_by(declaration.supplier_id, timezone.localdate()).term_sets


def products_of(declaration: Declaration) -> list[str]:
    """Ids of the products asked about, each once."""
    listed = DeclarationContract.objects.filter(declaration=declaration).order_by("id")
    found = (id_ for text in listed.values_list("products", flat=True) for id_ in text.split("\n") if id_)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Buyer:
    """A member that the declaration answers for; `contracts` are titles, none to whoever may not see them."""

    name: str
    contracts: tuple[str, ...]


def buyers(viewer: Actor, declaration: Declaration) -> list[Buyer]:
    """By name. To the supplier that has the contracts with their titles; to one further back the names alone."""
    rows = DeclarationContract.objects.filter(declaration=declaration).select_related("member")
    direct = declaration.invited_by_id is None
    titles: dict[str, list[str]] = {}
    for row in rows.order_by("member__name", "id"):
        known = titles.setdefault(row.member.name, [])
        if direct and declaration.supplier_id in viewer.supplier_ids:
            title = DeclarationContract.objects.filter(pk=row.pk, contract__supplier_id__in=viewer.supplier_ids)
            known += title.values_list("contract__title", flat=True)
    return [Buyer(name, tuple(found)) for name, found in titles.items()]


def customer_of(viewer: Actor, declaration: Declaration) -> str:
    """The name of the customer that invited the supplier, for the supplier itself; "" where it answers directly. What
    the customer has told is not the supplier's to see."""
    if declaration.invited_by_id is None or declaration.supplier_id not in viewer.supplier_ids:
        return ""
    with lowered():
        found = Declaration.objects.filter(pk=declaration.invited_by_id)
        return found.values_list("supplier__name", flat=True)[0]


@dataclass(frozen=True)
class Told:
    """By public id of the declaration the names of who asked, the first first; those that somebody wrote in; and by id
    of the declaration that invited it the customer's name."""

    askers: dict[str, list[str]]
    written: set[str]
    customers: dict[int, str]


def told_of(rows: Collection[Declaration]) -> Told:
    """Of declarations that the viewer sees. The journal of a question is the asker's own; that it asked is everybody's
    whom the question concerns."""
    ids = [one.public_id for one in rows]
    with lowered():
        entries = list(
            JournalEntry.objects.filter(subject__in=ids, verb__in={_ASKED, *_WRITTEN})
            .order_by("number")
            .values_list("subject", "verb", "member_id")
        )
        names = dict(Member.objects.filter(pk__in={member for *_, member in entries}).values_list("id", "name"))
        customers = Declaration.objects.filter(pk__in=[one.invited_by_id for one in rows if one.invited_by_id])
        invited = dict(customers.order_by().values_list("id", "supplier__name"))
    askers: dict[str, list[str]] = defaultdict(list)
    for subject, verb, member_id in entries:
        if verb == _ASKED and member_id in names:
            askers[subject].append(names[member_id])
    return Told(askers, {subject for subject, verb, _member in entries if verb in _WRITTEN}, invited)
