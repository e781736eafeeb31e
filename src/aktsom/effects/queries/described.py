"""Records that figures and ledgers count, in words: what each is called, whose it is, and where it is opened."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.effects.indicators import Record
from aktsom.effects.queries.duplicates import joint_activities
from aktsom.effects.queries.effort import EffortScope
from aktsom.findings.models import Entitlement
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.inquiries import inquiries_for
from aktsom.findings.queries.plans import plans_for
from aktsom.findings.queries.signals import signals_for
from aktsom.follow_up.models import CoveredContract, ReportedContract
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.members.models import AccessReview
from aktsom.sanctions.models import SanctionDecision
from aktsom.suppliers.models import Supplier

Ids = Collection[Any]


@dataclass(frozen=True, slots=True)
class Described:
    """`room` names the kind of page that `public_id` is opened on; both are empty where the viewer has none to open.
    `kind` is a code that the page has words for, and `part` the part of the figure that it counts in here."""

    room: str = ""
    public_id: str = ""
    title: str = ""
    note: str = ""
    kind: str = ""
    on: date | None = None
    part: str = ""


def described(viewer: Actor, record: Record, keys: Ids, year: int) -> dict[Any, Described]:
    """Of each key; one that the viewer may not see is an empty one. As many questions for one as for many."""
    found = _READS[record](viewer, keys, year) if keys else {}
    return {key: found.get(key, Described()) for key in keys}


def _contracts(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = Contract.objects.filter(pk__in=ids).select_related("member", "supplier")
    return {row.pk: _contract(row) for row in rows}


def _contract(row: Contract) -> Described:
    of = " · ".join(name for name in (row.supplier.name if row.supplier else "", row.member.name) if name)
    return Described("contract", row.public_id, row.title, of)


def _reported(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = ReportedContract.objects.filter(pk__in=ids).select_related("contract__member", "contract__supplier")
    return {row.pk: _contract(row.contract) for row in rows}


def _covered(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = CoveredContract.objects.filter(pk__in=ids).select_related("contract__member", "contract__supplier")
    return {row.pk: _contract(row.contract) for row in rows}


def _decisions(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = SanctionDecision.objects.filter(pk__in=ids).select_related("contract__member", "contract__supplier")
    return {row.pk: _contract(row.contract) for row in rows}


def _suppliers(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = Supplier.objects.filter(pk__in=ids)
    return {row.pk: Described("supplier", row.public_id, row.name, row.organisation_number) for row in rows}


def _findings(viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = findings_for(viewer).filter(pk__in=ids)
    return {row.pk: Described("finding", row.public_id, row.title, row.supplier.name) for row in rows}


def _entitlements(viewer: Actor, ids: Ids, year: int) -> dict[Any, Described]:
    """Of a sum that is left the key is negative."""
    of = dict(Entitlement.objects.filter(pk__in={abs(id_) for id_ in ids}).values_list("pk", "finding_id"))
    found = _findings(viewer, set(of.values()), year)
    return {id_: found.get(of.get(abs(id_)), Described()) for id_ in ids}


def _reviews(viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    rows = AccessReview.objects.filter(pk__in=ids, member__in=viewer.member_ids).select_related("member")
    return {row.pk: Described("review", row.public_id, row.member.name, "", on=row.due_on) for row in rows}


def _categories(_viewer: Actor, ids: Ids, _year: int) -> dict[Any, Described]:
    groups, language = current_catalogue().group, translation.get_language() or "nb"
    return {id_: Described("category", id_, groups[id_].name.in_language(language)) for id_ in ids if id_ in groups}


def _activities(viewer: Actor, keys: Ids, year: int) -> dict[Any, Described]:
    """Of those that the viewer may open."""
    span = EffortScope(date(year, 1, 1), date(year, 12, 31))
    known = {one.public_id: one for one in joint_activities(viewer, span)}
    cases = follow_ups_for(viewer).filter(pk__in={one.follow_up_id for one in known.values()})
    opens = dict(cases.values_list("pk", "public_id"))
    found = {}
    for key in keys:
        one = known.get(str(key).split(" ")[0])
        if one is not None:
            room = "case" if one.follow_up_id in opens else ""
            case = opens.get(one.follow_up_id, "")
            found[key] = Described(room, case, one.supplier, kind=one.kind.value, on=one.on)
    return found


_READS: dict[Record, Callable[[Actor, Ids, int], dict[Any, Described]]] = {
    Record.CONTRACT: _contracts,
    Record.SUPPLIER: _suppliers,
    Record.REPORTED: _reported,
    Record.FINDING: _findings,
    Record.ENTITLEMENT: _entitlements,
    Record.COVERED: _covered,
    Record.DECISION: _decisions,
    Record.REVIEW: _reviews,
    Record.ACTIVITY: _activities,
    Record.CATEGORY: _categories,
}


def described_in_ledger(viewer: Actor, kind: str, keys: Iterable[str]) -> dict[str, Described]:
    """The records of a ledger by their keys."""
    ids = set(keys)
    if kind == "deviations":
        rows = findings_for(viewer).filter(public_id__in=ids)
        return {row.public_id: Described("finding", row.public_id, row.title, row.supplier.name) for row in rows}
    if kind == "follow_ups":
        cases = follow_ups_for(viewer).filter(public_id__in=ids)
        named = ((row.public_id, row.supplier.name, _group(row.group_id)) for row in cases)
        return {id_: Described("case", id_, name, group) for id_, name, group in named}
    if kind == "plans":
        plans = plans_for(viewer).filter(public_id__in=ids)
        return {row.public_id: Described("plan", row.public_id, row.supplier.name) for row in plans}
    if kind == "inquiries":
        asked = inquiries_for(viewer).filter(public_id__in=ids)
        return {row.public_id: Described("inquiry", row.public_id, row.title) for row in asked}
    if kind == "signals":
        sent = signals_for(viewer).filter(public_id__in=ids)
        return {row.public_id: Described("signal", row.public_id, row.public_id) for row in sent}
    contracts = {key: int(key.split(" ")[1]) for key in ids}
    found = _contracts(viewer, set(contracts.values()), 0)
    return {key: found.get(id_, Described()) for key, id_ in contracts.items()}


def _group(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return group.name.in_language(translation.get_language() or "nb") if group else group_id
