"""Statsbygg: a plain CSV with commas, UTF-8, English headings and ISO dates, out of a project system."""

import csv
import io
from pathlib import Path
from random import Random

from examples import mess
from examples.contracts import TODAY, Contract
from examples.suppliers import spelled

HEADINGS = (
    *("Contract no", "Project", "Contract title", "Supplier", "Org no", "CPV", "Contract value (NOK)", "Start date"),
    *("End date", "Options", "Option until", "Human rights terms", "Country of origin", "Description", "Unit"),
    *("Contract manager", "Contract status"),
)
_PROJECTS = ("10234 Universitetsbygg nord", "11807 Tinghus Lillevang", "12010 Museum", "Drift", "10955 Fengsel", "")


def write(path: Path, contracts: list[Contract], chance: Random) -> dict[int, str]:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADINGS)
    slips: dict[int, str] = {}
    for row, contract in enumerate(contracts, 2):
        if contract.slip:
            slips[row] = contract.slip
        table.writerow(_cells(contract, chance))
    path.write_bytes(text.getvalue().encode())
    return slips


def _cells(contract: Contract, chance: Random) -> list[str]:
    line = contract.line
    codes = line.cpv if chance.random() < 0.9 else ()
    return [
        contract.reference,
        chance.choice(_PROJECTS),
        mess.messy_title(contract.title, chance),
        spelled(contract.supplier, "statsbygg", chance),
        contract.org_number,
        "; ".join(codes),
        _value(contract, chance),
        contract.start.isoformat(),
        contract.end.isoformat() if contract.end else "ongoing",
        contract.options,
        contract.option_until.isoformat() if contract.option_until else "",
        contract.terms,
        line.origins if chance.random() < 0.9 else "",
        line.description,
        contract.unit,
        contract.manager,
        "Closed" if contract.over else "Signed" if contract.start > TODAY else "Active",
    ]


def _value(contract: Contract, chance: Random) -> str:
    if "value" in contract.raw:
        return contract.raw["value"]
    forms = (f"{contract.value}.00", f"{contract.value:,}", f"NOK {contract.value:,}", "")
    return chance.choices(forms, (72, 18, 6, 4))[0]
