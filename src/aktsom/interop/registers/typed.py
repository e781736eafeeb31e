"""A contract as a person typed it into a form, read the way the cells of a register are."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aktsom.contracts.queries.imports import RowView
from aktsom.contracts.rules import EMPTY, ContractFacts, Problem
from aktsom.interop.registers.mending import FIELD_OF, understood_again

_NOTHING = RowView(0, "", "", {}, {}, EMPTY, (), {}, "")
_AS_TYPED = ("description", "term_set", "term_deviations")  # chosen or free: nothing is read out of them


def typed_facts(texts: Mapping[str, str]) -> tuple[ContractFacts, tuple[Problem, ...]]:
    """`texts` is {what of the contract: text}. A problem blocks also where the reader of a register would only have
    warned, if nothing was read out of what was typed: here the person is at hand."""
    said = {name: text.strip() for name, text in texts.items()}
    cells = {name: said.get(name, "") for name in FIELD_OF if name not in _AS_TYPED}
    read = understood_again(_NOTHING, cells, ())
    # The day of signing has no column of its own in registers; it is read as any other day.
    signed = understood_again(_NOTHING, {"starts_on": said.get("signed_on", "")}, ())
    typed: dict[str, Any] = {name: said.get(name, "") for name in _AS_TYPED}
    facts = replace(read.facts, signed_on=signed.facts.starts_on, **typed)
    found = (*read.problems, *(replace(problem, field="signed_on") for problem in signed.problems))
    return facts, tuple(_judged(problem, facts, said) for problem in found)


def _judged(problem: Problem, facts: ContractFacts, said: Mapping[str, str]) -> Problem:
    unread = getattr(facts, problem.field) == getattr(EMPTY, problem.field)
    return replace(problem, blocks=True) if unread and said.get(problem.field) else problem
