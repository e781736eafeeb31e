"""Looking again whether an article still holds: who does, when, and that they are told."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import record
from aktsom.core.outbox import send
from aktsom.knowledge.actions.loading import article_for_change, day_to_check, told
from aktsom.knowledge.models import Article
from aktsom.knowledge.permissions import articles as permissions

CHECK_MAIL = "article_to_check"


@transaction.atomic
def check_article(
    *,
    by: Actor,
    at: datetime,
    article_id: str,
    revision: int,
    next_on: date | None,
    reviewer_id: int | None,
    still_holds: bool = True,
) -> Article:
    """Somebody looked and it holds, or only says who looks and when."""
    one = article_for_change(by, article_id, revision)
    stop_if(permissions.change(by, one))
    before = one.check_on
    one.check_on = day_to_check(next_on, timezone.localdate(at))
    one.reviewer_id = (reviewer_id or by.person_id) if one.check_on else None
    one.checked_at = at if still_holds else one.checked_at
    one.revision += 1
    one.save(update_fields=["check_on", "reviewer_id", "checked_at", "revision"])
    verb = "article_checked" if still_holds else "article_check_set"
    record(by=by, at=at, acts=[told(by, one, verb, check_on=[before, one.check_on])])
    return one


@transaction.atomic
def remind_of_checks(*, at: datetime) -> int:
    """A letter to whoever looks over each article whose day has come: one for each such day, whatever is asked again.
    Returns how many."""
    rows = list(_due(timezone.localdate(at)).select_for_update(of=("self",)).order_by("id"))
    for one in rows:
        one.reminded_for = one.check_on
        one.save(update_fields=["reminded_for"])
        send(kind=CHECK_MAIL, payload={"article": one.public_id, "day": str(one.check_on)}, at=at)
    return len(rows)


def _due(today: date) -> QuerySet[Article]:
    told_already = Q(reminded_for__isnull=False, reminded_for=F("check_on"))
    return Article.objects.filter(check_on__lte=today).exclude(told_already)
