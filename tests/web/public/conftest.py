import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.terms.actions import load_terms
from tests.cast import NOON, person
from tests.follow_up.concluded import concluded, followed_up, report


@pytest.fixture
def one(small_list: object) -> FollowUp:
    """Audited, with no deviation found."""
    load_terms(by=PLATFORM, at=NOON)
    person("nora"), person("aksel")
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    concluded(made, cited=(report(made),))
    return made
