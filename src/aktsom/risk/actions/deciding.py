"""A person's word on the screen's result: confirmed, or overridden with a written reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aktsom.categories.queries import catalogue_of, current_catalogue
from aktsom.contracts.actions.registering import stop_if_no_reason
from aktsom.contracts.models import Contract
from aktsom.contracts.queries import contract as visible_contract
from aktsom.contracts.queries import own_contracts
from aktsom.core import journal
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.risk import permissions
from aktsom.risk.actions.inserting import insert_rows
from aktsom.risk.actions.locking import lock_contracts
from aktsom.risk.actions.standing import RISK_PRODUCT, lay_down, risk_products
from aktsom.risk.kept import MatchRow, conclusion_of, kept_matches, listed, result_of
from aktsom.risk.models import ContractRisk, RiskDecision, RiskProduct
from aktsom.risk.screening.result import Verdict
from aktsom.risk.standing import Standing, standing_of, standing_of_choice
from aktsom.risk.states import RISK


class WrongProducts(DomainError):
    """The chosen products do not go with the verdict, or are not on the list."""


class SameAsScreened(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Dette er det samme som listen gir. Bekreft resultatet i stedet."))


@transaction.atomic
def confirm_result(*, by: Actor, at: datetime, contract_public_id: str, revision: int) -> ContractRisk:
    """The newest screening becomes what a person stands by. `revision` is that of the risk shown on the page.

    Raises NotVisible, Refused, or Stale when the result changed since the page was opened.
    """
    contract, risk = _for_decision(by, contract_public_id, revision, "confirm")
    matches = kept_matches([risk.screening_id])[risk.screening_id]
    act = _confirm(_person(by), at, contract, risk, matches)
    journal.record(by=by, at=at, acts=[act])
    return risk


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming many at once did: public ids of the contracts confirmed, and those left as they were."""

    confirmed: tuple[str, ...]
    left: tuple[LeftAlone, ...]


@transaction.atomic
def confirm_results(*, by: Actor, at: datetime, chosen: Sequence[tuple[str, int]]) -> Confirmed:
    """As `confirm_result` for each (public id of the contract, revision of its risk) that can be confirmed; those whose
    result changed meanwhile, or that are confirmed already, are left and told of.

    Raises NotVisible when any is not the actor's own or was never screened, Refused when the actor may not decide for
    any of their members: nothing is confirmed then.
    """
    revisions, person = dict(chosen), _person(by)
    risks = _own_risks(by, revisions)
    for member_id in {risk.member_id for risk in risks}:
        stop_if(permissions.decide_for(by, member_id))
    matches = kept_matches([risk.screening_id for risk in risks])
    acts, left = [], []
    for risk in risks:
        contract = risk.contract
        stale = risk.revision != revisions[contract.public_id]
        if reason := Stale().message if stale else permissions.decide(by, risk, "confirm"):
            left.append(LeftAlone(contract.public_id, contract.title, str(reason)))
        else:
            acts.append(_confirm(person, at, contract, risk, matches[risk.screening_id]))
    journal.record(by=by, at=at, acts=acts)
    return Confirmed(tuple(act.subject for act in acts), tuple(left))


def _own_risks(by: Actor, public_ids: Collection[str]) -> list[ContractRisk]:
    """Locked, each with its contract and newest screening. Raises NotVisible when one is missing."""
    own = own_contracts(by).filter(public_id__in=list(public_ids))
    ids = lock_contracts(own.values_list("id", flat=True))
    locked = ContractRisk.objects.select_for_update(of=("self",)).order_by("contract_id")
    risks = list(locked.select_related("contract", "screening__catalogue_version").filter(contract_id__in=ids))
    if len(risks) != len(public_ids):
        raise NotVisible
    return risks


def _confirm(
    person: int, at: datetime, contract: Contract, risk: ContractRisk, matches: Iterable[MatchRow]
) -> journal.Act:
    screening = risk.screening
    standing = standing_of(result_of(screening, matches), catalogue_of(screening.catalogue_version))
    decision = RiskDecision(kind="confirm", person_id=person, verdict=screening.verdict, products=screening.products)
    return _decide(at, contract, risk, standing, decision)


@transaction.atomic
def override_result(
    *,
    by: Actor,
    at: datetime,
    contract_public_id: str,
    revision: int,
    verdict: str,
    products: Sequence[str] = (),
    reason: str,
) -> ContractRisk:
    """Another verdict than the screen's, or other products, with the reason in writing (at least ten characters).

    Products go with high risk only; without any the contract stays in the groups that the screen found.
    """
    contract, risk = _for_decision(by, contract_public_id, revision, "override")
    stop_if_no_reason(reason)
    chosen = _chosen(verdict, products)
    said = conclusion_of(risk.screening)
    if (verdict, set(products)) == (said.verdict, set(said.products)):
        raise SameAsScreened
    standing = standing_of_choice(
        chosen, products, groups=said.groups, origins=listed(contract.origins), catalogue=current_catalogue()
    )
    decision = RiskDecision(
        kind="override",
        person_id=_person(by),
        verdict=verdict,
        products=";".join(standing.conclusion.products),
        reason=reason.strip(),
    )
    journal.record(by=by, at=at, acts=[_decide(at, contract, risk, standing, decision)])
    return risk


def _for_decision(by: Actor, public_id: str, revision: int, verb: str) -> tuple[Contract, ContractRisk]:
    contract = visible_contract(by, public_id)
    stop_if(permissions.decide_for(by, contract.member_id))
    lock_contracts([contract.pk])
    contract.refresh_from_db()
    locked = ContractRisk.objects.select_for_update(of=("self",)).select_related("screening")
    risk = locked.filter(contract=contract).first()
    if risk is None:
        raise NotVisible
    if risk.revision != revision:
        raise Stale
    stop_if(permissions.decide(by, risk, verb))
    return contract, risk


def _person(by: Actor) -> int:
    if by.person_id is None:
        raise Refused(Refusal(_("Bare et menneske kan avgjøre risikoen i en avtale.")))
    return by.person_id


def _chosen(verdict: str, products: Sequence[str]) -> Verdict:
    if verdict not in list(Verdict):
        raise WrongProducts(
            _("Velg om kjøpet har høy risiko, ikke er på listen, eller om det er for lite opplysninger.")
        )
    chosen = Verdict(verdict)
    if products and chosen is not Verdict.HIGH_RISK:
        raise WrongProducts(_("Du kan velge produkter bare når kjøpet har høy risiko."))
    if set(products) - set(current_catalogue().product):
        raise WrongProducts(_("Et valgt produkt står ikke på høyrisikolisten."))
    return chosen


def _decide(
    at: datetime, contract: Contract, risk: ContractRisk, standing: Standing, decision: RiskDecision
) -> journal.Act:
    """Lays the decision and what stands down; returns what the journal is to say of it."""
    before = {"state": risk.state, "verdict": risk.verdict, "products": risk.product_ids}
    risk.state = RISK.after(risk.state, decision.kind)
    risk.revision += 1
    lay_down(risk, standing).save()
    risk.products.all().delete()
    insert_rows(RiskProduct, RISK_PRODUCT, risk_products(risk, standing))
    decision.contract, decision.member_id = contract, contract.member_id
    decision.screening, decision.at = risk.screening, at
    decision.save(force_insert=True)
    after = {"state": risk.state, "verdict": risk.verdict, "products": risk.product_ids}
    changes: dict[str, object] = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    if decision.reason:
        changes["reason"] = decision.reason
    return journal.Act(_VERBS[decision.kind], contract.public_id, contract.member_id, changes=changes)


_VERBS = {"confirm": "risk_confirmed", "override": "risk_overridden"}
