"""What a screening concludes, and whether a new conclusion speaks against what a person decided.

Plain values in, decision out.
"""

from dataclasses import dataclass

from aktsom.risk.states import RiskState


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a person confirms or overrides. Levels are codes of `categories.levels.Level`, empty off the list."""

    verdict: str
    level_raw: str
    level_component: str
    level_final: str
    groups: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word: over which conclusion, and for an override the verdict and products chosen instead."""

    overridden: bool
    over: Conclusion
    verdict: str
    products: tuple[str, ...]

    def agrees_with(self, new: Conclusion) -> bool:
        """Whether a new conclusion is no news to the person: the one decided over, or just what was chosen instead."""
        chosen = self.overridden and (new.verdict, set(new.products)) == (self.verdict, set(self.products))
        return new == self.over or chosen


def verb_after_screening(state: str, decided: Decided | None, new: Conclusion) -> str | None:
    """The move in the table of risk states that a new conclusion makes; None when the state does not move.

    A result nobody has decided on is replaced; a decided one is never replaced, only contested.
    """
    if decided is None:
        return "screen_again"
    if not decided.agrees_with(new):
        return "contest"
    if state == RiskState.CONTESTED:
        return "agree_with_overridden" if decided.overridden else "agree_with_confirmed"
    return None
