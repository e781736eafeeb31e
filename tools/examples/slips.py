"""The few rows in each register that only a person can put right."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from examples.contracts import Contract
from examples.suppliers import wrong_number

WRONG_NUMBER, SHORT_NUMBER = "organisasjonsnummer med feil kontrollsiffer", "organisasjonsnummer med åtte sifre"
END_FIRST, NO_TITLE = "sluttdato før startdato", "mangler navn på kontrakten"
TWICE = "samme referanse som en annen kontrakt med samme leverandør"
NEGATIVE, ABSURD, BROKEN = "negativ verdi", "verdi over 100 milliarder", "formelfeil #REF!"
NO_SUCH_DAY = "dato som ikke finnes"

PLANTED: dict[str, tuple[str, ...]] = {
    "oslo-kommune": (WRONG_NUMBER, WRONG_NUMBER, END_FIRST, NO_TITLE, TWICE, BROKEN),
    "bergen-kommune": (WRONG_NUMBER, SHORT_NUMBER, END_FIRST, TWICE, NO_SUCH_DAY),
    "sykehusinnkjop": (WRONG_NUMBER, END_FIRST, NO_TITLE, TWICE, NEGATIVE),
    "uib": (WRONG_NUMBER, END_FIRST, NO_TITLE, TWICE),
    "statsbygg": (WRONG_NUMBER, END_FIRST, ABSURD),
}


def plant(slug: str, contracts: Sequence[Contract], chance: Random) -> None:
    """One slip in each of as many contracts; those with a number, an end and a reference of their own can have one."""
    alone = [c for c in contracts if c.line.vary[:1] not in {"L", "P"} and c.org_number.isdigit() and c.end]
    for slip in PLANTED[slug]:
        if slip != TWICE:
            contract = chance.choice([c for c in alone if not c.slip])
            contract.slip = slip
            _SLIPS[slip](contract)
    if TWICE in PLANTED[slug]:
        _twice([c for c in alone if not c.slip], chance)


def _twice(sound: Sequence[Contract], chance: Random) -> None:
    """Two contracts of one supplier; the later row in the file gets the reference of the earlier."""
    pairs = [
        (first, second)
        for first in sound
        for second in sound
        if first.number < second.number and first.supplier == second.supplier and first.line != second.line
    ]
    first, second = chance.choice(pairs)
    second.slip, second.reference = TWICE, first.reference


def _wrong_number(contract: Contract) -> None:
    contract.org_number = wrong_number(contract.org_number)


def _short_number(contract: Contract) -> None:
    contract.org_number = contract.org_number[:8]


def _end_first(contract: Contract) -> None:
    contract.end = contract.start - timedelta(days=366)
    contract.option_until, contract.options = None, ""


def _no_title(contract: Contract) -> None:
    contract.title = ""


def _raw(column: str, text: str) -> Callable[[Contract], None]:
    def write(contract: Contract) -> None:
        contract.raw[column] = text

    return write


_SLIPS: dict[str, Callable[[Contract], None]] = {
    WRONG_NUMBER: _wrong_number,
    SHORT_NUMBER: _short_number,
    END_FIRST: _end_first,
    NO_TITLE: _no_title,
    NEGATIVE: _raw("value", "-850"),
    ABSURD: _raw("value", "1500000000000"),
    BROKEN: _raw("value", "#REF!"),
    NO_SUCH_DAY: _raw("start", "31.06.2025"),
}
