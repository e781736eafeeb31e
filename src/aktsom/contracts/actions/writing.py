"""How facts are laid down in the tables; shared by the form and the import."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aktsom.contracts.models import Contract, ContractCpv, OwnFacts
from aktsom.contracts.rules import EMPTY, FIELDS, ContractFacts
from aktsom.sharing.rules import band_id
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules import SupplierWords


def supplier_words(facts: ContractFacts) -> SupplierWords:
    return SupplierWords(facts.supplier_name, facts.supplier_number, facts.supplier_country)


def contract_columns(facts: ContractFacts) -> dict[str, Any]:
    """What the facts say, by column of the contract; who supplies and which codes stand elsewhere."""
    return {
        "title": facts.title,
        "products": "\n".join(facts.products),
        "origins": ";".join(facts.origins),
        "value_band": band_id(facts.value, facts.currency),
        "currency": facts.currency,
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "option_until": facts.option_until,
        "term_set_id": facts.term_set or None,
    }


def own_columns(facts: ContractFacts) -> dict[str, Any]:
    """What the facts say to the member alone, by column of `OwnFacts`."""
    return {
        "reference": facts.reference,
        "description": facts.description,
        "value": facts.value,
        "signed_on": facts.signed_on,
        "options": facts.options,
        "term_deviations": facts.term_deviations,
    }


def lay_down(contract: Contract, facts: ContractFacts, supplier: Supplier | None, at: datetime) -> Contract:
    """Set the contract's columns and its own facts; saving both and the CPV rows are left to the caller."""
    for name, value in contract_columns(facts).items():
        setattr(contract, name, value)
    contract.supplier = supplier
    contract.changed_at = at
    own = OwnFacts(contract=contract, member_id=contract.member_id) if contract.pk is None else contract.own_facts
    for name, value in own_columns(facts).items():
        setattr(own, name, value)
    contract.own_facts = own
    return contract


def cpv_rows(contract: Contract, facts: ContractFacts) -> list[ContractCpv]:
    return [ContractCpv(contract=contract, code=code, position=n) for n, code in enumerate(facts.cpv)]


def first_facts(facts: ContractFacts) -> Mapping[str, tuple[Any, Any]]:
    """A new contract's facts as changes from nothing."""
    return {name: (None, value) for name in FIELDS if (value := getattr(facts, name)) != getattr(EMPTY, name)}
