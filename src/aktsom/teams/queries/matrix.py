"""The matrix of a team: contracts by acts, each cell with where the mandate stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.members.permissions import reaches
from aktsom.risk.queries.paging import Key, around, page_of, read_place
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.candidates import of_category
from aktsom.teams.queries.facts import facts_of, parties_of, sees_words
from aktsom.teams.queries.standings import by_contract, rank
from aktsom.teams.rules.mandate_limits import lapsing_days
from aktsom.teams.rules.mandates import LIVE, Standing, standing, together
from aktsom.teams.states import MandateState

PAGE = 50
_KEY = Key("member__name", "id", False, str)


@dataclass(frozen=True)
class MandateRow:
    """One mandate as the viewer may know it. `reservations` and `reason` are empty for others than member and team."""

    public_id: str
    standing: Standing
    asked_acts: MandateAct
    acts: MandateAct
    starts_on: date
    ends_on: date
    reservations: str
    reason: str
    revision: int
    request_id: str


@dataclass(frozen=True)
class MatrixRow:
    """A contract: `cells` has the standing of each act that somebody asked for; an act nobody asked for has none."""

    contract_id: str
    title: str
    member_id: str
    member: str
    own: bool
    supplier: str
    standing: Standing | None
    cells: Mapping[MandateAct, Standing]
    until: date | None
    mandates: tuple[MandateRow, ...]


@dataclass(frozen=True)
class Matrix:
    """`counts` are contracts by standing, over all pages; `unasked` contracts of the category with no mandate at all.
    `previous` and `next` go back into the address."""

    team: CategoryTeam
    rows: list[MatrixRow]
    counts: Mapping[Standing, int]
    unasked: int
    previous: str | None
    next: str | None

    @property
    def contracts(self) -> int:
        return sum(self.counts.values())


def mandates_of_team(
    viewer: Actor,
    team: CategoryTeam,
    *,
    today: date,
    only: Standing | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> Matrix:
    """Contracts that were ever asked for, by member. The team is one the viewer may see (`queries.facts.team`)."""
    best = by_contract(Mandate.objects.filter(team=team), today)
    counted = Counter(best.values_list("best", flat=True))
    counts = {each: counted.get(rank(each), 0) for each in Standing}
    found = _contracts(team, today, only)
    rows, before, more = page_of(found.values_list("id", "member__name"), _KEY, read_place(after, _KEY), limit)
    previous, following = around([(name, id_) for id_, name in rows], before, more)
    mandates = Exists(Mandate.objects.filter(team=team, contract=OuterRef("pk")))
    unasked = of_category(viewer, team, today).exclude(mandates).count()
    return Matrix(team, _rows(viewer, team, [id_ for id_, _ in rows], today), counts, unasked, previous, following)


def _contracts(team: CategoryTeam, today: date, only: Standing | None) -> QuerySet[Contract]:
    """Those ever asked for; only for a standing does the database have to weigh them all."""
    if only is None:
        return Contract.objects.filter(Exists(Mandate.objects.filter(team=team, contract=OuterRef("pk"))))
    best = by_contract(Mandate.objects.filter(team=team), today).filter(best=rank(only))
    return Contract.objects.filter(id__in=best.values("contract_id"))


def every_row(viewer: Actor, team: CategoryTeam, *, today: date, only: Standing | None = None) -> Iterator[MatrixRow]:
    """All rows, for exports; read in parts."""
    ids = list(_contracts(team, today, only).order_by("member__name", "id").values_list("id", flat=True))
    for start in range(0, len(ids), 500):
        yield from _rows(viewer, team, ids[start : start + 500], today)


def _rows(viewer: Actor, team: CategoryTeam, ids: Sequence[int], today: date) -> list[MatrixRow]:
    """In the order of the ids."""
    contracts = {one.pk: one for one in Contract.objects.filter(id__in=ids).select_related("member", "supplier")}
    known: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in mandates_with_facts(Mandate.objects.filter(team=team, contract_id__in=ids)):
        known[mandate.contract_id].append(mandate)
    parties = parties_of(team)
    return [_row(viewer, contracts[id_], known[id_], today, parties) for id_ in ids]


def mandates_with_facts(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Newest first, with all that `facts_of` and `row_of` read."""
    return mandates.select_related("contract", "team", "request").order_by("-id")


def _row(
    viewer: Actor, contract: Contract, mandates: Sequence[Mandate], today: date, parties: frozenset[int] | None
) -> MatrixRow:
    facts = [facts_of(mandate, today, parties) for mandate in mandates]
    where = [standing(each, today, lapsing_days()) for each in facts]
    counting = those_that_count(list(zip(mandates, where, strict=True)))
    covering = [each.ends_on for each, at in counting if at in (Standing.COVERED, Standing.LAPSING, Standing.UPCOMING)]
    return MatrixRow(
        contract_id=contract.public_id,
        title=contract.title,
        member_id=contract.member.public_id,
        member=contract.member.name,
        own=reaches(viewer, contract.member_id),
        supplier=contract.supplier.name if contract.supplier else "",
        standing=together(at for _, at in counting),
        cells=cells_of(counting),
        until=max(covering, default=None),
        mandates=tuple(row_of(viewer, mandate, at) for mandate, at in counting),
    )


def those_that_count(mandates: Sequence[tuple[Mandate, Standing]]) -> list[tuple[Mandate, Standing]]:
    """All that live; where none does, the newest alone. Newest first in, newest first out."""
    live = [(mandate, where) for mandate, where in mandates if where in LIVE]
    return live or list(mandates[:1])


def cells_of(mandates: Iterable[tuple[Mandate, Standing]]) -> dict[MandateAct, Standing]:
    """Per act; what was asked for and not given counts as refused."""
    found: dict[MandateAct, list[Standing]] = defaultdict(list)
    for mandate, where in mandates:
        for act in MandateAct(mandate.asked_acts):
            given = mandate.state in (MandateState.ASKED, MandateState.REFUSED) or act & mandate.acts
            withdrawn_unanswered = mandate.state == MandateState.WITHDRAWN and not mandate.acts
            found[act].append(where if given or withdrawn_unanswered else Standing.REFUSED)
    return {act: best for act, standings in found.items() if (best := together(standings))}


def row_of(viewer: Actor, mandate: Mandate, where: Standing) -> MandateRow:
    words = sees_words(viewer, mandate)
    return MandateRow(
        public_id=mandate.public_id,
        standing=where,
        asked_acts=MandateAct(mandate.asked_acts),
        acts=MandateAct(mandate.acts),
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        reservations=mandate.reservations if words else "",
        reason=mandate.reason if words else "",
        revision=mandate.revision,
        request_id=mandate.request.public_id if mandate.request else "",
    )
