from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.follow_up.concluded import followed_up


@beginning(after=commons.terms)
def one() -> FollowUp:
    """By the team for Oslo under the newest terms and Bergen under the oldest, announced."""
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})
