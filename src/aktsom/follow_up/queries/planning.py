"""A team's year: which suppliers to follow up, and what is planned or runs already."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import is_own, running
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.follow_up.models import Conclusion, CoveredContract, FollowUp
from aktsom.follow_up.problems import Already
from aktsom.follow_up.rules.proportion import FormProposal, Worth, form_for
from aktsom.follow_up.rules.proposals import Facts, Proposal, ranked
from aktsom.follow_up.rules.scopes import Scope
from aktsom.follow_up.states import LIVE, TOLD, Verdict
from aktsom.members.models import Member
from aktsom.risk.models import ContractRisk, RiskProduct
from aktsom.risk.queries.overlap import in_group, running_in_network
from aktsom.sharing.rules import value_bands
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, of_companies, record_ids
from aktsom.suppliers.rules.size import SizeClass, size_class
from aktsom.suppliers.sizing import figures_of
from aktsom.suppliers.tables import size_limits
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.candidates import contracts_with
from aktsom.teams.queries.facts import facts_of, parties_of
from aktsom.teams.rules.mandates import OSLO, last_moment, permits
from aktsom.teams.states import MandateState
from aktsom.terms.queries import clock, obligations, period, self_report_of
from aktsom.terms.thresholds import parse_threshold

COMPANY = identity("contract__supplier")


def follow_ups_for(viewer: Actor) -> QuerySet[FollowUp]:
    """The viewer's teams' and members' own; of others', those that have been announced, where it reads the network."""
    seen = own(viewer)
    if sees_network(viewer):
        seen |= Q(announced_at__isnull=False)
    return FollowUp.objects.filter(seen).select_related("team", "member", "supplier")


def own(viewer: Actor) -> Q:
    return Q(team_id__in=viewer.case_team_ids) | Q(member_id__in=viewer.member_ids)


def follow_up(viewer: Actor, public_id: str) -> FollowUp:
    """Raises NotVisible."""
    found = follow_ups_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def runner(one: FollowUp) -> CategoryTeam | Member:
    """The team or the member that does it."""
    return one.team or one.member  # type: ignore[return-value]  # the database refuses one without either


def scope_of(one: FollowUp) -> Scope:
    return Scope(one.supplier.identity_id, one.group_id, frozenset(one.products))


def same_scope(viewer: Actor, scope: Scope, but: FollowUp | None = None) -> list[Already]:
    """Live follow-ups anywhere of the same supplier in the same scope. That another plans one is told to whoever is
    about to open a second: else both would be asking the supplier before they knew of each other."""
    with lowered():
        rows = same_live(scope, but)
    return [_already(viewer, one) for one in rows]


def same_live(scope: Scope, but: FollowUp | None = None) -> list[FollowUp]:
    found = FollowUp.objects.filter(
        supplier_id__in=record_ids(scope.company), group_id=scope.group_id, state__in=LIVE
    ).select_related("team", "member", "supplier")
    return [one for one in found if one != but and scope.meets(scope_of(one))]


def _already(viewer: Actor, one: FollowUp) -> Already:
    own = one.team_id in viewer.case_team_ids or one.member_id in viewer.member_ids
    told = one.state in TOLD
    return Already(
        one.public_id if own or told else "",
        runner(one).public_id,
        one.group_id,
        own,
        told,
        one.ends_on if own or told else None,
        one.member.name if one.member is not None and (own or told) else "",
    )


@dataclass(frozen=True)
class Proposed:
    """A company that the team may follow up, with what speaks for it; `levels` are those of its contracts."""

    supplier: Supplier
    proposal: Proposal


def proposals(viewer: Actor, team: CategoryTeam, today: date) -> list[Proposed]:
    """All companies with running contracts in the team's category, first what comes first."""
    risks = in_group(running_in_network(viewer, today), team.group_id).filter(contract__supplier__isnull=False)
    counted = list(
        risks.values(company=COMPANY)
        .annotate(highest=Max("rank"), contracts=Count("id"), members=Count("member_id", distinct=True))
        .order_by()
    )
    companies = [row["company"] for row in counted]
    covered, demanded = _covered(team, today), _demanded(risks)
    begun, concluded = _begun(companies, team.group_id), _concluded(companies, team.group_id)
    facts = [
        Facts(
            company=row["company"],
            rank=row["highest"],
            contracts=row["contracts"],
            members=row["members"],
            covered=covered.get(row["company"], 0),
            concluded_on=concluded.get(row["company"]),
            demanded_on=demanded.get(row["company"]),
            running=row["company"] in begun,
        )
        for row in counted
    ]
    named = Supplier.objects.in_bulk(companies)
    return [Proposed(named[one.facts.company], one) for one in ranked(facts, today, period("reuse-max-age"))]


def _covered(team: CategoryTeam, today: date) -> dict[int, int]:
    """{company: how many of its contracts the team may ask about today}."""
    counts: dict[int, int] = defaultdict(int)
    for mandate in asking_mandates(team, today):
        if mandate.contract.supplier is not None:
            counts[mandate.contract.supplier.identity_id] += 1
    return counts


def asking_mandates(team: CategoryTeam, today: date, companies: Collection[int] = ()) -> list[Mandate]:
    """The mandates that let the team send questions on the day, one a contract, the oldest."""
    found = Mandate.objects.filter(team=team, state=MandateState.GRANTED, starts_on__lte=today, ends_on__gte=today)
    if companies:
        found = found.filter(of_companies(companies, "contract__supplier"))
    moment, parties = last_moment(today, _end_of(today)), parties_of(team)
    by_contract: dict[int, Mandate] = {}
    for one in found.select_related("contract__supplier", "contract__member", "team").order_by("id"):
        if permits(facts_of(one, today, parties), MandateAct.ASK, moment):
            by_contract.setdefault(one.contract_id, one)
    return list(by_contract.values())


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, OSLO)


def _demanded(risks: QuerySet[ContractRisk]) -> dict[int, date]:
    """{company: the first day on which the terms of one of its contracts demand a self-report}. When a contract was
    signed is its owner's to know, so that what hangs on it alone is left open here."""
    known, found = obligations(), dict[int, date]()
    rows = risks.exclude(contract__term_set=None).values_list("contract__term_set", "contract__starts_on", COMPANY)
    for term_set, starts_on, company in rows.order_by():
        due = self_report_of(_Signed(term_set, starts_on), known=known)
        if due is not None and due.on is not None:
            found[company] = min(due.on, found.get(company, date.max))
    return found


@dataclass(frozen=True, slots=True)
class _Signed:
    term_set: str
    starts_on: date | None
    signed_on: date | None = None


def _begun(companies: Collection[int], group_id: str) -> frozenset[int]:
    live = FollowUp.objects.filter(of_companies(companies, "supplier"), group_id=group_id, state__in=LIVE)
    return frozenset(live.values_list(identity("supplier"), flat=True))


def live_in(viewer: Actor, group_id: str) -> dict[int, FollowUp]:
    """{company: what goes on or is planned in the category}, as far as the viewer may know of it."""
    found = follow_ups_for(viewer).filter(group_id=group_id, state__in=LIVE)
    return {one.supplier.identity_id: one for one in found.order_by("-id")}


def _concluded(companies: Collection[int], group_id: str) -> dict[int, date]:
    """{company: the newest day of something that was looked into in the category and stands}."""
    stands = Conclusion.objects.filter(
        of_companies(companies, "follow_up__supplier"), follow_up__group_id=group_id, superseded_at__isnull=True
    ).exclude(verdict=Verdict.NOT_ASSESSED)
    named = stands.values(company=identity("follow_up__supplier")).annotate(newest=Max("done_on")).order_by()
    return {row["company"]: row["newest"] for row in named}


def buying(one: FollowUp, today: date) -> QuerySet[Contract]:
    """All running contracts of the category with the supplier, of every member."""
    held = RiskProduct.objects.filter(risk__contract=OuterRef("pk"), group_id=one.group_id)
    found = Contract.objects.filter(running(today), of_companies([one.supplier.identity_id], "supplier"))
    return found.filter(Exists(held)).select_related("member").order_by("id")


def to_cover(one: FollowUp, today: date) -> list[tuple[Contract, Mandate | None]]:
    """The contracts with the supplier that the follow-up may cover: a team's by mandates, a member's its own."""
    company = one.supplier.identity_id
    if one.team is not None:
        return [(mandate.contract, mandate) for mandate in asking_mandates(one.team, today, [company])]
    return [(contract, None) for contract in buying(one, today).filter(member=one.member)]


def covered_contracts(one: FollowUp) -> list[CoveredContract]:
    rows = one.covered.filter(left_at__isnull=True).select_related("contract__member", "member", "mandate")
    return list(rows.order_by("member__name", "contract__title", "id"))


def not_covered(viewer: Actor, one: FollowUp, today: date) -> list[Contract]:
    """Running contracts of the category with the supplier that a team's follow-up does not cover: to be asked for."""
    if one.team is None:
        return []
    covered = set(one.covered.filter(left_at__isnull=True).values_list("contract_id", flat=True))
    found = contracts_with(viewer, one.team, one.supplier.public_id, today)
    return [contract for contract in found if contract.pk not in covered]


def proposed_form(viewer: Actor, supplier: Supplier, contracts: Iterable[Contract]) -> FormProposal:
    worths = [_worth(viewer, contract) for contract in contracts]
    size = size_class(figures_of(supplier), size_limits()["large"])
    is_large = None if size is SizeClass.UNKNOWN else size is SizeClass.LARGE
    full, simplified = (parse_threshold(clock(name)) for name in ("form-full", "form-simplified"))
    return form_for(worths, is_large, full, simplified)


def _worth(viewer: Actor, contract: Contract) -> Worth:
    """Own contracts by their value, others' by their band."""
    if contract.currency == "NOK" and is_own(viewer, contract) and contract.value is not None:
        return Worth(int(contract.value), int(contract.value) + 1)
    band = next((band for band in value_bands() if band.id == contract.value_band), None)
    if band is None:
        return Worth()
    return Worth(int(band.lower), None if band.upper is None else int(band.upper))
