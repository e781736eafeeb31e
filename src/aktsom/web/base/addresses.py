"""Addresses of filtered lists: the filters stand in them, so that a page can be kept, sent and come back to."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from aktsom.risk.queries.contract_list import ContractFilters, Sort


def number_in(given: Mapping[str, str], name: str, longest: int) -> int | None:
    """A whole number that an address carries, in plain digits and at most so many of them; none for anything else."""
    said = given.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= longest else None


def year_in(given: Mapping[str, str], earliest: int, this_year: int) -> int:
    """The year of a page, as `ar` says; this year where it says none that there can be anything of."""
    year = number_in(given, "ar", 4)
    return year if year is not None and earliest <= year <= this_year else this_year


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
        read["ends_within"] = number_in(given, "ends_within", 5)
    return ContractFilters(**read)
