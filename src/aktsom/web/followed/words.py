"""Who follows a supplier up and for what, in words."""

from aktsom.categories.queries import current_catalogue
from aktsom.sanctions.queries.followed import Followed
from aktsom.web.meetings.words import by_whom
from aktsom.web.teams.words import group_name


def who(one: Followed) -> str:
    """The team, or the buyer that does it alone: one of the two follows up."""
    return str(one.owner.name) if one.owner else by_whom(one.team, one.owner)  # type: ignore[arg-type]


def name_of(one: Followed) -> str:
    """Of the category; one that the list no longer has is called by its code."""
    return group_name(one.group_id) if one.group_id in current_catalogue().group else one.group_id
