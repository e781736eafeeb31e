from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.follow_up.concluded import followed_up


@beginning(after=commons.terms)
def one() -> FollowUp:
    """By the team, announced, for three members: two under the newest terms, one under terms of its own kind."""
    return followed_up(sets={"oslo": "T4", "bergen": "T4", "stavanger": "T2"})
