"""Universitetet i Bergen: an OpenDocument register in nynorsk, with typed cells and a sheet that explains it."""

from pathlib import Path
from random import Random

from examples import mess
from examples.contracts import Contract
from examples.opendocument import Cell, Grid, write_spreadsheet
from examples.suppliers import spelled

HEADINGS = (
    *("Referanse", "Namn på avtalen", "Skildring", "Leverandør", "Org.nr.", "CPV-kodar", "Verdi (kr)", "Frå dato"),
    *("Til dato", "Opsjonar", "Siste opsjonsdato", "Krav til menneskerettar", "Opphavsland", "Eining", "Ansvarleg"),
)
_GUIDE: Grid = [
    ["Rettleiing til registeret"],
    ["Avtalar over 100 000 kroner. Verdi er for heile avtaleperioden, utan opsjonar."],
    ["Alt i fila er oppdikta. Leverandørane finst ikkje."],
]
_EMPTY_AFTER = (55, 56, 120)


def write(path: Path, contracts: list[Contract], chance: Random) -> dict[int, str]:
    rows: Grid = [list(HEADINGS)]
    slips: dict[int, str] = {}
    for contract in contracts:
        if len(rows) in _EMPTY_AFTER:
            rows.append([])
        rows.append(_cells(contract, chance))
        if contract.slip:
            slips[len(rows)] = contract.slip
    write_spreadsheet(path, {"Avtalar": rows, "Rettleiing": _GUIDE})
    return slips


def _cells(contract: Contract, chance: Random) -> list[Cell]:
    line = contract.line
    return [
        contract.reference,
        mess.messy_title(contract.title, chance),
        line.description,
        spelled(contract.supplier, "uib", chance),
        int(contract.org_number) if contract.org_number.isdigit() and chance.random() < 0.6 else contract.org_number,
        _cpv(line.cpv, chance),
        contract.value if chance.random() < 0.93 else f"kr {mess.grouped(contract.value)},-",
        contract.start if chance.random() < 0.94 else f"{contract.start:%d.%m.%Y}",
        contract.end or chance.choice(("løpande", "Løpande", "inntil vidare")),
        contract.options,
        contract.option_until,
        contract.terms,
        line.origins if chance.random() < 0.85 else "",
        contract.unit,
        contract.manager,
    ]


def _cpv(codes: tuple[str, ...], chance: Random) -> Cell:
    if not codes or chance.random() < 0.15:
        return None
    if len(codes) == 1 and chance.random() < 0.5:
        return int(codes[0])
    return ", ".join(codes)
