"""Packages of files: the person's own, and what they are of."""

from collections.abc import Iterable
from datetime import date, datetime

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import AuditRow, Evidence, FollowUp, Package, ReportedContract, SelfReport
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.conclusions import conclusions_of
from aktsom.follow_up.queries.document_reviews import reviews_for, reviews_of, row_views
from aktsom.follow_up.queries.meetings import meetings_for
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.queries.submissions import submissions_of
from aktsom.follow_up.states import FollowUpState, PackageState
from aktsom.members.models import Person
from aktsom.members.queries import narrowed
from aktsom.teams.queries import actor_of


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


def records_of(viewer: Actor, ones: Iterable[FollowUp]) -> set[str]:
    """Public ids of the follow-ups and of all that their workbooks tell of to the viewer."""
    found = list(ones)
    asked = SelfReport.objects.visible_to(viewer)
    rows = (asked, meetings_for(viewer), reviews_for(viewer), reports_for(viewer))
    told = {id_ for each in rows for id_ in each.filter(follow_up__in=found).values_list("public_id", flat=True)}
    return told | {one.public_id for one in found}


def sees_all_of(viewer: Actor, package: Package) -> bool:
    """Still, and that none of the files is held back since."""
    held = set(package.holds)
    files = Evidence.objects.visible_to(viewer).filter(public_id__in=held)
    given_out = {file.public_id for file in files if download(file) is None}
    return held <= given_out | records_of(viewer, package_contents(viewer, package))


def is_over(package: Package, at: datetime) -> bool:
    """Its days, also before the day's tidying has come to it; one that is being made stays until it is done."""
    return package.state == PackageState.GONE or (package.state != PackageState.MAKING and package.expires_at <= at)


def being_made(public_id: str) -> tuple[Package, Actor, str] | None:
    """The package, whoever asked in the roles of now, and that person's language; none where it was stopped, the person
    is no longer here or acts no more for the member it was asked for as. The platform's own reading."""
    package = Package.objects.filter(public_id=public_id, state=PackageState.MAKING).first()
    person = Person.objects.filter(pk=package.person_id, is_active=True).first() if package else None
    if package is None or person is None:
        return None
    by = actor_of(person)
    if package.body_id is None:
        return package, by, person.language
    return (package, narrowed(by, package.body_id), person.language) if package.body_id in by.member_ids else None


def asked_for(one: FollowUp) -> dict[int, ReportedContract]:
    """{contract's key: the newest self-report for it}."""
    return {row.contract_id: row for row in ReportedContract.objects.filter(self_report__follow_up=one).order_by("id")}


def files_of(viewer: Actor, one: FollowUp, today: date) -> list[Evidence]:
    """Of the answers, the documents asked for, the reports of audits, and what conclusions rest on; each once."""
    ids = {
        id_
        for made in submissions_of(viewer, one)
        for said in made.content["answers"].values()
        for id_ in said["files"]
    }
    reports = list(reports_for(viewer).filter(follow_up=one))
    of_rows = AuditRow.objects.filter(report__in=reports).values_list("evidence_id", flat=True)
    keys = {report.evidence_id for report in reports} | set(of_rows)
    keys |= {view.row.evidence_id for review in reviews_of(viewer, [one]) for view in row_views(viewer, review, today)}
    keys |= {file.pk for row in conclusions_of(viewer, one, today) for file in row.cited}
    seen = Evidence.objects.visible_to(viewer).select_related("owner", "team")
    found = {*seen.filter(public_id__in=ids), *seen.filter(pk__in=[key for key in keys if key])}
    return sorted(found, key=lambda file: file.pk)
