"""Tables of the area of effects."""

from aktsom.effects.models.costs import CostShare, JointCost, ShareTrace
from aktsom.effects.models.effort import Baseline, EffortEntry, EffortOwnFacts, HourlyCost, RunningTimer
from aktsom.effects.models.figures import Ambition, ReckonedFigure, ReckonedLedger
from aktsom.effects.models.public_figures import PublicFigures
from aktsom.effects.models.reports import AccountDuty, ReasonNotToAct, Report, ReportSection

__all__ = [
    "AccountDuty",
    "Ambition",
    "Baseline",
    "CostShare",
    "EffortEntry",
    "EffortOwnFacts",
    "HourlyCost",
    "JointCost",
    "PublicFigures",
    "ReasonNotToAct",
    "ReckonedFigure",
    "ReckonedLedger",
    "Report",
    "ReportSection",
    "RunningTimer",
    "ShareTrace",
]
