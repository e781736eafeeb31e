"""The list's groups and products as the cooperation buys them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum, Value

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group, Product, Right, StageRisk
from aktsom.categories.levels import Level, Stage, most_cautious
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.risk.queries.overlap import (
    IN_KRONER,
    VALUE,
    Overlap,
    SharingMember,
    in_group,
    in_groups,
    overlap,
    running_in_network,
)
from aktsom.sharing.rules import SeenTotal
from aktsom.sharing.totals import seen_totals

SHARED_SHOWN = 20


@dataclass(frozen=True)
class GroupRow:
    """`levels` is per stage the most cautious over all listed products; contracts are running ones."""

    group: Group
    products: int
    levels: Mapping[Stage, Level]
    own_contracts: int
    contracts: int
    members: int


@dataclass(frozen=True)
class ProductRow:
    product: Product
    own_contracts: int
    contracts: int
    members: int


@dataclass(frozen=True)
class CountryRow:
    """A country that the list names for the group; `level` is the most cautious of the stages it is named for."""

    code: str
    level: Level
    places: tuple[tuple[Product, StageRisk], ...]


@dataclass(frozen=True)
class RightRow:
    right: Right
    products: tuple[Product, ...]


@dataclass(frozen=True)
class CategoryView:
    group: Group
    products: list[ProductRow]
    levels: Mapping[Stage, Level]
    countries: list[CountryRow]
    rights: list[RightRow]
    buyers: list[SharingMember]
    total: SeenTotal
    shared: Overlap
    own_contracts: int
    product_unsaid: int  # own contracts in the group whose product nobody has named
    catalogue: Catalogue


def categories(viewer: Actor, today: date) -> list[GroupRow]:
    """Every group of the current list, in its order."""
    catalogue = current_catalogue()
    rows = (
        in_groups(viewer, list(catalogue.group), today)
        .values_list("group_id", "member_id")
        .annotate(contracts=Count("risk", distinct=True))
        .order_by()
    )
    bought: dict[str, dict[int, int]] = defaultdict(dict)
    for group_id, member_id, contracts in rows:
        bought[group_id][member_id] = contracts
    return [_group_row(viewer, catalogue, group, bought[group.id]) for group in catalogue.groups]


def category(viewer: Actor, group_id: str, today: date) -> CategoryView:
    """One group with its products, countries, rights and buyers. Raises NotVisible for a group not on the list."""
    catalogue = current_catalogue()
    group = catalogue.group.get(group_id)
    if group is None:
        raise NotVisible
    products = catalogue.products_of(group_id)
    buyers, total = _buyers(viewer, group_id, today)
    rows, unsaid = _product_rows(viewer, group_id, products, today)
    return CategoryView(
        group=group,
        products=rows,
        levels=_levels(products),
        countries=_countries(products),
        rights=_rights(catalogue, products),
        buyers=buyers,
        total=total,
        shared=overlap(viewer, today=today, group=group_id, limit=SHARED_SHOWN),
        own_contracts=sum(buyer.contracts for buyer in buyers if buyer.own),
        product_unsaid=unsaid,
        catalogue=catalogue,
    )


def _group_row(viewer: Actor, catalogue: Catalogue, group: Group, by_member: Mapping[int, int]) -> GroupRow:
    products = catalogue.products_of(group.id)
    own = sum(count for member, count in by_member.items() if reaches(viewer, member))
    return GroupRow(group, len(products), _levels(products), own, sum(by_member.values()), len(by_member))


def _levels(products: Iterable[Product]) -> dict[Stage, Level]:
    listed = list(products)
    return {stage: most_cautious(product.stages[stage].level for product in listed) for stage in Stage}


def _product_rows(
    viewer: Actor, group_id: str, products: Iterable[Product], today: date
) -> tuple[list[ProductRow], int]:
    held = in_groups(viewer, [group_id], today)
    rows = held.values_list("product_id", "member_id").annotate(contracts=Count("id")).order_by()
    own, contracts, members = Counter[str](), Counter[str](), Counter[str]()
    for product_id, member_id, count in rows:
        contracts[product_id] += count
        members[product_id] += 1
        own[product_id] += count if reaches(viewer, member_id) else 0
    listed = [ProductRow(each, own[each.id], contracts[each.id], members[each.id]) for each in products]
    return listed, own[""]


def _countries(products: Iterable[Product]) -> list[CountryRow]:
    """Gravest first, then by how many places name the country."""
    places: dict[str, list[tuple[Product, StageRisk]]] = defaultdict(list)
    for product in products:
        for risk in product.stages.values():
            for code in risk.countries:
                places[code].append((product, risk))
    rows = [
        CountryRow(code, most_cautious(risk.level for _, risk in found), tuple(found)) for code, found in places.items()
    ]
    return sorted(rows, key=lambda row: (-row.level.caution, -len(row.places), row.code))


def _rights(catalogue: Catalogue, products: Iterable[Product]) -> list[RightRow]:
    """Gravest first, then those that most products touch."""
    touched: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        for code in dict.fromkeys(code for risk in product.stages.values() for code in risk.rights):
            touched[code].append(product)
    rows = [RightRow(catalogue.right[code], tuple(found)) for code, found in touched.items()]
    return sorted(rows, key=lambda row: (-row.right.severity, -len(row.products), row.right.code))


def _buyers(viewer: Actor, group_id: str, today: date) -> tuple[list[SharingMember], SeenTotal]:
    """Members with running contracts in the group, own first, and what they spend as far as the viewer may know."""
    risks = in_group(running_in_network(viewer, today), group_id)
    rows = dict(risks.values_list("member_id").annotate(contracts=Count("id")).order_by())
    members = Member.objects.in_bulk(rows)
    buyers = [
        SharingMember(members[id_].public_id, members[id_].name, reaches(viewer, id_), contracts)
        for id_, contracts in rows.items()
    ]
    sums = risks.filter(IN_KRONER).values_list(Value(0), "member_id").annotate(total=Sum(VALUE)).order_by()
    total = seen_totals(viewer, sums, [0])[0]
    return sorted(buyers, key=lambda buyer: (not buyer.own, buyer.name)), total
