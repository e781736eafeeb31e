"""Letters about signals and joint inquiries: that there is something to read, and never what. No name of a place, a
source or a worker stands in them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.core.models import OutboxMessage
from aktsom.core.outbox import daily, handles, send
from aktsom.findings.actions.receiving import beginning_of, journal_what_came
from aktsom.findings.jobs.letters import Letters
from aktsom.findings.models import Inquiry, InquiryBranch, Signal
from aktsom.findings.queries.signals import secretariats_people, sender_waits
from aktsom.findings.signal_states import BranchState, InquiryState, Part, SignalState
from aktsom.follow_up.jobs.method_letters import (
    Told,
    day,
    moment,
    runners,
    suppliers_people,
    tell_of_a_method,
    writes,
)
from aktsom.follow_up.meeting_states import MeetingState
from aktsom.follow_up.models import Meeting
from aktsom.follow_up.telling import tell
from aktsom.members.models import Person
from aktsom.sharing.audiences import member_key
from aktsom.teams.queries.owners import owners_of

MORNING, HOURS, HOUR = "findings.signals", "findings.danger", "findings.danger_hour"


@daily(MORNING)
def tell_in_the_morning(payload: dict[str, Any]) -> None:
    """Once a day, so that neither a letter nor the journal tells when a signal came."""
    journal_what_came(date.fromisoformat(payload["day"]))
    if Signal.objects.filter(state=SignalState.RECEIVED).exists() or sender_waits():
        tell("signals_wait", "", timezone.now())


@daily(HOURS)
def look_each_hour(payload: dict[str, Any]) -> None:
    """Laid out for the whole day beforehand: what is stored when somebody in danger writes would tell when that was."""
    today, known = date.fromisoformat(payload["day"]), OutboxMessage.objects.filter(kind=HOUR)
    # Hours that pass, not those of the clock: when it is turned, a day has 23 or 25.
    midnight, last = (beginning_of(day).astimezone(UTC) for day in (today, today + timedelta(days=1)))
    hour = midnight
    while hour < last:
        told = {"hour": hour.isoformat()}
        if not known.filter(payload=told).exists():
            send(kind=HOUR, payload=told, at=midnight, not_before=hour)
        hour += timedelta(hours=1)


@handles(HOUR)
def tell_of_danger(_payload: dict[str, Any]) -> None:
    """That somebody is in danger, with neither which signal nor any trace of when it was told."""
    fresh = list(Signal.objects.filter(in_danger=True, danger_told=False).values_list("pk", flat=True))
    if fresh:
        tell_of_a_method({"what": "signals_wait", "id": "", "danger": True})
        Signal.objects.filter(pk__in=fresh).update(danger_told=True)


@writes("signals_wait")
def signals_wait(payload: dict[str, Any]) -> Letters:
    def write() -> Told:
        subject = _("Noen kan være i fare: et varsel venter") if payload.get("danger") else _("Varsler venter på dere")
        line = _("Det ligger varsler eller svar som ingen har sett på.")
        care = _("Av hensyn til den som varslet, står det ikke mer her.")
        return Told(subject, (line, care), _("Se varslene her:"), page_address("signals_inbox"))

    return [(person, write) for person in secretariats_people()]


@writes("inquiry_touches")
def touches(payload: dict[str, Any]) -> Letters:
    one = _inquiry(payload)
    if one is None or one.state != InquiryState.OPEN:
        return []

    def write() -> Told:
        line = _("En felles undersøkelse berører en avtale dere har. Siden viser hvilken, og på hvilken måte.")
        return Told(_("En undersøkelse berører avtalen deres"), (line,), _("Se undersøkelsen her:"), _page(one))

    return [(person, write) for person in _owners(one, payload)]


@writes("inquiry_alert")
def alert(payload: dict[str, Any]) -> Letters:
    one = _inquiry(payload)
    if one is None or one.alerted_at is None:
        return []

    def write() -> Told:
        line = _("Det er varslet om noe som ikke tåler å vente, hos noen i leverandørkjeden til en avtale dere har.")
        asked = _("Les varselet og kvitter for at dere har sett det.")
        return Told(_("Nulltoleranse: les dette nå"), (line, asked), _("Les varselet her:"), _page(one))

    ours = [] if payload.get("since") else _runners(one)  # who runs it has read it by the time others come to be linked
    return [(person, write) for person in {p.pk: p for p in (*_owners(one, payload), *ours)}.values()]


@writes("inquiry_asks")
def asks(payload: dict[str, Any]) -> Letters:
    row = _branch(payload)
    if row is None or row.state != BranchState.ASKED:
        return []

    def write() -> Told:
        told = {"supplier": row.supplier.name, "day": day(row.inquiry.answer_by)}
        line = _("Kundene til %(supplier)s undersøker noe sammen, og spør dere. Svar innen %(day)s.")
        return Told(
            _("Kundene deres spør, svar innen %(day)s") % told, (line % told,), _("Les spørsmålet og svar her:"),
            page_address("inquiries_branch", public_id=row.public_id),
        )  # fmt: skip

    return [(person, write) for person in suppliers_people(row.supplier)]


@writes("inquiry_answered")
def answered(payload: dict[str, Any]) -> Letters:
    row = _branch(payload)
    if row is None:
        return []

    def write() -> Told:
        told = {"supplier": row.supplier.name}
        line = _("%(supplier)s har svart i en felles undersøkelse.") % told
        return Told(
            _("%(supplier)s har svart i undersøkelsen") % told, (line,), _("Les det de svarer her:"), _page(row.inquiry)
        )

    return [(person, write) for person in _runners(row.inquiry)]


@writes("inquiry_body_joins")
def body_joins(payload: dict[str, Any]) -> Letters:
    one = _inquiry(payload)
    rows = one.touched.filter(member__public_id=payload["member"], part=Part.JOINS) if one is not None else None
    row = rows.select_related("member").first() if rows is not None else None
    if one is None or row is None:
        return []

    def write() -> Told:
        told = {"member": row.member.name}
        line = _("%(member)s blir med i møte og undersøkelse, og vurderer sin egen avtale selv.") % told
        asked = _("Møter som knyttes til undersøkelsen, ser de når de har avtale med leverandøren.")
        return Told(
            _("%(member)s blir med i undersøkelsen") % told, (line, asked), _("Se undersøkelsen her:"), _page(one)
        )

    return [(person, write) for person in _runners(one)]


@writes("inquiry_gets_signal")
def gets_signal(payload: dict[str, Any]) -> Letters:
    one = _inquiry(payload)
    if one is None or one.state != InquiryState.OPEN:
        return []

    def write() -> Told:
        line = _("Noen som fikk et varsel om det samme, har lagt det til undersøkelsen. Dere leser det der.")
        return Told(_("Undersøkelsen har fått et varsel til"), (line,), _("Se undersøkelsen her:"), _page(one))

    return [(person, write) for person in _runners(one)]


@writes("inquiry_meeting")
def meeting_held(payload: dict[str, Any]) -> Letters:
    """To owners at the bodies that are shown it, and neither with whom nor about what."""
    met = Meeting.objects.filter(public_id=payload["id"]).first()
    one = _inquiry({"id": met.of_inquiry}) if met is not None else None
    if met is None or one is None:
        return []

    def write() -> Told:
        told = {"when": moment(met.starts_at)}
        if met.state == MeetingState.CANCELLED:
            subject, line = _("Et møte i undersøkelsen er avlyst"), _("Møtet %(when)s er avlyst.")
        else:
            subject, line = _("Møte i undersøkelsen dere er med i"), _("Møtet er %(when)s. Siden viser hvor.")
        return Told(subject, (line % told,), _("Se møtet her:"), page_address("meetings_one", public_id=met.public_id))

    joined = one.touched.filter(part=Part.JOINS).values_list("member_id", flat=True)
    shown = {id_ for id_ in joined if member_key(id_) in met.seen_by}
    owners = owners_of(shown, timezone.localdate())
    return [(person, write) for person in {p.pk: p for people in owners.values() for p in people}.values()]


def _inquiry(payload: dict[str, Any]) -> Inquiry | None:
    return Inquiry.objects.select_related("team").filter(public_id=payload["id"]).first()


def _branch(payload: dict[str, Any]) -> InquiryBranch | None:
    rows = InquiryBranch.objects.select_related("supplier", "inquiry__team")
    return rows.filter(public_id=payload["id"]).first()


def _page(one: Inquiry) -> str:
    return page_address("inquiries_one", public_id=one.public_id)


def _runners(one: Inquiry) -> list[Person]:
    return runners(one.team_id, None) if one.team_id else secretariats_people()


def _owners(one: Inquiry, payload: dict[str, Any]) -> Iterable[Person]:
    """Of the bodies touched; with `since`, of those that came then."""
    rows = one.touched.all()
    if payload.get("since"):
        rows = rows.filter(told_at__gte=datetime.fromisoformat(payload["since"]))
    owners = owners_of(set(rows.values_list("member_id", flat=True)), timezone.localdate())
    return {p.pk: p for people in owners.values() for p in people}.values()
