"""The secretariat tells everybody in which areas raw materials are taken out, and from how many places."""

from datetime import datetime

from django.db import transaction

from aktsom.categories.models import CatalogueVersion
from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import Act, record
from aktsom.findings.models import PublicArea
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.publication_facts import raw_places
from aktsom.findings.rules.areas import areas_of
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.wording import reason_in
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.teams.actions.loading_mandates import day_of


@transaction.atomic
def publish_areas(*, by: Actor, at: datetime, group_id: str, reason: str) -> list[PublicArea]:
    """Of one group of the list, in the place of what was told before. Nothing says who gets what from where. One at a
    time: the list is held, since of what was not told before there is no row to hold."""
    stop_if(permissions.secretariat(by))
    why = reason_in("reason", reason)
    CatalogueVersion.objects.select_for_update(no_key=True).first()
    found = areas_of(raw_places(group_id, day_of(at)), finding_limit("area_importers"))
    PublicArea.objects.filter(group_id=group_id).delete()
    made = [
        PublicArea.objects.create(
            group_id=group_id, country=area.country, region=area.region, places=area.places, published_at=at,
            seen_by=frozenset({PUBLIC_KEY}),
        )
        for area in found
    ]  # fmt: skip
    told = {"group": group_id, "areas": len(made), "reason": why}
    record(by=by, at=at, acts=[Act("areas_published", group_id, changes=told)])
    return made
