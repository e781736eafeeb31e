"""When what was said of risk is to be looked at again: a year after a person decided it, and a year after the day of
the high-risk list. Both spans are data (clocks `portfolio-risk-yearly` and `catalogue-review`)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from aktsom.categories.queries import current_version
from aktsom.core.actor import Actor
from aktsom.members.permissions import keeps_network
from aktsom.risk.models import RiskDecision, Verdict
from aktsom.risk.queries.contract_list import own_risks
from aktsom.risk.queries.running import running
from aktsom.risk.states import RiskState
from aktsom.terms.queries import interval, period
from aktsom.terms.rules import shifted

DECIDED = (RiskState.CONFIRMED, RiskState.OVERRIDDEN)


class ReviewDay(NamedTuple):
    """The contracts whose risk is to be looked at again that day: [(public id, title)], by title."""

    on: date
    contracts: list[tuple[str, str]]


def risk_reviews(viewer: Actor, today: date) -> list[ReviewDay]:
    """Of the viewer's own running high-risk contracts, by the newest word of a person on each that stands. One that
    nobody has decided on waits for that already."""
    high = own_risks(viewer).filter(running(today), verdict=Verdict.HIGH_RISK, state__in=DECIDED)
    rows = RiskDecision.objects.filter(contract__in=high.values("contract_id")).order_by("id")
    newest = {row[0]: row for row in rows.values_list("contract_id", "contract__public_id", "contract__title", "at")}
    every, found = interval("portfolio-risk-yearly"), defaultdict[date, list[tuple[str, str]]](list)
    for _pk, public_id, title, at in newest.values():
        found[shifted(timezone.localdate(at), every)].append((public_id, title))
    return [ReviewDay(day, sorted(found[day], key=lambda one: one[1])) for day in sorted(found)]


class ListReview(NamedTuple):
    on: date
    edition: str


def list_review(viewer: Actor) -> ListReview | None:
    """For those who sit in a team, and those who keep the list."""
    if not viewer.team_ids and not keeps_network(viewer):
        return None
    version = current_version()
    return ListReview(shifted(version.dated_on, period("catalogue-review")), version.label)
