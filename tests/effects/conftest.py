from tests.beginnings import beginning
from tests.effects.pilot_year.story import Story
from tests.effects.pilot_year.year import simulated


@beginning
def year() -> Story:
    """The whole made-up year, made once for all tests in a row that begin with it."""
    return simulated()
