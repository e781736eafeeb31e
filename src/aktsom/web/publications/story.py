"""What was shown, published, corrected and withdrawn, in the one story of a follow-up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.queries.publications import published_in
from aktsom.web.cases.story import Event


def events(actor: Actor, follow_up_id: int, *, to_supplier: bool = False) -> list[Event]:
    """In no order."""
    beside = _("også de som følger opp, og avtaleeierne") if to_supplier else _("også leverandøren")
    return [event for one, versions in published_in(actor, follow_up_id) for event in _told(one, versions, beside)]


def _told(one: Publication, versions: list[PublicationVersion], beside: str) -> Iterator[Event]:
    href, named = reverse("publications_one", kwargs={"public_id": one.public_id}), {"terms": one.term_set_id}
    for each in versions:
        if each.shown_at is not None:
            told = _("Leverandøren fikk lese det som skal publiseres etter %(terms)s") % named
            yield Event(each.shown_at, told, href=href, seen=beside)
        if each.answered_at is not None:
            told = _("Leverandøren uttalte seg om det som skal publiseres etter %(terms)s") % named
            yield Event(each.answered_at, told, href=href, seen=beside)
        if each.published_at is not None and one.published_at is not None and each.published_at > one.published_at:
            told = _("Det publiserte resultatet etter %(terms)s er rettet") % named
            yield Event(each.published_at, told, href=href, seen=_("alle"))
    if one.published_at is not None:
        told = _("Resultatet etter %(terms)s er publisert") % named
        yield Event(one.published_at, told, href=href, seen=_("alle"))
    if one.withdrawn_at is not None:
        told = _("Det publiserte resultatet etter %(terms)s er trukket tilbake") % named
        yield Event(one.withdrawn_at, told, href=href, seen=_("alle"))
