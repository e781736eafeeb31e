"""A whole file of the register taken in: the suppliers known here are updated, and the entities above them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aktsom.core.actor import Actor
from aktsom.interop.company_register.files import Counted, read_companies
from aktsom.suppliers.actions.registered import known_numbers, take_in_facts
from aktsom.suppliers.rules.register import RegisterFacts

AT_ONCE = 500  # suppliers of one transaction
SOURCE = "Enhetsregisteret"  # as it is named beside each fact, with the day


@dataclass(frozen=True, slots=True)
class FileTakenIn:
    """`rows` of the file, how many suppliers were found in it and updated, how many events were news."""

    rows: int
    suppliers: int
    events: int
    not_understood: int


def take_in_file(
    *, by: Actor, at: datetime, path: Path, progress: Callable[[int], None] = lambda _rows: None
) -> FileTakenIn:
    """In two passes: the second for entities above that the first brought and that stand further up in the file.

    Read whole before anything is written, so that a file that is cut off changes nothing. Raises WrongFile.
    """
    before = known_numbers()
    counted = Counted()
    suppliers = events = 0
    for told in _batches(list(_watched(read_companies(path, before, counted), counted, progress))):
        done = take_in_facts(by=by, at=at, facts=told, source=SOURCE)
        suppliers, events = suppliers + done.suppliers, events + done.events
    if new := known_numbers() - before:
        for told in _batches(list(read_companies(path, new, Counted()))):
            suppliers += take_in_facts(by=by, at=at, facts=told, source=SOURCE).suppliers
    return FileTakenIn(counted.rows, suppliers, events, counted.not_understood)


def _watched(
    facts: Iterable[RegisterFacts], counted: Counted, progress: Callable[[int], None]
) -> Iterator[RegisterFacts]:
    for one in facts:
        progress(counted.rows)
        yield one


def _batches(facts: list[RegisterFacts]) -> Iterator[list[RegisterFacts]]:
    for start in range(0, len(facts), AT_ONCE):
        yield facts[start : start + AT_ONCE]
