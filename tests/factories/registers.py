"""Register files as the reader hands them on, and the way of one into the register."""

from collections.abc import Sequence
from typing import Any

from aktsom.contracts import actions
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.rules import FIELDS, ContractFacts, Problem, StagedRow
from aktsom.core.actor import PLATFORM
from tests.cast import NOON, actor, member

OWNERS = {"oslo": "olga", "bergen": "berit", "stavanger": "stina", "uio": "uma"}


def staged(
    number: int, facts: ContractFacts, *, columns: Sequence[str] = FIELDS, problems: Sequence[Problem] = ()
) -> StagedRow:
    """A row of a file with these columns; the cells' own words are not at issue here."""
    return StagedRow(number, {name: str(getattr(facts, name)) for name in columns}, facts, tuple(problems))


def received(owner: str = "oslo", content: bytes = b"a;b", file_name: str = "register.csv") -> RegisterImport:
    return actions.receive_register(
        by=actor(OWNERS[owner]), at=NOON, member=member(owner), file_name=file_name, content=content
    )


def read(rows: Sequence[StagedRow], owner: str = "oslo", **said: Any) -> RegisterImport:
    """A file that has been read into these rows and waits for a person."""
    found = actions.start_reading(public_id=received(owner, **said).public_id)
    assert found is not None
    return actions.stage_rows(
        register_import=found, by=PLATFORM, at=NOON, sheet="Ark1", header_row=1, columns=[], rows=rows
    )


def confirmed(rows: Sequence[StagedRow], owner: str = "oslo") -> RegisterImport:
    waiting = read(rows, owner)
    return actions.confirm_import(by=actor(OWNERS[owner]), at=NOON, public_id=waiting.public_id)


def taken_in(rows: Sequence[StagedRow], owner: str = "oslo") -> actions.TakenIn:
    return actions.take_in(register_import=confirmed(rows, owner), by=actor(OWNERS[owner]), at=NOON)
