"""What waits at home for those who run people: reviews of access, people without a role, links that run out."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.members.queries.people import InvitationRow, Waiting, waiting_people
from aktsom.members.queries.reviews import ReviewRow, open_reviews, overdue_reviews
from aktsom.members.roles import Permission, permissions_of
from aktsom.web.base.jinja import write_date
from aktsom.web.home.words import Row
from aktsom.web.organisation.words import period_words


def rows(actor: Actor, today: date) -> list[Row]:
    """The most pressing first. Asks nothing of the database for those who run no people."""
    may = permissions_of(actor.roles)
    found: list[Row] = []
    if Permission.KEEP_PEOPLE in may:
        found += [_review(one) for one in open_reviews(actor, today)]
        for waiting in waiting_people(actor, timezone.now()):
            found += _people(waiting)
    if Permission.KEEP_NETWORK in may and (late := overdue_reviews(actor, today)):
        found.append(_late(late))
    return found


def _review(one: ReviewRow) -> Row:
    title = _("Fristen er over: hvem skal fortsatt ha tilgang?") if one.overdue else _("Hvem skal fortsatt ha tilgang?")
    text = ngettext(
        "%(count)s rolle hos %(member)s venter på ja eller nei, %(period)s.",
        "%(count)s roller hos %(member)s venter på ja eller nei, %(period)s.",
        one.waiting,
    )
    said = {"count": one.waiting, "member": one.member.name, "period": period_words(one.period)}
    return Row(
        title=title,
        text=text % said if one.waiting else _("Alle rollene har fått sitt svar. Avslutt gjennomgangen."),
        href=reverse("organisation_review", kwargs={"public_id": one.public_id}),
        due=write_date(one.due_on, "day"),
        due_note=_("frist"),
        act=_("Gå gjennom"),
        on=one.due_on,
    )


def _people(waiting: Waiting) -> list[Row]:
    found = [
        Row(
            title=_("%(name)s venter på en rolle") % {"name": person.name},
            text=_("Uten en rolle ser personen ingenting hos %(member)s.") % {"member": waiting.member.name},
            href=reverse("organisation_person", kwargs={"public_id": person.public_id}),
            act=_("Gi en rolle"),
        )
        for person in waiting.without_role
    ]
    if waiting.running_out:
        found.append(_running_out(waiting))
    return found


def _running_out(waiting: Waiting) -> Row:
    title = ngettext(
        "%(count)s invitasjon går ut eller har gått ut", "%(count)s invitasjoner går ut eller har gått ut",
        len(waiting.running_out),
    )  # fmt: skip
    first: InvitationRow = waiting.running_out[0]
    return Row(
        title=title % {"count": len(waiting.running_out)},
        text=_("Send dem på nytt, eller trekk dem tilbake."),
        href=reverse("organisation_member", kwargs={"public_id": waiting.member.public_id}),
        due=write_date(first.expires_at, "day"),
        due_note=_("første"),
        act=_("Se invitasjonene"),
    )


def _late(late: list[ReviewRow]) -> Row:
    title = ngettext(
        "%(count)s medlem er over fristen med tilganger", "%(count)s medlemmer er over fristen med tilganger", len(late)
    )
    return Row(
        title=title % {"count": len(late)},
        text=_("Minn dem på det: %(members)s.") % {"members": ", ".join(one.member.name for one in late[:5])},
        href=reverse("organisation_members"),
        act=_("Se medlemmene"),
    )
