"""What the drafting of one report is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.effects.reports.figures_said import Reckoned
from aktsom.effects.reports.parts import Drafted
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam


@dataclass(frozen=True)
class Context:
    """`member` or `team` is whose it is; neither for that of all together."""

    viewer: Actor
    member: Member | None
    team: CategoryTeam | None
    year: int
    at: datetime
    of: Reckoned

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def last(self) -> date:
        """The last day that the report can say anything of."""
        return min(self.today, date(self.year, 12, 31))

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(date(self.year, 1, 1), time()))

    @property
    def end(self) -> datetime:
        """Without it."""
        return timezone.make_aware(datetime.combine(date(self.year + 1, 1, 1), time()))

    @property
    def then(self) -> datetime:
        """As what a report of the year tells stood: now, or when the year was over."""
        return min(self.at, self.end)

    @property
    def own(self) -> Member:
        if self.member is None:
            raise ValueError("a report of no member")
        return self.member


Drafts = Mapping[str, Callable[[Context], Drafted]]
