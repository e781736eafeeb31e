"""Per verb: why an actor may not, or nothing."""

from aktsom.follow_up.permissions.questionnaires import edition, keep_questionnaires

__all__ = ["edition", "keep_questionnaires"]
