"""All that the page of one contract shows of its risk: what stands and why, what the screen said, who decided what."""

from collections.abc import Sequence
from datetime import date

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group, Product, Right
from aktsom.categories.generations import GENERAL
from aktsom.categories.levels import Level, Stage
from aktsom.categories.models import CatalogueVersion
from aktsom.categories.queries import catalogue_of
from aktsom.contracts.models import Contract
from aktsom.contracts.queries import is_own
from aktsom.core.actor import Actor
from aktsom.members.models import Person
from aktsom.risk import permissions
from aktsom.risk.conclusions import Conclusion
from aktsom.risk.kept import MatchRow, conclusion_of, kept_matches, listed, result_of
from aktsom.risk.leverage import Leverage, ValueBand, leverage
from aktsom.risk.models import ContractRisk, RiskDecision, Screening
from aktsom.risk.queries.overlap import in_groups, running_in_network
from aktsom.risk.queries.risk_view import DecisionRow, RiskView, ScreenedView, ScreeningRow, StageView, Told
from aktsom.risk.rules import Priority, Reason, facts_of, prioritise
from aktsom.risk.screening.reasons import pointers, reasons_against
from aktsom.risk.screening.result import Verdict
from aktsom.risk.standing import facts_of_choice
from aktsom.risk.states import RiskState
from aktsom.risk.telling import told
from aktsom.sharing.rules import SeenValue, others_value, own_value
from aktsom.sharing.viewing import sees_values
from aktsom.suppliers.queries.identity import record_ids

NEWEST_SHOWN = 20  # screenings in the history


def contract_risk(viewer: Actor, contract: Contract, *, today: date, how: Told | None = None) -> RiskView | None:
    """The risk of a contract that the viewer may see (`contracts.queries.contract`); None when it was never screened.

    For other members' contracts nothing that rests on the description is told, and the value only as a band.
    """
    risk = ContractRisk.objects.select_related("screening__catalogue_version").filter(contract=contract).first()
    return None if risk is None else _view(viewer, contract, risk, today, how or Told())


def _view(viewer: Actor, contract: Contract, risk: ContractRisk, today: date, how: Told) -> RiskView:
    own = is_own(viewer, contract)
    matches = kept_matches([risk.screening_id], described=own)[risk.screening_id]
    differs = _stands(risk) != conclusion_of(risk.screening)
    catalogue = _catalogue(risk, differs)
    groups, products = _named(catalogue, risk)
    stages = _stages(catalogue, risk, groups, products)
    priority = _priority(risk, contract, matches, catalogue, differs)
    linked = _members_linked(viewer, contract, listed(risk.groups), today)
    value = _value(viewer, contract, own)
    lever = _leverage(contract, value, linked, today)
    return RiskView(
        own=own,
        revision=risk.revision,
        state=RiskState(risk.state),
        verdict=Verdict(risk.verdict),
        groups=groups,
        products=products,
        stages=stages,
        rights=_rights(catalogue, stages),
        countries=tuple(dict.fromkeys(code for view in stages for code in view.countries)),
        screened=_screened(risk.screening, matches, how),
        differs=differs,
        priority=priority,
        priority_reasons=_told(priority.reasons, catalogue, how),
        leverage=lever,
        leverage_reasons=_told(lever.reasons, catalogue, how),
        members_linked=linked,
        value=value,
        decisions=_decisions(contract) if own else (),
        screenings=_screenings(contract),
        confirm_refusal=permissions.decide(viewer, risk, "confirm"),
        override_refusal=permissions.decide(viewer, risk, "override"),
        catalogue=catalogue,
    )


def _stands(risk: ContractRisk) -> Conclusion:
    return Conclusion(
        risk.verdict,
        risk.level_raw,
        risk.level_component,
        risk.level_final,
        listed(risk.groups),
        listed(risk.product_ids),
    )


def _catalogue(risk: ContractRisk, differs: bool) -> Catalogue:
    """The version to read what stands with: the screening's own, or for a person's choice the newest that has it."""
    screened_with = risk.screening.catalogue_version
    if not differs:
        return catalogue_of(screened_with)
    chosen = set(listed(risk.product_ids))
    versions = [catalogue_of(version) for version in CatalogueVersion.objects.all()]
    return next((version for version in versions if chosen <= set(version.product)), catalogue_of(screened_with))


def _named(catalogue: Catalogue, risk: ContractRisk) -> tuple[tuple[Group, ...], tuple[Product, ...]]:
    """Groups and products of what stands, those that the version knows."""
    groups = (catalogue.group.get(id_) for id_ in listed(risk.groups))
    products = (catalogue.product.get(id_) for id_ in listed(risk.product_ids))
    return tuple(filter(None, groups)), tuple(filter(None, products))


def _stages(
    catalogue: Catalogue, risk: ContractRisk, groups: Sequence[Group], products: Sequence[Product]
) -> tuple[StageView, ...]:
    if not groups and not products:
        return ()
    general = [
        catalogue.product[f"{group.id}{GENERAL}"] for group in groups if f"{group.id}{GENERAL}" in catalogue.product
    ]
    speaking = products or general
    levels = zip(Stage, (risk.level_raw, risk.level_component, risk.level_final), strict=True)
    return tuple(
        StageView(stage, Level(level or Level.UNKNOWN), tuple((each, each.stages[stage]) for each in speaking))
        for stage, level in levels
    )


def _rights(catalogue: Catalogue, stages: Sequence[StageView]) -> tuple[Right, ...]:
    """Gravest first."""
    codes = {code for view in stages for code in view.rights}
    found = [right for right in catalogue.rights if right.code in codes]
    return tuple(sorted(found, key=lambda right: -right.severity))


def _priority(
    risk: ContractRisk, contract: Contract, matches: Sequence[MatchRow], catalogue: Catalogue, differs: bool
) -> Priority:
    if not differs:
        return prioritise(facts_of(result_of(risk.screening, matches), catalogue))
    products = [catalogue.product[id_] for id_ in listed(risk.product_ids) if id_ in catalogue.product]
    origins = listed(contract.origins)
    return prioritise(facts_of_choice(Verdict(risk.verdict), products, listed(risk.groups), origins, catalogue))


def _members_linked(viewer: Actor, contract: Contract, groups: Sequence[str], today: date) -> int:
    """Members, this one among them, that buy from the same supplier or in the same groups."""
    running = running_in_network(viewer, today)
    linked = {contract.member_id}
    if contract.supplier_id:
        same = record_ids(contract.supplier.identity_id) if contract.supplier else []
        linked.update(running.filter(contract__supplier__in=same).values_list("member_id", flat=True))
    if groups:
        linked.update(in_groups(viewer, groups, today).values_list("member_id", flat=True).distinct())
    return len(linked)


def _leverage(contract: Contract, value: SeenValue, linked: int, today: date) -> Leverage:
    ends = [day for day in (contract.ends_on, contract.option_until) if day]
    has_option = contract.ends_on and contract.option_until and contract.option_until > contract.ends_on
    return leverage(
        members_linked=linked,
        band=_band(contract, value),
        next_option_on=contract.ends_on if has_option else None,
        starts_on=contract.starts_on,
        ends_on=max(ends, default=None),
        on=today,
    )


def _value(viewer: Actor, contract: Contract, own: bool) -> SeenValue:
    if own:
        return own_value(contract.value, sees_values=sees_values(viewer))
    return others_value(contract.value_band, sees_values=sees_values(viewer), currency=contract.currency)


def _band(contract: Contract, value: SeenValue) -> ValueBand | None:
    return ValueBand(contract.value_band) if contract.value_band and not value.withheld else None


def _told(why: Sequence[Reason], catalogue: Catalogue, how: Told) -> tuple[str, ...]:
    return tuple(told(why, catalogue, how.language, country=how.country, day=how.day))


def _screened(screening: Screening, matches: Sequence[MatchRow], how: Told) -> ScreenedView:
    version = screening.catalogue_version
    catalogue, result = catalogue_of(version), result_of(screening, matches)
    return ScreenedView(
        public_id=screening.public_id,
        at=screening.at,
        catalogue=version.label,
        verdict=Verdict(screening.verdict),
        levels=result.levels,
        groups=tuple(catalogue.group[id_] for id_ in result.groups),
        products=tuple(catalogue.product[id_] for id_ in result.products),
        reasons=tuple(pointers(result, catalogue, how.language, how.country)),
        against=tuple(reasons_against(result, how.language)),
    )


def _decisions(contract: Contract) -> tuple[DecisionRow, ...]:
    rows = list(RiskDecision.objects.filter(contract=contract, member=contract.member_id))
    people = Person.objects.filter(id__in={row.person_id for row in rows})
    names = dict(people.values_list("id", "name"))
    return tuple(
        DecisionRow(
            row.public_id,
            row.kind,
            row.verdict,
            listed(row.products),
            row.reason,
            names.get(row.person_id),
            row.at,
        )
        for row in rows
    )


def _screenings(contract: Contract) -> tuple[ScreeningRow, ...]:
    rows = Screening.objects.filter(contract=contract).order_by("-id")[:NEWEST_SHOWN]
    columns = ("public_id", "at", "catalogue_version__label", "verdict", "products")
    return tuple(
        ScreeningRow(public_id, at, label, verdict, listed(products))
        for public_id, at, label, verdict, products in rows.values_list(*columns)
    )
