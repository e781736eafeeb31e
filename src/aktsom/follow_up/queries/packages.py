"""Packages of files: the person's own, and what they are of."""

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import Evidence, FollowUp, Package
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import FollowUpState, PackageState


def own_packages(viewer: Actor) -> list[Package]:
    """The newest first, without those that are deleted."""
    rows = Package.objects.filter(person_id=viewer.person_id or 0).exclude(state=PackageState.GONE)
    return list(rows.select_related("follow_up__supplier", "team").order_by("-id"))


def own_package(viewer: Actor, public_id: str) -> Package:
    """Raises NotVisible, also where the person no longer follows up what it is of."""
    rows = Package.objects.filter(person_id=viewer.person_id or 0, public_id=public_id)
    found = rows.select_related("follow_up__supplier", "follow_up__team", "team").first()
    if found is None or not package_contents(viewer, found):
        raise NotVisible
    return found


def package_contents(viewer: Actor, package: Package) -> list[FollowUp]:
    """The follow-ups that it is of, as far as the viewer runs them, or reads them as the case of a closed team."""
    rows = follow_ups_for(viewer).exclude(state=FollowUpState.DROPPED).select_related("supplier", "team", "member")
    if package.team_id is not None:
        return list(rows.filter(team_id=package.team_id).order_by("id")) if in_case(viewer, package.team_id, 0) else []
    found = rows.filter(pk=package.follow_up_id or 0).first()
    return [found] if found is not None and in_case(viewer, found.team_id, found.member_id) else []


def in_case(viewer: Actor, team_id: int | None, member_id: int | None) -> bool:
    """Whether the viewer reads the whole case: as one of the team, or as one at the member whose own it is."""
    if team_id is not None:
        return team_id in viewer.case_team_ids
    return member_id in viewer.member_ids


def sees_all_of(viewer: Actor, package: Package) -> bool:
    held = set(package.holds)
    return held == set(
        Evidence.objects.visible_to(viewer).filter(public_id__in=held).values_list("public_id", flat=True)
    )
