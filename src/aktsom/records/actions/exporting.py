"""A member's case file taken out for its archive: asked for, put together in the background, fetched when whole."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.states import PACKAGE, PackageProblem, PackageState
from aktsom.records import permissions
from aktsom.records.documents import LeftOut
from aktsom.records.models import CaseExport
from aktsom.records.queries.cases import case_of, own_member
from aktsom.records.queries.exports import as_member, export_cases, is_over, own_export
from aktsom.records.tables import LANGUAGES, record_limit
from aktsom.teams.problems import Wrong

PUT_TOGETHER = "records.case_export"
SILENT, SAME_FETCH = timedelta(hours=6), timedelta(hours=1)
LONGEST_PERIOD = 366 * 10  # days


@transaction.atomic
def order_export(
    *, by: Actor, at: datetime, member_id: str, follow_up_id: str = "", since: date | None = None,
    until: date | None = None, language: str = "nb",
) -> CaseExport:  # fmt: skip
    """Of one case, or of all in a period. A second press of the button meets the one that is being made."""
    member = own_member(by, member_id)
    stop_if(permissions.keep(by, member.pk))
    case = case_of(as_member(by, member.pk), member, follow_up_id) if follow_up_id else None
    if case is None:
        _stop_if_no_period(since, until)
    made = CaseExport(
        person_id=by.person_id or 0, member=member, follow_up=case, since=None if case else since,
        until=None if case else until, language=language if language in LANGUAGES else "nb", asked_at=at, moved_at=at,
        expires_at=at + timedelta(days=record_limit("export_days")),
    )  # fmt: skip
    if (under_way := CaseExport.objects.filter(**_same(made), state=PackageState.MAKING).first()) is not None:
        return under_way
    if not export_cases(as_member(by, member.pk), made):
        raise DomainError(_("Det er ingen saker å ta ut."))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # pressed twice in the same moment
        return CaseExport.objects.get(**_same(made), state=PackageState.MAKING)
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


def _same(export: CaseExport) -> dict[str, int | None]:
    return {name: getattr(export, name) for name in ("person_id", "member_id", "follow_up_id")}


def _act(export: CaseExport, verb: str) -> Act:
    of = export.follow_up.public_id if export.follow_up else export.member.public_id
    return Act(verb, of, export.member_id, changes={"export": export.public_id})


@transaction.atomic
def stop_export(*, by: Actor, at: datetime, export_id: str) -> CaseExport:
    """Nothing of it can be fetched; going on begins where it stopped. One that became whole meanwhile stays so."""
    found = _for_change(by, export_id)
    if found.state == PackageState.READY:
        return found
    found.state, found.moved_at = PACKAGE.after(found.state, "stop"), at
    found.save(update_fields=["state", "moved_at"])
    return found


@transaction.atomic
def go_on_with_export(*, by: Actor, at: datetime, export_id: str) -> CaseExport:
    found = _for_change(by, export_id)
    if is_over(found, at):
        raise Refused(Refusal(_("Filen er ikke klar, eller den er slettet. Be om en ny.")))
    if under_way := CaseExport.objects.filter(**_same(found), state=PackageState.MAKING).first():
        return under_way
    found.state, found.moved_at, found.problem = PACKAGE.after(found.state, "go_on"), at, ""
    found.save(update_fields=["state", "moved_at", "problem"])
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
    if found.fetched_at is None or found.fetched_at < at - SAME_FETCH:
        CaseExport.objects.filter(pk=found.pk).update(fetched_at=at)
        record(by=by, at=at, acts=[_act(found, "case_export_fetched")])


def unfinished(export: CaseExport) -> Path:
    """Where it is put together; the id is our own and holds nothing that a path could be made of."""
    return Path(settings.UPLOADS) / f"{export.public_id}.zip"


def held_by(export_id: str) -> Path:
    """What whoever puts it together holds locked meanwhile."""
    return Path(settings.UPLOADS) / f"{export_id}.lock"


@transaction.atomic
def take_up_export(*, at: datetime, export_id: str) -> None:
    """One that failed is tried again, as long as the outbox does, unless a newer one is being made."""
    found = CaseExport.objects.select_for_update(of=("self",)).filter(public_id=export_id).first()
    if found is None or PACKAGE.refusal(found.state, "try_again") or is_over(found, at):
        return
    if not CaseExport.objects.filter(**_same(found), state=PackageState.MAKING).exists():
        found.state, found.moved_at, found.problem = PACKAGE.after(found.state, "try_again"), at, ""
        found.save(update_fields=["state", "moved_at", "problem"])


def _being_made(public_id: str) -> CaseExport | None:
    rows = CaseExport.objects.select_for_update(of=("self",))
    return rows.filter(public_id=public_id, state=PackageState.MAKING).first()


@transaction.atomic
def note_progress(*, at: datetime, export: CaseExport, done: int, total: int) -> bool:
    """Whether to go on: somebody may have stopped it."""
    found = _being_made(export.public_id)
    if found is None:
        return False
    found.done, found.total, found.moved_at = done, total, at
    found.save(update_fields=["done", "total", "moved_at"])
    return True


@transaction.atomic
def finish_export(
    *, at: datetime, export: CaseExport, sha256: str, size: int, content_sha256: str, cases: int,
    holds: Sequence[str], left_out: Sequence[LeftOut],
) -> bool:  # fmt: skip
    """The file lies in its place already. Those before it of the same stay until their days are over: the archive may
    be reading them."""
    found = _being_made(export.public_id)
    if found is None:
        return False
    found.state, found.moved_at = PACKAGE.after(found.state, "finish"), at
    found.sha256, found.size, found.content_sha256 = sha256, size, content_sha256
    found.cases, found.documents, found.holds, found.done = cases, len(holds), list(holds), found.total
    found.left_out = [list(asdict(one).values()) for one in left_out]
    found.expires_at = at + timedelta(days=record_limit("export_days"))
    found.save()
    return True


@transaction.atomic
def fail_export(*, at: datetime, export_id: str, problem: PackageProblem) -> None:
    """If it is still being made."""
    found = _being_made(export_id)
    if found is not None:
        found.state, found.problem, found.moved_at = PACKAGE.after(found.state, "fail"), problem, at
        found.save(update_fields=["state", "problem", "moved_at"])


def forget_exports(*, at: datetime) -> int:
    """Those whose days are over; the row stays, the file goes with the tidying."""
    for one in CaseExport.objects.filter(state=PackageState.MAKING, moved_at__lt=at - SILENT):
        fail_export(at=at, export_id=one.public_id, problem=PackageProblem.SILENT)
    over = CaseExport.objects.filter(expires_at__lte=at).exclude(state__in=[PackageState.GONE, PackageState.MAKING])
    count = 0
    for one in over:
        same = CaseExport.objects.filter(pk=one.pk, state=one.state)  # gone on with meanwhile, it stays
        count += same.update(state=PACKAGE.after(one.state, "delete"), holds=[], sha256="", content_sha256="", size=0)
    return count
