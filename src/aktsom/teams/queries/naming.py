"""What teams, mandates and memos are called, for lists that know them by their ids only."""

from collections.abc import Iterable

from aktsom.core.actor import Actor
from aktsom.teams.models import Mandate, Memo
from aktsom.teams.queries.facts import visible_teams


def groups_of_teams(viewer: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """The category group of each team that the viewer sees."""
    return dict(visible_teams(viewer).filter(public_id__in=list(public_ids)).values_list("public_id", "group_id"))


def titles_of_mandates(viewer: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """The contract's title of each mandate of the viewer's own members."""
    own = Mandate.objects.filter(public_id__in=list(public_ids), member_id__in=viewer.member_ids)
    return dict(own.values_list("public_id", "contract__title"))


def titles_of_memos(viewer: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """The title of each memo that the viewer may see."""
    seen = Memo.objects.visible_to(viewer).filter(public_id__in=list(public_ids))
    return dict(seen.values_list("public_id", "title"))
