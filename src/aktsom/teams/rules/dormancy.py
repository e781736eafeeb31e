"""When a team is flagged and when it falls dormant: days since its lead last did something for it.

Domain rule «Teams die»: a category whose lead is inactive is flagged, then dormant, and the fallback owner acts.
Only the lead's own acts count; a busy deputy is told to take over rather than hide that nobody leads.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from aktsom.teams.rules.limits import Limits


@dataclass(frozen=True)
class Standing:
    """How an active team stands on a day. `dormant_on` is the first day it is dormant if nothing happens."""

    silent_days: int
    flagged: bool
    due_dormant: bool
    dormant_on: date


def standing(lead_active_on: date, today: date, limits: Limits, *, leads: bool = True) -> Standing:
    """A team whose lead has lost its role or its log-in (`leads` false) is flagged at once; it falls dormant no sooner
    than another, so that there is time to hand over."""
    silent = max((today - lead_active_on).days, 0)
    due = silent >= limits.dormant_after_days
    return Standing(
        silent_days=silent,
        flagged=not leads or silent >= limits.flagged_after_days,
        due_dormant=due,
        dormant_on=lead_active_on + timedelta(days=limits.dormant_after_days),
    )
