from urllib.parse import parse_qsl, urlsplit

import pytest

from aktsom.risk.queries.contract_list import ContractFilters, Sort
from aktsom.web.base.addresses import contract_filters, contracts_address


def read_back(filters: ContractFilters) -> ContractFilters:
    return contract_filters(dict(parse_qsl(urlsplit(contracts_address(filters)).query, keep_blank_values=True)))


@pytest.mark.parametrize(
    "filters",
    [
        ContractFilters(),
        ContractFilters(text="hanske & øse", verdict="high_risk", group="medical", product="gloves"),
        ContractFilters(state="", ends_within=90, sort=Sort.VALUE, term_set="none", supplier="sup-1"),
    ],
)
def test_an_address_carries_its_filters(filters: ContractFilters) -> None:
    assert read_back(filters) == filters


def test_the_usual_list_has_a_plain_address() -> None:
    assert "?" not in contracts_address(ContractFilters())


@pytest.mark.parametrize("given", [{"sort": "luck"}, {"ends_within": "soon"}, {"ends_within": "9" * 9}, {"what": "x"}])
def test_what_cannot_be_read_counts_as_not_said(given: dict[str, str]) -> None:
    assert contract_filters(given) == ContractFilters()
