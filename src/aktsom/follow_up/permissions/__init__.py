"""Per verb: why an actor may not, or nothing."""

from aktsom.follow_up.permissions.follow_ups import begin, run
from aktsom.follow_up.permissions.questionnaires import edition, keep_questionnaires

__all__ = ["begin", "edition", "keep_questionnaires", "run"]
