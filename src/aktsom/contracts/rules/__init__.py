"""Decisions about contracts on plain values: what a contract says, what is wrong with it, and what changed."""

from aktsom.contracts.rules.changes import (
    GENERATED,
    changes,
    effective_end,
    fold_header,
    generated_reference,
    given_reference,
    over_by_date,
    same_supplier,
    updated,
)
from aktsom.contracts.rules.checks import Problem, problems
from aktsom.contracts.rules.comparison import Compared, Comparison, Held, StagedRow, judge, reference_twice
from aktsom.contracts.rules.facts import (
    EMPTY,
    FIELDS,
    ContractFacts,
    as_json,
    from_json,
    plain_changes,
    storable,
    tidy,
)

__all__ = [
    "EMPTY",
    "FIELDS",
    "GENERATED",
    "Compared",
    "Comparison",
    "ContractFacts",
    "Held",
    "Problem",
    "StagedRow",
    "as_json",
    "changes",
    "effective_end",
    "fold_header",
    "from_json",
    "generated_reference",
    "given_reference",
    "judge",
    "over_by_date",
    "plain_changes",
    "problems",
    "reference_twice",
    "same_supplier",
    "storable",
    "tidy",
    "updated",
]
