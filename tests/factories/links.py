"""Small chains for tests, laid down by the tables: who sees each link is said outright."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from aktsom.sharing.audiences import NETWORK_KEY, Audience
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import ChainLink, Site
from tests.cast import NOON, member

_numbers = count(1)
EVERYBODY = frozenset({NETWORK_KEY})


def site(name: str = "", country: str = "MY", *, keys: Iterable[int] = EVERYBODY, **said: Any) -> Site:
    name = name or f"Fabrikk {next(_numbers)}"
    usual: dict[str, Any] = {"name_key": name.casefold(), "added_at": NOON, "changed_at": NOON}
    return Site.objects.create(name=name, country=country, seen_by=frozenset(keys), **{**usual, **said})


def company(name: str = "", country: str = "NO", **said: Any) -> Supplier:
    name = name or f"Firma {next(_numbers)} AS"
    return Supplier.objects.create(name=name, name_key=name.casefold(), country=country, **said)


def link(
    source: Site | Supplier, target: Site | Supplier, *, keys: Iterable[int] = EVERYBODY, **said: Any
) -> ChainLink:
    ends = {f"from_{_kind(source)}": source, f"to_{_kind(target)}": target}
    usual: dict[str, Any] = {
        "stage": "component",
        "source": "declaration",
        "owner": member("oslo"),
        "audience": Audience.LINKED_BUYERS,
        "added_at": NOON,
    }
    return ChainLink.objects.create(seen_by=frozenset(keys), **{**usual, **ends, **said})


def _kind(end: Site | Supplier) -> str:
    return "site" if isinstance(end, Site) else "supplier"


def glove_chain(supplier: Supplier, *, keys: Iterable[int] = EVERYBODY) -> dict[str, Site]:
    """From rubber in Thailand by two factories in Malaysia to the supplier of gloves."""
    farms = site("Samvirke Trang", "TH", keys=keys, town="Trang", region="Trang")
    latex = site("Rajana Lateks", "TH", keys=keys, town="Songkhla", region="Songkhla")
    factory = site(
        "Lembayung Gloves", "MY", keys=keys, town="Taiping", region="Perak", latitude="4.85", longitude="100.73"
    )
    packing = site("Sungai Hijau Pakk", "MY", keys=keys, town="George Town", region="Penang")
    link(farms, latex, keys=keys, stage="raw", material="naturgummi")
    link(latex, factory, keys=keys, stage="component", confidence="documented", source_words="Fraktbrev")
    link(
        factory,
        supplier,
        keys=keys,
        stage="final",
        product_id="gloves",
        confidence="verified",
        confirmed_by="Besøk på stedet",
    )
    link(packing, supplier, keys=keys, stage="final", product_id="gloves")
    return {"farms": farms, "latex": latex, "factory": factory, "packing": packing}
