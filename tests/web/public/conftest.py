from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import person
from tests.follow_up.concluded import concluded, followed_up, report


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Audited, with no deviation found."""
    person("nora"), person("aksel")
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    concluded(made, cited=(report(made),))
    return made
