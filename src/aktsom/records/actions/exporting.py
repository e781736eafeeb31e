"""A member's case file taken out for its archive: asked for, put together in the background, fetched when whole."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.actions import making
from aktsom.follow_up.states import PackageState
from aktsom.records import permissions
from aktsom.records.documents import LeftOut
from aktsom.records.models import CaseExport
from aktsom.records.queries.cases import case_of, own_member
from aktsom.records.queries.exports import as_member, export_cases, own_export
from aktsom.records.tables import record_limit
from aktsom.teams.problems import Wrong

PUT_TOGETHER = "records.case_export"
LONGEST_PERIOD = 366 * 10  # days
# Not the reader's: two who take out the same must get the same file, and a member has no language of its own.
ARCHIVE_LANGUAGE = "nb"


@transaction.atomic
def order_export(
    *, by: Actor, at: datetime, member_id: str, follow_up_id: str = "", since: date | None = None,
    until: date | None = None,
) -> CaseExport:  # fmt: skip
    """Of one case, or of all in a period, in the archive's language whoever asks. A second press of the button meets
    the one that is being made."""
    member = own_member(by, member_id)
    stop_if(permissions.keep(by, member.pk))
    case = case_of(as_member(by, member.pk), member, follow_up_id) if follow_up_id else None
    if case is None:
        _stop_if_no_period(since, until)
    made = CaseExport(
        person_id=by.person_id or 0, member=member, follow_up=case, since=None if case else since,
        until=None if case else until, language=ARCHIVE_LANGUAGE, asked_at=at, moved_at=at,
        expires_at=at + timedelta(days=record_limit("export_days")),
    )  # fmt: skip
    if (under_way := making.under_way(made)) is not None:
        if (under_way.since, under_way.until) != (made.since, made.until):
            raise Refused(Refusal(_("En fil for en annen tid blir laget nå. Vent til den er ferdig, eller stopp den.")))
        return under_way
    if not export_cases(as_member(by, member.pk), made):
        raise DomainError(_("Det er ingen saker å ta ut."))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # pressed twice in the same moment
        return CaseExport.objects.get(**made.alike, state=PackageState.MAKING)
    record(by=by, at=at, acts=[_act(made, "case_export_asked_for")])
    send(kind=PUT_TOGETHER, payload={"export": made.public_id}, at=at)
    return made


def _stop_if_no_period(since: date | None, until: date | None) -> None:
    if since is None:
        raise Wrong("since", _("Skriv den første dagen."))
    if until is None or until < since:
        raise Wrong("until", _("Skriv en siste dag som ikke er før den første."))
    if (until - since).days > LONGEST_PERIOD:
        raise Wrong("until", _("Velg en kortere tid, høyst ti år."))


def _act(export: CaseExport, verb: str) -> Act:
    of = export.follow_up.public_id if export.follow_up else export.member.public_id
    return Act(verb, of, export.member_id, changes={"export": export.public_id})


@transaction.atomic
def stop_export(*, by: Actor, at: datetime, export_id: str) -> CaseExport:
    """Nothing of it can be fetched; going on begins where it stopped. One that became whole meanwhile stays so."""
    found = _for_change(by, export_id)
    making.stop(found, at)
    return found


@transaction.atomic
def go_on_with_export(*, by: Actor, at: datetime, export_id: str) -> CaseExport:
    found = _for_change(by, export_id)
    if found.is_over(at):
        raise Refused(Refusal(_("Filen er ikke klar, eller den er slettet. Be om en ny.")))
    if not making.go_on(found, at):
        return making.under_way(found) or found
    send(kind=PUT_TOGETHER, payload={"export": found.public_id}, at=at)
    return found


def _for_change(by: Actor, public_id: str) -> CaseExport:
    seen = own_export(by, public_id)
    rows = CaseExport.objects.select_for_update(of=("self",)).select_related("member", "follow_up")
    return rows.get(pk=seen.pk)


@transaction.atomic
def note_fetched(*, by: Actor, at: datetime, export: CaseExport) -> None:
    """In the journal, of all or part of it, before it is given out."""
    found = _for_change(by, export.public_id)
    if making.fetched_anew(found, at):
        record(by=by, at=at, acts=[_act(found, "case_export_fetched")])


@transaction.atomic
def finish_export(
    *, at: datetime, export: CaseExport, sha256: str, size: int, content_sha256: str, cases: int,
    holds: Sequence[str], left_out: Sequence[LeftOut],
) -> bool:  # fmt: skip
    """The file lies in its place already. Those before it of the same stay until their days are over: the archive may
    be reading them."""
    found = making.being_made(CaseExport, export.public_id)
    if found is None:
        return False
    making.finish(
        found, at, sha256=sha256, size=size, content_sha256=content_sha256, cases=cases, documents=len(holds),
        holds=list(holds), left_out=[list(asdict(one).values()) for one in left_out],
        expires_at=at + timedelta(days=record_limit("export_days")),
    )  # fmt: skip
    return True


def forget_exports(*, at: datetime) -> int:
    return making.forget_over(CaseExport, at, content_sha256="")
