import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.terms.actions import load_terms
from tests.cast import NOON
from tests.follow_up.concluded import followed_up


@pytest.fixture
def one(small_list: object) -> FollowUp:
    """By the team, announced, for three members: two under the newest terms, one under terms of its own kind."""
    load_terms(by=PLATFORM, at=NOON)
    return followed_up(sets={"oslo": "T4", "bergen": "T4", "stavanger": "T2"})
