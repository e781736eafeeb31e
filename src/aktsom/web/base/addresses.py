"""Addresses of filtered lists: the filters stand in them, so that a page can be kept, sent and come back to."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from aktsom.risk.queries.contract_list import ContractFilters, Sort


def contracts_address(filters: ContractFilters) -> str:
    """The list of contracts with these filters; what is as usual is left out."""
    given = {field.name: value for field in fields(filters) if (value := getattr(filters, field.name)) != field.default}
    return reverse("contracts_list") + (f"?{urlencode(given)}" if given else "")


def contract_filters(given: Mapping[str, str]) -> ContractFilters:
    """The filters that an address carries. What cannot be read counts as not said; a wrong address is no error."""
    read: dict[str, Any] = {field.name: given[field.name] for field in fields(ContractFilters) if field.name in given}
    if "sort" in read:
        read["sort"] = Sort(read["sort"]) if read["sort"] in list(Sort) else Sort.PRIORITY
    if "ends_within" in read:
        days = read["ends_within"]
        read["ends_within"] = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else None
    return ContractFilters(**read)
