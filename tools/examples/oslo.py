"""Oslo kommune: a well-kept Excel register, headings in row 1, real dates and numbers, a sheet that explains it."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from examples import mess
from examples.contracts import TODAY, Contract
from examples.suppliers import spelled

HEADINGS = (
    *("Avtalenr.", "Saksnr.", "Avtalenavn", "Beskrivelse", "Produkter", "Leverandør", "Org.nr.", "CPV-kode"),
    *("Virksomhet", "Kontraktsforvalter", "Avtaletype", "Kontraktsverdi (NOK eks. mva.)", "Signert dato", "Startdato"),
    *("Sluttdato", "Opsjoner", "Sluttdato inkl. opsjoner", "Menneskerettighetsvilkår", "Opprinnelsesland"),
    *("Status", "Merknad"),
)
WIDTHS = (12, 11, 48, 36, 36, 34, 12, 19, 26, 30, 15, 18, 12, 12, 12, 12, 14, 28, 22, 12, 26)
_VALUE = HEADINGS.index("Kontraktsverdi (NOK eks. mva.)")
_REMARKS = (
    "Opsjon utløst",
    "Må lyses ut på nytt",
    "Felles avtale",
    "Se også vedlegg",
    "Overført fra gammelt register",
    "",
)
_READ_ME = (
    "Kontraktsregister, uttrekk 20.11.2026",
    "Registeret inneholder avtaler over 100 000 kroner eks. mva.",
    "Verdi er anslått samlet verdi for hele avtaleperioden, uten opsjoner.",
    "Avtalenr. er unikt. Saksnr. viser til arkivsaken og kan være felles for flere avtaler.",
    "Menneskerettighetsvilkår: hvilken versjon av kontraktsvilkårene som er tatt inn.",
    "Alt i filen er oppdiktet. Leverandørene finnes ikke.",
)
_EMPTY_AFTER = (61, 204, 205)


def write(path: Path, contracts: list[Contract], chance: Random) -> dict[int, str]:
    """Returns row numbers of the slips."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"})
    book.set_properties({"title": "Kontraktsregister", "created": datetime(2026, 11, 20, 9, 0)})  # noqa: DTZ001 - no zone in the file
    sheet = book.add_worksheet("Kontrakter")
    bold = book.add_format({"bold": True, "bg_color": "#D9E2F3", "text_wrap": True})
    money = book.add_format({"num_format": "# ##0"})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 3)
    slips: dict[int, str] = {}
    at = 0
    for contract in contracts:
        at += 2 if at in _EMPTY_AFTER else 1
        if contract.slip:
            slips[at + 1] = contract.slip
        for column, cell in enumerate(_cells(contract, chance)):
            if cell == "#REF!":
                sheet.write_formula(at, column, "=#REF!*4", money, "#REF!")
            elif isinstance(cell, str):
                sheet.write_string(at, column, cell) if cell else None
            elif cell is not None:
                sheet.write(at, column, cell, money if column == _VALUE else None)
    sheet.autofilter(0, 0, at, len(HEADINGS) - 1)
    notes = book.add_worksheet("Lesemeg")
    notes.set_column(0, 0, 90)
    for row, text in enumerate(_READ_ME):
        notes.write_string(row, 0, text)
    book.close()
    return slips


def _cells(contract: Contract, chance: Random) -> list[object]:
    line = contract.line
    signed = contract.start - timedelta(days=chance.randint(5, 70))
    return [
        contract.reference,
        f"{contract.start:%y}/{chance.randint(210, 28999):05}",
        mess.messy_title(contract.title, chance),
        "" if line.listed else line.description,
        line.description if line.listed else "",
        spelled(contract.supplier, "oslo-kommune", chance),
        _number(contract.org_number, chance),
        _cpv(line.cpv, chance),
        contract.unit,
        contract.manager,
        "Rammeavtale" if line.vary[:1] in {"P", "L"} or chance.random() < 0.5 else "Kontrakt",
        _value(contract, chance),
        signed if chance.random() < 0.85 else None,
        contract.start,
        _end(contract, chance),
        contract.options,
        contract.option_until,
        contract.terms,
        line.origins if chance.random() < 0.75 else "",
        _status(contract),
        chance.choice(_REMARKS) if chance.random() < 0.08 else "",
    ]


def _status(contract: Contract) -> str:
    if contract.over:
        return "Utløpt"
    if contract.on_option:
        return "Opsjon utløst"
    return "Ikke startet" if contract.start > TODAY else "Aktiv"


def _number(number: str, chance: Random) -> object:
    if not number or not number.isdigit():
        return number
    return chance.choices((number, int(number), mess.spaced_number(number)), (60, 30, 10))[0]


def _cpv(codes: tuple[str, ...], chance: Random) -> object:
    """Single codes are sometimes kept as numbers, which costs those of divisions 03 and 09 their zero."""
    if not codes or chance.random() < 0.08:
        return ""
    if len(codes) == 1 and chance.random() < (0.6 if codes[0].startswith("0") else 0.25):
        return int(codes[0])
    if chance.random() < 0.15:
        codes = tuple(mess.with_check_digit(code) for code in codes)
    return chance.choice(("; ", ", ", " ", "\n")).join(codes)


def _value(contract: Contract, chance: Random) -> object:
    if "value" in contract.raw:
        return contract.raw["value"]
    forms = (contract.value, f"kr {mess.grouped(contract.value)},-", f"{mess.grouped(contract.value)}  ", None)
    return chance.choices(forms, (90, 4, 3, 3))[0]


def _end(contract: Contract, chance: Random) -> object:
    if contract.end is None:
        return chance.choice(("løpende", "Løpende", "inntil videre"))
    return contract.end if chance.random() < 0.95 else f"{contract.end:%d.%m.%Y}"
