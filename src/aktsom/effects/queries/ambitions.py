"""What a member aims at, and has aimed at."""

from aktsom.core.actor import Actor
from aktsom.effects.models import Ambition
from aktsom.effects.queries.scopes import member_of


def ambitions(viewer: Actor, member_id: str, indicator: str, year: int) -> list[Ambition]:
    """The one that stands first, then those before it. Raises NotVisible."""
    one = member_of(viewer, member_id)
    return list(Ambition.objects.filter(member=one, indicator=indicator, year=year).order_by("-id"))
