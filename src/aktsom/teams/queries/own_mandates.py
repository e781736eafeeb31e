"""A member's own mandates: which teams may do what for which contract, and what was done in its name."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.core.models import JournalEntry
from aktsom.members.models import Member, Person
from aktsom.risk.queries.paging import Key, around, page_of, read_place
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import Mandate, TeamStep
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import facts_of, parties_by_team
from aktsom.teams.queries.matrix import MandateRow, mandates_with_facts, row_of, those_that_count
from aktsom.teams.queries.requests import TeamFace, team_faces
from aktsom.teams.queries.standings import rank, ranked
from aktsom.teams.rules.mandate_limits import lapsing_days
from aktsom.teams.rules.mandates import OSLO, Standing, standing
from aktsom.teams.states import MandateState

PAGE = 50
_BY_END = Key("ends_on", "id", False, date.fromisoformat)
_NEWEST = Key("number", "number", True, int)


@dataclass(frozen=True)
class OwnMandate:
    """One mandate of one of the viewer's contracts."""

    row: MandateRow
    contract_id: str
    title: str
    reference: str
    member: str
    supplier: str
    group_id: str
    team_id: str


@dataclass(frozen=True)
class OwnMandates:
    """`counts` are mandates by standing, over all pages and filters."""

    rows: list[OwnMandate]
    counts: Mapping[Standing, int]
    previous: str | None
    next: str | None


def mandates_of_member(
    viewer: Actor, *, today: date, only: Standing | None = None, after: str | None = None, limit: int = PAGE
) -> OwnMandates:
    """Of all members the viewer reaches, by last day. Without `only`: those that live, and what ended is left out."""
    own = ranked(Mandate.objects.filter(member_id__in=viewer.member_ids), today).filter(rank__isnull=False)
    counted: Counter[int] = Counter(own.order_by().values_list("rank", flat=True))
    counts = {each: counted.get(rank(each), 0) for each in Standing}
    wanted = own.filter(rank=rank(only)) if only else own.filter(rank__lte=rank(Standing.ASKED))
    found, before, more = page_of(wanted.values_list("id", "ends_on"), _BY_END, read_place(after, _BY_END), limit)
    previous, following = around([(ends_on, id_) for id_, ends_on in found], before, more)
    return OwnMandates(_own_rows(viewer, [id_ for id_, _ in found], today), counts, previous, following)


def _own_rows(viewer: Actor, ids: list[int], today: date) -> list[OwnMandate]:
    found = mandates_with_facts(Mandate.objects.filter(id__in=ids)).select_related(
        "contract__supplier", "contract__own_facts", "member", "team", "request"
    )
    mandates, parties = {mandate.pk: mandate for mandate in found}, parties_by_team()

    def where(mandate: Mandate) -> Standing:
        return standing(facts_of(mandate, today, parties.get(mandate.team_id)), today, lapsing_days())

    return [_own_row(viewer, mandates[id_], where(mandates[id_])) for id_ in ids]


def _own_row(viewer: Actor, mandate: Mandate, where: Standing) -> OwnMandate:
    return OwnMandate(
        row=row_of(viewer, mandate, where),
        contract_id=mandate.contract.public_id,
        title=mandate.contract.title,
        reference=mandate.contract.reference,
        member=mandate.member.name,
        supplier=mandate.contract.supplier.name if mandate.contract.supplier else "",
        group_id=mandate.team.group_id,
        team_id=mandate.team.public_id,
    )


@dataclass(frozen=True)
class MandateView:
    """One own mandate with what its owner may do with it."""

    own: OwnMandate
    answered_by: str
    answered_at: datetime | None
    withdrawn_at: datetime | None
    people: tuple[TeamFace, ...]
    limit_refusal: Refusal | None
    withdraw_refusal: Refusal | None


def own_mandate(viewer: Actor, public_id: str, today: date) -> MandateView:
    """Raises NotVisible for another member's."""
    mandate = Mandate.objects.filter(public_id=public_id, member_id__in=viewer.member_ids).first()
    if mandate is None:
        raise NotVisible
    own = _own_rows(viewer, [mandate.pk], today)[0]
    name = _names({mandate.answered_by_id}).get(mandate.answered_by_id or 0)
    return MandateView(
        own=own,
        answered_by=name or "",
        answered_at=mandate.answered_at,
        withdrawn_at=mandate.withdrawn_at,
        people=tuple(team_faces(mandate.team)),
        limit_refusal=permissions.answer(viewer, mandate, "limit"),
        withdraw_refusal=permissions.answer(viewer, mandate, "withdraw"),
    )


@dataclass(frozen=True)
class ContractMandate:
    """A team's mandate for a contract, with who leads the team."""

    row: MandateRow
    group_id: str
    team_id: str
    lead: TeamFace | None


def mandate_of(viewer: Actor, contract: Contract, today: date) -> list[ContractMandate]:
    """What counts for the contract now, a list since it may be in two categories. The contract is one the viewer may
    see; reservations and reasons are shown as in the matrix."""
    parties = parties_by_team()
    by_team: dict[int, list[Mandate]] = {}
    for mandate in mandates_with_facts(Mandate.objects.filter(contract=contract)):
        by_team.setdefault(mandate.team_id, []).append(mandate)
    found = []
    for team_id, mandates in by_team.items():
        where = [
            standing(facts_of(mandate, today, parties.get(team_id)), today, lapsing_days()) for mandate in mandates
        ]
        counting = those_that_count(list(zip(mandates, where, strict=True)))
        lead = next(iter(team_faces(mandates[0].team)), None)
        found += [
            ContractMandate(row_of(viewer, mandate, at), mandate.team.group_id, mandate.team.public_id, lead)
            for mandate, at in counting
        ]
    return found


def _names(ids: set[int | None]) -> dict[int, str]:
    return dict(Person.objects.filter(id__in=[id_ for id_ in ids if id_]).values_list("id", "name"))


@dataclass(frozen=True)
class DoneRow:
    """An act from the journal: by whom of which body, on behalf of which member. `what` and `contract` (its public id)
    are known for finished steps."""

    number: int
    at: datetime
    person: str
    body: str
    member: str
    verb: str
    subject: str
    act: MandateAct | None
    what: str
    contract: str
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class DonePage:
    rows: list[DoneRow]
    previous: str | None
    next: str | None


def done_in_our_name(
    viewer: Actor, first: date, last: date, *, after: str | None = None, limit: int = PAGE
) -> DonePage:
    """What others did on behalf of the viewer's members between two days, newest first."""
    start = datetime.combine(first, time.min, OSLO)
    end = datetime.combine(last + timedelta(days=1), time.min, OSLO)
    entries = _entries(viewer).filter(at__gte=start, at__lt=end)
    place = read_place(after, _NEWEST)
    found, before, more = page_of(entries.values_list("number", F("number")), _NEWEST, place, limit)
    numbers = [row[0] for row in found]
    previous, following = around([(number, number) for number in numbers], before, more)
    return DonePage(_done_rows(numbers), previous, following)


def _entries(viewer: Actor) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(on_behalf_of_id__in=viewer.member_ids)


def _done_rows(numbers: list[int]) -> list[DoneRow]:
    entries = list(JournalEntry.objects.filter(number__in=numbers).order_by("-number"))
    people = _names({e.person_id for e in entries})
    ids = {e.body_id for e in entries} | {e.on_behalf_of_id for e in entries}
    members = dict(Member.objects.filter(id__in=[id_ for id_ in ids if id_]).values_list("id", "name"))
    steps = dict(TeamStep.objects.filter(public_id__in={e.subject for e in entries}).values_list("public_id", "what"))
    return [
        DoneRow(
            number=e.number,
            at=e.at,
            person=people.get(e.person_id or 0, ""),
            body=members.get(e.body_id or 0, ""),
            member=members.get(e.on_behalf_of_id or 0, ""),
            verb=e.verb,
            subject=e.subject,
            act=MandateAct(e.changes["act"]) if e.verb == "step_done" else None,
            what=steps.get(e.subject, ""),
            contract=str(e.changes.get("contract", "")) if e.verb == "step_done" else "",
            changes=e.changes,
        )
        for e in entries
    ]


@dataclass(frozen=True)
class Lapsing:
    """Mandates of a member to a team that end soon and are not renewed; `ends_on` is the first to end, `leads` that the
    viewer can ask for new ones."""

    group_id: str
    team_id: str
    member: str
    contracts: int
    ends_on: date
    leads: bool


def lapsing(viewer: Actor, today: date) -> list[Lapsing]:
    """Of members for which the viewer gives mandates, and of teams that it leads."""
    granted = _concerning(viewer).filter(state=MandateState.GRANTED)
    near = granted.filter(ends_on__range=(today, today + timedelta(days=lapsing_days())))
    if not near.exists():  # nearly always so, and where each stands is many times the work to ask
        return []
    rows = ranked(near, today).filter(rank=rank(Standing.LAPSING))
    found: dict[tuple[str, str, str, bool], list[date]] = {}
    columns = ("team__group_id", "team__public_id", "member__name", "team_id", "ends_on")
    for group, team, member, team_id, ends_on in rows.order_by("ends_on", "id").values_list(*columns):
        found.setdefault((group, team, member, team_id in viewer.led_team_ids), []).append(ends_on)
    return [
        Lapsing(group, team, member, len(days), days[0], leads) for (group, team, member, leads), days in found.items()
    ]


def _concerning(viewer: Actor) -> QuerySet[Mandate]:
    giving = [id_ for id_ in viewer.member_ids if permissions.give(viewer, id_) is None]
    return Mandate.objects.filter(member_id__in=giving) | Mandate.objects.filter(team_id__in=viewer.led_team_ids)
