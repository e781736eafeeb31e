"""Bergen kommune: an export from the archive. Semicolons, Windows-1252, no CPV, the case number as reference."""

import csv
import io
from pathlib import Path
from random import Random

from examples import mess
from examples.contracts import Contract
from examples.suppliers import spelled

HEADINGS = (
    *(
        "Arkivsaksnummer",
        "Tittel",
        "Leverandør",
        "Organisasjonsnummer",
        "Ansvarlig avdeling",
        "Kontraktsverdi eks. mva.",
    ),
    *("Avtalestart", "Avtaleslutt", "Opsjoner", "Opsjon utløper", "Etiske krav", "Opprinnelsesland", "Innhold"),
    *("Saksansvarlig", "Merknad"),
)
_REMARKS = (
    "Minikonkurranse",
    "Opsjon tatt ut",
    "Til kassasjon 2031",
    "sjekk med leverandør",
    "OBS: ny leverandør fra mai",
)
_EMPTY_AFTER = (40, 133, 134, 190)


def write(path: Path, contracts: list[Contract], chance: Random) -> dict[int, str]:
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADINGS)
    slips: dict[int, str] = {}
    row = 1
    for contract in contracts:
        row += 1
        if row in _EMPTY_AFTER:
            table.writerow([""] * len(HEADINGS))
            row += 1
        if contract.slip:
            slips[row] = contract.slip
        table.writerow(_cells(contract, chance))
    table.writerow([""] * len(HEADINGS))
    path.write_bytes(text.getvalue().encode("cp1252"))
    return slips


def _cells(contract: Contract, chance: Random) -> list[str]:
    line = contract.line
    prefix = f"{contract.reference} " if chance.random() < 0.05 and contract.title else ""
    return [
        contract.reference + (" " if chance.random() < 0.03 else ""),
        prefix + mess.messy_title(contract.title, chance),
        spelled(contract.supplier, "bergen-kommune", chance),
        mess.spaced_number(contract.org_number) if chance.random() < 0.7 else contract.org_number,
        contract.unit,
        mess.messy_sum(contract.value, chance),
        contract.raw.get("start") or mess.messy_day(contract.start, ends=False, chance=chance),
        _end(contract, chance),
        contract.options,
        f"{contract.option_until:%d.%m.%Y}" if contract.option_until and chance.random() < 0.5 else "",
        contract.terms,
        line.origins if chance.random() < 0.7 else "",
        line.description if chance.random() < 0.85 else "",
        contract.manager,
        chance.choice(_REMARKS) if chance.random() < 0.06 else "",
    ]


def _end(contract: Contract, chance: Random) -> str:
    if contract.end is None:
        return chance.choice(("løpende", "Løpende, 6 mnd oppsigelse", "tidsubegrenset"))
    return mess.messy_day(contract.end, ends=True, chance=chance)
