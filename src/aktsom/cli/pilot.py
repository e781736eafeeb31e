"""The pilot as the demo loads it: an example person for each place in the cooperation, and who brings which register.

All are made up. Their addresses end in .example, which no real person can have.
"""

from typing import NamedTuple


class Persona(NamedTuple):
    """`member` is a slug of the pilot's members; `shows` is what the log-in is for, as the terminal lists it."""

    email: str
    name: str
    member: str
    roles: tuple[str, ...]
    shows: str
    language: str = ""  # empty: what the browser asks for
    used_days_ago: int | None = None  # when the roles were used last, for the review of access


class SupplierPersona(NamedTuple):
    """`supplier` is a name as a register has it."""

    email: str
    name: str
    supplier: str
    role: str
    shows: str


OWNER, MANAGER, ADMIN = "contract_owner", "contract_manager", "member_administrator"

PEOPLE = (
    Persona("ingrid@oslo.example", "Ingrid Solheim", "oslo-kommune", (OWNER,), "Avtaleeier i Oslo kommune"),
    Persona("kari@oslo.example", "Kari Dahl", "oslo-kommune", (MANAGER,), "Kontraktsforvalter i Oslo kommune"),
    Persona("ada@oslo.example", "Ada Berg", "oslo-kommune", (ADMIN,), "Administrator i Oslo kommune", "", 2),
    Persona(
        "hilde@oslo.example",
        "Hilde Aas",
        "oslo-kommune",
        ("reader",),
        "Leser i Oslo, ikke innom på lenge",
        "",
        260,
    ),
    Persona("petter@oslo.example", "Petter Lund", "oslo-kommune", (), "Har logget inn, og venter på en rolle i Oslo"),
    Persona("anders@bergen.example", "Anders Berge", "bergen-kommune", (OWNER,), "Avtaleeier i Bergen kommune"),
    Persona("jonas@bergen.example", "Jonas Lie", "bergen-kommune", (MANAGER,), "Kontraktsforvalter i Bergen kommune"),
    Persona(
        "sunniva@stavanger.example", "Sunniva Hagen", "stavanger-kommune", (OWNER,), "Avtaleeier i Stavanger kommune"
    ),
    Persona("guri@sykehus.example", "Guri Moe", "sykehusinnkjop", (OWNER,), "Avtaleeier i Sykehusinnkjøp"),
    Persona(
        *("marte@sykehus.example", "Marte Haugen", "sykehusinnkjop", (MANAGER,)),
        "Kontraktsforvalter i Sykehusinnkjøp, leder kategorigruppen for arbeidsklær",
    ),
    Persona(
        *("tora@uib.example", "Tora Nygård", "uib", (OWNER, MANAGER)),
        *("Kontraktsforvaltar ved UiB, handlar også for BOTT (nynorsk)", "nn"),
    ),
    Persona("liv@uib.example", "Liv Fjelde", "uib", (ADMIN, OWNER), "Administrator og avtaleeier ved UiB", "", 1),
    Persona(
        "eli@statsbygg.example",
        "Eli Moen",
        "statsbygg",
        (OWNER, MANAGER),
        "Avtaleeier i Statsbygg, leder bygg og anlegg",
    ),
    Persona("amir@statsbygg.example", "Amir Rahimi", "statsbygg", ("reader",), "Leser i Statsbygg"),
    Persona("frida@flo.example", "Frida Strand", "flo", (MANAGER,), "Kontraktsforvalter i FLO"),
    Persona("siri@sekretariatet.example", "Siri Vik", "etisk-handel-norge", ("secretariat", ADMIN), "Sekretariatet"),
    Persona("sol@sekretariatet.example", "Sol Berge", "etisk-handel-norge", ("secretariat",), "Leser det Siri skriver"),
    Persona(
        "ragnhild@revisor.example", "Ragnhild Aune", "oslo-kommune", ("auditor",), "Revisor, engasjert av Oslo kommune"
    ),
)
SUPPLIERS_PEOPLE = (
    SupplierPersona(
        *("nora@nordhav.example", "Nora Vik", "Nordhav Medisinsk AS", "supplier_respondent"),
        "Svarer for leverandøren Nordhav Medisinsk",
    ),
    SupplierPersona(
        *("aksel@nordhav.example", "Aksel Nordli", "Nordhav Medisinsk AS", "supplier_approver"),
        "Godkjenner for Nordhav Medisinsk",
    ),
    SupplierPersona(
        *("nils@lomseth.example", "Nils Hei", "Lomseth Profilklær AS", "supplier_respondent"),
        "Svarer for Lomseth Profilklær, som har fortalt om kjeden sin",
    ),
    SupplierPersona(
        *("astrid@lomseth.example", "Astrid Lind", "Lomseth Profilklær AS", "supplier_approver"),
        "Godkjenner for Lomseth Profilklær",
    ),
    SupplierPersona(
        *("vera@tindholt.example", "Vera Somme", "Tindholt Tekstil AS", "supplier_approver"),
        "Godkjenner for Tindholt Tekstil, som er fulgt opp til ende",
    ),
    SupplierPersona(
        *("odd@pleiekompasset.example", "Odd Berg", "Pleiekompasset AS", "supplier_respondent"),
        "Svarer for en annen leverandør",
    ),
)
# which register each member brings in, and who does it
REGISTERS = (
    ("oslo-kommune", "oslo-kommune.xlsx", "ingrid@oslo.example"),
    ("bergen-kommune", "bergen-kommune.csv", "jonas@bergen.example"),
    ("sykehusinnkjop", "sykehusinnkjop.xlsx", "marte@sykehus.example"),
    ("uib", "uib.ods", "tora@uib.example"),
    ("statsbygg", "statsbygg.csv", "eli@statsbygg.example"),
)
WAITING = "uib"  # this one is read but left for a person to look over and confirm
