"""Which member and year a page of effort is about, as its address says."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from aktsom.core.errors import NotVisible
from aktsom.effects.queries.effort import EffortScope
from aktsom.members.models import Member
from aktsom.members.queries.actors import members_with
from aktsom.members.roles import Permission
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.addresses import year_in

EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """`members` are those to choose between, `years` the newest first."""

    member: Member
    members: list[Member]
    year: int
    years: list[int]

    @property
    def scope(self) -> EffortScope:
        return EffortScope(date(self.year, 1, 1), date(self.year, 12, 31), self.member.pk)


def year_of(request: SignedInRequest) -> int:
    """What cannot be read is this year."""
    return year_in(request.GET, EARLIEST, timezone.localdate().year)


def years() -> list[int]:
    now = timezone.localdate().year
    return [now, now - 1, now - 2]


def chosen(request: SignedInRequest) -> Chosen:
    """One of the members whose register the person reads: the one in the address, else its own. Raises NotVisible."""
    members = members_with(request.actor, Permission.READ_REGISTER)
    if not members:
        raise NotVisible
    said = request.GET.get("virksomhet", "") or request.POST.get("virksomhet", "")
    named = next((one for one in members if one.public_id == said), None)
    if said and named is None:
        raise NotVisible
    home = next((one for one in members if one.pk == request.actor.member_id), members[0])
    return Chosen(named or home, members, year_of(request), years())
