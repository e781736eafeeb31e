"""Home: what needs my decision, what waits for others, what is due soon."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Q

from aktsom.contracts.models import RegisterImport, VanishedContract
from aktsom.contracts.states import IMPORT, ImportState
from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.risk.models import Verdict
from aktsom.risk.queries.contract_list import OVER, ContractFilters, own_risks, with_own_facts
from aktsom.risk.queries.own_sums import own_sums
from aktsom.risk.queries.running import over_by_date, running
from aktsom.risk.queries.steps import Step, StepKind, steps, steps_by_group
from aktsom.terms.models import Obligation
from aktsom.terms.queries import SELF_REPORT, obligations, self_report_of

DUE_WITHIN = timedelta(days=90)
_BY_GROUP = (StepKind.CONFIRM, StepKind.NAME_PRODUCTS)


class WaitingImport(NamedTuple):
    """A register file. `state` is a contracts.states.ImportState; `rows` are those it has been read into."""

    public_id: str
    file_name: str
    member: str
    state: str
    rows: int


class VanishedIn(NamedTuple):
    """Contracts that a register no longer named and nobody has decided on."""

    import_id: str
    file_name: str
    member: str
    contracts: int


class OverByDate(NamedTuple):
    """Contracts whose last day has gone by and that nobody has ended: as many as the list with `filters` shows."""

    contracts: int
    filters: ContractFilters


class DueKind(StrEnum):
    OPTION = "option"  # the last day to use an option
    ENDS = "ends"  # over for good, options included
    SELF_REPORT = "self_report"  # by the contract's own terms


class DueRow(NamedTuple):
    """`expected` when the day rests on the usual dispatch of the form, not on a date that is known."""

    on: date
    kind: DueKind
    contract: str  # public id
    title: str
    supplier: str
    expected: bool = False


@dataclass(frozen=True)
class Decisions:
    """What waits for the viewer. A step counts the contracts that its list shows."""

    steps: list[Step]
    imports: list[WaitingImport]
    vanished: list[VanishedIn]
    over: list[OverByDate]

    def __len__(self) -> int:
        return len(self.steps) + len(self.imports) + len(self.vanished) + len(self.over)


@dataclass(frozen=True)
class Home:
    needs_decision: Decisions
    waits: list[WaitingImport]
    due_soon: list[DueRow]


def home(viewer: Actor, today: date) -> Home:
    """The three bands. Only what the viewer's roles let them decide needs their decision; readers see what is due."""
    imports, reached = _imports(viewer), _reached(viewer)
    theirs = [found for found in imports if IMPORT.owners[found.state] == "platform"]
    mine = [found for found in imports if IMPORT.owners[found.state] == "contract_manager"]
    keeps = _with(Permission.KEEP_REGISTER, viewer, reached)
    kept_names = {member.name for member in keeps}
    decisions = Decisions(
        steps=list(_steps(viewer, _with(Permission.DECIDE_RISK, viewer, reached), today)),
        imports=[found for found in mine if found.member in kept_names],
        vanished=_vanished(keeps),
        over=list(_over(viewer, keeps, today)),
    )
    return Home(decisions, theirs, due_days(viewer, today, today, today + DUE_WITHIN))


def due_days(viewer: Actor, today: date, first: date, last: date) -> list[DueRow]:
    """What falls due in the span, in the viewer's own high-risk contracts that run today."""
    return sorted(_due(viewer, today, (first, last)))


def _with(permission: Permission, viewer: Actor, members: Iterable[Member]) -> list[Member]:
    return [member for member in members if has(viewer, permission, member.pk)]


def _reached(viewer: Actor) -> list[Member]:
    return list(Member.objects.filter(id__in=viewer.member_ids).order_by("name"))


def _at_once(viewer: Actor, members: Sequence[Member]) -> Sequence[Member | None]:
    """None for all members at once when these are all that the viewer reaches, else each of them by itself."""
    return [None] if {member.pk for member in members} == viewer.member_ids else members


def _steps(viewer: Actor, decides: Sequence[Member], today: date) -> Iterator[Step]:
    for member in _at_once(viewer, decides):
        yield from _ordered(viewer, member, today)


def _ordered(viewer: Actor, member: Member | None, today: date) -> Iterator[Step]:
    sums = own_sums(viewer, member.pk if member else None, today=today)
    for step in steps(sums):
        for part in steps_by_group(step.kind, sums) if step.kind in _BY_GROUP else [step]:
            yield replace(part, filters=replace(part.filters, member=member.public_id)) if member else part


def _imports(viewer: Actor) -> list[WaitingImport]:
    at_rest = (ImportState.TAKEN_IN, ImportState.DROPPED)
    found = RegisterImport.objects.filter(member_id__in=viewer.member_ids).exclude(state__in=at_rest)
    rows = found.annotate(count=Count("rows")).order_by("-id")
    return [WaitingImport(*row) for row in rows.values_list("public_id", "file_name", "member__name", "state", "count")]


def _vanished(members: Sequence[Member]) -> list[VanishedIn]:
    rows = (
        VanishedContract.objects.filter(member__in=members, decision="")
        .values_list("register_import__public_id", "register_import__file_name", "register_import__member__name")
        .annotate(contracts=Count("id"))
        .order_by("register_import__public_id")
    )
    return [VanishedIn(*row) for row in rows]


def _over(viewer: Actor, keeps: Sequence[Member], today: date) -> Iterator[OverByDate]:
    over = own_risks(viewer).filter(over_by_date(today))
    for member in _at_once(viewer, keeps):
        if count := (over.filter(member=member) if member else over).count():
            yield OverByDate(count, ContractFilters(state=OVER, member=member.public_id if member else ""))


class _High(NamedTuple):
    """A high-risk running contract, with what its terms need to know."""

    public_id: str
    title: str
    supplier: str | None
    ends_on: date | None
    option_until: date | None
    term_set: str | None
    signed_on: date | None
    starts_on: date | None


class _Signed(NamedTuple):
    term_set: str
    signed_on: date | None
    starts_on: date | None


SelfReport = Callable[[_Signed], tuple[date | None, bool]]


def _due(viewer: Actor, today: date, soon: tuple[date, date]) -> Iterator[DueRow]:
    columns = (
        "public_id", "title", "supplier__name", "ends_on", "option_until", "term_set_id", "own_facts__signed_on",
        "starts_on",
    )  # fmt: skip
    by_date = Q(contract__ends_on__range=soon) | Q(contract__option_until__range=soon)
    high = with_own_facts(own_risks(viewer)).filter(running(today), verdict=Verdict.HIGH_RISK)
    self_report = _self_reports()
    for row in high.filter(by_date | Q(contract__term_set__isnull=False)).values_list(
        *(f"contract__{column}" for column in columns)
    ):
        contract = _High(*row)
        for on, kind, expected in _days(contract, self_report):
            if soon[0] <= on <= soon[1]:
                yield DueRow(on, kind, contract.public_id, contract.title, contract.supplier or "", expected)


def _days(contract: _High, self_report: SelfReport) -> Iterator[tuple[date, DueKind, bool]]:
    ends, until = contract.ends_on, contract.option_until
    if ends and until and until > ends:
        yield ends, DueKind.OPTION, False
    if last := max((day for day in (ends, until) if day), default=None):
        yield last, DueKind.ENDS, False
    if contract.term_set:
        on, expected = self_report(_Signed(contract.term_set, contract.signed_on, contract.starts_on))
        if on:
            yield on, DueKind.SELF_REPORT, expected


def _self_reports() -> SelfReport:
    """When a self-report is due, and whether that is only expected; many contracts were signed alike."""

    @cache
    def known() -> dict[str, list[Obligation]]:
        return {code: _asking(points) for code, points in obligations().items()}

    @cache
    def self_report(signed: _Signed) -> tuple[date | None, bool]:
        found = self_report_of(signed, known=known())
        return (found.on or found.expected_on, found.on is None) if found else (None, False)

    return self_report


def _asking(points: list[Obligation]) -> list[Obligation]:
    """The point that asks for the report, alone unless it leans on another: all of them are ten times the work."""
    asking = [point for point in points if point.number == SELF_REPORT]
    return points if any("same_as" in point.due_rule for point in asking) else asking
