"""Sykehusinnkjøp: a report in Excel. Title lines, headings over two rows, merged cells, thousands and millions."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from examples import mess
from examples.contracts import Contract
from examples.suppliers import spelled

_CATEGORIES = {
    "Legemidler": "pharma",
    "Medisinsk forbruksmateriell": "medcons instr",
    "Medisinsk teknisk utstyr": "meddev",
    "Laboratorium": "lab diag analysis metals",
    "Behandlingshjelpemidler": "aids",
    "Tekstil og renhold": "textile linen laundry clean cleansup waste",
    "Mat og drikke": "food produce fish coffee bakery catering",
    "IKT": "hardware telecom software itcons av",
    "Kontor og inventar": "office print furniture battery electro books play sport move",
    "Bygg og eiendom": "builder demolish paint roof elwork hvac lift engineer arch pm property timber stone steel "
    "solar landscape lock energy security",
    "Prehospitale tjenester": "vehicles tyres garage transport courier",
    "Kjøp av helsetjenester": "treatment care staffing",
}
_BY_TRADE = {trade: category for category, trades in _CATEGORIES.items() for trade in trades.split()}
_OTHER = "Øvrige tjenester"
# first row of headings, second row of headings, width; an empty second row is merged with the first
_HEADINGS = (
    *(
        ("Kategori", "", 22),
        ("Avtale", "Nummer", 14),
        ("", "Navn", 52),
        ("Leverandør", "Navn", 34),
        ("", "Org.nr.", 16),
    ),
    *(
        ("CPV-koder", "", 24),
        ("Verdi (TNOK)", "", 14),
        ("Avtaleperiode", "Fra", 12),
        ("", "Til", 12),
        ("", "Opsjon til", 12),
    ),
    *(
        ("Vilkår om menneskerettigheter", "", 26),
        ("Opprinnelsesland", "", 24),
        ("Region", "", 16),
        ("Beskrivelse", "", 40),
    ),
    ("Kontraktsforvalter", "", 26),
)
_TOP, _FIRST = 3, 5
_VALUE = 6


def category_of(contract: Contract) -> str:
    return _BY_TRADE.get(contract.line.trade, _OTHER)


def arranged(contracts: list[Contract]) -> list[Contract]:
    """By category, as the report is grouped."""
    order = [*_CATEGORIES, _OTHER]
    return sorted(contracts, key=lambda contract: order.index(category_of(contract)))


def write(path: Path, contracts: list[Contract], chance: Random) -> dict[int, str]:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"})
    book.set_properties({"title": "Avtaleoversikt", "created": datetime(2026, 11, 20, 9, 0)})  # noqa: DTZ001 - no zone in the file
    sheet = book.add_worksheet("Avtaleoversikt")
    large = book.add_format({"bold": True, "font_size": 16})
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    group = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    sheet.merge_range(0, 0, 0, 6, "Avtaleoversikt – alle kategorier", large)
    sheet.write_string(1, 0, "Uttrekk per 20.11.2026. Verdier i tusen kroner der ikke annet står. Alt er oppdiktet.")
    _write_headings(sheet, heading)
    slips: dict[int, str] = {}
    at, total = _FIRST, 0
    for category, group_of in groupby(contracts, key=category_of):
        rows = list(group_of)
        if len(rows) > 1:
            sheet.merge_range(at, 0, at + len(rows) - 1, 0, category, group)
        else:
            sheet.write_string(at, 0, category, group)
        for contract in rows:
            cells = _cells(contract, chance)
            value = cells[_VALUE - 1]
            total += value if isinstance(value, int) else 0
            _write_row(sheet, at, cells)
            if contract.slip:
                slips[at + 1] = contract.slip
            at += 1
    _write_sum(sheet, at + 1, total, heading)
    book.close()
    return slips


def _write_headings(sheet: Worksheet, heading: Format) -> None:
    for column, (above, below, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        if above and not below:
            sheet.merge_range(_TOP, column, _TOP + 1, column, above, heading)
        elif above:
            after = next(c for c in range(column + 1, len(_HEADINGS)) if _HEADINGS[c][0])
            sheet.merge_range(_TOP, column, _TOP, after - 1, above, heading)
        if below:
            sheet.write_string(_TOP + 1, column, below, heading)
    sheet.freeze_panes(_FIRST, 3)


def _write_row(sheet: Worksheet, at: int, cells: list[object]) -> None:
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell) if cell else None
        elif cell is not None:
            sheet.write(at, column, cell)


def _write_sum(sheet: Worksheet, at: int, total: int, heading: Format) -> None:
    sheet.write_string(at, 2, "Sum", heading)
    sheet.write_formula(at, _VALUE, f"=SUM(G{_FIRST + 1}:G{at})", heading, total)
    sheet.write_string(at + 2, 0, "Opsjoner er ikke regnet med. Beløp skrevet som MNOK er ikke med i summen.")


def _cells(contract: Contract, chance: Random) -> list[object]:
    line = contract.line
    return [
        contract.reference,
        mess.messy_title(contract.title, chance),
        spelled(contract.supplier, "sykehusinnkjop", chance),
        _number(contract.org_number, chance),
        _codes(line.cpv, chance),
        _value(contract, chance),
        contract.start,
        contract.end if contract.end else "Løpende",
        contract.option_until,
        contract.terms,
        line.origins if chance.random() < 0.8 else "",
        contract.unit,
        line.description,
        contract.manager,
    ]


def _number(number: str, chance: Random) -> str:
    if not number.isdigit():
        return number
    return chance.choices((number, mess.spaced_number(number), f"NO {number} MVA"), (65, 25, 10))[0]


def _codes(codes: tuple[str, ...], chance: Random) -> str:
    return chance.choice(("; ", ", ", "\n")).join(mess.with_check_digit(code) for code in codes)


def _value(contract: Contract, chance: Random) -> object:
    """The heading says thousands; some write millions into the cell all the same, and some whole kroner."""
    if "value" in contract.raw:
        return int(contract.raw["value"])
    thousand = round(contract.value / 1000)
    forms: list[object] = [thousand, f"{mess.grouped(thousand)}", f"kr {mess.grouped(contract.value)}"]
    weights = [70, 8, 4]
    if contract.value >= 1_000_000:
        forms += [f"{mess.millions(contract.value)} MNOK", f"MNOK {mess.millions(contract.value)}"]
        weights += [14, 4]
    return chance.choices(forms, weights)[0]
