"""Packages of files: the person's own, and what they are of."""

from collections.abc import Callable, Collection, Iterable

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import (
    AuditRow,
    CitedEvidence,
    DocumentRow,
    Evidence,
    FollowUp,
    Package,
    ReportedContract,
    SelfReport,
    Submission,
)
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.document_reviews import reviews_for
from aktsom.follow_up.queries.meetings import case_meetings
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import FollowUpState, PackageState, ReportState
from aktsom.members.models import Person
from aktsom.members.queries import narrowed
from aktsom.teams.queries import actor_of

AT_ONCE = 1000
Told = Callable[[Actor, Collection[int]], Iterable[tuple[int, str]]]
_told_elsewhere: list[Told] = []


def tells_in_packages(function: Told) -> Told:
    """Whoever adds to the workbook of a follow-up says of what: keys of follow-ups, each with the public id of what is
    told of it, as far as the viewer sees it."""
    _told_elsewhere.append(function)
    return function


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


def records_of(viewer: Actor, ones: Iterable[FollowUp]) -> dict[int, set[str]]:
    """{follow-up's key: the public ids of itself and of all that its workbook tells of to the viewer}."""
    found = {one.pk: {one.public_id} for one in ones}
    asked = SelfReport.objects.visible_to(viewer)
    for each in (asked, case_meetings(viewer), reviews_for(viewer), reports_for(viewer)):
        told = each.filter(follow_up__in=list(found)).order_by()
        for key, public_id in told.values_list("follow_up_id", "public_id"):
            found[key].add(public_id)
    for elsewhere in _told_elsewhere:
        for key, public_id in elsewhere(viewer, list(found)):
            found[key].add(public_id)
    return found


def sees_all_of(viewer: Actor, package: Package) -> bool:
    """Still, and that none of the files is held back since."""
    told = records_of(viewer, package_contents(viewer, package))
    files = set(package.holds).difference(*told.values())
    seen = _seen(viewer, "public_id", files)
    return len(seen) == len(files) and all(download(file) is None for file in seen)


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
    """{contract's key: the newest self-report for it that was not withdrawn}."""
    rows = ReportedContract.objects.filter(self_report__follow_up=one).exclude(self_report__state=ReportState.WITHDRAWN)
    return {row.contract_id: row for row in rows.order_by("id")}


def files_of(viewer: Actor, ones: Iterable[FollowUp]) -> dict[int, list[Evidence]]:
    """{follow-up's key: what belongs to its answers, the documents asked for, the reports of audits, and what
    conclusions rest on; each once}, of those whose whole case the viewer reads."""
    keys = [one.pk for one in ones]
    answers, others = _with_answers(viewer, keys), _with_the_rest(viewer, keys)
    by_id = {file.public_id: file for file in _seen(viewer, "public_id", set().union(*answers.values()))}
    by_key = {file.pk: file for file in _seen(viewer, "pk", set().union(*others.values()))}
    found = {}
    for key in keys:
        own = {by_id[id_] for id_ in answers[key] & by_id.keys()} | {by_key[pk] for pk in others[key] & by_key.keys()}
        found[key] = sorted(own, key=lambda file: file.pk)
    return found


def _with_answers(viewer: Actor, keys: Iterable[int]) -> dict[int, set[str]]:
    found = {key: set[str]() for key in keys}
    seen = SelfReport.objects.visible_to(viewer).filter(follow_up__in=list(found))
    rows = Submission.objects.filter(self_report__in=seen).order_by()
    for key, content in rows.values_list("self_report__follow_up_id", "content").iterator():
        found[key].update(id_ for said in content["answers"].values() for id_ in said["files"])
    return found


def _with_the_rest(viewer: Actor, keys: Iterable[int]) -> dict[int, set[int]]:
    found = {key: set[int]() for key in keys}
    reports = reports_for(viewer).filter(follow_up__in=list(found)).order_by()
    reviews = reviews_for(viewer).filter(follow_up__in=list(found)).order_by()
    standing = CitedEvidence.objects.filter(conclusion__superseded_at__isnull=True)
    for rows in (
        reports.values_list("follow_up_id", "evidence_id"),
        AuditRow.objects.filter(report__in=reports).order_by().values_list("report__follow_up_id", "evidence_id"),
        DocumentRow.objects.filter(review__in=reviews).order_by().values_list("review__follow_up_id", "evidence_id"),
        standing.filter(conclusion__follow_up__in=list(found)).values_list("conclusion__follow_up_id", "evidence_id"),
    ):
        for key, evidence in rows:
            found[key].update({evidence} - {None})
    return found


def _seen(viewer: Actor, field: str, values: Collection[str] | Collection[int]) -> list[Evidence]:
    """A thousand at a time: databases take only so many at once."""
    rows, wanted = Evidence.objects.visible_to(viewer).select_related("owner", "team"), sorted(values)
    parts = [wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)]
    return [file for part in parts for file in rows.filter(**{f"{field}__in": part})]
