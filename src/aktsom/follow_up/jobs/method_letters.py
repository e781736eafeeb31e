"""Letters about meetings, reviews of documents and audits: to those who answer for the supplier, to those who follow
up, to contract owners and to auditors. Each is written only while what it tells of still stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.outbox import handles
from aktsom.follow_up.meeting_states import MeetingState
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.members.models import Member, Person
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.states import SeatPart

LED_BY = (SeatPart.LEAD, SeatPart.DEPUTY)


@dataclass(frozen=True)
class Told:
    """In the reader's language: what the subject is, what is said, and what stands before the link."""

    subject: str
    lines: tuple[str, ...]
    before_link: str
    link: str


Write = Callable[[Any], Told]
_written: dict[str, Callable[[dict[str, Any]], Iterable[tuple[Person, Callable[[], Told]]]]] = {}


def writes(what: str) -> Callable[..., Any]:
    """Of a payload, to whom and what."""

    def register(function: Any) -> Any:
        _written[what] = function
        return function

    return register


@handles(METHOD_MAIL)
def tell_of_a_method(payload: dict[str, Any]) -> None:
    for person, write in _written[payload["what"]](payload):
        with translation.override(person.language or settings.LANGUAGE_CODE):
            told = write()
            lines = [_("Hei %(name)s,") % {"name": person.name}, "", *told.lines, "", told.before_link, told.link]
        deliver(Letter(told.subject, "\n".join(lines)), person.email)


def suppliers_people(supplier: Supplier) -> list[Person]:
    """Everybody who answers for the company, by whichever of its records, once."""
    roles = {"supplier_roles__supplier_id__in": record_ids(supplier.identity_id)}
    return list(Person.objects.filter(**roles, is_active=True).distinct().order_by("id"))


def runners(team_id: int | None, member_id: int | None) -> list[Person]:
    if team_id is None:
        return owners_of([member_id or 0], timezone.localdate())[member_id or 0]
    seats = TeamSeat.objects.filter(team_id=team_id, left_at__isnull=True, part__in=LED_BY, person__is_active=True)
    return [seat.person for seat in seats.select_related("person")]


def by_whom(team: CategoryTeam | None, owner: Member) -> str:
    if team is None:
        return str(owner.name)
    return _("Gruppen for %(name)s") % {"name": group_called(team)}


def group_called(one: CategoryTeam | FollowUp) -> str:
    """What kind of goods it is about, which the network knows: many letters are otherwise of one subject."""
    group = current_catalogue().group.get(one.group_id)
    return group.name.in_language(translation.get_language() or "nb").lower() if group else one.group_id


def day(value: date | None) -> str:
    return format_date(value, "long", locale=translation.get_language() or "nb") if value else ""


def moment(value: datetime) -> str:
    return format_datetime(timezone.localtime(value), "long", locale=translation.get_language() or "nb")


def _meeting(payload: dict[str, Any]) -> Meeting | None:
    found = Meeting.objects.select_related("owner", "team", "supplier", "follow_up")
    return found.filter(public_id=payload["id"]).first()


def _page(one: Meeting) -> str:
    return page_address("meetings_one", public_id=one.public_id)


@writes("meeting_invited")
def invited(payload: dict[str, Any]) -> Iterable[tuple[Person, Callable[[], Told]]]:
    one = _meeting(payload)
    if one is None or one.state != MeetingState.INVITED:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "when": moment(one.starts_at)}
        return Told(
            _("%(by)s inviterer til møte") % who,
            (_("%(by)s inviterer %(supplier)s til et møte %(when)s.") % who,),
            _("Se sakslisten her:"),
            _page(one),
        )

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("meeting_changed")
def changed(payload: dict[str, Any]) -> Iterable[tuple[Person, Callable[[], Told]]]:
    one = _meeting(payload)
    if one is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "when": moment(one.starts_at)}
        if one.state == MeetingState.CANCELLED:
            subject, line = _("Møtet med %(by)s er avlyst"), _("Møtet med %(by)s %(when)s er avlyst.")
        else:
            subject, line = _("Møtet med %(by)s er endret"), _("Møtet med %(by)s er nå %(when)s. Se også hvor.")
        return Told(subject % who, (line % who,), _("Se møtet her:"), _page(one))

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("minutes_sent")
def minutes(payload: dict[str, Any]) -> Iterable[tuple[Person, Callable[[], Told]]]:
    one = _meeting(payload)
    if one is None or one.state != MeetingState.MINUTES_SENT:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "day": day(one.confirm_by)}
        return Told(
            _("Referatet fra møtet med %(by)s") % who,
            (_("Bekreft referatet, eller skriv hva som ikke stemmer, innen %(day)s.") % who,),
            _("Les referatet her:"),
            _page(one),
        )

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("minutes_answered")
def answered(payload: dict[str, Any]) -> Iterable[tuple[Person, Callable[[], Told]]]:
    one = _meeting(payload)
    if one is None:
        return []

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        says = _("%(supplier)s har bekreftet referatet fra møtet.")
        if one.state == MeetingState.COMMENTED:
            says = _("%(supplier)s har kommentert referatet fra møtet.")
        return Told(_("%(supplier)s har svart på referatet") % who, (says % who,), _("Se svaret her:"), _page(one))

    return [(person, write) for person in runners(one.team_id, one.owner_id)]
