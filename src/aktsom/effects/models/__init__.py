"""Tables of the area of effects."""

from aktsom.effects.models.costs import CostShare, JointCost, ShareTrace
from aktsom.effects.models.effort import Baseline, EffortEntry, EffortOwnFacts, HourlyCost, RunningTimer

__all__ = [
    "Baseline",
    "CostShare",
    "EffortEntry",
    "EffortOwnFacts",
    "HourlyCost",
    "JointCost",
    "RunningTimer",
    "ShareTrace",
]
