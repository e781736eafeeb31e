"""Category teams, their mandates, what they write, and the planner's tables."""

from aktsom.teams.models.mandates import Mandate, MandateRequest
from aktsom.teams.models.memos import Memo, MemoLink, MemoPassage
from aktsom.teams.models.planning import TeamCapacity, TeamPlan, TeamWish
from aktsom.teams.models.public import PublicTeam
from aktsom.teams.models.teams import CategoryTeam, Handover, StepContract, TeamParty, TeamSeat, TeamStep, TeamTask

__all__ = [
    "CategoryTeam",
    "Handover",
    "Mandate",
    "MandateRequest",
    "Memo",
    "MemoLink",
    "MemoPassage",
    "PublicTeam",
    "StepContract",
    "TeamCapacity",
    "TeamParty",
    "TeamPlan",
    "TeamSeat",
    "TeamStep",
    "TeamTask",
    "TeamWish",
]
