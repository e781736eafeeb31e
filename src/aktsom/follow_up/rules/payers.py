"""Who pays for an audit by the rule of the terms or the cooperation: a proposal with its ground; a person decides.

The rules are rows of `audit_payers.csv`. Some hang on the result, which nobody knows when the audit is ordered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aktsom.follow_up.audit_states import Payer


@dataclass(frozen=True, slots=True)
class PayerRow:
    """For audits numbered `first` to `last` (None: and later) with the result any, passed or not_passed."""

    rule: str
    first: int
    last: int | None
    result: str
    payer: Payer


class Ground(StrEnum):
    BY_NUMBER = "by_number"
    BY_RESULT = "by_result"  # what is known of the result
    RESULT_OPEN = "result_open"  # the one who pays if it is passed; otherwise the other
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True)
class PayerProposal:
    payer: Payer | None
    ground: Ground


def payer_for(rows: Iterable[PayerRow], rule: str, number: int, passed: bool | None = None) -> PayerProposal:
    fitting = {row.result: row.payer for row in rows if row.rule == rule and _fits(row, number)}
    if "any" in fitting:
        return PayerProposal(fitting["any"], Ground.BY_NUMBER)
    if not fitting:
        return PayerProposal(None, Ground.NO_RULE)
    if passed is None:
        return PayerProposal(fitting.get("passed"), Ground.RESULT_OPEN)
    return PayerProposal(fitting.get("passed" if passed else "not_passed"), Ground.BY_RESULT)


def _fits(row: PayerRow, number: int) -> bool:
    return row.first <= number and (row.last is None or number <= row.last)
