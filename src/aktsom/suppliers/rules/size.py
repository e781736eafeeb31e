"""How large a company is, as far as its figures are known: whether the Transparency Act covers it, and whether it is
large for the form of the self-report. Limits are rows of `reference/size_limits.csv`. Unknown is an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktsom.suppliers.states import Covered

MEASURES = ("turnover", "balance_sum", "employees")


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums in kroner a year; None where nobody has said. `is_mother`: other companies belong to it, so that the
    figures of the group count (åpenhetsloven § 3) and its own can say yes but never no."""

    legal_form: str = ""
    country: str = "NO"
    employees: int | None = None
    turnover: int | None = None
    balance_sum: int | None = None
    is_mother: bool = False
    is_unit: bool = False

    def of(self, measure: str) -> int | None:
        return {"employees": self.employees, "turnover": self.turnover, "balance_sum": self.balance_sum}[measure]


class Ground(StrEnum):
    """Why the answer is as it is; `Supplier.covered_why` has the measures behind it: "above:turnover,employees"."""

    FORM = "form"  # the legal form alone
    ABOVE = "above"  # limits that are passed
    BELOW = "below"  # limits that are not
    GROUP = "group"  # below, but it is a mother company and the group's figures are not known
    MISSING = "missing"  # figures that nobody has said
    ABROAD = "abroad"  # covered only where it is taxable in Norway, which is not known
    UNIT = "unit"  # a sub-unit: it is the legal entity above that is covered or not


@dataclass(frozen=True, slots=True)
class Coverage:
    answer: Covered
    ground: Ground
    measures: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        return f"{self.ground}:{','.join(self.measures)}"


def coverage(figures: Figures, limits: Mapping[str, int], always: frozenset[str] = frozenset()) -> Coverage:
    """Whether åpenhetsloven § 3 covers the company: larger enterprises resident in Norway (or taxable here), which are
    those of some legal forms and those above `needed` of the three limits."""
    above = tuple(m for m in MEASURES if (value := figures.of(m)) is not None and value > limits[m])
    missing = tuple(m for m in MEASURES if figures.of(m) is None)
    below = tuple(m for m in MEASURES if m not in above and m not in missing)
    if figures.is_unit or figures.country != "NO":
        return Coverage(Covered.UNKNOWN, Ground.UNIT if figures.is_unit else Ground.ABROAD)
    if figures.legal_form in always:
        return Coverage(Covered.YES, Ground.FORM)
    if len(above) >= limits["needed"]:
        return Coverage(Covered.YES, Ground.ABOVE, above)
    if len(above) + len(missing) >= limits["needed"]:
        return Coverage(Covered.UNKNOWN, Ground.MISSING, missing)
    if figures.is_mother:
        return Coverage(Covered.UNKNOWN, Ground.GROUP, below)
    return Coverage(Covered.NO, Ground.BELOW, below)


class SizeClass(StrEnum):
    LARGE = "large"
    SMALLER = "smaller"
    UNKNOWN = "unknown"


def size_class(figures: Figures, limits: Mapping[str, int]) -> SizeClass:
    """For the form of the self-report: large with more people than the limit, or with turnover and balance sheet both
    above theirs (Commission Recommendation 2003/361/EC). Unknown as long as a missing figure could decide it."""
    people = _above(figures.employees, limits["employees"])
    money = _both(_above(figures.turnover, limits["turnover"]), _above(figures.balance_sum, limits["balance_sum"]))
    if people or money:
        return SizeClass.LARGE
    return SizeClass.UNKNOWN if people is None or money is None else SizeClass.SMALLER


def _above(value: int | None, limit: int) -> bool | None:
    return None if value is None else value > limit


def _both(one: bool | None, other: bool | None) -> bool | None:
    """False as soon as one of them is."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
