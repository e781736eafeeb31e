"""Open Supply Hub's CSV, and lists of factories as brands publish them: the same columns, more or fewer."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from django.db.models import QuerySet

from aktsom.interop.chains.letters import without_hidden
from aktsom.interop.chains.problems import describe
from aktsom.interop.chains.rows import Known, understood
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.spreadsheets.cells import Row
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, _
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.writing import neutralised
from aktsom.supply_chain.actions.site_lists import ListedSite
from aktsom.supply_chain.actions.sites import SiteFacts
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.rules.rows import RowFacts, RowProblem
from aktsom.supply_chain.states import SiteState
from aktsom.supply_chain.tables import limit, worker_bands

# Heading, folded, to the field of a declaration's row that it is read as.
_COLUMNS = {
    "os_id": "os_id",
    "oar_id": "os_id",
    "name": "name",
    "facility_name": "name",
    "native_language_name": "local_name",
    "address": "address",
    "city": "town",
    "postal_code": "postcode",
    "zip_code": "postcode",
    "country": "country",
    "country_code": "country",
    "country_name": "country_name",
    "lat": "latitude",
    "latitude": "latitude",
    "lng": "longitude",
    "lon": "longitude",
    "longitude": "longitude",
    "number_of_workers": "workers",
    "processing_type_facility_type": "processes",
    "facility_type": "processes",
    "processing_type": "processes",
    "product_type": "material",
    "sector": "sector",
    "is_closed": "closed",
}
EXPORTED = (
    "os_id", "name", "address", "city", "postal_code", "country", "lat", "lng", "sector", "number_of_workers",
    "processing_type", "native_language_name", "is_closed", "aktsom_id",
)  # fmt: skip
_FORMER_BANDS = {
    "less than 1000": "500-999",
    "1001-5000": "1000-4999",
    "5001-10000": "5000-9999",
    "more than 10000": "10000",
}
_LONGEST_ADDRESS = 400


class NoSiteList(FileProblem):
    code = "no_site_list"
    what = _("«{filename}» har ikke kolonnene country og name.")
    mend = _("Last ned listen fra Open Supply Hub som CSV, eller gi kolonnene disse navnene.")


@dataclass(frozen=True)
class WrongRow:
    """`number` as the file counts its lines."""

    number: int
    name: str
    told: str


@dataclass
class ReadList:
    sites: list[ListedSite] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)
    noticed: int = 0  # rows of which something was left out


def read_site_list(path: Path) -> ReadList:
    """Rows that cannot be used are told of, and do not stop the others. Raises FileProblem for the file itself."""
    rows = limit("list_rows") + 100
    book = read_sheets(path, path.name, Limits(file_bytes=200_000_000, rows=rows, columns=100, cells=rows * 60))
    for sheet in book.sheets:
        columns = _columns(sheet.rows[0]) if sheet.rows else {}
        if {"name"} <= set(columns.values()) and {"country", "country_name"} & set(columns.values()):
            return _read(sheet.rows[1:], columns)
    raise NoSiteList(filename=path.name)


def _columns(headings: Row) -> dict[int, str]:
    """By place. Of two columns of one field the first counts; a code of the country goes before its name."""
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        folded = "_".join(plain_text(heading).casefold().replace("/", " ").replace("|", " ").split())
        name = _COLUMNS.get(folded, "")
        if name and name not in found.values():
            found[at] = name
    return found


def _read(rows: Sequence[Row], columns: Mapping[int, str]) -> ReadList:
    read = ReadList()
    for number, row in enumerate(rows, start=2):
        words = {name: plain_text(row[at]) for at, name in columns.items() if at < len(row) and row[at] is not None}
        if not any(words.values()):
            continue
        _take(read, number, words)
    return read


def _take(read: ReadList, number: int, words: dict[str, str]) -> None:
    closed = words.pop("closed", "").casefold() in {"true", "1", "yes"}
    sector = words.pop("sector", "")
    country_name = words.pop("country_name", "")
    words.setdefault("country", country_name)
    words["workers"] = _FORMER_BANDS.get(words.get("workers", "").casefold(), words.get("workers", ""))
    words["processes"] = words.get("processes", "") or words.pop("material", "") or sector
    row = understood({**words, "stage": "final"}, Known())
    stops = [problem for problem in row.problems if _stops(problem) and problem.field in _NEEDED]
    if stops:
        described = describe(stops[0].to_json())
        name = without_hidden(words.get("name", ""))[0][:60]
        read.wrong.append(WrongRow(number, name, f"{described.what} {described.mend}"))
        return
    read.noticed += bool(row.problems)
    read.sites.append(ListedSite(_facts(row.facts), row.facts.os_id, closed))


# What of a row a place cannot be without, or that would be wrong to leave out.
_NEEDED = frozenset({"name", "country", "latitude", "longitude", "os_id"})


def _stops(problem: RowProblem) -> bool:
    """Also a name to be looked at: nobody stands by to look, and everybody sees the places of a list."""
    return problem.blocks or problem.code == "mixed_alphabets"


def _facts(row: RowFacts) -> SiteFacts:
    return SiteFacts(
        name=row.name,
        country=row.country,
        local_name=row.local_name,
        address=row.address[:_LONGEST_ADDRESS],
        town=row.town,
        postcode=row.postcode,
        latitude=Decimal(row.latitude) if row.latitude else None,
        longitude=Decimal(row.longitude) if row.longitude else None,
        processes=row.processes,
        workers_band=row.workers_band,
    )


def write_site_list(target: TextIO, sites: QuerySet[Site]) -> int:
    """As Open Supply Hub takes it in, safe to open in a spreadsheet; returns how many."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(EXPORTED)
    count = 0
    for row in _exported(sites.iterator(chunk_size=1_000)):
        writer.writerow([neutralised(text) for text in row])
        count += 1
    return count


def _exported(sites: Iterable[Site]) -> Iterator[list[str]]:
    for site in sites:
        band = worker_bands().get(site.workers_band)
        yield [
            site.os_id or "",
            site.name,
            site.address,
            site.town,
            site.postcode,
            site.country,
            f"{site.latitude.normalize():f}" if site.latitude is not None else "",
            f"{site.longitude.normalize():f}" if site.longitude is not None else "",
            "",
            band.name("en") if band else "",
            site.processes,
            site.local_name,
            "true" if site.state == SiteState.CLOSED else "",
            site.public_id,
        ]
