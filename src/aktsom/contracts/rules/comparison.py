"""A register file held against the register, row by row."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aktsom.contracts.rules.changes import changes, generated_reference, updated
from aktsom.contracts.rules.checks import Problem, problems
from aktsom.contracts.rules.facts import ContractFacts, tidy
from aktsom.contracts.states import RowOutcome


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row of a register file as the reader understood it.

    `number` is the row as the spreadsheet shows it, from 1. `words` is {field: the cell's own text} for each column
    that was recognised; a field without a column is left alone when a contract is updated.
    """

    number: int
    words: Mapping[str, str]
    facts: ContractFacts
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A contract as the register holds it now."""

    id: int
    public_id: str
    revision: int
    facts: ContractFacts


@dataclass(frozen=True, slots=True)
class Compared:
    """A row with what it would do. `facts` are tidy and have a reference; `changes` is {field: (old, new)}."""

    facts: ContractFacts
    problems: tuple[Problem, ...]
    outcome: RowOutcome
    contract_id: int | None
    changes: Mapping[str, tuple[Any, Any]]


class Comparison:
    """The rows of one file, given in their order, against the member's contracts by reference.

    The file is remembered as it goes by: a reference that an earlier row has blocks the later one, and contracts
    without a reference that are alike in title, supplier and start are numbered in the order they stand.
    """

    def __init__(self, register: Mapping[str, Held], term_sets: Collection[str]) -> None:
        self._register, self._term_sets = register, term_sets
        self._rows: dict[str, int] = {}
        self._alike: Counter[str] = Counter()

    def row(self, staged: StagedRow) -> Compared:
        facts = self._with_reference(tidy(staged.facts))
        found = _merged(staged.problems, problems(facts, self._term_sets))
        earlier = self._rows.setdefault(facts.reference, staged.number)
        if earlier != staged.number:
            found = (*found, reference_twice(facts.reference, earlier))
        outcome, contract_id, changed = judge(facts, staged.words.keys(), found, self._register.get(facts.reference))
        return Compared(facts, found, outcome, contract_id, changed)

    def _with_reference(self, facts: ContractFacts) -> ContractFacts:
        if facts.reference:
            return facts
        stem = generated_reference(facts)
        self._alike[stem] += 1
        return replace(facts, reference=generated_reference(facts, self._alike[stem]))


def reference_twice(reference: str, row: int) -> Problem:
    return Problem("reference", "reference_twice", {"value": reference, "row": row})


def judge(
    facts: ContractFacts, said: Collection[str], found: Collection[Problem], held: Held | None
) -> tuple[RowOutcome, int | None, Mapping[str, tuple[Any, Any]]]:
    """What the row does to the contract that the register holds under its reference, if any."""
    contract_id = held.id if held else None
    if any(problem.blocks for problem in found):
        return RowOutcome.BLOCKED, contract_id, {}
    if held is None:
        return RowOutcome.NEW, None, {}
    changed = changes(held.facts, updated(held.facts, facts, said))
    return (RowOutcome.CHANGED if changed else RowOutcome.SAME), contract_id, changed


def _merged(read: tuple[Problem, ...], ruled: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The reader's problems first; of two that say the same of a field, one."""
    kept = {(problem.field, problem.code): problem for problem in (*ruled, *read)}
    order = dict.fromkeys((problem.field, problem.code) for problem in (*read, *ruled))
    return tuple(kept[key] for key in order)
