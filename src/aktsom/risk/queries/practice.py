"""How the members keep the practice that the terms ask for: which use the register at all, how many of their running
purchases have terms, and in how many a person has assessed the risk. Numbers alone, for who keeps the network."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.roles import Permission, permissions_of
from aktsom.risk.queries.overlap import running_in_network
from aktsom.risk.states import RiskState

SECRETARIAT = "secretariat"  # which buys nothing
BY_A_PERSON = (RiskState.CONFIRMED, RiskState.OVERRIDDEN, RiskState.CONTESTED)


@dataclass(frozen=True, slots=True)
class Practice:
    """Of one member's running purchases. `with_terms`: that name a set of terms, as the routine asks; `assessed`: in
    which a person has confirmed or overridden what was screened."""

    member: Member
    contracts: int
    with_terms: int
    assessed: int

    def share(self, count: int) -> int | None:
        """In whole percent; none where there is nothing to take a share of."""
        return round(100 * count / self.contracts) if self.contracts else None


def practice(viewer: Actor, today: date) -> list[Practice]:
    """Every member, also who has nothing in the register: that is what is looked for. The lowest use first."""
    if Permission.KEEP_NETWORK not in permissions_of(viewer.roles):
        return []
    rows = running_in_network(viewer, today).order_by().values("member_id").annotate(
        contracts=Count("pk"),
        with_terms=Count("pk", filter=Q(contract__term_set__isnull=False)),
        assessed=Count("pk", filter=Q(state__in=BY_A_PERSON)),
    )  # fmt: skip
    found = {row["member_id"]: (row["contracts"], row["with_terms"], row["assessed"]) for row in rows}
    members = Member.objects.exclude(memberships__role=SECRETARIAT).order_by("name", "id").distinct()
    made = [Practice(member, *found.get(member.pk, (0, 0, 0))) for member in members]
    return sorted(made, key=lambda one: (one.contracts > 0, one.share(one.assessed) or 0))
