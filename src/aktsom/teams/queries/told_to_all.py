"""Who follows up what, as everybody reads it."""

from aktsom.core.actor import Actor
from aktsom.sharing.keys import may_see
from aktsom.teams.models import PublicTeam


def teams_told(viewer: Actor | None) -> list[PublicTeam]:
    return list(PublicTeam.objects.filter(may_see(viewer)).order_by("group_id"))
