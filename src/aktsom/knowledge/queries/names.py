"""Names that a text may not hold when it goes to more readers: what may not get out does not depend on who writes."""

from dataclasses import dataclass

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.findings.queries.publication_facts import names_followed, names_to_look_for
from aktsom.knowledge.kinds import ASKED
from aktsom.knowledge.models import Article


@dataclass(frozen=True)
class KeptNames:
    """`suppliers` those that are followed up; `behind` companies, places and people that stand behind them."""

    suppliers: list[str]
    behind: list[str]


def names_kept(one: Article, told: Actor | None = None) -> KeptNames:
    """Of an experience, all that its case has; of anything else, of all that those who write follow up. With `told`
    only what this actor may know, which is what may be said to it."""
    if one.follow_up_id is not None:
        suppliers, _behind = names_followed(Q(pk=one.follow_up_id), told)
        return KeptNames(suppliers, names_to_look_for(one.follow_up_id, told=told))
    return KeptNames(*names_followed(_followed_by_writers(one), told))


def _followed_by_writers(one: Article) -> Q:
    if one.team_id is not None:
        return Q(team_id=one.team_id)
    whose = Q(member_id=one.owner_id)
    if one.kind in ASKED:  # asked by somebody who may sit in teams
        whose |= Q(team__seats__person_id=one.author_id or 0, team__seats__left_at__isnull=True)
    return whose
