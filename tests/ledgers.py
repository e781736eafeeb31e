"""Awkward made-up registers: the list's own words in every dress that registers put them in, with odd cells between."""

import csv
import random
from pathlib import Path

from aktsom.categories.catalogue import Catalogue

HEADINGS = [
    "Avtalenr",
    "Tittel",
    "Beskrivelse",
    "Produkter",
    "Leverandør",
    "Org.nr",
    "CPV-kode",
    "Verdi",
    "Valuta",
    "Opprinnelsesland",
]
_OPENINGS = (
    *("", "Kjøp av", "Rammeavtale", "Rammeavtale for", "Levering og service av", "Service på", "Leie av", "Vask av"),
    *("Delavtale 2:", "Supply of", "Maintenance of", "RAMMEAVTALE -", "Avrop (2024):", "Stativ til", "Kurs i"),
)
_BETWEEN = [
    " og ",
    ", ",
    " til ",
    " for ",
    " - ",
    " – ",
    " med ",
    " uten ",
    "/",
    ". ",
    " (",
    " inkl. ",
    "- og ",
    " & ",
    "; ",
]
_ENDINGS = [
    "",
    "",
    ".",
    " 2024-2027",
    " nr 123456",
    " til skoler",
    " for brannvesenet",
    " og tilbehør",
    " – ombruk",
    "!",
    " «ny»",
]
_SUPPLIERS = [("Nordhav Tekstil AS", "958935420"), ("NORDHAV TEKSTIL A/S", ""), ("Fjelltopp Møbler AS 974 760 673", ""),
              ("Vikas AS", "123456789"), ("", ""), ("Øst & Vest", "NO 974760673 MVA")]  # fmt: skip
_CODES = [
    "",
    "",
    "18110000",
    "39112000-0",
    "33141420; 18424300",
    "3112000",
    "45000000",
    "50421000",
    "391",
    "ukjent",
    "99999999",
]
_VALUES = [
    "",
    "1200",
    "1 234 567,50",
    "1234567.5",
    "kr 5.000,-",
    "2 MNOK",
    "-500",
    "ca. 100",
    "0",
    "EUR 200",
    "999999999999999",
]
_ORIGINS = ["", "", "CN", "Kina", "Norge", "Kina, India", "Bangladesh;Pakistan", "Langtbortistan", "NO"]
_ODD = [
    "Sum",
    "Totalt",
    "-",
    "ukjent",
    "12345",
    "Kontorstoler\nog pulter",
    "  Batterier  til\u00a0biler ",
    "=1+2",
    "x" * 400 + " hansker",
]
_OTHERS = (
    *("avtale", "kommune", "drift", "diverse", "tomat", "samling"),
    *("Bergen", "prosjekt", "2025", "kartlegging", "tilbud"),
)


def title(words: list[str], chance: random.Random) -> str:
    if chance.random() < 0.04:
        return chance.choice(_ODD)
    parts = [chance.choice(words) for _ in range(chance.choice([1, 1, 1, 2, 2, 3]))]
    for place, part in enumerate(parts):
        draw = chance.random()
        if draw < 0.25:
            parts[place] = chance.choice(["vinter", "kontor", "LED-", "skole", "super", "bil"]) + part
        elif draw < 0.5:
            parts[place] = part + chance.choice(["er", "ene", "utstyr", "service", "leie", "rom", "-vask", "s", "kjøp"])
        if chance.random() < 0.3:
            parts[place] = parts[place].capitalize() if chance.random() < 0.7 else parts[place].upper()
    text = parts[0]
    for part in parts[1:]:
        text += chance.choice(_BETWEEN) + part
    return f"{chance.choice(_OPENINGS)} {text}{chance.choice(_ENDINGS)}".strip()


def write_register(path: Path, catalogue: Catalogue, lines: int, seed: int = 1) -> Path:
    """A register of so many rows below its headings, some of which are sums, blank, or headings once more."""
    chance = random.Random(seed)
    words = [word.word for word in (*catalogue.keywords, *catalogue.group_keywords)]
    words += [word.word for word in catalogue.context_words]
    words += list(_OTHERS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADINGS)
        for number in range(lines):
            draw = chance.random()
            if draw < 0.01:
                writer.writerow(
                    chance.choice([HEADINGS, ["Sum", "", "", "", "", "", "", "1200"], ["Utgåtte avtaler"], [""] * 10])
                )
                continue
            writer.writerow(
                [
                    f"A-{number}",
                    title(words, chance) if chance.random() > 0.03 else "",
                    title(words, chance) if chance.random() < 0.2 else "",
                    "; ".join(chance.choice(words) for _ in range(3)) if chance.random() < 0.15 else "",
                    *chance.choice(_SUPPLIERS),
                    chance.choice(_CODES),
                    chance.choice(_VALUES),
                    chance.choice(["NOK", "NOK", "", "EUR", "kr"]),
                    chance.choice(_ORIGINS),
                ]
            )
    return path
