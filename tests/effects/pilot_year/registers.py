"""Who has a contract with whom, as the eight register files have it, and the files' way in: sent, read, confirmed,
taken in, screened and matched.

Forty suppliers, ten in each category. Those of even number sell to all eight buyers; those of odd number to all but
one, in turn: 20 x 8 + 20 x 7 = 300 contracts.
"""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from aktsom.contracts import actions
from aktsom.core.outbox import deliver_due
from aktsom.suppliers.models import Supplier
from tests.effects.pilot_year.clock import now
from tests.effects.pilot_year.people import BUYERS, Buyer, actor, member
from tests.interop.files import ods, ods_row, xlsx


class Category(NamedTuple):
    group: str
    title: str
    cpv: str
    stems: tuple[str, ...]


CATEGORIES = (
    Category("textile", "Arbeidsklær", "18110000", (
        "Vevberg", "Sømlia", "Trådvik", "Nålsund", "Garnåsen", "Lintun", "Ullerud", "Skjortnes", "Jakkedal",
        "Bukkeskar",
    )),
    Category("medical", "Engangshansker", "18424300", (
        "Hanskvåg", "Lateksdal", "Nitrilberg", "Sterilnes", "Kirurgmo", "Pleietun", "Klinikkås", "Bandasjeli",
        "Maskesund", "Sprøytevik",
    )),
    Category("ict", "Bærbare datamaskiner", "30213100", (
        "Databukta", "Skjermfoss", "Tastvang", "Minnefjell", "Brikkeland", "Nettskog", "Kodehaug", "Kabelstad",
        "Batterud", "Prosessvoll",
    )),
    Category("construction", "Kantstein og naturstein", "44912400", (
        "Steinbrekka", "Granittli", "Skiferåk", "Marmorøy", "Kantheim", "Helledal", "Murgården", "Brostein", "Blokkvik",
        "Pukkestøl",
    )),
)  # fmt: skip
SUPPLIERS = [
    f"{stem} {category.title.split()[-1].capitalize()} AS" for category in CATEGORIES for stem in category.stems
]
HEADINGS = ("Avtalenr", "Tittel", "Leverandør", "Org.nr", "Verdi", "Startdato", "Sluttdato", "CPV-kode",
            "Menneskerettighetsvilkår")  # fmt: skip
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def sold_to(number: int) -> list[Buyer]:
    left_out = BUYERS[number // 2 % len(BUYERS)] if number % 2 else None
    return [buyer for buyer in BUYERS if buyer is not left_out]


def value_of(number: int, buyer: Buyer) -> int:
    """Of each contract another, so that whoever reads it anywhere has read that very one."""
    return 1_000_003 + 7_919 * number + 401_771 * BUYERS.index(buyer)


def supplier(number: int) -> Supplier:
    return Supplier.objects.get(organisation_number=number_of(number))


def number_of(number: int) -> str:
    """A valid organisation number for each."""
    stem = 91_000_000 + 37 * number
    while True:
        digits = [int(digit) for digit in str(stem)]
        check = -sum(map(int.__mul__, digits, _WEIGHTS)) % 11
        if check < 10:
            return f"{stem}{check}"
        stem += 1


def rows_of(buyer: Buyer) -> list[tuple[str, ...]]:
    rows = []
    for number, name in enumerate(SUPPLIERS):
        if buyer in sold_to(number):
            category = CATEGORIES[number // 10]
            rows.append(
                (f"{buyer.name}-{number:02}", f"{category.title} fra {name}", name, number_of(number),
                 str(value_of(number, buyer)), "01.09.2023", "31.08.2027", category.cpv, buyer.terms)
            )  # fmt: skip
    return rows


def file_of(buyer: Buyer) -> tuple[str, bytes]:
    rows = [HEADINGS, *rows_of(buyer)]
    made = {"xlsx": xlsx, "csv": _csv, "ods": _ods}[buyer.file](rows)
    return f"{buyer.slug}.{buyer.file}", made


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("cp1252")


def _ods(rows: Iterable[tuple[str, ...]]) -> bytes:
    return ods("".join(ods_row(*row) for row in rows))


def bring_in_all() -> None:
    for buyer in BUYERS:
        by, (name, content) = actor(buyer.manager), file_of(buyer)
        received = actions.receive_register(by=by, at=now(), member=member(buyer.name), file_name=name, content=content)
        deliver_due(now())
        actions.confirm_import(by=by, at=now(), public_id=received.public_id)
        deliver_due(now())
