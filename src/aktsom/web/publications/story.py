"""That a result was published, in the one story of a follow-up."""

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.queries.publications import publications_of
from aktsom.follow_up.models import FollowUp
from aktsom.web.cases.story import Event


def events(actor: Actor, one: FollowUp) -> list[Event]:
    return [
        Event(
            row.published_at,
            _("Resultatet etter %(terms)s er publisert") % {"terms": row.term_set_id},
            href=reverse("publications_one", kwargs={"public_id": row.public_id}),
            seen=_("alle"),
        )
        for row in publications_of(actor, [one])
        if row.published_at is not None
    ]
