"""All files of a follow-up, or of a team's follow-ups, put together for one person in the background."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, Refused
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.actions import making
from aktsom.follow_up.models import FollowUp, Package
from aktsom.follow_up.queries.packages import in_case, own_package, package_contents, sees_all_of
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import PackageState
from aktsom.follow_up.tables import evidence_limit
from aktsom.teams.actions.loading import about
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.facts import team as team_called

PUT_TOGETHER = "follow_ups.package"


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
        return Package.objects.get(**made.alike, state=PackageState.MAKING)
    record(by=by, at=at, acts=[_act(made, "package_asked_for")])
    send(kind=PUT_TOGETHER, payload={"package": made.public_id}, at=at)
    return made


def _there(like: Package, at: datetime, *, anew: bool) -> Package | None:
    rows = Package.objects.filter(**like.alike).exclude(state=PackageState.GONE).order_by("-id")
    found = [one for one in rows if not one.is_over(at)]
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
    making.stop(found, at)
    return found


@transaction.atomic
def go_on_with_package(*, by: Actor, at: datetime, package_id: str) -> Package:
    """A second press meets the first; where a newer one of the same is being made, that is the one."""
    found = _for_change(by, package_id)
    if found.is_over(at):
        raise Refused(Refusal(_("Pakken er ikke klar, eller den er slettet. Be om en ny.")))
    if not making.go_on(found, at):
        return making.under_way(found) or found
    send(kind=PUT_TOGETHER, payload={"package": found.public_id}, at=at)
    return found


def _for_change(by: Actor, public_id: str) -> Package:
    seen = own_package(by, public_id)
    return Package.objects.select_for_update(of=("self",)).get(pk=seen.pk)


def whole_package(by: Actor, at: datetime, package_id: str) -> Package:
    """To be given out. Raises NotVisible, and Refused where it is not ready or the person sees less now."""
    found = own_package(by, package_id)
    if found.state != PackageState.READY or found.is_over(at):
        raise Refused(Refusal(_("Pakken er ikke klar, eller den er slettet. Be om en ny.")))
    if not sees_all_of(by, found):
        raise Refused(Refusal(_("Du ser ikke lenger alt som er i pakken. Be om en ny.")))
    return found


@transaction.atomic
def note_fetched(*, by: Actor, at: datetime, package: Package) -> None:
    """In the journal, of all or part of it, before it is given out."""
    found = Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
    if making.fetched_anew(found, at):
        record(by=by, at=at, acts=[_act(package, "package_fetched")])


@transaction.atomic
def finish_package(*, at: datetime, package: Package, sha256: str, size: int, holds: list[str]) -> bool:
    """The file lies in its place already. Unless it was stopped in the last moment; those before it are over."""
    found = making.being_made(Package, package.public_id)
    if found is None:
        return False
    until = at + timedelta(days=evidence_limit("package_days"))
    making.finish(found, at, sha256=sha256, size=size, holds=holds, expires_at=until)
    making.forget(Package.objects.filter(**found.alike, pk__lt=found.pk).exclude(state=PackageState.GONE))
    return True


def forget_packages(*, at: datetime) -> int:
    return making.forget_over(Package, at)
