"""The risk of what is to be bought, by which texts for a tender are proposed: of a group or product of the list, or as
it stands in an own contract; with the sentences that say why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group, Product
from aktsom.categories.levels import Stage, most_cautious
from aktsom.categories.queries import current_catalogue, current_version
from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.knowledge.rules.requirements import UNKNOWN, Risk
from aktsom.risk.queries.contract_risk import contract_risk
from aktsom.risk.queries.risk_view import RiskView, Told
from aktsom.risk.rules import prioritise
from aktsom.risk.screening.result import Verdict
from aktsom.risk.standing import facts_of_choice
from aktsom.risk.telling import told
from aktsom.sharing.viewing import sees_network

Country = Callable[[str], str]


@dataclass(frozen=True)
class Purchase:
    """What is bought and what is known of its risk. `group` is none for a contract that is in none; `sentences` are in
    the language asked for."""

    risk: Risk
    group: Group | None
    product: Product | None
    contract: Contract | None
    sentences: tuple[str, ...]
    edition: str

    @property
    def basis(self) -> dict[str, object]:
        levels = {stage.value: level.value for stage, level in self.risk.levels.items()}
        return {
            "levels": levels, "rights": list(self.risk.rights), "edition": self.edition, "on_list": self.risk.on_list,
        }  # fmt: skip


def purchase_of_goods(
    viewer: Actor, group_id: str, product_id: str = "", *, language: str = "nb", country: Country = str
) -> Purchase:
    """Of a whole group it is the most cautious of its products, stage by stage. Raises NotVisible for what is not on
    the list, and outside the network."""
    catalogue = current_catalogue()
    group = catalogue.group.get(group_id)
    product = catalogue.product.get(product_id) if product_id else None
    if not sees_network(viewer) or group is None or (product_id and (product is None or product.group_id != group_id)):
        raise NotVisible
    goods = [product] if product else list(catalogue.products_of(group_id))
    facts = facts_of_choice(Verdict.HIGH_RISK, goods, [group_id], (), catalogue)
    sentences = told(prioritise(facts).reasons, catalogue, language, country=country)
    return Purchase(_risk_of(goods, catalogue), group, product, None, tuple(sentences), current_version().label)


def _risk_of(goods: Sequence[Product], catalogue: Catalogue) -> Risk:
    levels = {stage: most_cautious(product.stages[stage].level for product in goods) for stage in Stage}
    at_risk = {code for product in goods for risk in product.stages.values() for code in risk.rights}
    rights = tuple(right.code for right in catalogue.rights if right.code in at_risk)
    named = [any(risk.rights for risk in product.stages.values()) for product in goods]
    return Risk(True, levels, rights, rights_known=bool(named) and all(named))


def purchase_of_contract(
    viewer: Actor, contract_id: str, today: date, *, language: str = "nb", country: Country = str
) -> Purchase:
    """As it stands there, by a person's word or the screen's. Raises NotVisible for a contract that is not own."""
    contract = own_contract(viewer, contract_id)
    view = contract_risk(viewer, contract, today=today, how=Told(language, country))
    if view is None:
        return Purchase(UNKNOWN, None, None, contract, (), current_version().label)
    group = view.groups[0] if view.groups else None
    product = view.products[0] if len(view.products) == 1 else None
    return Purchase(_risk_in(view), group, product, contract, view.priority_reasons, view.catalogue.version)


def _risk_in(view: RiskView) -> Risk:
    on_list = {Verdict.HIGH_RISK: True, Verdict.NOT_ON_LIST: False}.get(view.verdict)
    if not view.stages:
        return Risk(on_list, UNKNOWN.levels, (), rights_known=on_list is False)
    levels = {one.stage: one.level for one in view.stages}
    rights = tuple(right.code for right in view.rights)
    return Risk(on_list, levels, rights, rights_known=bool(rights) and bool(view.products))
