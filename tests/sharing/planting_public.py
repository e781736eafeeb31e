"""What everybody reads of figures and of who follows up, as rows that the wall is tried on."""

from collections.abc import Callable
from typing import Any

from aktsom.core.actor import Actor
from aktsom.effects.models import PublicFigures
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.teams.models import PublicTeam
from tests.cast import NOON

EVERYBODY: Callable[[Any, Actor], bool] = lambda _row, _who: True  # noqa: E731  one of a table of such
PUBLIC_MAY_SEE = {PublicFigures: EVERYBODY, PublicTeam: EVERYBODY}


def lay_public() -> None:
    day, keys = NOON.date(), frozenset({PUBLIC_KEY})
    PublicFigures.objects.create(
        year=2026, number=1, content={"figures": []}, reckoned_on=day, published_at=NOON, seen_by=keys
    )
    PublicTeam.objects.create(
        group_id="medical", since=day, bodies=[["Oslo kommune", "958935420"]], told_on=day, seen_by=keys
    )
