"""Files taken out for the archive: the person's own, and what they are of."""

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import PackageState
from aktsom.members.models import Member, Person
from aktsom.records import permissions
from aktsom.records.models import CaseExport
from aktsom.records.queries.cases import cases_of, in_period
from aktsom.teams.queries import acting_for, actor_of


def exports_of(viewer: Actor, member: Member) -> list[CaseExport]:
    """The newest first, those that are over left out."""
    rows = CaseExport.objects.filter(person_id=viewer.person_id or 0, member=member).exclude(state=PackageState.GONE)
    return list(rows.select_related("follow_up__supplier", "member")[:20])


def own_export(viewer: Actor, public_id: str) -> CaseExport:
    """Raises NotVisible, also where the person no longer keeps the member's register."""
    rows = CaseExport.objects.filter(person_id=viewer.person_id or 0, public_id=public_id)
    found = rows.select_related("follow_up__supplier", "member").first()
    if found is None or permissions.keep(viewer, found.member_id) is not None:
        raise NotVisible
    return found


def export_cases(viewer: Actor, export: CaseExport) -> list[FollowUp]:
    """As the person sees them for that member and no other, in the order they began."""
    rows = cases_of(viewer, export.member)
    if export.follow_up_id is not None:
        return list(rows.filter(pk=export.follow_up_id))
    assert export.since is not None and export.until is not None  # noqa: S101,PT018  the table holds both
    return list(in_period(rows, export.since, export.until))


def being_made(public_id: str) -> tuple[CaseExport, Actor] | None:
    """With whoever asked, in the roles of now and as that member alone; none where it was stopped, or the person keeps
    the member's register no longer. The platform's own reading."""
    rows = CaseExport.objects.filter(public_id=public_id, state=PackageState.MAKING)
    export = rows.select_related("member", "follow_up").first()
    person = Person.objects.filter(pk=export.person_id, is_active=True).first() if export else None
    if export is None or person is None:
        return None
    by = as_member(actor_of(person), export.member_id)
    return (export, by) if permissions.keep(by, export.member_id) is None else None


def as_member(viewer: Actor, member_id: int) -> Actor:
    """The viewer as it acts for that member alone: what it reads for others, or sits in a team for, is not the
    member's."""
    return acting_for(viewer, member_id)
