"""All files of a follow-up, or of a team's follow-ups, put together for one person in the background."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.models import FollowUp, Package
from aktsom.follow_up.queries.packages import in_case, is_over, own_package, package_contents, sees_all_of
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import PACKAGE, PackageProblem, PackageState
from aktsom.follow_up.tables import evidence_limit
from aktsom.teams.actions.loading import about
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.facts import team as team_called

PUT_TOGETHER = "follow_ups.package"
SILENT = timedelta(hours=6)  # after which a package that is being made has been given up
SAME_FETCH = timedelta(hours=1)  # a download goes on in parts; the journal tells of it once


@transaction.atomic
def order_package(*, by: Actor, at: datetime, follow_up_id: str = "", team_id: str = "", anew: bool = False) -> Package:
    """Of one of the two. A second press of the button meets the one that is being made, or lies there; with `anew` only
    the one that is being made."""
    one = follow_up(by, follow_up_id) if follow_up_id else None
    team = team_called(by, team_id) if team_id else None
    if not _may(by, one, team):
        raise Refused(Refusal(_("Bare de som følger opp, kan hente alle filene samlet.")))
    body_id = next(iter(by.member_ids)) if len(by.member_ids) == 1 else None
    made = Package(
        person_id=by.person_id or 0, body_id=body_id, follow_up=one, team=team, asked_at=at, moved_at=at,
        expires_at=at + timedelta(days=evidence_limit("package_days")),
    )  # fmt: skip
    if (there := _there(made, at, anew=anew)) is not None:
        return there
    if not package_contents(by, made):
        raise DomainError(_("Det er ingenting å hente ennå."))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # pressed twice in the same moment
        return Package.objects.get(**_same(made), state=PackageState.MAKING)
    record(by=by, at=at, acts=[_act(made, "package_asked_for")])
    send(kind=PUT_TOGETHER, payload={"package": made.public_id}, at=at)
    return made


def _same(package: Package) -> dict[str, int | None]:
    """Of the same person, as the same, of the same thing."""
    return {name: getattr(package, name) for name in ("person_id", "body_id", "follow_up_id", "team_id")}


def _there(like: Package, at: datetime, *, anew: bool) -> Package | None:
    rows = Package.objects.filter(**_same(like)).exclude(state=PackageState.GONE).order_by("-id")
    found = [one for one in rows if not is_over(one, at)]
    making = next((one for one in found if one.state == PackageState.MAKING), None)
    return making or (found[0] if found and not anew else None)


def _may(by: Actor, one: FollowUp | None, team: CategoryTeam | None) -> bool:
    if one is not None:
        return in_case(by, one.team_id, one.member_id)
    return team is not None and in_case(by, team.pk, None)


def _act(package: Package, verb: str) -> Act:
    """In the journal of those who follow up."""
    if package.team is not None:
        return about(package.team, verb, package=package.public_id)
    one = package.follow_up
    assert one is not None  # noqa: S101  the table holds one of the two
    return Act(verb, one.public_id, one.member_id, changes={"package": package.public_id})


@transaction.atomic
def stop_package(*, by: Actor, at: datetime, package_id: str) -> Package:
    """Nothing of it can be fetched; going on begins where it stopped. One that became whole meanwhile stays so."""
    found = _for_change(by, package_id)
    if found.state == PackageState.READY:
        return found
    found.state, found.moved_at = PACKAGE.after(found.state, "stop"), at
    found.save(update_fields=["state", "moved_at"])
    return found


@transaction.atomic
def go_on_with_package(*, by: Actor, at: datetime, package_id: str) -> Package:
    """A second press meets the first; where a newer one of the same is being made, that is the one."""
    found = _for_change(by, package_id)
    if is_over(found, at):
        raise Refused(Refusal(_("Pakken er ikke klar, eller den er slettet. Be om en ny.")))
    if under_way := Package.objects.filter(**_same(found), state=PackageState.MAKING).first():
        return under_way
    found.state, found.moved_at, found.problem = PACKAGE.after(found.state, "go_on"), at, ""
    found.save(update_fields=["state", "moved_at", "problem"])
    send(kind=PUT_TOGETHER, payload={"package": found.public_id}, at=at)
    return found


def _for_change(by: Actor, public_id: str) -> Package:
    seen = own_package(by, public_id)
    return Package.objects.select_for_update(of=("self",)).get(pk=seen.pk)


def whole_package(by: Actor, at: datetime, package_id: str) -> Package:
    """To be given out. Raises NotVisible, and Refused where it is not ready or the person sees less now."""
    found = own_package(by, package_id)
    if found.state != PackageState.READY or is_over(found, at):
        raise Refused(Refusal(_("Pakken er ikke klar, eller den er slettet. Be om en ny.")))
    if not sees_all_of(by, found):
        raise Refused(Refusal(_("Du ser ikke lenger alt som er i pakken. Be om en ny.")))
    return found


@transaction.atomic
def note_fetched(*, by: Actor, at: datetime, package: Package) -> None:
    """In the journal, of all or part of it, before it is given out."""
    found = Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
    if found.fetched_at is None or found.fetched_at < at - SAME_FETCH:
        Package.objects.filter(pk=found.pk).update(fetched_at=at)
        record(by=by, at=at, acts=[_act(package, "package_fetched")])


def unfinished(package: Package) -> Path:
    """Where it is put together; the id is our own and holds nothing that a path could be made of."""
    return Path(settings.UPLOADS) / f"{package.public_id}.zip"


def held_by(package_id: str) -> Path:
    """What whoever puts it together holds locked meanwhile."""
    return Path(settings.UPLOADS) / f"{package_id}.lock"


@transaction.atomic
def take_up_package(*, at: datetime, package_id: str) -> None:
    """One that failed is tried again, as long as the outbox does, unless a newer one is being made."""
    found = Package.objects.select_for_update(of=("self",)).filter(public_id=package_id).first()
    if found is None or PACKAGE.refusal(found.state, "try_again") or is_over(found, at):
        return
    if not Package.objects.filter(**_same(found), state=PackageState.MAKING).exists():
        found.state, found.moved_at, found.problem = PACKAGE.after(found.state, "try_again"), at, ""
        found.save(update_fields=["state", "moved_at", "problem"])


def _being_made(public_id: str) -> Package | None:
    """To be changed. None where it was stopped meanwhile."""
    rows = Package.objects.select_for_update(of=("self",))
    return rows.filter(public_id=public_id, state=PackageState.MAKING).first()


@transaction.atomic
def note_progress(*, at: datetime, package: Package, done: int, total: int) -> bool:
    """Whether to go on: somebody may have stopped it."""
    found = _being_made(package.public_id)
    if found is None:
        return False
    found.done, found.total, found.moved_at = done, total, at
    found.save(update_fields=["done", "total", "moved_at"])
    return True


@transaction.atomic
def finish_package(*, at: datetime, package: Package, sha256: str, size: int, holds: list[str]) -> bool:
    """The file lies in its place already. Unless it was stopped in the last moment; those before it are over."""
    found = _being_made(package.public_id)
    if found is None:
        return False
    found.state, found.moved_at = PACKAGE.after(found.state, "finish"), at
    found.sha256, found.size, found.holds, found.done = sha256, size, holds, found.total
    found.expires_at = at + timedelta(days=evidence_limit("package_days"))
    found.save()
    _forget(list(Package.objects.filter(**_same(found), pk__lt=found.pk).exclude(state=PackageState.GONE)))
    return True


@transaction.atomic
def fail_package(*, at: datetime, package_id: str, problem: PackageProblem) -> None:
    """If it is still being made."""
    found = _being_made(package_id)
    if found is not None:
        found.state, found.problem, found.moved_at = PACKAGE.after(found.state, "fail"), problem, at
        found.save(update_fields=["state", "problem", "moved_at"])


def forget_packages(*, at: datetime) -> int:
    """Those whose days are over; the platform's own work. The row stays. The file goes with the tidying, unless
    something else is the same file: whoever fetched a package may have brought it as evidence."""
    silent = Package.objects.filter(state=PackageState.MAKING, moved_at__lt=at - SILENT)
    for one in silent:
        fail_package(at=at, package_id=one.public_id, problem=PackageProblem.SILENT)
    over = Package.objects.filter(expires_at__lte=at).exclude(state__in=[PackageState.GONE, PackageState.MAKING])
    return _forget(list(over))


def _forget(packages: list[Package]) -> int:
    count = 0
    for one in packages:
        same = Package.objects.filter(pk=one.pk, state=one.state)  # gone on with meanwhile, it stays
        count += same.update(state=PACKAGE.after(one.state, "delete"), holds=[], sha256="", size=0)
    return count
