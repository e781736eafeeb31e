"""Per verb: why an actor may not, or nothing."""

from aktsom.follow_up.permissions.conclusions import conclude, conclude_points, decide_reliance
from aktsom.follow_up.permissions.follow_ups import begin, cover, run
from aktsom.follow_up.permissions.questionnaires import edition, keep_questionnaires

__all__ = [
    "begin",
    "conclude",
    "conclude_points",
    "cover",
    "decide_reliance",
    "edition",
    "keep_questionnaires",
    "run",
]
