"""The secretariat lets the figures of a year out to everybody."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.effects.models import PublicFigures
from aktsom.effects.permissions import public_figures as permissions
from aktsom.effects.queries.public_figures import ready_figures
from aktsom.follow_up.wording import reason_in
from aktsom.sharing.audiences import PUBLIC_KEY


@transaction.atomic
def publish_figures(*, by: Actor, at: datetime, year: int, number: int, reason: str = "") -> PublicFigures:
    """`number` is the edition that the reader of the page was about to let out; `reason` why a later one is needed.
    Raises Stale where somebody has let one out meanwhile."""
    stop_if(permissions.publish(by))
    ready = ready_figures(year, at)
    if ready.reckoned_on is None or year > timezone.localdate(at).year:
        raise Refused(Refusal(_("Tallene for dette året er ikke regnet ut ennå.")))
    before = PublicFigures.objects.filter(year=year).count()
    if number != before + 1:
        raise Stale
    why = reason_in("reason", reason) if before else ""
    try:
        with transaction.atomic():
            made = PublicFigures.objects.create(
                year=year, number=number, content={"figures": [one.stored() for one in ready.figures]}, reason=why,
                reckoned_on=ready.reckoned_on, published_at=at, seen_by=frozenset({PUBLIC_KEY}),
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale from error
    told = {"year": year, "edition": number, **({"reason": why} if why else {})}
    record(by=by, at=at, acts=[Act("figures_published", str(year), changes=told)])
    return made
