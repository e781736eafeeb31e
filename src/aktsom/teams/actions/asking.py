"""A team asks contract owners for mandates: one request, one mandate a contract, one letter an owner."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.sharing.viewing import sees_network
from aktsom.teams.actions.loading import note_activity, team_for_change
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, MandateRequest
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.problems import Wrong
from aktsom.teams.queries.candidates import FEW, Candidate, candidates, chosen
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.rules.asking import LeftOut
from aktsom.teams.rules.mandates import NoSuchAct, acts_of
from aktsom.teams.states import MANDATE, MandateState

ASKED_MAIL = "mandate_asked"
LONGEST_MESSAGE = 4_000
BATCH = 1_000


@dataclass(frozen=True)
class Asked:
    """`left` are the contracts that were not asked for, each with the reason; `renewed` counts those that go on from a
    mandate that ends soon."""

    request: MandateRequest
    mandates: int
    members: int
    renewed: int
    left: tuple[LeftAlone, ...]


@transaction.atomic
def ask_for_mandates(
    *,
    by: Actor,
    at: datetime,
    team_id: str,
    contracts: Collection[str] = (),
    members: Collection[str] = (),
    whole_category: bool = False,
    acts: int,
    starts_on: date,
    ends_on: date,
    message: str = "",
    answer_by: date | None = None,
) -> Asked:
    """Ask for the contracts named, for all of the named members' in the category, or for the whole category.

    Left out are those that are covered or asked already, so that a second press of the button asks nobody twice: then
    nothing is left to ask for, which is told as a DomainError. Raises Wrong for what cannot be asked.
    """
    team, today = team_for_change(by, team_id), day_of(at)
    stop_if(permissions.lead(by, team))
    wanted = checked(acts, starts_on, ends_on, answer_by, today)
    picked = chosen(by, team, today, contracts=contracts, members=members, whole_category=whole_category)
    found = candidates(team, picked, wanted, starts_on=starts_on, ends_on=ends_on, today=today)
    asked = [one for one in found if one.asking.left_out is None]
    if not asked:
        raise DomainError(_nobody(found))
    request = MandateRequest.objects.create(
        team=team, acts=int(wanted), starts_on=starts_on, ends_on=ends_on, answer_by=answer_by, asked_at=at,
        message=storable(message).strip()[:LONGEST_MESSAGE], asked_by_id=by.person_id,
    )  # fmt: skip
    told = _drop_unanswered(team, asked, at)
    mandates = _mandates(request, asked, at)
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[*told, _request_act(request, len(mandates)), *_acts(request, mandates, asked)])
    _write_to_owners(request, {mandate.member_id for mandate in mandates}, at)
    left = tuple(left_alone(one) for one in found if one.asking.left_out)
    members_asked = len({mandate.member_id for mandate in mandates})
    return Asked(request, len(mandates), members_asked, sum(one.asking.renews for one in asked), left)


def checked(acts: int, starts_on: date, ends_on: date, answer_by: date | None, today: date) -> MandateAct:
    """The acts, when all of it can be asked for."""
    try:
        wanted = acts_of(acts)
    except NoSuchAct:
        raise Wrong("acts", _("Dette kan ikke stå i en fullmakt.")) from None
    if not wanted:
        raise Wrong("acts", _("Velg minst én ting gruppen skal kunne gjøre."))
    if ends_on < starts_on:
        raise Wrong("ends_on", _("Siste dag kan ikke være før første dag."))
    if ends_on < today:
        raise Wrong("ends_on", _("Siste dag er allerede over."))
    if answer_by is not None and answer_by < today:
        raise Wrong("answer_by", _("Svarfristen er allerede over."))
    return wanted


def left_alone(one: Candidate) -> LeftAlone:
    texts = {
        LeftOut.COVERED: _("Har fullmakt fra før."),
        LeftOut.ASKED: _("Er spurt, og har ikke svart ennå."),
        LeftOut.OVER: _("Avtalen løper ikke."),
        LeftOut.OTHER_CATEGORY: _("Avtalen er ikke i gruppens kategori."),
        LeftOut.NOT_PARTY: _("Virksomheten er ikke med i det gruppen gjør videre."),
    }
    reason = texts[one.asking.left_out] if one.asking.left_out else ""
    return LeftAlone(one.contract.public_id, one.contract.title, reason)


def _nobody(found: Sequence[Candidate]) -> str:
    if not found:
        return _("Velg minst én virksomhet eller avtale.")
    if {one.asking.left_out for one in found} <= {LeftOut.ASKED, LeftOut.COVERED}:
        return _("Alle du valgte, er spurt eller har gitt fullmakt fra før.")
    return _("Ingen av avtalene du valgte, kan spørres nå.")


def _drop_unanswered(team: CategoryTeam, asked: Sequence[Candidate], at: datetime) -> list[Act]:
    """An earlier question that nobody answered before its days were over makes room for the new one."""
    old = Mandate.objects.select_for_update(of=("self",)).filter(team=team, state=MandateState.ASKED)
    ids = {one.contract.pk for one in asked}
    found = [one for one in (old.filter(contract_id__in=ids) if len(ids) <= FEW else old) if one.contract_id in ids]
    for mandate in found:
        mandate.state, mandate.withdrawn_at = MANDATE.after(mandate.state, "take_back"), at
        mandate.revision += 1
    Mandate.objects.bulk_update(found, ["state", "withdrawn_at", "revision"], batch_size=BATCH)
    return [Act("mandate_taken_back", one.public_id, one.member_id) for one in found]


def _mandates(request: MandateRequest, asked: Sequence[Candidate], at: datetime) -> list[Mandate]:
    rows = [
        Mandate(
            request=request,
            team_id=request.team_id,
            contract=one.contract,
            member_id=one.contract.member_id,
            asked_acts=int(one.asking.acts),
            starts_on=one.asking.starts_on or request.starts_on,
            ends_on=request.ends_on,
            asked_at=at,
        )
        for one in asked
    ]
    return Mandate.objects.bulk_create(rows, batch_size=BATCH)


def _request_act(request: MandateRequest, count: int) -> Act:
    told = {
        "team": request.team.public_id,
        "acts": request.acts,
        "starts_on": request.starts_on,
        "ends_on": request.ends_on,
        "contracts": count,
    }
    return Act("mandates_requested", request.public_id, changes=told)


def _acts(request: MandateRequest, mandates: Sequence[Mandate], asked: Sequence[Candidate]) -> list[Act]:
    return [
        Act(
            "mandate_asked",
            mandate.public_id,
            mandate.member_id,
            changes={
                "request": request.public_id,
                "contract": one.contract.public_id,
                "acts": mandate.asked_acts,
                "starts_on": mandate.starts_on,
                "ends_on": mandate.ends_on,
            },
        )
        for mandate, one in zip(mandates, asked, strict=True)
    ]


def _write_to_owners(request: MandateRequest, member_ids: Collection[int], at: datetime) -> None:
    people = {person.pk: person for found in owners_of(member_ids, day_of(at)).values() for person in found}
    for person in people.values():
        send(kind=ASKED_MAIL, payload={"request": request.public_id, "person": person.public_id}, at=at)


@transaction.atomic
def take_back(*, by: Actor, at: datetime, request_id: str, mandates: Collection[str] = ()) -> int:
    """What the team asked for in this request and nobody has answered, or only the mandates named. Returns how many.

    Refused when there is nothing left to take back.
    """
    found = MandateRequest.objects.select_related("team").filter(public_id=request_id).first()
    if found is None or not sees_network(by):
        raise NotVisible
    team = team_for_change(by, found.team.public_id)
    stop_if(permissions.lead(by, team))
    waiting = Mandate.objects.select_for_update(of=("self",)).filter(request=found, state=MandateState.ASKED)
    rows = list((waiting.filter(public_id__in=list(mandates)) if mandates else waiting).order_by("id"))
    if not rows:
        stop_if(Refusal(_("Alle har svart, eller spørsmålet er trukket. Det er ingenting å trekke tilbake.")))
    for mandate in rows:
        mandate.state, mandate.withdrawn_at = MANDATE.after(mandate.state, "take_back"), at
        mandate.revision += 1
    Mandate.objects.bulk_update(rows, ["state", "withdrawn_at", "revision"], batch_size=BATCH)
    note_activity(team, by=by, at=at)
    acts = [Act("mandate_taken_back", one.public_id, one.member_id, changes=_state("asked", one)) for one in rows]
    record(by=by, at=at, acts=acts)
    return len(rows)


def _state(before: str, mandate: Mandate) -> dict[str, list[str]]:
    return {"state": [before, mandate.state]}
