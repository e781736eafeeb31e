"""Whether a result may be told to everybody, and which parts of it. Names of sub-suppliers and trade secrets stay in
whatever is decided."""

from dataclasses import dataclass
from enum import StrEnum


class Telling(StrEnum):
    PUBLISH = "publish"
    HOLD = "hold"
    UNDECIDED = "undecided"  # it has been held for as long as the secretariat's limit says: a person decides


class Part(StrEnum):
    RESULT = "result"
    DEVIATIONS = "deviations"
    NEXT_STEP = "next_step"
    SUB_SUPPLIER_NAMES = "sub_supplier_names"
    TRADE_SECRETS = "trade_secrets"


STAYS_IN = (Part.SUB_SUPPLIER_NAMES, Part.TRADE_SECRETS)


@dataclass(frozen=True, slots=True)
class Publication:
    telling: Telling
    told: tuple[Part, ...]
    withheld: tuple[Part, ...]


def publication(*, open_deviations: int, has_plan: bool, waited_too_long: bool) -> Publication:
    """Of a result that has been assessed. `has_plan`: each open deviation has a plan with days; `waited_too_long`: the
    supplier has had longer than the limit to make one."""
    if not open_deviations:
        return Publication(Telling.PUBLISH, (Part.RESULT,), STAYS_IN)
    if has_plan:
        return Publication(Telling.PUBLISH, (Part.DEVIATIONS, Part.NEXT_STEP), STAYS_IN)
    if waited_too_long:
        return Publication(Telling.UNDECIDED, (), STAYS_IN)
    return Publication(Telling.HOLD, (), (Part.DEVIATIONS, *STAYS_IN))
