"""Names that a text may not hold when it goes to more readers, read past the wall: what may not get out does not depend
on who writes."""

from dataclasses import dataclass

from django.db.models import Q

from aktsom.core.wall import lowered
from aktsom.findings.queries.publication_facts import names_behind, names_to_look_for
from aktsom.findings.rules.leaking import folded
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.kinds import ASKED
from aktsom.knowledge.models import Article
from aktsom.suppliers.queries.identity import records_of


@dataclass(frozen=True)
class KeptNames:
    """`suppliers` those that are followed up; `behind` companies, places and people that stand behind them."""

    suppliers: list[str]
    behind: list[str]


def names_kept(one: Article) -> KeptNames:
    """Of an experience, all that its case has; of anything else, of all that those who write follow up."""
    with lowered():
        followed = [one.follow_up] if one.follow_up is not None else list(_followed_by_writers(one))
        companies = records_of({each.supplier.identity_id for each in followed})
        suppliers = [record for records in companies.values() for record in records]
        names = [each.name for each in suppliers]
        if one.follow_up is not None:
            return KeptNames(names, names_to_look_for(one.follow_up.pk))
        own = {folded(name) for name in names}
        behind = names_behind([each.pk for each in suppliers])
        return KeptNames(names, [name for name in behind if folded(name) not in own])


def _followed_by_writers(one: Article) -> list[FollowUp]:
    if one.team_id is not None:
        whose = Q(team_id=one.team_id)
    else:
        whose = Q(member_id=one.owner_id)
        if one.kind in ASKED:  # asked by somebody who may sit in teams
            whose |= Q(team__seats__person_id=one.author_id or 0, team__seats__left_at__isnull=True)
    return list(FollowUp.objects.filter(whose).select_related("supplier").distinct())
