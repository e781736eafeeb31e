"""All files of a follow-up, or of a team's follow-ups, put together for one person in the background."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.files import place
from aktsom.follow_up.models import FollowUp, Package
from aktsom.follow_up.queries.packages import in_case, own_package, package_contents, sees_all_of
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import PACKAGE, PackageState
from aktsom.follow_up.tables import evidence_limit
from aktsom.teams.actions.loading import about
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.facts import team as team_called

PUT_TOGETHER = "follow_ups.package"


@transaction.atomic
def order_package(*, by: Actor, at: datetime, follow_up_id: str = "", team_id: str = "") -> Package:
    """Of one of the two. A second press of the button meets the one that is being made."""
    one = follow_up(by, follow_up_id) if follow_up_id else None
    team = team_called(by, team_id) if team_id else None
    if not _may(by, one, team):
        raise Refused(Refusal(_("Bare de som følger opp, kan hente alle filene samlet.")))
    mine = Package.objects.filter(person_id=by.person_id or 0, follow_up=one, team=team)
    if under_way := mine.filter(state=PackageState.MAKING).first():
        return under_way
    body_id = next(iter(by.member_ids)) if len(by.member_ids) == 1 else None
    made = Package(
        person_id=by.person_id or 0, body_id=body_id, follow_up=one, team=team, asked_at=at, moved_at=at,
        expires_at=at + timedelta(days=evidence_limit("package_days")),
    )  # fmt: skip
    if not package_contents(by, made):
        raise DomainError(_("Det er ingenting å hente ennå."))
    made.save()
    record(by=by, at=at, acts=[_act(made, "package_asked_for")])
    send(kind=PUT_TOGETHER, payload={"package": made.public_id}, at=at)
    return made


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
    """Nothing of it can be fetched; going on begins where it stopped."""
    found = _for_change(by, package_id)
    found.state, found.moved_at = PACKAGE.after(found.state, "stop"), at
    found.save(update_fields=["state", "moved_at"])
    return found


@transaction.atomic
def go_on_with_package(*, by: Actor, at: datetime, package_id: str) -> Package:
    found = _for_change(by, package_id)
    found.state, found.moved_at = PACKAGE.after(found.state, "go_on"), at
    found.save(update_fields=["state", "moved_at"])
    send(kind=PUT_TOGETHER, payload={"package": found.public_id}, at=at)
    return found


def _for_change(by: Actor, public_id: str) -> Package:
    seen = own_package(by, public_id)
    return Package.objects.select_for_update(of=("self",)).get(pk=seen.pk)


@transaction.atomic
def fetch_package(*, by: Actor, at: datetime, package_id: str) -> Package:
    """Noted in the journal. Raises NotVisible, and Refused where it is not ready or the person sees less now."""
    found = own_package(by, package_id)
    if found.state != PackageState.READY:
        raise Refused(Refusal(_("Pakken er ikke klar, eller den er slettet. Be om en ny.")))
    if not sees_all_of(by, found):
        raise Refused(Refusal(_("Du ser ikke lenger alt som er i pakken. Be om en ny.")))
    record(by=by, at=at, acts=[_act(found, "package_fetched")])
    return found


def unfinished(package: Package) -> Path:
    """Where it is put together; the id is our own and holds nothing that a path could be made of."""
    return Path(settings.UPLOADS) / f"{package.public_id}.zip"


@transaction.atomic
def note_progress(*, at: datetime, package: Package, done: int, total: int) -> bool:
    """Whether to go on: somebody may have stopped it."""
    found = Package.objects.select_for_update(of=("self",)).filter(pk=package.pk, state=PackageState.MAKING).first()
    if found is None:
        return False
    found.done, found.total, found.moved_at = done, total, at
    found.save(update_fields=["done", "total", "moved_at"])
    return True


@transaction.atomic
def finish_package(*, at: datetime, package: Package, sha256: str, size: int, holds: list[str]) -> None:
    """The file lies in its place already. Unless it was stopped in the last moment."""
    found = Package.objects.select_for_update(of=("self",)).filter(pk=package.pk, state=PackageState.MAKING).first()
    if found is None:
        return
    found.state, found.moved_at = PACKAGE.after(found.state, "finish"), at
    found.sha256, found.size, found.holds, found.done = sha256, size, holds, found.total
    found.save()


def forget_packages(*, at: datetime) -> int:
    """Those whose days are over; the platform's own work. The row stays, the file goes."""
    old = list(Package.objects.filter(expires_at__lt=at).exclude(state=PackageState.GONE))
    for one in old:
        Package.objects.filter(pk=one.pk).update(state=PackageState.GONE, holds=[], sha256="", size=0)
        unfinished(one).unlink(missing_ok=True)
        if one.sha256:
            place().delete(one.key)
    return len(old)
